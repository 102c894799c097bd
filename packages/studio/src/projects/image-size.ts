import { boxesOf, primaryPictureSize } from "./iso-boxes.ts";
import { rootTag } from "./svg-text.ts";

export interface ImageSize {
	width: number | null;
	height: number | null;
}

/** Chunks of a PNG before its pixels. */
const MOST_CHUNKS = 10_000;
const UNKNOWN: ImageSize = { width: null, height: null };

/**
 * Pixels of a picture as browsers draw it, from the first bytes of its file: a rotation that browsers apply is applied.
 * Nulls when the bytes do not say. Never throws.
 */
export function imageSize(bytes: Buffer, mediaType: string): ImageSize {
	try {
		const size = READERS[mediaType]?.(bytes) ?? UNKNOWN;
		const usable = size.width !== null && size.height !== null && size.width > 0 && size.height > 0;
		return usable ? size : UNKNOWN;
	} catch (error) {
		// A cut or damaged header: reading beyond its end.
		if (error instanceof RangeError) return UNKNOWN;
		throw error;
	}
}

const READERS: Record<string, (bytes: Buffer) => ImageSize> = {
	"image/png": png,
	"image/apng": png,
	"image/gif": (bytes) => ({ width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) }),
	"image/jpeg": jpeg,
	"image/webp": webp,
	"image/avif": isoPicture,
	"image/heic": isoPicture,
	"image/bmp": bmp,
	"image/x-icon": icon,
	"image/svg+xml": svg,
};

/** Browsers apply the orientation of an `eXIf` chunk that stands before the pixels, and ignore one behind them. */
function png(bytes: Buffer): ImageSize {
	const size = { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
	let at = 8;
	for (let chunk = 0; at + 12 <= bytes.length && chunk < MOST_CHUNKS; chunk += 1) {
		const length = bytes.readUInt32BE(at);
		const type = bytes.toString("latin1", at + 4, at + 8);
		if (type === "IDAT" || type === "IEND") break;
		if (type === "eXIf") return seen(size, isTurnedBy(bytes.subarray(at + 8, at + 8 + length)));
		at += 12 + length;
	}
	return size;
}

/** Walks the segments to the first start-of-frame. */
function jpeg(bytes: Buffer): ImageSize {
	let offset = 2;
	let isTurned = false;
	while (offset + 9 < bytes.length) {
		if (bytes[offset] !== 0xff) return UNKNOWN;
		const marker = bytes.readUInt8(offset + 1);
		if (marker === 0xff) {
			offset += 1;
			continue;
		}
		const length = bytes.readUInt16BE(offset + 2);
		const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
		if (isFrame) return seen({ width: bytes.readUInt16BE(offset + 7), height: bytes.readUInt16BE(offset + 5) }, isTurned);
		const segment = bytes.subarray(offset + 4, offset + 2 + length);
		if (marker === 0xe1 && segment.toString("latin1", 0, 6) === "Exif\0\0") {
			isTurned = isTurnedBy(segment.subarray(6)) || isTurned;
		}
		offset += 2 + length;
	}
	return UNKNOWN;
}

function seen(size: { width: number; height: number }, isTurned: boolean): ImageSize {
	return isTurned ? { width: size.height, height: size.width } : size;
}

/** Whether the orientation in an EXIF block swaps the sides. A damaged block turns nothing, as in browsers. */
function isTurnedBy(tiff: Buffer): boolean {
	try {
		const isLittle = tiff.toString("latin1", 0, 2) === "II";
		const u16 = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
		const directory = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
		for (let entry = 0; entry < u16(directory); entry += 1) {
			const at = directory + 2 + entry * 12;
			if (u16(at) === 0x0112) return u16(at + 8) >= 5 && u16(at + 8) <= 8;
		}
		return false;
	} catch (error) {
		if (error instanceof RangeError) return false;
		throw error;
	}
}

/** Browsers ignore an orientation in the EXIF chunk of a WebP. */
function webp(bytes: Buffer): ImageSize {
	switch (bytes.toString("latin1", 12, 16)) {
		case "VP8 ":
			return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
		case "VP8L": {
			const bits = bytes.readUInt32LE(21);
			return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
		}
		case "VP8X":
			return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
		default:
			return UNKNOWN;
	}
}

/** AVIF and HEIC. Without item properties: the largest extent, as tiles and thumbnails have smaller ones. */
function isoPicture(bytes: Buffer): ImageSize {
	const primary = primaryPictureSize(bytes);
	if (primary !== null) return primary;
	let best = UNKNOWN;
	for (let at = bytes.indexOf("ispe", 0, "latin1"); at !== -1; at = bytes.indexOf("ispe", at + 4, "latin1")) {
		const width = bytes.readUInt32BE(at + 8);
		const height = bytes.readUInt32BE(at + 12);
		if (width * height > (best.width ?? 0) * (best.height ?? 0)) best = { width, height };
	}
	return best.width === null ? trackSize(bytes) : best;
}

/** An animated AVIF may have only a track: its header ends with width and height, 16.16. */
function trackSize(bytes: Buffer): ImageSize {
	const moov = boxesOf(bytes).find((box) => box.type === "moov");
	const trak = moov && boxesOf(bytes, moov.start, moov.end).find((box) => box.type === "trak");
	const header = trak && boxesOf(bytes, trak.start, trak.end).find((box) => box.type === "tkhd");
	if (header === undefined) return UNKNOWN;
	return { width: bytes.readUInt32BE(header.end - 8) >>> 16, height: bytes.readUInt32BE(header.end - 4) >>> 16 };
}

/** The height of a bitmap that is stored from its top is negative. */
function bmp(bytes: Buffer): ImageSize {
	if (bytes.readUInt32LE(14) === 12) return { width: bytes.readUInt16LE(18), height: bytes.readUInt16LE(20) };
	return { width: bytes.readInt32LE(18), height: Math.abs(bytes.readInt32LE(22)) };
}

/** The largest picture of an icon, which is the one that browsers draw; a side of 0 stands for 256. */
function icon(bytes: Buffer): ImageSize {
	const sizes = Array.from({ length: bytes.readUInt16LE(4) }, (_, index) => ({
		width: bytes.readUInt8(6 + index * 16) || 256,
		height: bytes.readUInt8(7 + index * 16) || 256,
	}));
	return sizes.toSorted((a, b) => b.width * b.height - a.width * a.height)[0] ?? UNKNOWN;
}

/** CSS pixels of a unit; `em` and per cent depend on where a drawing stands. */
const PIXELS: Record<string, number> = { "": 1, px: 1, pt: 4 / 3, pc: 16, in: 96, cm: 96 / 2.54, mm: 96 / 25.4, q: 96 / 101.6 };

function svg(bytes: Buffer): ImageSize {
	const tag = rootTag(bytes.toString("utf8")) ?? "";
	const length = (name: string) => {
		const found = new RegExp(`\\s${name}\\s*=\\s*["']\\s*\\+?([0-9.]+(?:e[+-]?\\d+)?)\\s*([a-z]*)\\s*["']`, "i").exec(tag);
		const unit = PIXELS[found?.[2]?.toLowerCase() ?? "?"];
		return found === null || unit === undefined ? null : Number(found[1]) * unit;
	};
	const box = /\sviewBox\s*=\s*["']\s*[-+0-9.eE]+[\s,]+[-+0-9.eE]+[\s,]+([0-9.eE+]+)[\s,]+([0-9.eE+]+)/i.exec(tag);
	const ratio = box ? Number(box[1]) / Number(box[2]) : null;
	const [width, height] = [length("width"), length("height")];
	const wide = width ?? (height !== null && ratio !== null ? height * ratio : box ? Number(box[1]) : null);
	const high = height ?? (width !== null && ratio !== null ? width / ratio : box ? Number(box[2]) : null);
	if (wide === null || high === null || !Number.isFinite(wide) || !Number.isFinite(high)) return UNKNOWN;
	return { width: Math.max(1, Math.round(wide)), height: Math.max(1, Math.round(high)) };
}
