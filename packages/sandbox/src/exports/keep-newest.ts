import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/**
 * Removes all but the newest folders, by the time of their last change.
 * @param isOne whether a name in `folder` is one of them; others are left alone
 */
export async function keepNewest(folder: string, count: number, isOne: (name: string) => boolean): Promise<void> {
	const names = (await readdir(folder)).filter(isOne);
	const dated = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })));
	dated.sort((a, b) => b.at - a.at);
	for (const { name } of dated.slice(count)) await rm(join(folder, name), { recursive: true, force: true });
}
