import { createHash } from "node:crypto";
import { lstat, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { StoryDreamError } from "@storydream/protocol";

/*
 * How the template's folder becomes the first commit of every project. The studio (here) and the sandbox (a warm one
 * stands at this commit before it knows a project) each make it for themselves and must come to the SAME sha, so the rule
 * is short and depends on the files alone, not on git, clocks or settings:
 *
 *  - Walk the folder. Left out, at any depth: folders named node_modules, dist, out, .git, .turbo, .vite; files named
 *    tsconfig.tsbuildinfo, *.test.ts, *.test.tsx, *.spec.ts, *.spec.tsx, *.log. Left out at its place: public/assets. A link
 *    named as such a folder (node_modules) is left out with it.
 *  - Anything else that is neither a file nor a folder (a symbolic link above all) is refused.
 *  - A file is its bytes, unchanged; mode 100755 if its owner may execute it, else 100644. Empty folders do not exist.
 *  - Names are sorted as git sorts a tree (bytes, a folder as if its name ended with `/`).
 *  - The commit has no parent; author and committer are `StoryDream <studio@storydream.local>` at
 *    2026-01-01T00:00:00Z (+0000); its message is "New project\n\nStoryDream-Kind: start\n".
 */

const FOLDERS_LEFT_OUT = new Set(["node_modules", "dist", "out", ".git", ".turbo", ".vite"]);
const FILES_LEFT_OUT = /^tsconfig\.tsbuildinfo$|\.(test|spec)\.tsx?$|\.log$/;
const PLACES_LEFT_OUT = new Set(["public/assets"]);
const IDENTITY = "StoryDream <studio@storydream.local> 1767225600 +0000";
const MESSAGE = "New project\n\nStoryDream-Kind: start\n";

export interface TemplateFile {
	/** Relative, with `/`. */
	path: string;
	mode: "100644" | "100755";
	/** Git's id of the content. */
	blob: string;
}

export interface TemplateTree {
	/** Sorted by path. */
	files: TemplateFile[];
	tree: string;
	commit: string;
	/** The raw commit object. */
	commitText: string;
}

/** Reads the template's folder by the rule above. Throws `storage_failed` when it can't become a project. */
export async function readTemplateTree(folder: string): Promise<TemplateTree> {
	const files: TemplateFile[] = [];
	const tree = await readFolder(folder, "", files);
	if (tree === null) throw new StoryDreamError("storage_failed", `The template's folder ${folder} holds no files.`);
	const commitText = `tree ${tree}\nauthor ${IDENTITY}\ncommitter ${IDENTITY}\n\n${MESSAGE}`;
	files.sort((a, b) => (a.path < b.path ? -1 : 1));
	return { files, tree, commit: gitId("commit", Buffer.from(commitText)), commitText };
}

/** Id of the tree of a folder, or null when nothing is in it. Adds its files to `found`. */
async function readFolder(root: string, relative: string, found: TemplateFile[]): Promise<string | null> {
	let entries: Awaited<ReturnType<typeof list>>;
	try {
		entries = await list(join(root, relative));
	} catch (cause) {
		throw new StoryDreamError("storage_failed", `The template's folder ${join(root, relative)} can't be read.`, { cause });
	}
	const lines: { sortAs: Buffer; bytes: Buffer }[] = [];
	const add = (name: string, mode: string, id: string) =>
		lines.push({
			sortAs: Buffer.from(mode === "40000" ? `${name}/` : name),
			bytes: Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(id, "hex")]),
		});
	for (const entry of entries) {
		const path = relative === "" ? entry.name : `${relative}/${entry.name}`;
		if (PLACES_LEFT_OUT.has(path) || (FOLDERS_LEFT_OUT.has(entry.name) && !entry.isFile())) continue;
		if (entry.isDirectory()) {
			const id = await readFolder(root, path, found);
			if (id !== null) add(entry.name, "40000", id);
		} else if (entry.isFile()) {
			if (FILES_LEFT_OUT.test(entry.name)) continue;
			const mode = (await lstat(join(root, path))).mode & 0o100 ? "100755" : "100644";
			const blob = gitId("blob", await readFile(join(root, path)));
			found.push({ path, mode, blob });
			add(entry.name, mode, blob);
		} else {
			throw new StoryDreamError("storage_failed", `The template holds ${path}, which is neither a file nor a folder.`, {
				hint: "Put the file itself in its place.",
			});
		}
	}
	if (lines.length === 0) return null;
	lines.sort((a, b) => Buffer.compare(a.sortAs, b.sortAs));
	return gitId("tree", Buffer.concat(lines.map((line) => line.bytes)));
}

function list(folder: string) {
	return readdir(folder, { withFileTypes: true });
}

function gitId(type: "blob" | "tree" | "commit", content: Buffer): string {
	return createHash("sha1").update(`${type} ${content.length}\0`).update(content).digest("hex");
}
