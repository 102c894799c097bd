import { open, readFile, stat, writeFile } from "node:fs/promises";
import { createSerialQueue } from "@storydream/kit";
import { type Asset, StoryDreamError } from "@storydream/protocol";
import { fileTypeFromFile } from "file-type";
import { endOfMatroska, endOfRiff } from "./container-end.ts";
import { imageSize } from "./image-size.ts";
import { isCutOff } from "./image-whole.ts";
import { type Brands, boxesOf, brandsOf } from "./iso-boxes.ts";
import { type ContainerFacts, containerFacts } from "./media-facts.ts";
import { looksLikeSvg } from "./svg-text.ts";
import { decodeText, MAX_TEXT_BYTES, normalizedText } from "./text-files.ts";

export interface MediaType {
	mediaType: string;
	/** With its dot. */
	extension: string;
	kind: Asset["kind"];
}

const type = (mediaType: string, extension: string, kind: Asset["kind"]): MediaType => ({ mediaType, extension, kind });

/** Formats that `file-type` names exactly. Containers are in `CONTAINERS`, text in `TEXTS`. */
const EXACT: Record<string, MediaType> = {
	"image/png": type("image/png", ".png", "image"),
	"image/apng": type("image/apng", ".png", "image"),
	"image/jpeg": type("image/jpeg", ".jpg", "image"),
	"image/webp": type("image/webp", ".webp", "image"),
	"image/gif": type("image/gif", ".gif", "image"),
	"image/bmp": type("image/bmp", ".bmp", "image"),
	"image/x-icon": type("image/x-icon", ".ico", "image"),
	"audio/mpeg": type("audio/mpeg", ".mp3", "audio"),
	"audio/wav": type("audio/wav", ".wav", "audio"),
	"audio/flac": type("audio/flac", ".flac", "audio"),
	"audio/aac": type("audio/aac", ".aac", "audio"),
	"font/woff2": type("font/woff2", ".woff2", "font"),
	"font/woff": type("font/woff", ".woff", "font"),
	"font/ttf": type("font/ttf", ".ttf", "font"),
	"font/otf": type("font/otf", ".otf", "font"),
};
const AVIF = type("image/avif", ".avif", "image");
/** No browser draws it everywhere: it is converted. */
const HEIC = type("image/heic", ".heic", "image");
const SVG = type("image/svg+xml", ".svg", "image");
const JSON_DATA = type("application/json", ".json", "data");

/** Kinds of text by the end of their name: one kind of text can't be distinguished from another by its characters. */
const TEXTS: Record<string, MediaType> = {
	csv: type("text/csv", ".csv", "data"),
	tsv: type("text/tab-separated-values", ".tsv", "data"),
	tab: type("text/tab-separated-values", ".tsv", "data"),
	srt: type("application/x-subrip", ".srt", "data"),
	vtt: type("text/vtt", ".vtt", "data"),
	txt: type("text/plain", ".txt", "data"),
	md: type("text/markdown", ".md", "data"),
};

/** A container's two types: with a picture track, and with sound alone. */
const CONTAINERS = {
	mp4: { video: type("video/mp4", ".mp4", "video"), audio: type("audio/mp4", ".m4a", "audio") },
	quicktime: { video: type("video/quicktime", ".mov", "video"), audio: type("audio/mp4", ".m4a", "audio") },
	webm: { video: type("video/webm", ".webm", "video"), audio: type("audio/webm", ".weba", "audio") },
	matroska: { video: type("video/matroska", ".mkv", "video"), audio: type("audio/matroska", ".mka", "audio") },
	ogg: { video: type("video/ogg", ".ogv", "video"), audio: type("audio/ogg", ".ogg", "audio") },
	transport: { video: type("video/mp2t", ".ts", "video"), audio: type("video/mp2t", ".ts", "audio") },
	avi: { video: type("video/x-msvideo", ".avi", "video"), audio: type("video/x-msvideo", ".avi", "video") },
	opus: { video: type("video/ogg", ".ogv", "video"), audio: type("audio/ogg", ".opus", "audio") },
} satisfies Record<string, { video: MediaType; audio: MediaType }>;
const CONTAINER_OF: Record<string, keyof typeof CONTAINERS> = {
	"video/mp4": "mp4",
	"audio/mp4": "mp4",
	"audio/x-m4a": "mp4",
	"video/x-m4v": "mp4",
	"video/3gpp": "mp4",
	"video/3gpp2": "mp4",
	"video/quicktime": "quicktime",
	"video/webm": "webm",
	"video/matroska": "matroska",
	"audio/ogg": "ogg",
	"video/ogg": "ogg",
	"video/mp2t": "transport",
	"video/vnd.avi": "avi",
	"application/ogg": "ogg",
	"audio/ogg; codecs=opus": "opus",
};
/** Brands of still and moving pictures in the container of MP4. */
const AVIF_BRANDS = ["avif", "avis"];
const HEIC_BRANDS = ["heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs"];

const HEAD_BYTES = 65_536;
/** A larger file of a picture is not looked through to its end. */
const MAX_IMAGE_BYTES = 256_000_000;
/** Pictures are read whole, so one at a time: many uploads at once take no more memory than one. */
const pictures = createSerialQueue();
/** What a browser decodes into 400 MB; more can't be drawn by every browser. */
const MAX_PIXELS = 100_000_000;
const MAX_SIDE = 32_767;
/** Boxes of an MP4 that are looked at: a film of hours in pieces has some thousands. What stands behind is not known. */
const MAX_BOXES = 20_000;

export const ASSET_TYPES_SENTENCE =
	"pictures (PNG, JPEG, WebP, GIF, AVIF, HEIC, SVG, BMP, ICO), video (MP4, MOV, WebM, MKV, AVI, MTS), sound (MP3, WAV, M4A, OGG, FLAC), fonts (WOFF2, WOFF, TTF, OTF), tables (CSV, TSV), text (TXT, MD, SRT, VTT), JSON and Lottie";

/**
 * Type of a file by its bytes; of a text also by its name, as tables and subtitles are distinguished by nothing else.
 * Throws `unsupported_media` for anything a film has no use for, `bad_request` for an empty file and for headers without end.
 */
export async function sniffMedia(file: string, name: string): Promise<MediaType> {
	const head = await firstBytes(file, HEAD_BYTES);
	if (head.length === 0) {
		throw new StoryDreamError("bad_request", `“${shortName(name)}” is empty.`, {
			hint: "Copy or download it again, and add it once more.",
		});
	}
	const brands = brandsOf(head);
	const text = brands === null ? decodeText(head, head.length < HEAD_BYTES) : null;
	const found =
		brands !== null
			? await isoType(file, brands)
			: text !== null
				? // Never a picture by its first letters: a text that begins with BM is no bitmap.
					await textType(file, name, text)
				: await binaryType(file, name, head);
	if (found !== null) return found;
	throw new StoryDreamError("unsupported_media", `“${shortName(name)}” is not a kind of file that a film can use.`, {
		hint: (text === null ? await saveAs(file) : null) ?? `Add ${ASSET_TYPES_SENTENCE}.`,
	});
}

/** What to save a picture, sound or video as that a film can't use, such as TIFF or AIFF; null for any other file. */
async function saveAs(file: string): Promise<string | null> {
	const known = await fileTypeFromFile(file).catch(() => undefined);
	const format = { image: "PNG or JPEG", audio: "WAV or MP3", video: "MP4 with H.264 and AAC" }[known?.mime.split("/")[0] ?? ""];
	return known === undefined || format === undefined
		? null
		: `It is in the format ${known.ext.toUpperCase()}. Save it as ${format}, and add it again.`;
}

/** By the brands for pictures, by the tracks for everything else: encoders write many brands for the same container. */
async function isoType(file: string, { major, all }: Brands): Promise<MediaType | null> {
	if (AVIF_BRANDS.includes(major)) return AVIF;
	if (HEIC_BRANDS.includes(major)) return HEIC;
	if (major === "mif1" || major === "msf1") {
		if (AVIF_BRANDS.some((brand) => all.has(brand))) return AVIF;
		return HEIC_BRANDS.some((brand) => all.has(brand)) ? HEIC : null;
	}
	const container = CONTAINERS[major === "qt  " ? "quicktime" : "mp4"];
	const facts = await containerFacts(file);
	if (facts !== null) return facts.video === null ? container.audio : container.video;
	// The tracks can't be read; it is damaged, or not for films (JPEG 2000, camera raw files).
	return /^(?:jp2|jpx|jpm|crx|mjp2)/.test(major) ? null : /^M4[AB]/.test(major) ? container.audio : container.video;
}

async function binaryType(file: string, name: string, head: Buffer): Promise<MediaType | null> {
	if (/^(?:RIFF|RIFX|RF64|BW64)$/.test(head.toString("latin1", 0, 4)) && head.toString("latin1", 8, 12) === "WAVE") {
		return EXACT["audio/wav"] ?? null;
	}
	// A file that its reader stumbles over is of no known type.
	const mime = (await fileTypeFromFile(file).catch(() => undefined))?.mime ?? "";
	const exact = EXACT[mime];
	if (exact !== undefined) return exact;
	const container = CONTAINER_OF[mime];
	if (container === undefined) return mime === "" && /\.(?:mp3|mpga|aac)$/i.test(name) ? soundByFrames(file) : null;
	const facts = await containerFacts(file);
	// The reader of tracks does not know Theora.
	if (mime === "video/ogg") return CONTAINERS.ogg.video;
	const isSound = facts === null ? mime.startsWith("audio/") : facts.video === null;
	return isSound ? CONTAINERS[container].audio : CONTAINERS[container].video;
}

/** An MP3 or AAC stream may begin with anything before its first frame. */
async function soundByFrames(file: string): Promise<MediaType | null> {
	const codec = (await containerFacts(file))?.audio;
	if (codec === "mp3") return EXACT["audio/mpeg"] ?? null;
	return codec === "aac" ? (EXACT["audio/aac"] ?? null) : null;
}

/** @param text the beginning of the file */
async function textType(file: string, name: string, text: string): Promise<MediaType | null> {
	if (/^(?:%PDF-|\{\\rtf|#!)|^\s*(?:<!doctype html|<html|<script)/i.test(text)) return null;
	if ((await stat(file)).size > MAX_TEXT_BYTES) return null;
	if (looksLikeSvg(text)) return SVG;
	const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? "";
	const whole = decodeText(await readFile(file), true);
	if (whole === null) return null;
	const byName = TEXTS[extension] ?? null;
	const isTable = byName?.mediaType === "text/csv" || byName?.mediaType === "text/tab-separated-values";
	if (!isTable && isJson(whole)) return JSON_DATA;
	if (extension !== "json" || !/^\s*[[{]/.test(whole)) return byName;
	throw new StoryDreamError("unsupported_media", `“${shortName(name)}” is no valid JSON.`, {
		hint: "A film reads an object or a list. Correct the file, or save its table as CSV.",
	});
}

/**
 * Makes a text UTF-8 without a byte order mark, in its place: what a film loads is read so. Other files stay as they are.
 * @returns true when the file was changed
 */
export async function normalizeText(file: string, { mediaType, kind }: MediaType): Promise<boolean> {
	if (kind !== "data" && mediaType !== "image/svg+xml") return false;
	const before = await readFile(file);
	const text = decodeText(before, true);
	if (text === null) return false;
	const after = Buffer.from(mediaType === "image/svg+xml" ? normalizedText(text) : text, "utf8");
	if (after.equals(before)) return false;
	await writeFile(file, after);
	return true;
}

export interface MediaFacts extends Pick<Asset, "width" | "height" | "duration"> {
	/** Of videos and sounds; null also when the file can't be read. */
	container: ContainerFacts | null;
}

/** Size and length, as far as the file tells: a file that does not is still an asset. Length in seconds. */
export async function mediaFacts(file: string, { kind, mediaType }: MediaType): Promise<MediaFacts> {
	if (kind === "image") {
		const size = await pictures.run(async () => imageSize(await firstBytes(file, MAX_IMAGE_BYTES), mediaType));
		return { ...size, duration: null, container: null };
	}
	if (kind !== "video" && kind !== "audio") return { width: null, height: null, duration: null, container: null };
	const container = await containerFacts(file);
	return {
		width: container?.width ?? null,
		height: container?.height ?? null,
		duration: container?.duration ?? null,
		container,
	};
}

/** Throws `bad_request` for a file that ends before its content does, and `too_large` for a picture of too many pixels. */
export async function assertUsable(file: string, name: string, found: MediaType, facts: MediaFacts): Promise<void> {
	const isCut =
		found.kind === "image"
			? await pictures.run(async () => isCutOff(await firstBytes(file, MAX_IMAGE_BYTES), found.mediaType))
			: await isCutContainer(file);
	if (isCut) {
		throw new StoryDreamError("bad_request", `“${shortName(name)}” is cut off: the end of the file is missing.`, {
			hint: "Copy or download it again, and add it once more.",
		});
	}
	const { width, height } = facts;
	if (found.kind !== "image" || found === SVG || width === null || height === null) return;
	if (width * height > MAX_PIXELS || Math.max(width, height) > MAX_SIDE) {
		throw new StoryDreamError(
			"too_large",
			`“${shortName(name)}” has ${width} × ${height} pixels; a picture may have ${MAX_PIXELS / 1_000_000} million.`,
			{ hint: "Make it smaller, and add it again: a film shows at most 3840 × 2160 pixels." },
		);
	}
}

/** A sound or a video whose container says that it is longer than its file. */
async function isCutContainer(file: string): Promise<boolean> {
	const head = await firstBytes(file, HEAD_BYTES);
	if (brandsOf(head) !== null) return isCutIso(file);
	const end = endOfRiff(head) ?? endOfMatroska(head);
	return end !== null && end > (await stat(file)).size;
}

/** Of an MP4 or MOV: a box that ends behind the file, or no list of tracks. */
async function isCutIso(file: string): Promise<boolean> {
	const { size } = await stat(file);
	const handle = await open(file, "r");
	try {
		const header = Buffer.alloc(16);
		let hasTracks = false;
		for (let at = 0, seen = 0; at + 8 <= size; seen += 1) {
			if (seen === MAX_BOXES) return false;
			const { bytesRead } = await handle.read(header, 0, 16, at);
			const box = boxesOf(header.subarray(0, bytesRead), 0, bytesRead)[0];
			if (box === undefined) break;
			const isToEnd = header.readUInt32BE(0) === 0;
			hasTracks ||= box.type === "moov" || box.type === "moof";
			at = isToEnd ? size : at + box.end;
			if (at > size) return true;
		}
		return !hasTracks;
	} finally {
		await handle.close();
	}
}

/** A file's name in a sentence. */
export function shortName(name: string): string {
	return [...name].length <= 80 ? name : `${[...name].slice(0, 79).join("")}…`;
}

async function firstBytes(file: string, bytes: number): Promise<Buffer> {
	const handle = await open(file, "r");
	try {
		const buffer = Buffer.alloc(Math.min(bytes, (await handle.stat()).size));
		const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
		return buffer.subarray(0, bytesRead);
	} finally {
		await handle.close();
	}
}

/** An object or a list; a number alone is no data of a film. */
function isJson(text: string): boolean {
	if (!/^\s*[[{]/.test(text)) return false;
	try {
		JSON.parse(text);
		return true;
	} catch (error) {
		if (error instanceof SyntaxError) return false;
		throw error;
	}
}
