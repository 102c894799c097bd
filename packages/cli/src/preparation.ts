import { execFile } from "node:child_process";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";

const run = promisify(execFile);
const DEADLINE_MS = 3 * 60_000;
const PROGRAM = join(import.meta.dirname, "prepare.ts");
const Note = z.object({ installed: z.number(), folder: z.string() });

/**
 * Folder of what previews import, bundled once for this machine, or undefined when that can't be made: each sandbox then
 * bundles for itself, which is slower. Made by a process of its own, so that the studio does not carry a bundler.
 */
export async function previewSeed(root: string, say: (line: string) => void): Promise<string | undefined> {
	const cache = join(root, "node_modules/.cache/storydream");
	const note = join(cache, "preview-seed.json");
	try {
		const installed = (await stat(join(root, "node_modules/.package-lock.json"))).mtimeMs;
		const known = await readNote(note);
		if (known?.installed === installed && (await isFolder(known.folder))) return known.folder;
		say("Bundling what previews need (once) …");
		await mkdir(cache, { recursive: true });
		const { stdout } = await run(process.execPath, [PROGRAM, "seed", join(cache, "preview-seed")], { timeout: DEADLINE_MS });
		const folder = stdout.trim().split("\n").at(-1) ?? "";
		await writeFile(note, JSON.stringify({ installed, folder }));
		return folder;
	} catch (error) {
		say(`What previews need could not be bundled ahead, so they start more slowly. ${firstLine(error)}`);
		return undefined;
	}
}

/** Why the agent can have no commands on this machine; null: it can. Tried out by a process of its own. */
export async function commandRestriction(): Promise<string | null> {
	const { stdout } = await run(process.execPath, [PROGRAM, "confinement"], { timeout: 60_000 });
	return z.object({ restricted: z.string().nullable() }).parse(JSON.parse(stdout)).restricted;
}

async function readNote(file: string): Promise<z.infer<typeof Note> | null> {
	try {
		return Note.parse(JSON.parse(await readFile(file, "utf8")));
	} catch {
		// Not made yet, or by an older release: it is made anew.
		return null;
	}
}

async function isFolder(path: string): Promise<boolean> {
	return stat(path).then(
		(found) => found.isDirectory(),
		() => false,
	);
}

function firstLine(error: unknown): string {
	return error instanceof Error ? (error.message.split("\n")[0] ?? "") : "";
}
