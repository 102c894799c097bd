import { open } from "node:fs/promises";
import { type Asset, StoryDreamError } from "@storydream/protocol";
import { fileTypeFromBuffer } from "file-type";
import { imageSize } from "./image-size.ts";

export interface MediaType {
	mediaType: string;
	/** With its dot. */
	extension: string;
	kind: Asset["kind"];
}

/** What may stand in a film, by the type that the bytes show, whatever the name says. */
const ALLOWED: Record<string, MediaType> = Object.fromEntries(
	(
		[
			["image/png", ".png", "image"],
			["image/apng", ".png", "image"],
			["image/jpeg", ".jpg", "image"],
			["image/webp", ".webp", "image"],
			["image/gif", ".gif", "image"],
			["image/avif", ".avif", "image"],
			["video/mp4", ".mp4", "video"],
			["video/quicktime", ".mov", "video"],
			["video/webm", ".webm", "video"],
			["video/matroska", ".mkv", "video"],
			["audio/mpeg", ".mp3", "audio"],
			["audio/wav", ".wav", "audio"],
			["audio/mp4", ".m4a", "audio"],
			["audio/x-m4a", ".m4a", "audio"],
			["audio/ogg", ".ogg", "audio"],
			["audio/ogg; codecs=opus", ".opus", "audio"],
			["audio/flac", ".flac", "audio"],
			["audio/aac", ".aac", "audio"],
			["font/woff2", ".woff2", "font"],
			["font/woff", ".woff", "font"],
			["font/ttf", ".ttf", "font"],
			["font/otf", ".otf", "font"],
		] as const
	).map(([mediaType, extension, kind]) => [mediaType, { mediaType: mediaType.split(";")[0] ?? mediaType, extension, kind }]),
);
const SVG: MediaType = { mediaType: "image/svg+xml", extension: ".svg", kind: "image" };
const JSON_DATA: MediaType = { mediaType: "application/json", extension: ".json", kind: "data" };
const CSV: MediaType = { mediaType: "text/csv", extension: ".csv", kind: "data" };
const MAX_TEXT_BYTES = 20_000_000;
const FACTS_DEADLINE_MS = 10_000;

export const ASSET_TYPES_SENTENCE =
	"pictures (PNG, JPEG, WebP, GIF, AVIF, SVG), video (MP4, MOV, WebM), sound (MP3, WAV, M4A, OGG, FLAC), fonts (WOFF2, WOFF, TTF, OTF), JSON, Lottie and CSV";

/** Type of a file by its bytes. Throws `unsupported_media` for anything a film has no use for. */
export async function sniffMedia(file: string, name: string): Promise<MediaType> {
	const head = await firstBytes(file, 8_192);
	const found = await fileTypeFromBuffer(head);
	const allowed = found ? ALLOWED[found.mime] : undefined;
	if (allowed) return allowed;
	const text = found === undefined || found.mime === "application/xml" ? asText(head) : null;
	if (text !== null) {
		if (looksLikeSvg(text)) return SVG;
		if (/^\s*[[{]/.test(text) && (await isJson(file))) return JSON_DATA;
		if (/\.csv$/i.test(name) && text.includes(",")) return CSV;
	}
	throw new StoryDreamError("unsupported_media", `“${name.slice(0, 80)}” is not a kind of file that a film can use.`, {
		hint: `Add ${ASSET_TYPES_SENTENCE}.`,
	});
}

/** Size and length, as far as the file tells: a file that does not is still an asset. Length in seconds. */
export async function mediaFacts(file: string, type: MediaType): Promise<Pick<Asset, "width" | "height" | "duration">> {
	const nothing = { width: null, height: null, duration: null };
	if (type.kind === "image") return { ...nothing, ...imageSize(await firstBytes(file, 512 * 1024), type.mediaType) };
	if (type.kind !== "video" && type.kind !== "audio") return nothing;
	// Only when there is something to read: it is large, and most studios idle.
	const { ALL_FORMATS, FilePathSource, Input } = await import("mediabunny");
	const input = new Input({ source: new FilePathSource(file), formats: ALL_FORMATS });
	let timer: NodeJS.Timeout | undefined;
	try {
		const facts = async () => {
			const track = await input.getPrimaryVideoTrack();
			const duration = await input.computeDuration();
			return {
				width: track ? Math.round(track.displayWidth) || null : null,
				height: track ? Math.round(track.displayHeight) || null : null,
				duration: Number.isFinite(duration) && duration >= 0 ? Math.round(duration * 1000) / 1000 : null,
			};
		};
		const deadline = new Promise<typeof nothing>((resolve) => {
			timer = setTimeout(() => resolve(nothing), FACTS_DEADLINE_MS);
		});
		return await Promise.race([facts(), deadline]);
	} catch {
		// A damaged or unusual file has no readable facts; the preview and the export will say what they make of it.
		return nothing;
	} finally {
		clearTimeout(timer);
		input.dispose();
	}
}

async function firstBytes(file: string, bytes: number): Promise<Buffer> {
	const handle = await open(file, "r");
	try {
		const buffer = Buffer.alloc(bytes);
		const { bytesRead } = await handle.read(buffer, 0, bytes, 0);
		return buffer.subarray(0, bytesRead);
	} finally {
		await handle.close();
	}
}

/** The text of some bytes, or null when they are no UTF-8 text (the last character may be cut). */
function asText(bytes: Buffer): string | null {
	if (bytes.includes(0)) return null;
	const text = new TextDecoder("utf-8").decode(bytes, { stream: true });
	return text.includes("\ufffd") ? null : text.replace(/^\ufeff/, "");
}

function looksLikeSvg(text: string): boolean {
	return /^(?:\s|<\?xml[^>]*\?>|<!--[\s\S]*?-->|<!DOCTYPE svg[^>[]*(?:\[[^\]]*\])?>)*<svg[\s>]/i.test(text);
}

async function isJson(file: string): Promise<boolean> {
	const handle = await open(file, "r");
	try {
		if ((await handle.stat()).size > MAX_TEXT_BYTES) return false;
		JSON.parse(await handle.readFile("utf8"));
		return true;
	} catch (error) {
		if (error instanceof SyntaxError) return false;
		throw error;
	} finally {
		await handle.close();
	}
}
