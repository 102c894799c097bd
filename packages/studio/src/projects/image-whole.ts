import { boxesOf } from "./iso-boxes.ts";
import { rootTag } from "./svg-text.ts";

/**
 * Chunks, blocks or markers that are looked at: the largest pictures have a million. One of more is made to keep its reader
 * busy, and counts as complete.
 */
const MOST_STEPS = 2_000_000;

/** True when the file of a picture ends before the picture does. Pictures of other types count as complete. */
export function isCutOff(bytes: Buffer, mediaType: string): boolean {
	try {
		return ENDS[mediaType]?.(bytes) === false;
	} catch (error) {
		// A length that is read behind the end of the file.
		if (error instanceof RangeError) return true;
		throw error;
	}
}

/** Whether the end is there. */
const ENDS: Record<string, (bytes: Buffer) => boolean> = {
	"image/png": png,
	"image/apng": png,
	"image/jpeg": jpeg,
	"image/gif": gif,
	"image/webp": (bytes) => bytes.readUInt32LE(4) + 8 <= bytes.length + 1,
	"image/avif": isoFile,
	"image/heic": isoFile,
	"image/svg+xml": drawing,
};

function drawing(bytes: Buffer): boolean {
	const text = bytes.toString("utf8");
	return /<\/(?:\w{1,40}:)?svg\s{0,100}>/i.test(text) || (rootTag(text)?.endsWith("/>") ?? false);
}

function png(bytes: Buffer): boolean {
	let at = 8;
	for (let step = 0; at + 12 <= bytes.length; step += 1) {
		if (step === MOST_STEPS) return true;
		if (bytes.toString("latin1", at + 4, at + 8) === "IEND") return true;
		at += 12 + bytes.readUInt32BE(at);
	}
	return false;
}

/** Walks the segments, and each scan to the marker behind it, until the end of the image. */
function jpeg(bytes: Buffer): boolean {
	let at = 2;
	for (let step = 0; at + 2 <= bytes.length; step += 1) {
		if (step === MOST_STEPS) return true;
		if (bytes[at] !== 0xff) {
			// In a scan, or padding: the next marker counts. 0xff00 is a byte of pixels, d0 to d7 restart the scan.
			at = bytes.indexOf(0xff, at);
			if (at === -1) return false;
			continue;
		}
		const marker = bytes.readUInt8(at + 1);
		if (marker === 0xd9) return true;
		const isBare = marker === 0 || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
		if (marker === 0xff) at += 1;
		else at += isBare ? 2 : 2 + bytes.readUInt16BE(at + 2);
	}
	return false;
}

/** Blocks to the trailer; a file that ends between two blocks behind a picture is drawn by every browser. */
function gif(bytes: Buffer): boolean {
	const tableBytes = (flags: number) => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));
	let pictures = 0;
	let step = 0;
	let at = 13 + tableBytes(bytes.readUInt8(10));
	while (at < bytes.length) {
		const kind = bytes.readUInt8(at);
		if (kind === 0x3b) return true;
		if (kind === 0x2c) at += 11 + tableBytes(bytes.readUInt8(at + 9));
		else if (kind === 0x21) at += 2;
		else return pictures > 0;
		for (let size = bytes.readUInt8(at); size > 0; size = bytes.readUInt8(at)) {
			at += size + 1;
			step += 1;
			if (step === MOST_STEPS) return true;
		}
		at += 1;
		if (kind === 0x2c) pictures += 1;
	}
	return pictures > 0;
}

function isoFile(bytes: Buffer): boolean {
	return boxesOf(bytes).every((box) => box.end <= bytes.length);
}
