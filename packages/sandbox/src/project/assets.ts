import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { type FileHandle, rm } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Asset, AssetManifest, StoryDreamError } from "@storydream/protocol";
import type { Layout } from "../config.ts";
import {
	type Entry,
	listInside,
	makeFolderInside,
	moveInside,
	type OpenFile,
	openInside,
	PathRefused,
	readTextOrNull,
	removeInside,
} from "../files/index.ts";
import { mediaFacts } from "./media-facts.ts";

export interface AssetFacts {
	/** Path below `public/`, as `staticFile()` takes it. */
	path: string;
	/** What the person calls it, where that differs from the file name of the path. */
	name?: string;
	bytes: number;
	kind: "image" | "video" | "audio" | "font" | "data";
	width?: number;
	height?: number;
	/** Seconds. */
	duration?: number;
	codecs?: string[];
}

const KINDS: Record<string, AssetFacts["kind"]> = {
	png: "image",
	jpg: "image",
	jpeg: "image",
	webp: "image",
	gif: "image",
	svg: "image",
	avif: "image",
	bmp: "image",
	ico: "image",
	mp4: "video",
	webm: "video",
	mov: "video",
	mkv: "video",
	m4v: "video",
	mp3: "audio",
	wav: "audio",
	m4a: "audio",
	aac: "audio",
	ogg: "audio",
	flac: "audio",
	opus: "audio",
	woff2: "font",
	woff: "font",
	ttf: "font",
	otf: "font",
};
const MAX_LISTED = 300;
const NOT_MEDIA: ReadonlySet<string> = new Set([".git", "node_modules"]);

/** Media of a project: bytes in `public/assets`, outside of git, and what is known about them. */
export class Assets {
	readonly #layout: Layout;

	constructor(layout: Layout) {
		this.#layout = layout;
	}

	/**
	 * Stores a file under its name, when its bytes have the promised hash; else throws `bad_request` and keeps nothing.
	 * Throws `PathRefused` when the project has a link or a file where the folder of its media belongs.
	 */
	async put(name: string, sha256: string, body: Readable): Promise<void> {
		const target = `public/assets/${name}`;
		if ((await this.#hashOf(target)) === sha256) {
			body.resume();
			return;
		}
		await makeFolderInside(this.#layout.project, "public/assets");
		const temporary = path.join(this.#layout.tmp, `${randomUUID()}.asset`);
		const hash = createHash("sha256");
		try {
			await pipeline(
				body,
				async function* (source: AsyncIterable<Buffer>) {
					for await (const chunk of source) {
						hash.update(chunk);
						yield chunk;
					}
				},
				createWriteStream(temporary, { flags: "wx" }),
			);
			if (hash.digest("hex") !== sha256)
				throw new StoryDreamError("bad_request", `The bytes of ${name} are not the ones promised.`);
			await moveInside(temporary, this.#layout.project, target);
		} finally {
			await rm(temporary, { force: true });
		}
	}

	/** The hash of a file of media, as `put` takes it; null where there is none. */
	hashOf(name: string): Promise<string | null> {
		return this.#hashOf(`public/assets/${name}`);
	}

	async remove(name: string): Promise<void> {
		await removeInside(this.#layout.project, `public/assets/${name}`);
	}

	/** Everything a film can use: the person's media and what ships with the project, with facts of the first. */
	async list(): Promise<AssetFacts[]> {
		const files = await this.#files();
		const manifest = await this.#manifest();
		const facts: AssetFacts[] = [];
		for (const file of files.slice(0, MAX_LISTED)) {
			const known = manifest.get(file);
			const found = known ?? (await (file.startsWith("assets/") ? this.probe(file) : this.#plainFacts(file)).catch(goneOrThrow));
			if (found !== null) facts.push(found);
		}
		return facts;
	}

	/** Facts of one file below `public/`: as it was added, else from its bytes. Throws `not_found` for a path that leads nowhere or outside. */
	async probe(relative: string): Promise<AssetFacts> {
		const inside = relative.replace(/^\/?(public\/)?/, "");
		const file = await openInside(this.#layout.project, `public/${path.posix.normalize(inside)}`).catch((error: unknown) => {
			if (!(error instanceof PathRefused)) throw error;
			throw new StoryDreamError("not_found", `There is no file public/${inside.slice(0, 200)}.`, { cause: error });
		});
		try {
			const known = (await this.#manifest()).get(path.posix.normalize(inside));
			if (known) return known;
			const facts = plainFacts(path.posix.normalize(inside), file);
			if (facts.kind === "image") return { ...facts, ...(await imageSize(file)) };
			if (facts.kind === "video" || facts.kind === "audio") return { ...facts, ...(await mediaFacts(file)) };
			return facts;
		} finally {
			await file.handle.close();
		}
	}

	/** Paths of the files below `public/`, sorted; none where it is no folder. */
	async #files(): Promise<string[]> {
		const listed = await listInside(this.#layout.project, "public", { skip: (_, name) => NOT_MEDIA.has(name) }).catch(
			(error: unknown): Entry[] => {
				if (error instanceof PathRefused) return [];
				throw error;
			},
		);
		return listed.filter((entry) => entry.kind === "file").map((entry) => entry.path.slice("public/".length));
	}

	async #plainFacts(relative: string): Promise<AssetFacts> {
		const file = await openInside(this.#layout.project, `public/${relative}`);
		await file.handle.close();
		return plainFacts(relative, file);
	}

	async #hashOf(relative: string): Promise<string | null> {
		const file = await openInside(this.#layout.project, relative).catch(goneOrThrow);
		if (file === null) return null;
		const hash = createHash("sha256");
		// A file's stream gives buffers, and closes the file.
		for await (const chunk of file.handle.createReadStream()) hash.update(chunk as Buffer);
		return hash.digest("hex");
	}

	async #manifest(): Promise<Map<string, AssetFacts>> {
		const assets = await readManifest(this.#layout.project);
		return new Map(
			assets.map(({ path: where, originalName, bytes, kind, width, height, duration, codecs }) => [
				where,
				{
					path: where,
					...(originalName === null || originalName === path.basename(where) ? {} : { name: originalName }),
					...(codecs.length === 0 ? {} : { codecs }),
					bytes,
					kind,
					...(width === null ? {} : { width }),
					...(height === null ? {} : { height }),
					...(duration === null ? {} : { duration }),
				},
			]),
		);
	}
}

/** Null for a file that is gone, or was exchanged for something else, since it was listed. */
function goneOrThrow(error: unknown): null {
	if (error instanceof PathRefused || (error instanceof StoryDreamError && error.code === "not_found")) return null;
	throw error;
}

/** The media that the project's manifest lists; none where there is no manifest or a broken one. */
export async function readManifest(projectDir: string): Promise<Asset[]> {
	const text = await readTextOrNull(projectDir, "assets.json");
	if (text === null) return [];
	try {
		return AssetManifest.safeParse(JSON.parse(text)).data?.assets ?? [];
	} catch {
		// A manifest the agent broke: the files are still listed, by their own bytes.
		return [];
	}
}

function plainFacts(relative: string, { stats }: OpenFile): AssetFacts {
	const extension = path.extname(relative).slice(1).toLowerCase();
	return { path: relative, bytes: stats.size, kind: KINDS[extension] ?? "data" };
}

/** Width and height from the header of a PNG, GIF, JPEG, WebP or SVG; nothing when it can't be read. */
async function imageSize({ handle, stats }: OpenFile): Promise<{ width?: number; height?: number }> {
	return sizeOfImage(await readPart(handle, 0, Math.min(262_144, stats.size))) ?? {};
}

/** Bytes of a file from `start` up to `end`; fewer where it ends before. */
async function readPart(handle: FileHandle, start: number, end: number): Promise<Buffer> {
	const buffer = Buffer.alloc(end - start);
	let filled = 0;
	while (filled < buffer.length) {
		const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, start + filled);
		if (bytesRead === 0) break;
		filled += bytesRead;
	}
	return buffer.subarray(0, filled);
}

/** See `imageSize`; on bytes. */
export function sizeOfImage(bytes: Buffer): { width: number; height: number } | null {
	if (bytes.length < 24) return null;
	if (bytes.readUInt32BE(0) === 0x89504e47) return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
	if (bytes.toString("latin1", 0, 3) === "GIF") return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
	if (bytes.readUInt16BE(0) === 0xffd8) return sizeOfJpeg(bytes);
	if (bytes.toString("latin1", 0, 4) === "RIFF" && bytes.toString("latin1", 8, 12) === "WEBP") return sizeOfWebp(bytes);
	const head = bytes.toString("utf8", 0, Math.min(bytes.length, 4000));
	const svg = /<svg[^>]*>/.exec(head)?.[0];
	if (!svg) return null;
	const box = /viewBox="[\d.-]+[ ,]+[\d.-]+[ ,]+([\d.]+)[ ,]+([\d.]+)"/.exec(svg);
	const width = /\swidth="([\d.]+)(?:px)?"/.exec(svg)?.[1] ?? box?.[1];
	const height = /\sheight="([\d.]+)(?:px)?"/.exec(svg)?.[1] ?? box?.[2];
	return width && height ? { width: Math.round(Number(width)), height: Math.round(Number(height)) } : null;
}

function sizeOfJpeg(bytes: Buffer): { width: number; height: number } | null {
	let offset = 2;
	while (offset + 9 < bytes.length) {
		if (bytes[offset] !== 0xff) return null;
		const marker = bytes[offset + 1] ?? 0;
		const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
		if (isFrame) return { height: bytes.readUInt16BE(offset + 5), width: bytes.readUInt16BE(offset + 7) };
		offset += 2 + bytes.readUInt16BE(offset + 2);
	}
	return null;
}

function sizeOfWebp(bytes: Buffer): { width: number; height: number } | null {
	if (bytes.length < 30) return null;
	const kind = bytes.toString("latin1", 12, 16);
	if (kind === "VP8X") return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
	if (kind === "VP8 ") return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
	if (kind !== "VP8L") return null;
	const bits = bytes.readUInt32LE(21);
	return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
}
