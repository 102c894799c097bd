import { StoryDreamError } from "@storydream/protocol";
import type { Git } from "./git.ts";
import { gitId, writeObject } from "./loose-objects.ts";

/** One entry of a version: a file, a link, or (in versions of earlier releases) another repository. */
export interface TreeEntry {
	mode: "100644" | "100755" | "120000" | "160000";
	/** Git's id of the content. */
	id: string;
}

/** Files and links of a version, by path below the project's folder, with `/`. */
export type Tree = ReadonlyMap<string, TreeEntry>;

/** A git tree object: one folder of a version. */
interface TreeObject {
	id: string;
	content: Buffer;
}

/** A version's folders as git's objects, inner folders first. The last one is the root. */
export interface TreeObjects {
	root: string;
	objects: readonly TreeObject[];
}

interface Folder {
	entries: Map<string, { mode: string; id: string } | Folder>;
}

/**
 * The tree objects of a version, computed as git does: an entry is its name's bytes, a folder sorts as if its name ended
 * with `/`.
 * @param entries paths as bytes: versions of earlier releases have names that are not UTF-8
 */
export function buildTrees(entries: Iterable<readonly [path: Buffer, entry: TreeEntry]>): TreeObjects {
	// Names are kept as Latin-1 strings: one character a byte, whatever the bytes mean.
	const root: Folder = { entries: new Map() };
	for (const [path, { mode, id }] of entries) {
		const parts = path.toString("latin1").split("/");
		const name = parts.pop() ?? "";
		let folder = root;
		for (const part of parts) {
			const known = folder.entries.get(part);
			const next: Folder = known !== undefined && "entries" in known ? known : { entries: new Map() };
			folder.entries.set(part, next);
			folder = next;
		}
		folder.entries.set(name, { mode, id });
	}
	const objects: TreeObject[] = [];
	return { root: addFolder(root, objects), objects };
}

/** The same for a tree whose names are text. */
export function treesOf(tree: Tree): TreeObjects {
	return buildTrees([...tree].map(([path, entry]) => [Buffer.from(path), entry] as const));
}

function addFolder(folder: Folder, objects: TreeObject[]): string {
	const rows = [...folder.entries].map(([name, entry]) => {
		const isFolder = "entries" in entry;
		const mode = isFolder ? "40000" : entry.mode;
		const id = isFolder ? addFolder(entry, objects) : entry.id;
		return { sortAs: Buffer.from(isFolder ? `${name}/` : name, "latin1"), name: Buffer.from(name, "latin1"), mode, id };
	});
	rows.sort((a, b) => Buffer.compare(a.sortAs, b.sortAs));
	const parts = rows.flatMap(({ mode, name, id }) => [Buffer.from(`${mode} `), name, Buffer.of(0), Buffer.from(id, "hex")]);
	const content = Buffer.concat(parts);
	const id = gitId("tree", content);
	objects.push({ id, content });
	return id;
}

/**
 * Writes tree objects, but for those in `known`, which takes the written ones in. All files they name must be there.
 * @throws `storage_full`, `storage_failed`
 */
export async function writeTrees(git: Git, { objects }: TreeObjects, known: Set<string>): Promise<void> {
	// git has the empty tree (a project without files) without a record of it.
	const missing = objects.filter(({ id, content }) => content.length > 0 && !known.has(id));
	await Promise.all(missing.map(({ content }) => writeObject(git, "tree", content)));
	for (const { id } of missing) known.add(id);
}

/**
 * Stores files as git's blobs, byte for byte: no attribute, filter or setting of a project is looked at.
 * @param places absolute paths that the project's code can't write to
 * @returns their ids, in the same order
 */
export async function writeBlobs(git: Git, places: readonly string[]): Promise<string[]> {
	if (places.length === 0) return [];
	const input = places.map((place) => `${quoted(place)}\n`).join("");
	const written = await git.run(["hash-object", "-w", "--no-filters", "--stdin-paths"], { input, deadlineMs: BLOBS_DEADLINE_MS });
	return written.text.split("\n");
}

const BLOBS_DEADLINE_MS = 120_000;

/** A path as git reads it from a list of lines: names with line breaks and quotes are written in C's way. */
function quoted(place: string): string {
	if (!/["\\\n\r]/.test(place)) return place;
	return `"${place.replace(/["\\]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\r", "\\r")}"`;
}

/** Sizes of files or links that git has, in the same order. @throws `storage_failed` where git has one of them not */
export async function blobSizes(git: Git, ids: readonly string[]): Promise<number[]> {
	if (ids.length === 0) return [];
	const { text } = await git.run(["cat-file", "--batch-check=%(objectsize)"], { input: `${ids.join("\n")}\n` });
	return text.split("\n").map((line) => {
		if (!/^\d+$/.test(line)) throw new StoryDreamError("storage_failed", "git does not have a file of the newest version.");
		return Number(line);
	});
}

/** Contents of small files or links that git has, in the same order. @throws `storage_failed` where git has one of them not */
export async function readBlobs(git: Git, ids: readonly string[]): Promise<Buffer[]> {
	if (ids.length === 0) return [];
	const { stdout } = await git.run(["cat-file", "--batch=%(objectsize)"], { input: `${ids.join("\n")}\n` });
	const contents: Buffer[] = [];
	for (let from = 0; from < stdout.length; ) {
		const end = stdout.indexOf(0x0a, from);
		const size = stdout.toString("latin1", from, end);
		if (!/^\d+$/.test(size)) throw new StoryDreamError("storage_failed", "git does not have a link of the newest version.");
		contents.push(stdout.subarray(end + 1, end + 1 + Number(size)));
		from = end + 1 + Number(size) + 1;
	}
	return contents;
}

/**
 * Makes git's index say what a version holds. Nothing of ours reads it: it is for the agent, who looks at the folder with
 * `git status` and `git diff`. Names that git's index refuses leave it as it was.
 */
export async function writeIndex(git: Git, tree: string): Promise<void> {
	await git.run(["read-tree", tree], { okCodes: [1, 128] });
}

/** What a commit holds. Entries that are no files of this release's versions are among them. */
export async function readTree(git: Git, sha: string): Promise<[Buffer, TreeEntry][]> {
	return parseListing((await git.run(["ls-tree", "-r", "-z", "--full-tree", sha])).stdout);
}

/** A listing as `git ls-tree -r -z` writes it. */
export function parseListing(listing: Buffer): [Buffer, TreeEntry][] {
	const found: [Buffer, TreeEntry][] = [];
	for (let from = 0; from < listing.length; ) {
		const end = listing.indexOf(0, from);
		const line = listing.subarray(from, end < 0 ? listing.length : end);
		from += line.length + 1;
		const tab = line.indexOf(0x09);
		const [, mode, id] = /^(\d{6}) \S+ ([0-9a-f]{40})$/.exec(line.toString("latin1", 0, Math.max(0, tab))) ?? [];
		if (id === undefined || !isMode(mode)) continue;
		found.push([Buffer.from(line.subarray(tab + 1)), { mode, id }]);
	}
	return found;
}

function isMode(mode: string | undefined): mode is TreeEntry["mode"] {
	return mode === "100644" || mode === "100755" || mode === "120000" || mode === "160000";
}
