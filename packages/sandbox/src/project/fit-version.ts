import type { TreeLimits } from "@storydream/protocol";
import type { FoundFiles } from "./found-files.ts";
import type { Git } from "./git.ts";
import { deleteOuterLinks } from "./outer-links.ts";
import { blobSizes, readBlobs, type Tree, type TreeEntry } from "./tree-objects.ts";

/** Files and links that a save has read, by path; git has their contents. */
export interface Taken {
	files: Map<string, { entry: TreeEntry; bytes: number }>;
	links: Map<string, { entry: TreeEntry; target: string }>;
}

export interface FittedVersion {
	tree: Tree;
	/** Bytes of its files, or a little more. */
	bytes: number;
}

/**
 * Makes the next version of what was read and of what stands in for the rest, within the limits by which it will be opened.
 * What has no room is left out and named.
 */
export async function fitVersion(git: Git, found: FoundFiles, taken: Taken, limits: TreeLimits): Promise<FittedVersion> {
	const bytes = await fitBytes(git, found, taken, limits.totalBytes);
	await closeLinks(git, found, taken);
	const entries = [...found.kept, ...entriesOf(taken.links), ...entriesOf(taken.files)];
	return { tree: new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1))), bytes };
}

const entriesOf = (taken: ReadonlyMap<string, { entry: TreeEntry }>) =>
	[...taken].map(([path, { entry }]) => [path, entry] as const);

/** The newest version has room for its own files: so new ones give way first, then those that have grown, largest first. */
async function fitBytes(git: Git, found: FoundFiles, { files }: Taken, limit: number): Promise<number> {
	const kept = await sizesOf(git, found.kept);
	let total = sum(kept.values()) + sum([...files.values()].map(({ bytes }) => bytes));
	if (total <= limit) return total;
	const before = await sizesOf(git, new Map([...found.head].filter(([path]) => files.has(path))));
	const isNew = (path: string) => !found.head.has(path);
	const growth = (path: string, bytes: number) => bytes - (before.get(path) ?? 0);
	const order = [...files]
		.map(([path, { bytes }]) => ({ path, fresh: isNew(path), growth: growth(path, bytes) }))
		.filter(({ growth }) => growth > 0)
		.sort((a, b) => Number(b.fresh) - Number(a.fresh) || b.growth - a.growth);
	for (const { path, growth } of order) {
		if (total <= limit) break;
		files.delete(path);
		found.keepHead(path, "size");
		total -= growth;
	}
	return total;
}

/** A link may stay inside only because of another one that is not in this version: then it is not in it either. */
async function closeLinks(git: Git, found: FoundFiles, { links }: Taken): Promise<void> {
	const keptLinks = [...found.kept].filter(([, { mode }]) => mode === "120000");
	if (links.size === 0 && keptLinks.length === 0) return;
	const contents = await readBlobs(
		git,
		keptLinks.map(([, { id }]) => id),
	);
	const all = new Map([...links].map(([path, { target }]) => [path, target] as const));
	for (const [index, [path]] of keptLinks.entries()) all.set(path, (contents[index] ?? Buffer.alloc(0)).toString("utf8"));
	for (const outer of deleteOuterLinks(all)) {
		if (links.delete(outer)) found.leaveOut(outer, "link");
		else found.kept.delete(outer);
	}
}

/** Bytes of all files of a version that git has. */
export async function treeBytes(git: Git, tree: Tree): Promise<number> {
	return sum((await sizesOf(git, tree)).values());
}

/** Sizes of files by path; links count as nothing, as they do where a version is opened. */
async function sizesOf(git: Git, entries: ReadonlyMap<string, TreeEntry>): Promise<Map<string, number>> {
	const files = [...entries].filter(([, { mode }]) => mode !== "120000");
	const sizes = await blobSizes(
		git,
		files.map(([, { id }]) => id),
	);
	return new Map(files.map(([path], index) => [path, sizes[index] ?? 0]));
}

function sum(numbers: Iterable<number>): number {
	let total = 0;
	for (const number of numbers) total += number;
	return total;
}
