export interface ImageSize {
	width: number | null;
	height: number | null;
}

const UNKNOWN: ImageSize = { width: null, height: null };

/** Pixels of a picture from the first bytes of its file; nulls when they do not tell. Never throws. */
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
	"image/avif": avif,
	"image/svg+xml": svg,
};

function png(bytes: Buffer): ImageSize {
	return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** Walks the segments to the first start-of-frame; a picture turned on its side by EXIF is given as it is seen. */
function jpeg(bytes: Buffer): ImageSize {
	let offset = 2;
	let turned = false;
	while (offset + 9 < bytes.length) {
		if (bytes[offset] !== 0xff) return UNKNOWN;
		const marker = bytes.readUInt8(offset + 1);
		if (marker === 0xff) {
			offset += 1;
			continue;
		}
		const length = bytes.readUInt16BE(offset + 2);
		const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
		if (isFrame) {
			const height = bytes.readUInt16BE(offset + 5);
			const width = bytes.readUInt16BE(offset + 7);
			return turned ? { width: height, height: width } : { width, height };
		}
		if (marker === 0xe1) turned = exifTurns(bytes.subarray(offset + 4, offset + 2 + length)) || turned;
		offset += 2 + length;
	}
	return UNKNOWN;
}

function exifTurns(segment: Buffer): boolean {
	if (segment.toString("latin1", 0, 6) !== "Exif\0\0") return false;
	const tiff = segment.subarray(6);
	const little = tiff.toString("latin1", 0, 2) === "II";
	const u16 = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
	const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
	for (let entry = 0; entry < u16(directory); entry += 1) {
		const at = directory + 2 + entry * 12;
		if (u16(at) === 0x0112) return u16(at + 8) >= 5;
	}
	return false;
}

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

/** The largest `ispe` box: tiles and thumbnails have smaller ones. */
function avif(bytes: Buffer): ImageSize {
	let best = UNKNOWN;
	for (let at = bytes.indexOf("ispe", 0, "latin1"); at !== -1; at = bytes.indexOf("ispe", at + 4, "latin1")) {
		const width = bytes.readUInt32BE(at + 8);
		const height = bytes.readUInt32BE(at + 12);
		if (width * height > (best.width ?? 0) * (best.height ?? 0)) best = { width, height };
	}
	return best;
}

function svg(bytes: Buffer): ImageSize {
	const tag = /<svg\b[^>]*>/i.exec(bytes.toString("utf8"))?.[0] ?? "";
	const length = (name: string) => {
		const value = new RegExp(`\\s${name}\\s*=\\s*["']\\s*([0-9.]+)(?:px)?\\s*["']`, "i").exec(tag)?.[1];
		return value === undefined ? null : Math.round(Number(value));
	};
	const box = /\sviewBox\s*=\s*["']\s*[-0-9.eE]+[\s,]+[-0-9.eE]+[\s,]+([0-9.eE]+)[\s,]+([0-9.eE]+)/i.exec(tag);
	const width = length("width") ?? (box ? Math.round(Number(box[1])) : null);
	const height = length("height") ?? (box ? Math.round(Number(box[2])) : null);
	return Number.isFinite(width) && Number.isFinite(height) ? { width, height } : UNKNOWN;
}
