import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { lstat, mkdir, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createZstdDecompress } from "node:zlib";
import {
	type LeftOut,
	type LeftOutReason,
	linkStaysInside,
	pathRefusal,
	StoryDreamError,
	TREE_LIMITS,
	type TreeLimits,
} from "@storydream/protocol";
import tar, { type Extract, type Header } from "tar-stream";
import { gitId } from "./loose-objects.ts";
import type { TreeEntry } from "./tree-objects.ts";

const COMMIT_NAME = ".storydream/commit";
const LISTING_NAME = ".storydream/tree";
const MAX_COMMIT = 1_000_000;
const MAX_LISTING = 100_000_000;
/** The bytes of one entry, as tar-stream gives them out. */
type Content = AsyncIterable<unknown> & { resume(): unknown };

export interface Unpacked {
	/** The raw commit object, when the archive holds one. */
	commit: Buffer | null;
	/** The commit's files as `git ls-tree -r -z` writes them, when some of them can't be named by the archive alone. */
	listing: Buffer | null;
	/** What was put in place. */
	files: Map<string, TreeEntry>;
	/** Bytes of the files among them. */
	bytes: number;
	/** Entries that were not put in place, with a copy of their content: versions of earlier releases hold such. */
	aside: { path: string; entry: TreeEntry; copy: string }[];
	leftOut: LeftOut[];
}

/** Folders that an archive is unpacked to; both must be empty, and nobody else writes to them. */
interface Places {
	/** For the files of the version. */
	into: string;
	/** For the contents of those left out. */
	aside: string;
}

/**
 * Unpacks a source archive (tar.zst). What can't be in a project is not put in place, and named. Nothing outside of the
 * two folders is ever written.
 * @throws `bad_request` for an archive that is broken or climbs out, `too_large`
 */
export function unpackSource(body: Readable, places: Places, limits: TreeLimits = TREE_LIMITS): Promise<Unpacked> {
	return unpack(places, limits, (extract) => pipeline(body, createZstdDecompress(), extract));
}

/** The same for a tar that is not compressed. */
export function unpackTar(body: Readable, places: Places, limits: TreeLimits = TREE_LIMITS): Promise<Unpacked> {
	return unpack(places, limits, (extract) => pipeline(body, extract));
}

async function unpack(places: Places, limits: TreeLimits, feed: (extract: Extract) => Promise<void>): Promise<Unpacked> {
	const extract = tar.extract();
	const unpacking = new Unpacking(places, limits);
	const reading = (async () => {
		for await (const entry of extract) await unpacking.take(entry.header, entry);
	})();
	try {
		await Promise.all([feed(extract), reading]);
	} catch (error) {
		extract.destroy();
		if (error instanceof StoryDreamError || isDiskFull(error)) throw error;
		throw new StoryDreamError("bad_request", "The project's archive is broken.", { cause: error });
	}
	await unpacking.makeLinks();
	return unpacking.result;
}

class Unpacking {
	readonly result: Unpacked = { commit: null, listing: null, files: new Map(), bytes: 0, aside: [], leftOut: [] };
	readonly #places: Places;
	readonly #limits: TreeLimits;
	/** Targets of all links, by path. */
	readonly #links = new Map<string, string>();
	readonly #seen = new Set<string>();
	#folders = 0;
	#entries = 0;
	#bytes = 0;

	constructor(places: Places, limits: TreeLimits) {
		this.#places = places;
		this.#limits = limits;
	}

	async take(header: Header, content: Content): Promise<void> {
		const { name, type } = header;
		if (name === COMMIT_NAME) this.result.commit = await collect(content, MAX_COMMIT);
		else if (name === LISTING_NAME) this.result.listing = await collect(content, MAX_LISTING);
		else if (type === "directory") this.#takeFolder(content);
		else if (type === "symlink") this.#takeLink(header, content);
		else if (type === "file" || type === "contiguous-file") await this.#takeFile(header, content);
		else
			throw new StoryDreamError("bad_request", `The project's archive holds something that is not a file: ${printable(name)}.`);
	}

	/** Links are made last: no file of the archive can be written through one. */
	async makeLinks(): Promise<void> {
		for (const [link, target] of this.#links) {
			const entry: TreeEntry = { mode: "120000", id: gitId("blob", Buffer.from(target)) };
			const refusal = pathRefusal(link, "link") ?? (linkStaysInside(link, this.#links) ? null : "link");
			if (refusal !== null) {
				await writeFile(this.#leaveOut(link, entry, refusal), target, { flag: "wx" });
				continue;
			}
			const place = path.join(this.#places.into, link);
			await mkdir(path.dirname(place), { recursive: true });
			await symlink(target, place);
			this.result.files.set(link, entry);
		}
	}

	#takeFolder(content: Content): void {
		content.resume();
		this.#folders += 1;
		// Each file may lie in folders of its own.
		if (this.#folders > this.#limits.files * TREE_LIMITS.parts) throw tooLarge();
	}

	#takeLink({ name, linkname }: Header, content: Content): void {
		content.resume();
		this.#count(name, 0);
		this.#links.set(name, linkname ?? "");
	}

	async #takeFile({ name, size = 0, mode = 0 }: Header, content: Content): Promise<void> {
		this.#count(name, size);
		const entry: TreeEntry = { mode: mode & 0o100 ? "100755" : "100644", id: "" };
		const place = path.join(this.#places.into, name);
		const refusal = pathRefusal(name, "file") ?? (await this.#caseRefusal(place));
		const target = refusal === null ? place : this.#leaveOut(name, entry, refusal);
		if (refusal === null) await mkdir(path.dirname(place), { recursive: true });
		const hash = createHash("sha1").update(`blob ${size}\0`);
		await pipeline(
			content,
			async function* (source: AsyncIterable<unknown>) {
				for await (const chunk of source) {
					const bytes = bufferOf(chunk);
					hash.update(bytes);
					yield bytes;
				}
			},
			createWriteStream(target, { flags: "wx", mode: entry.mode === "100755" ? 0o755 : 0o644 }),
		);
		entry.id = hash.digest("hex");
		if (refusal !== null) return;
		this.result.files.set(name, entry);
		this.result.bytes += size;
	}

	/** A name that another one stands for where the system makes no difference between letter cases. */
	async #caseRefusal(place: string): Promise<LeftOutReason | null> {
		return (await lstat(place).catch(() => null)) === null ? null : "name";
	}

	#count(name: string, size: number): void {
		if (
			name.split("/").some((part) => part === "" || part === "." || part === "..") ||
			name.includes("\0") ||
			this.#isRepeated(name)
		)
			throw new StoryDreamError(
				"bad_request",
				`The project's archive names a path that can't be in a project: ${printable(name)}.`,
			);
		this.#seen.add(name);
		this.#entries += 1;
		this.#bytes += size;
		if (this.#entries > this.#limits.files || this.#bytes > this.#limits.totalBytes) throw tooLarge();
	}

	/** Different names whose bytes are not text look the same here. */
	#isRepeated(name: string): boolean {
		return this.#seen.has(name) && !name.includes("\ufffd");
	}

	/** @returns where the content goes instead */
	#leaveOut(name: string, entry: TreeEntry, reason: LeftOutReason): string {
		const copy = path.join(this.#places.aside, `${this.result.aside.length}`);
		this.result.aside.push({ path: name, entry, copy });
		this.result.leftOut.push({ path: name.slice(0, 1000), reason });
		return copy;
	}
}

async function collect(stream: AsyncIterable<unknown>, limit: number): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of stream) {
		const bytes = bufferOf(chunk);
		size += bytes.length;
		if (size > limit) throw tooLarge();
		chunks.push(bytes);
	}
	return Buffer.concat(chunks);
}

function bufferOf(chunk: unknown): Buffer {
	return Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
}

function tooLarge(): StoryDreamError {
	return new StoryDreamError("too_large", "The project's archive is too big to open.");
}

function isDiskFull(error: unknown): boolean {
	return typeof error === "object" && error !== null && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");
}

function printable(name: string): string {
	return JSON.stringify(name.slice(0, 200));
}
