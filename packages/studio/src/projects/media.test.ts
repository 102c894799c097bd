import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { imageSize } from "./image-size.ts";
import { mediaFacts, sniffMedia } from "./media.ts";

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "storydream-media-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, bytes: string | Buffer): Promise<string> {
	const path = join(folder, name);
	await writeFile(path, bytes);
	return path;
}

describe("what a file is, by its bytes", () => {
	test.each<[string, string, string | Buffer, string, string]>([
		["JSON", "a.json", ' {"v":"5.7","layers":[]}', "application/json", "data"],
		["CSV", "a.csv", "year,value\n2020,1\n", "text/csv", "data"],
		["a drawing", "a.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml", "image"],
		[
			"a drawing after its preamble",
			"a.txt",
			'\ufeff<?xml version="1.0"?>\n<!-- by hand -->\n<svg ></svg>',
			"image/svg+xml",
			"image",
		],
		["a GIF", "a.bin", Buffer.from("GIF89a\x02\x00\x03\x00\x00\x00\x00;", "latin1"), "image/gif", "image"],
		["a font", "a.ttf", Buffer.from("wOF2\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00", "latin1"), "font/woff2", "font"],
	])("%s", async (_what, name, bytes, mediaType, kind) => {
		expect(await sniffMedia(await file(name, bytes), name)).toMatchObject({ mediaType, kind });
	});

	test.each<[string, string, string | Buffer]>([
		["a page", "a.svg", "<!doctype html><svg></svg>"],
		["a script", "a.json", "alert(1)"],
		["text with commas that is no CSV", "a.txt", "one, two"],
		["bytes", "a.csv", Buffer.from([1, 0, 44, 2])],
		["a PDF", "a.png", "%PDF-1.4\n"],
		["a zip", "a.json", Buffer.from("PK\x03\x04\x14\x00\x00\x00\x08\x00", "latin1")],
	])("%s is nothing a film can use", async (_what, name, bytes) => {
		await expect(sniffMedia(await file(name, bytes), name)).rejects.toMatchObject({
			code: "unsupported_media",
			hint: expect.stringContaining("PNG"),
		});
	});
});

test("sound tells its length", async () => {
	const path = resolve(import.meta.dirname, "../../../template/public/audio/sfx/whoosh.mp3");
	const type = await sniffMedia(path, "whoosh.mp3");
	expect(type).toMatchObject({ mediaType: "audio/mpeg", kind: "audio", extension: ".mp3" });
	const facts = await mediaFacts(path, type);
	expect(facts.duration).toBeGreaterThan(0.1);
	expect(facts.duration).toBeLessThan(10);
});

test("a damaged sound has no facts, and is no error", async () => {
	const path = await file("cut.mp3", Buffer.from("ID3\x04\x00\x00\x00\x00\x00\x00\xff\xfb", "latin1"));
	expect(await mediaFacts(path, { mediaType: "audio/mpeg", extension: ".mp3", kind: "audio" })).toEqual({
		width: null,
		height: null,
		duration: null,
	});
});

describe("sizes of pictures", () => {
	const jpeg = (turn: number | null) => {
		const exif =
			turn === null
				? Buffer.alloc(0)
				: Buffer.concat([
						Buffer.from([0xff, 0xe1, 0, 34]),
						Buffer.from("Exif\0\0II*\0", "latin1"),
						Buffer.from([8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, turn, 0, 0, 0, 0, 0, 0, 0]),
					]);
		const frame = Buffer.from([0xff, 0xc0, 0, 17, 8, 0, 30, 0, 40, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
		return Buffer.concat([Buffer.from([0xff, 0xd8]), exif, frame]);
	};
	test.each<[string, Buffer, string, number | null, number | null]>([
		["a JPEG", jpeg(null), "image/jpeg", 40, 30],
		["a JPEG turned on its side", jpeg(6), "image/jpeg", 30, 40],
		["a JPEG upside down", jpeg(3), "image/jpeg", 40, 30],
		[
			"a lossless WebP",
			Buffer.concat([Buffer.from("RIFF\0\0\0\0WEBPVP8L\0\0\0\0/", "latin1"), Buffer.from([0x27, 0x40, 0x07, 0])]),
			"image/webp",
			40,
			30,
		],
		[
			"an extended WebP",
			Buffer.concat([Buffer.from("RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0", "latin1"), Buffer.from([39, 0, 0, 29, 0, 0])]),
			"image/webp",
			40,
			30,
		],
		["a drawing with lengths", Buffer.from('<svg width="40px" height="30">'), "image/svg+xml", 40, 30],
		["a drawing with a view box", Buffer.from('<svg viewBox="0 0 40 30">'), "image/svg+xml", 40, 30],
		["a drawing in per cent", Buffer.from('<svg width="100%" height="100%">'), "image/svg+xml", null, null],
		["a cut PNG", Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), "image/png", null, null],
		["a cut JPEG", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), "image/jpeg", null, null],
		["nothing", Buffer.alloc(0), "image/webp", null, null],
	])("%s", (_what, bytes, type, width, height) => {
		expect(imageSize(bytes, type)).toEqual({ width, height });
	});
});
