import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AssetManifest, StoryDreamError } from "@storydream/protocol";
import type { Layout } from "../config.ts";
import { listTree } from "./tree.ts";

export interface AssetFacts {
	/** Path below `public/`, as `staticFile()` takes it. */
	path: string;
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
const PROBE_DEADLINE_MS = 5000;

/** Media of a project: bytes in `public/assets`, outside of git, and what is known about them. */
export class Assets {
	readonly #layout: Layout;

	constructor(layout: Layout) {
		this.#layout = layout;
	}

	/** Stores a file under its name, when its bytes have the promised hash; else throws `bad_request` and keeps nothing. */
	async put(name: string, sha256: string, body: Readable): Promise<void> {
		const folder = path.join(this.#layout.project, "public/assets");
		const target = path.join(folder, name);
		if ((await hashOf(target)) === sha256) {
			body.resume();
			return;
		}
		await mkdir(folder, { recursive: true });
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
			await rename(temporary, target);
		} finally {
			await rm(temporary, { force: true });
		}
	}

	async remove(name: string): Promise<void> {
		await rm(path.join(this.#layout.project, "public/assets", name), { force: true });
	}

	/** Everything a film can use: the person's media and what ships with the project, with facts of the first. */
	async list(): Promise<AssetFacts[]> {
		const root = path.join(this.#layout.project, "public");
		const files = await listTree(root).catch(() => []);
		const manifest = await this.#manifest();
		const facts: AssetFacts[] = [];
		for (const file of files.filter((entry) => entry.kind === "file").slice(0, 300)) {
			const known = manifest.get(file.path);
			if (known) facts.push(known);
			else facts.push(file.path.startsWith("assets/") ? await this.probe(file.path) : await plainFacts(root, file.path));
		}
		return facts;
	}

	/** Facts of one file below `public/`, from its bytes. Throws `not_found` for a path that leads nowhere or outside. */
	async probe(relative: string): Promise<AssetFacts> {
		const root = path.join(this.#layout.project, "public");
		const place = path.resolve(root, relative.replace(/^\/?(public\/)?/, ""));
		if (!place.startsWith(`${root}${path.sep}`) || !(await stat(place).catch(() => null))?.isFile()) {
			throw new StoryDreamError("not_found", `There is no file public/${relative}.`);
		}
		const inside = path.relative(root, place).split(path.sep).join("/");
		const facts = await plainFacts(root, inside);
		if (facts.kind === "image") return { ...facts, ...(await imageSize(place)) };
		if (facts.kind === "video" || facts.kind === "audio") return { ...facts, ...(await mediaFacts(place)) };
		return facts;
	}

	async #manifest(): Promise<Map<string, AssetFacts>> {
		const text = await readFile(path.join(this.#layout.project, "assets.json"), "utf8").catch(() => null);
		if (text === null) return new Map();
		let json: unknown;
		try {
			json = JSON.parse(text);
		} catch {
			// A manifest the agent broke: the files are still listed, by their own bytes.
			return new Map();
		}
		const parsed = AssetManifest.safeParse(json);
		const assets = parsed.success ? parsed.data.assets : [];
		return new Map(
			assets.map(({ path: where, bytes, kind, width, height, duration }) => [
				where,
				{
					path: where,
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

async function hashOf(file: string): Promise<string | null> {
	if (!(await stat(file).catch(() => null))?.isFile()) return null;
	const hash = createHash("sha256");
	for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
	return hash.digest("hex");
}

async function plainFacts(root: string, relative: string): Promise<AssetFacts> {
	const extension = path.extname(relative).slice(1).toLowerCase();
	return { path: relative, bytes: (await stat(path.join(root, relative))).size, kind: KINDS[extension] ?? "data" };
}

async function mediaFacts(file: string): Promise<Partial<AssetFacts>> {
	// Big, and rarely needed.
	const { ALL_FORMATS, FilePathSource, Input } = await import("mediabunny");
	const input = new Input({ source: new FilePathSource(file), formats: ALL_FORMATS });
	const deadline = AbortSignal.timeout(PROBE_DEADLINE_MS);
	const late = new Promise<never>((_, reject) => deadline.addEventListener("abort", () => reject(new Error("took too long"))));
	try {
		const reading = (async () => {
			const [video, audio] = await Promise.all([input.getPrimaryVideoTrack(), input.getPrimaryAudioTrack()]);
			const codecs = [video?.codec, audio?.codec].filter((codec): codec is NonNullable<typeof codec> => Boolean(codec));
			return {
				duration: Math.round((await input.computeDuration()) * 1000) / 1000,
				...(video ? { width: video.displayWidth, height: video.displayHeight } : {}),
				codecs,
			};
		})();
		return await Promise.race([reading, late]);
	} catch {
		// Not every file is what its name says: its size and kind are told all the same.
		return {};
	} finally {
		input.dispose();
	}
}

/** Width and height from the header of a PNG, GIF, JPEG, WebP or SVG; nothing when it can't be read. */
async function imageSize(file: string): Promise<{ width?: number; height?: number }> {
	const handle = await open(file);
	try {
		const buffer = Buffer.alloc(Math.min(262_144, (await handle.stat()).size));
		const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
		return sizeOfImage(buffer.subarray(0, bytesRead)) ?? {};
	} finally {
		await handle.close();
	}
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
