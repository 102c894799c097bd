import { crc32, inflateRawSync } from "node:zlib";

/** Files of a zip by their path, read by its central directory; throws when a checksum does not fit. */
export function unzip(zip: Buffer): Map<string, Buffer> {
	const end = zip.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
	if (end < 0) throw new Error("the zip has no end");
	const files = new Map<string, Buffer>();
	let at = zip.readUInt32LE(end + 16);
	for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
		const method = zip.readUInt16LE(at + 10);
		const packedBytes = zip.readUInt32LE(at + 20);
		const nameBytes = zip.readUInt16LE(at + 28);
		const local = zip.readUInt32LE(at + 42);
		const name = zip.toString("utf8", at + 46, at + 46 + nameBytes);
		const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
		const packed = zip.subarray(start, start + packedBytes);
		const content = method === 0 ? packed : inflateRawSync(packed);
		if (crc32(content) !== zip.readUInt32LE(at + 16)) throw new Error(`${name} is damaged`);
		files.set(name, content);
		at += 46 + nameBytes + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
	}
	return files;
}
