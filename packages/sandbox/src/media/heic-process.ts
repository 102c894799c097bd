/**
 * The process that decodes one HEIC: `heic-process.ts IN OUT` writes it to OUT as a PNG of little compression, its
 * rotation applied.
 */
import { readFile, writeFile } from "node:fs/promises";
import { crc32, deflateSync } from "node:zlib";
import decode from "heic-decode";

const [input = "", output = ""] = process.argv.slice(2);
const { width, height, data } = await decode({ buffer: await readFile(input) });

/** Rows of RGBA, each behind the number of its filter: 0, none. */
const rows = Buffer.alloc((width * 4 + 1) * height);
for (let row = 0; row < height; row += 1)
	rows.set(data.subarray(row * width * 4, (row + 1) * width * 4), row * (width * 4 + 1) + 1);
const header = Buffer.alloc(13);
header.writeUInt32BE(width, 0);
header.writeUInt32BE(height, 4);
header.set([8, 6, 0, 0, 0], 8);
const mark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
await writeFile(output, [
	mark,
	chunk("IHDR", header),
	chunk("IDAT", deflateSync(rows, { level: 1 })),
	chunk("IEND", Buffer.alloc(0)),
]);

function chunk(type: string, content: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
	const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(content.length);
	check.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, check]);
}
