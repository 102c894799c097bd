/** ISO base media files (MP4, MOV, AVIF, HEIC): brands, boxes, and the size of a picture as it is seen. */

export interface Brands {
	major: string;
	/** With the major one. */
	all: ReadonlySet<string>;
}

/** Brands of the file type box; null when the file does not begin with one. Brands keep their spaces: `qt  `. */
export function brandsOf(head: Buffer): Brands | null {
	if (head.length < 16 || head.toString("latin1", 4, 8) !== "ftyp") return null;
	const end = Math.min(head.readUInt32BE(0), head.length);
	const major = head.toString("latin1", 8, 12);
	const all = new Set([major]);
	for (let at = 16; at + 4 <= end; at += 4) all.add(head.toString("latin1", at, at + 4));
	return { major, all };
}

interface Box {
	type: string;
	/** First byte of the content, and the byte behind it. */
	start: number;
	end: number;
}

/** Boxes of a range, those that begin in `bytes`; the last one may end behind it. */
export function boxesOf(bytes: Buffer, from = 0, to = bytes.length): Box[] {
	const boxes: Box[] = [];
	let at = from;
	while (at + 8 <= to) {
		const short = bytes.readUInt32BE(at);
		const type = bytes.toString("latin1", at + 4, at + 8);
		const long = short === 1 && at + 16 <= to;
		const size = long ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? to - at : short;
		if (size < 8) break;
		boxes.push({ type, start: at + (long ? 16 : 8), end: at + size });
		at += size;
	}
	return boxes;
}

/**
 * Pixels of the primary picture of an AVIF or HEIC file as it is seen, its rotation applied; null when its boxes do not
 * say. Throws a RangeError for a file that is cut in its header.
 */
export function primaryPictureSize(bytes: Buffer): { width: number; height: number } | null {
	const meta = boxesOf(bytes).find((box) => box.type === "meta");
	if (meta === undefined) return null;
	const inMeta = boxesOf(bytes, meta.start + 4, Math.min(meta.end, bytes.length));
	const pitm = inMeta.find((box) => box.type === "pitm");
	const iprp = inMeta.find((box) => box.type === "iprp");
	if (pitm === undefined || iprp === undefined) return null;
	const primary = bytes.readUInt8(pitm.start) === 0 ? bytes.readUInt16BE(pitm.start + 4) : bytes.readUInt32BE(pitm.start + 4);
	const inProperties = boxesOf(bytes, iprp.start, iprp.end);
	const ipco = inProperties.find((box) => box.type === "ipco");
	if (ipco === undefined) return null;
	const properties = boxesOf(bytes, ipco.start, ipco.end);
	const numbers = inProperties.filter((box) => box.type === "ipma").flatMap((box) => propertiesOf(bytes, box, primary));
	const own = numbers.map((number) => properties[number - 1]).filter((box) => box !== undefined);
	const extent = own.find((box) => box.type === "ispe");
	if (extent === undefined) return null;
	const [width, height] = [bytes.readUInt32BE(extent.start + 4), bytes.readUInt32BE(extent.start + 8)];
	const rotation = own.find((box) => box.type === "irot");
	const isTurned = rotation !== undefined && (bytes.readUInt8(rotation.start) & 1) === 1;
	return isTurned ? { width: height, height: width } : { width, height };
}

/** Numbers (from 1) of the properties that an `ipma` box gives to an item. */
function propertiesOf(bytes: Buffer, box: Box, item: number): number[] {
	const version = bytes.readUInt8(box.start);
	const isWide = (bytes.readUInt8(box.start + 3) & 1) === 1;
	const entries = bytes.readUInt32BE(box.start + 4);
	let at = box.start + 8;
	for (let entry = 0; entry < entries && at < box.end; entry += 1) {
		const id = version < 1 ? bytes.readUInt16BE(at) : bytes.readUInt32BE(at);
		at += version < 1 ? 2 : 4;
		const count = bytes.readUInt8(at);
		at += 1;
		const step = isWide ? 2 : 1;
		if (id === item) {
			return Array.from({ length: count }, (_, index) =>
				isWide ? bytes.readUInt16BE(at + index * step) & 0x7fff : bytes.readUInt8(at + index * step) & 0x7f,
			);
		}
		at += count * step;
	}
	return [];
}
