import { createHash } from "node:crypto";
import { type BigIntStats, createWriteStream } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import {
	contentRefusal,
	type LeftOut,
	type LeftOutReason,
	linkStaysInside,
	pathRefusal,
	StoryDreamError,
	TREE_LIMITS,
} from "@storydream/protocol";
import {
	type OpenFile,
	openInside,
	PathRefused,
	removeLinkInside,
	type ScannedKind,
	type ScanVisitor,
	scanInside,
} from "../files/index.ts";
import type { Git } from "./git.ts";
import { gitId, type Tree, type TreeEntry, writeBlobs } from "./tree-objects.ts";

/** Files up to this size are read whole; of larger ones a copy is stored. */
const READ_WHOLE_BYTES = 4_000_000;
/** A file that changed so short a time before a scan may change again with the same times: it is read by the next scan, too. */
const SETTLED_NS = 2_000_000_000n;
/** Files that are read at the same time. */
const READERS = 8;
/** Paths that are remembered of those left out; all are counted. */
const MAX_REMEMBERED = 1000;

/** Media, put there by the studio and kept apart from git. */
const MEDIA_FOLDER = "public/assets";

/**
 * Places where an empty read-only file stands while a command runs, so that the command can make none there. Such a file is
 * not the project's; one that holds something or may be written is kept like any other.
 */
const PLACEHOLDERS: ReadonlySet<string> = new Set([
	...[".gitconfig", ".gitmodules", ".bashrc", ".bash_profile", ".zshrc", ".zprofile", ".profile", ".ripgreprc", ".mcp.json"],
	...[".vscode", ".idea", ".claude/commands", ".claude/agents", ".claude/settings.json", ".claude/settings.local.json"],
]);

/** Bubblewrap makes its mount points with mode 0444. */
function isPlaceholder(file: string, { size, mode }: BigIntStats): boolean {
	return size === 0n && (mode & 0o222n) === 0n && PLACEHOLDERS.has(file);
}

/** What was read of a file, and its facts at that time: the same facts mean the same content. */
interface Known {
	facts: Facts;
	id: string;
}
type Facts = Pick<BigIntStats, "size" | "mtimeNs" | "ctimeNs" | "ino" | "dev">;

/** What is in no version. */
export interface LeftOutPaths {
	count: number;
	/** Sorted by path; not all of them when there are very many. */
	paths: LeftOut[];
}

export interface Listed {
	/** Files and links of the version; their contents are stored in git. */
	tree: Tree;
	leftOut: LeftOutPaths;
}

/**
 * The files of a project as the next version holds them. Every file is found by a walk of our own and read by its handle:
 * git gets contents and names and never sees the folder, so no nested repository, attribute or ignore rule changes a version.
 */
export class WorkTree {
	readonly #root: string;
	readonly #tmp: string;
	/** By path, of files that exist. Written by `list` and `remember`. */
	#known = new Map<string, Known>();
	/** Ids of contents that git has. Written by `list` and `remember`. */
	readonly #stored = new Set<string>();

	/** @param tmp folder on the same disk that the project's code can't write */
	constructor(root: string, tmp: string) {
		this.#root = root;
		this.#tmp = tmp;
	}

	/** The folder was just filled with the files of `tree`, and git has them: they need not be read. */
	async remember(tree: Tree): Promise<void> {
		const scan = new Scan(tree);
		await scanInside(this.#root, scan);
		this.#stored.clear();
		for (const { id } of tree.values()) this.#stored.add(id);
		this.#known = new Map(
			[...scan.files].flatMap(([file, stats]) => {
				const id = tree.get(file)?.id;
				return id === undefined ? [] : [[file, { facts: stats, id }] as const];
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
		const scan = new Scan(head);
		const staging = await mkdtemp(path.join(this.#tmp, "save-"));
		try {
			await scanInside(this.#root, scan);
			const stage = new Stage(staging, this.#stored);
			const links = await this.#takeLinks(scan, stage);
			const files = await this.#takeFiles(scan, stage);
			await stage.store(git);
			const tree = new Map([...scan.kept, ...links, ...files].sort(([a], [b]) => (a < b ? -1 : 1)));
			return { tree, leftOut: scan.leftOut() };
		} catch (error) {
			throw asStorageError(error);
		} finally {
			await rm(staging, { recursive: true, force: true });
		}
	}

	async #takeLinks(scan: Scan, stage: Stage): Promise<Map<string, TreeEntry>> {
		const found = new Map<string, TreeEntry>();
		for (const [link, target] of scan.links) {
			if (linkStaysInside(link, scan.links)) found.set(link, { mode: "120000", id: await stage.add(Buffer.from(target)) });
			else scan.leaveOut(link, "link");
		}
		for (const link of scan.outward) {
			// Vite and exports would follow it.
			await removeLinkInside(this.#root, link).catch((error: unknown) => {
				if (!(error instanceof PathRefused)) throw error;
			});
		}
		return found;
	}

	/** Small files come first: where the room of a save or a version ends, the most files are in it. */
	async #takeFiles(scan: Scan, stage: Stage): Promise<Map<string, TreeEntry>> {
		const found = new Map<string, TreeEntry>();
		const known = new Map<string, Known>();
		const bySize = [...scan.files].sort(([, a], [, b]) => Number(a.size - b.size));
		let total = 0n;
		const take = async ([file, stats]: (typeof bySize)[number]): Promise<void> => {
			total += stats.size;
			if (total > TREE_LIMITS.totalBytes) return scan.keepHead(file, "size");
			const content = this.#recall(file, stats, stage) ?? (await this.#read(file, stage));
			if (typeof content === "string") return scan.keepHead(file, content);
			if (scan.isSettled(content.facts)) known.set(file, content);
			if (!stage.has(content.id)) return scan.keepHead(file, "size");
			found.set(file, { mode: stats.mode & 0o100n ? "100755" : "100644", id: content.id });
		};
		const waiting = bySize.values();
		await Promise.all(Array.from({ length: READERS }, () => takeEach(waiting, take)));
		this.#known = known;
		return found;
	}

	/** What is known of an unchanged file; null when it must be read: also one that an earlier save could not store. */
	#recall(file: string, stats: Facts, stage: Stage): Known | null {
		const known = this.#known.get(file);
		if (known === undefined || !sameFacts(known.facts, stats)) return null;
		return stage.has(known.id) || stats.size > TREE_LIMITS.fileBytes ? known : null;
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
				return contentRefusal(file, content) ?? { facts, id: await stage.add(content) };
			}
			const refusal = contentRefusal(file, null);
			if (refusal !== null) return refusal;
			const id = await hashLarge(opened, Number(facts.size));
			if (id === null) return "unreadable";
			return { facts, id: await stage.addLarge(id, opened, Number(facts.size)) };
		} finally {
			await opened.handle.close();
		}
	}
}

/** What one walk finds. */
class Scan implements ScanVisitor {
	readonly files = new Map<string, BigIntStats>();
	/** Targets, by path. */
	readonly links = new Map<string, string>();
	/** Links to be removed from the folder. */
	readonly outward: string[] = [];
	/** Entries of the newest version that stand in for what can't be read. */
	readonly kept = new Map<string, TreeEntry>();
	readonly #head: Tree;
	readonly #leftOut: LeftOut[] = [];
	readonly #startedNs = BigInt(Date.now()) * 1_000_000n;
	#leftOutCount = 0;

	constructor(head: Tree) {
		this.#head = head;
	}

	entry(file: string, kind: ScannedKind, stats: BigIntStats): boolean {
		if (file === ".git" && kind === "folder") return false;
		if (file === MEDIA_FOLDER && kind === "folder") return false;
		if (kind === "file" && isPlaceholder(file, stats) && !this.#head.has(file)) return false;
		const refusal = pathRefusal(file, kind === "special" ? "file" : kind);
		if (refusal !== null) return this.leaveOut(file, refusal);
		if (kind === "special") return this.leaveOut(file, "special");
		if (kind === "folder") return true;
		if (this.files.size + this.links.size >= TREE_LIMITS.files) return this.leaveOut(file, "count");
		if (kind === "file") this.files.set(file, stats);
		return kind === "link";
	}

	link(file: string, target: string | null): void {
		// It is exchanged at this moment: what stands there now is saved by the next scan.
		if (target === null) this.keepHead(file, "unreadable");
		else this.links.set(file, target);
	}

	unnamed(file: string): void {
		this.leaveOut(file, "name");
	}

	unreadable(file: string): void {
		if (file === "") throw new StoryDreamError("storage_failed", "The project's folder can't be read, so nothing was saved.");
		this.keepHead(file, "unreadable");
		for (const [known, entry] of this.#head) if (known.startsWith(`${file}/`)) this.kept.set(known, entry);
	}

	left(folder: string, names: number): void {
		if (names === 0 && folder !== "") this.leaveOut(folder, "empty");
	}

	/** What the newest version holds at a path stays. */
	keepHead(file: string, reason: LeftOutReason): void {
		this.leaveOut(file, reason);
		const own = this.#head.get(file);
		if (own) this.kept.set(file, own);
	}

	/** @returns false */
	leaveOut(file: string, reason: LeftOutReason): false {
		this.#leftOutCount += 1;
		if (this.#leftOut.length < MAX_REMEMBERED) this.#leftOut.push({ path: file, reason });
		if (reason === "link") this.outward.push(file);
		return false;
	}

	leftOut(): LeftOutPaths {
		return { count: this.#leftOutCount, paths: this.#leftOut.sort((a, b) => (a.path < b.path ? -1 : 1)) };
	}

	/** Whether a later change of the file would show in its times. */
	isSettled({ ctimeNs }: Facts): boolean {
		return this.#startedNs - ctimeNs > SETTLED_NS;
	}
}

/** Contents on their way into git: copies in a folder of the host's, which no code of the project can exchange. */
class Stage {
	readonly #folder: string;
	/** Ids of contents that git has; those of the stage are added once it has them. */
	readonly #stored: Set<string>;
	/** By id: the copy. */
	readonly #copies = new Map<string, string>();
	#bytes = 0;

	constructor(folder: string, stored: Set<string>) {
		this.#folder = folder;
		this.#stored = stored;
	}

	has(id: string): boolean {
		return this.#stored.has(id) || this.#copies.has(id);
	}

	/** Takes a content in, unless the room of one save is used up. @returns its id */
	async add(content: Buffer): Promise<string> {
		const id = gitId("blob", content);
		if (this.#mayTake(id, content.length)) await writeFile(this.#placeOf(id), content, { flag: "wx" });
		return id;
	}

	/** The same for an open file. @returns its id: the one of the copy, when the file changed since `id` was computed */
	async addLarge(id: string, { handle }: OpenFile, size: number): Promise<string> {
		if (!this.#mayTake(id, size)) return id;
		const place = this.#placeOf(id);
		const hash = createHash("sha1").update(`blob ${size}\0`);
		await pipeline(
			handle.createReadStream({ start: 0, end: size - 1, autoClose: false }),
			async function* (source: AsyncIterable<Buffer>) {
				for await (const chunk of source) {
					hash.update(chunk);
					yield chunk;
				}
			},
			createWriteStream(place, { flags: "wx" }),
		);
		const copied = hash.digest("hex");
		if (copied !== id) {
			this.#copies.delete(id);
			this.#copies.set(copied, place);
		}
		return copied;
	}

	async store(git: Git): Promise<void> {
		const ids = [...this.#copies.keys()];
		const written = await writeBlobs(git, [...this.#copies.values()]);
		if (written.join() !== ids.join())
			throw new StoryDreamError("storage_failed", "A file changed while it was saved.", {
				hint: "Save again: nothing was lost.",
			});
		for (const id of ids) this.#stored.add(id);
	}

	#mayTake(id: string, size: number): boolean {
		if (this.has(id) || size > TREE_LIMITS.fileBytes || this.#bytes + size > TREE_LIMITS.savedBytes) return false;
		this.#bytes += size;
		return true;
	}

	#placeOf(id: string): string {
		const place = path.join(this.#folder, `${this.#copies.size}`);
		this.#copies.set(id, place);
		return place;
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
