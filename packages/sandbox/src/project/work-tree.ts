import { createHash } from "node:crypto";
import { contentRefusal, type LeftOutReason, StoryDreamError, TREE_LIMITS, type TreeLimits } from "@storydream/protocol";
import { type OpenFile, openInside, PathRefused, removeLinkInside, scanInside } from "../files/index.ts";
import { type FittedVersion, fitVersion, type Taken } from "./fit-version.ts";
import { type Facts, FoundFiles, type LeftOutPaths } from "./found-files.ts";
import type { Git } from "./git.ts";
import { Stage } from "./stage.ts";
import type { Tree, TreeEntry } from "./tree-objects.ts";

/** Files up to this size are read whole. */
const READ_WHOLE_BYTES = 4_000_000;
/** Files that are read at the same time. */
const READERS = 8;

/** What was read of a file, and its facts at that time: the same facts mean the same content. */
interface Known {
	facts: Facts;
	id: string;
	bytes: number;
}

/** The next version; git has its contents. */
export interface Listed extends FittedVersion {
	leftOut: LeftOutPaths;
}

/**
 * The files of a project as the next version holds them. Every file is found by a walk of our own and read by its handle:
 * git gets contents and names and never sees the folder, so no nested repository, attribute or ignore rule changes a version.
 */
export class WorkTree {
	readonly #root: string;
	/** By path, of files that exist. Written by `list` and `remember`. */
	#known = new Map<string, Known>();
	/** Ids of contents that git has. Written by `list` and `remember`. */
	readonly #stored = new Set<string>();

	readonly #limits: TreeLimits;

	constructor(root: string, limits: TreeLimits = TREE_LIMITS) {
		this.#root = root;
		this.#limits = limits;
	}

	/** The folder was just filled with the files of `tree`, and git has them: they need not be read. */
	async remember(tree: Tree): Promise<void> {
		const found = new FoundFiles(tree, this.#limits);
		await scanInside(this.#root, found);
		this.#stored.clear();
		for (const { id } of tree.values()) this.#stored.add(id);
		this.#known = new Map(
			[...found.files].flatMap(([file, stats]) => {
				const id = tree.get(file)?.id;
				return id === undefined ? [] : [[file, { facts: stats, id, bytes: Number(stats.size) }] as const];
			}),
		);
	}

	/**
	 * Lists the files and stores in git what is new of them. Links that lead out of the project are removed from the folder.
	 *
	 * @param head files of the newest version: what can't be read or stored now stays as it is there
	 * @throws `storage_full`, `storage_failed`
	 */
	async list(git: Git, head: Tree): Promise<Listed> {
		const found = new FoundFiles(head, this.#limits);
		for (const { id } of head.values()) this.#stored.add(id);
		try {
			await scanInside(this.#root, found);
			found.settle();
			const stage = new Stage(git, this.#stored, this.#limits);
			const links = await this.#takeLinks(found, stage);
			const files = await this.#takeFiles(found, stage);
			const version = await fitVersion(git, found, { files, links }, this.#limits);
			return { ...version, leftOut: found.leftOut() };
		} catch (error) {
			throw asStorageError(error);
		}
	}

	async #takeLinks(found: FoundFiles, stage: Stage): Promise<Taken["links"]> {
		for (const link of found.outward) {
			// Vite and exports would follow it.
			await removeLinkInside(this.#root, link).catch((error: unknown) => {
				if (!(error instanceof PathRefused)) throw error;
			});
		}
		const links: Taken["links"] = new Map();
		for (const [link, target] of found.links) {
			const id = await stage.add(Buffer.from(target));
			if (stage.has(id)) links.set(link, { entry: { mode: "120000", id }, target });
			else found.keepHead(link, "size");
		}
		return links;
	}

	/** Files of the newest version come first, then small ones: where the room of a save or a version ends, the most files are in it. */
	async #takeFiles(found: FoundFiles, stage: Stage): Promise<Taken["files"]> {
		const files: Taken["files"] = new Map();
		const known = new Map<string, Known>();
		const isOld = (file: string) => Number(found.head.has(file));
		const inOrder = [...found.files].sort(([a, one], [b, other]) => isOld(b) - isOld(a) || Number(one.size - other.size));
		let total = 0n;
		const take = async ([file, stats]: (typeof inOrder)[number]): Promise<void> => {
			// Only what is taken counts: one file that grew too large keeps no other file out.
			if (total + stats.size > this.#limits.totalBytes) return found.keepHead(file, "size");
			total += stats.size;
			const content = this.#recall(file, stats, stage) ?? (await this.#read(file, stage));
			if (typeof content === "string") return found.keepHead(file, content);
			if (found.isSettled(content.facts)) known.set(file, content);
			if (!stage.has(content.id)) return found.keepHead(file, "size");
			const entry: TreeEntry = { mode: stats.mode & 0o100n ? "100755" : "100644", id: content.id };
			files.set(file, { entry, bytes: content.bytes });
		};
		const waiting = inOrder.values();
		await Promise.all(Array.from({ length: READERS }, () => takeEach(waiting, take)));
		for (const [file, { entry }] of files) {
			// One of the same content was to be stored for both, and changed meanwhile.
			if (stage.isStored(entry.id)) continue;
			files.delete(file);
			known.delete(file);
			found.keepHead(file, "unreadable");
		}
		this.#known = known;
		return files;
	}

	/** What is known of an unchanged file; null when it must be read: also one that an earlier save could not store. */
	#recall(file: string, stats: Facts, stage: Stage): Known | null {
		const known = this.#known.get(file);
		if (known === undefined || !sameFacts(known.facts, stats)) return null;
		return stage.has(known.id) || stats.size > this.#limits.fileBytes ? known : null;
	}

	/** Reads a file and stages what git has not got; or why it is left out. */
	async #read(file: string, stage: Stage): Promise<Known | LeftOutReason> {
		let opened: OpenFile;
		try {
			opened = await openInside(this.#root, file);
		} catch (error) {
			if (error instanceof PathRefused) return "unreadable";
			throw error;
		}
		try {
			const facts = await opened.handle.stat({ bigint: true });
			if (facts.size <= READ_WHOLE_BYTES) {
				const content = await opened.handle.readFile();
				return contentRefusal(file, content) ?? { facts, id: await stage.add(content), bytes: content.length };
			}
			const refusal = contentRefusal(file, null);
			if (refusal !== null) return refusal;
			const id = await hashLarge(opened, Number(facts.size));
			if (id === null) return "unreadable";
			const bytes = Number(facts.size);
			return { facts, id: await stage.addLarge(id, opened, bytes), bytes };
		} finally {
			await opened.handle.close();
		}
	}
}

async function takeEach<T>(items: Iterator<T>, take: (item: T) => Promise<void>): Promise<void> {
	for (let next = items.next(); !next.done; next = items.next()) await take(next.value);
}

/** The id of a large file; null when it became shorter while it was read. */
async function hashLarge({ handle }: OpenFile, size: number): Promise<string | null> {
	const hash = createHash("sha1").update(`blob ${size}\0`);
	let bytes = 0;
	for await (const chunk of handle.createReadStream({ start: 0, end: size - 1, autoClose: false })) {
		hash.update(chunk as Buffer);
		bytes += (chunk as Buffer).length;
	}
	return bytes === size ? hash.digest("hex") : null;
}

function sameFacts(a: Facts, b: Facts): boolean {
	return a.size === b.size && a.mtimeNs === b.mtimeNs && a.ctimeNs === b.ctimeNs && a.ino === b.ino && a.dev === b.dev;
}

function asStorageError(error: unknown): unknown {
	const code = error instanceof Error && "code" in error ? error.code : undefined;
	if (code !== "ENOSPC" && code !== "EDQUOT") return error;
	return new StoryDreamError("storage_full", "The disk is full: the version could not be saved.", { cause: error });
}
