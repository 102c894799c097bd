import { readFile } from "node:fs/promises";
import path from "node:path";
import type { SceneCatalog } from "@storydream/protocol";
import { z } from "zod";
import { listInside, readTextOrNull } from "../../files/index.ts";
import { namesIn, readFilmNames } from "../../project/index.ts";
import type { CatalogSources } from "./entries.ts";

/** Folder of a project with its drawn objects, a file a group: `drinks.ts` exports `drinks`. */
const DRAWINGS = "src/objects/drawings";
const ICONS = "src/icons/index.ts";
const ICON_PACKAGE = "@iconify-json/lucide";
const IconSet = z.object({ icons: z.record(z.string(), z.unknown()) });

/**
 * All that a film can use: what its page reported, and the names in its sources, which are read without running them.
 *
 * @param projectDir the project's folder; the installed dependencies lie beside it
 */
export async function filmSources(projectDir: string, film: SceneCatalog): Promise<CatalogSources> {
	const [{ backdrops }, objects, icons] = await Promise.all([
		readFilmNames(projectDir),
		readObjects(projectDir),
		readIcons(projectDir),
	]);
	return { film, backdrops: backdrops ?? [], objects, icons };
}

async function readObjects(projectDir: string): Promise<Record<string, readonly string[]>> {
	// A project without drawings of its own has no such folder.
	const files = await listInside(projectDir, DRAWINGS).catch(() => []);
	const groups = await Promise.all(
		files.map(async (file): Promise<[string, readonly string[]]> => {
			const group = path.posix.basename(file.path, ".ts");
			const code = await readTextOrNull(projectDir, file.path);
			return [group, (code === null ? null : await namesIn(code, group)) ?? []];
		}),
	);
	return Object.fromEntries(groups.filter(([, names]) => names.length > 0));
}

/** The icons of the installed package, where the project draws those: one of an earlier release has a few of its own. */
async function readIcons(projectDir: string): Promise<readonly string[]> {
	const code = await readTextOrNull(projectDir, ICONS);
	if (!code?.includes(ICON_PACKAGE)) return [];
	const file = path.join(path.dirname(projectDir), "node_modules", ICON_PACKAGE, "icons.json");
	const set = await readFile(file, "utf8").catch(() => null);
	return set === null ? [] : Object.keys(IconSet.parse(JSON.parse(set)).icons);
}
