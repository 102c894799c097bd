import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { imageSize } from "./image-size.ts";
import { isCutOff } from "./image-whole.ts";
import { assertUsable, mediaFacts, normalizeText, sniffMedia } from "./media.ts";

/** Small files of the world, made by the programs that people have. */
const MEDIA = resolve(import.meta.dirname, "../../../sandbox/src/testing/media");

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
		["text of no kind", "a.docx", "one, two"],
		["text that begins like a bitmap", "a.docx", "BMW, Audi"],
		["a script with a line for its interpreter", "a.txt", "#!/bin/sh\necho"],
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

test.each<[string, string, Buffer, string]>([
	["a picture in TIFF", "scan.tif", Buffer.from("II*\0\x08\0\0\0\0\0\0\0\0\0\0\0", "latin1"), "TIF. Save it as PNG or JPEG"],
	[
		"a picture in TIFF of another machine",
		"scan.png",
		Buffer.from("MM\0*\0\0\0\x08\0\0", "latin1"),
		"TIF. Save it as PNG or JPEG",
	],
	["a picture of Photoshop", "cover.psd", Buffer.from("8BPS\0\x01\0\0\0\0\0\0\0\x03", "latin1"), "PSD. Save it as PNG or JPEG"],
	["a sound in AIFF", "voice.aif", Buffer.from("FORM\0\0\0\x2eAIFFCOMM\0\0\0\x12", "latin1"), "AIF. Save it as WAV or MP3"],
	["a video of Flash", "old.flv", Buffer.from("FLV\x01\x05\0\0\0\x09\0\0\0\0", "latin1"), "FLV. Save it as MP4"],
])("%s is refused with its format and what to save it as", async (_what, name, bytes, hint) => {
	await expect(sniffMedia(await file(name, bytes), name)).rejects.toMatchObject({
		code: "unsupported_media",
		message: expect.stringContaining(name),
		hint: expect.stringContaining(hint),
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
		container: null,
	});
});

describe("m4v-brand: a container by its tracks, whatever its brand", () => {
	const BRANDS =
		"M4V |M4VH|M4VP|isom|iso2|iso4|iso5|iso6|iso9|mp41|mp42|avc1|MSNV|NDSC|dash|3gp4|3gp5|3g2a|F4V |mmp4|XAVC|abcd".split("|");
	test.each(BRANDS)("%j with a picture is a video", async (brand) => {
		const bytes = await readFile(join(MEDIA, "clip.m4v"));
		bytes.write(brand, 8, "latin1");
		const path = await file("clip.m4v", bytes);
		const found = await sniffMedia(path, "clip.m4v");
		expect(found).toEqual({ kind: "video", mediaType: "video/mp4", extension: ".mp4" });
		const facts = await mediaFacts(path, found);
		expect(facts).toMatchObject({ width: 64, height: 64, duration: 0.5, container: { video: "avc", audio: null } });
		await assertUsable(path, "clip.m4v", found, facts);
	});

	test("with the brand of QuickTime it is a MOV; with sound alone it is a sound, whatever the brand", async () => {
		const clip = await readFile(join(MEDIA, "clip.m4v"));
		clip.write("qt  ", 8, "latin1");
		expect(await sniffMedia(await file("a.mp4", clip), "a.mp4")).toMatchObject({ extension: ".mov", kind: "video" });
		const memo = await readFile(join(MEDIA, "memo.m4a"));
		for (const brand of ["M4A ", "M4B ", "isom", "mp42", "3gp4"]) {
			memo.write(brand, 8, "latin1");
			const path = await file("memo.mp4", memo);
			const found = await sniffMedia(path, "memo.mp4");
			expect(found).toMatchObject({ kind: "audio", extension: ".m4a", mediaType: "audio/mp4" });
			expect((await mediaFacts(path, found)).container).toMatchObject({ audio: "alac", video: null });
		}
	});

	test("a clip whose end is missing is refused", async () => {
		const bytes = await readFile(join(MEDIA, "phone.mp4"));
		const path = await file("cut.mp4", bytes.subarray(0, bytes.length - 4000));
		const found = await sniffMedia(path, "cut.mp4");
		await expect(assertUsable(path, "cut.mp4", found, await mediaFacts(path, found))).rejects.toMatchObject({
			code: "bad_request",
			message: expect.stringContaining("cut off"),
		});
	});
});

describe("sounds by their bytes", () => {
	const wav = (mark: string, format: number, bits: number) => {
		const head = Buffer.alloc(44);
		head.write(mark, 0, "latin1");
		head.writeUInt32LE(36 + 4800, 4);
		head.write("WAVEfmt ", 8, "latin1");
		head.writeUInt32LE(16, 16);
		head.writeUInt16LE(format, 20);
		head.writeUInt16LE(1, 22);
		head.writeUInt32LE(8000, 24);
		head.writeUInt32LE((8000 * bits) / 8, 28);
		head.writeUInt16LE(bits / 8, 32);
		head.writeUInt16LE(bits, 34);
		head.write("data", 36, "latin1");
		head.writeUInt32LE(4800, 40);
		return Buffer.concat([head, Buffer.alloc(4800)]);
	};
	test.each<[string, Buffer, string]>([
		["a WAV of 16 bits", wav("RIFF", 1, 16), "pcm-s16"],
		["a WAV of 24 bits", wav("RIFF", 1, 24), "pcm-s24"],
		["a WAV of floats", wav("RIFF", 3, 32), "pcm-f32"],
	])("%s", async (_what, bytes, codec) => {
		const path = await file("a.bin", bytes);
		const found = await sniffMedia(path, "a.bin");
		expect(found).toMatchObject({ mediaType: "audio/wav", extension: ".wav", kind: "audio" });
		expect((await mediaFacts(path, found)).container?.audio).toBe(codec);
	});

	test("a WAV of more than 4 GB has another mark", async () => {
		expect(await sniffMedia(await file("a.bin", wav("RF64", 1, 16)), "a.bin")).toMatchObject({ mediaType: "audio/wav" });
	});

	test("an MP3 behind a large tag, and one behind zeros", async () => {
		const mp3 = await readFile(resolve(import.meta.dirname, "../../../template/public/audio/sfx/whoosh.mp3"));
		const frames = mp3.subarray(mp3.indexOf(Buffer.from([0xff, 0xfb])));
		const tag = Buffer.alloc(10 + 300_000);
		tag.write("ID3\x04", 0, "latin1");
		// Its length, seven bits a byte.
		tag.set([0, 18, 39, 96], 6);
		for (const bytes of [Buffer.concat([tag, frames]), Buffer.concat([Buffer.alloc(700), frames])]) {
			expect(await sniffMedia(await file("a.mp3", bytes), "a.mp3")).toMatchObject({ mediaType: "audio/mpeg", kind: "audio" });
		}
	});
});

describe("csv-semicolon and json-bom: tables and data in the encodings of the world", () => {
	const utf16 = (text: string, isLittle: boolean) => {
		const bytes = Buffer.from(text, "utf16le");
		return isLittle ? bytes : bytes.swap16();
	};
	test.each<[string, string, string | Buffer, string, string]>([
		["semicolons", "a.csv", "Jahr;Wert\n2020;1\n", "text/csv", "Jahr;Wert\n2020;1\n"],
		["pipes", "a.CSV", "a|b\n1|2\n", "text/csv", "a|b\n1|2\n"],
		["one column", "a.csv", "name\nAda\n", "text/csv", "name\nAda\n"],
		["tabs", "a.tsv", "a\tb\n1\t2\n", "text/tab-separated-values", "a\tb\n1\t2\n"],
		["letters like a bitmap's", "a.csv", "BMW;1\n", "text/csv", "BMW;1\n"],
		["a mark of UTF-8", "a.csv", "\ufeffa;b\n", "text/csv", "a;b\n"],
		["Latin-1", "a.csv", Buffer.from("Größe;Straße\n", "latin1"), "text/csv", "Größe;Straße\n"],
		["Windows-1252", "a.csv", Buffer.from([0x80, 0x20, 0x93, 0x61, 0x94, 0x0a]), "text/csv", "€ “a”\n"],
		["UTF-16 with a mark", "a.csv", utf16("\ufeffGröße;1\n", true), "text/csv", "Größe;1\n"],
		["UTF-16 the other way round", "a.csv", utf16("\ufeff日本;1\n", false), "text/csv", "日本;1\n"],
		["UTF-16 without a mark", "a.csv", utf16("Größe;1\n", true), "text/csv", "Größe;1\n"],
		["UTF-16 without a mark the other way round", "a.csv", utf16("日本;1\n", false), "text/csv", "日本;1\n"],
		["JSON with a mark", "a.json", '\ufeff{"a":1}', "application/json", '{"a":1}'],
		["JSON in UTF-16", "a.json", utf16('\ufeff{"ä":1}', true), "application/json", '{"ä":1}'],
		["JSON in Latin-1", "a.json", Buffer.from('{"ä":1}', "latin1"), "application/json", '{"ä":1}'],
		[
			"subtitles",
			"a.srt",
			"\ufeff1\n00:00:00,000 --> 00:00:01,000\nHé\n",
			"application/x-subrip",
			"1\n00:00:00,000 --> 00:00:01,000\nHé\n",
		],
		["web subtitles", "a.vtt", "WEBVTT\n", "text/vtt", "WEBVTT\n"],
		["text", "a.txt", Buffer.from("Grüße", "latin1"), "text/plain", "Grüße"],
		["notes", "a.md", "# Titel", "text/markdown", "# Titel"],
		[
			"a drawing in Latin-1",
			"a.svg",
			Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><svg width="1" height="1"><text>ß</text></svg>', "latin1"),
			"image/svg+xml",
			'<?xml version="1.0" encoding="UTF-8"?><svg width="1" height="1"><text>ß</text></svg>',
		],
	])("%s", async (_what, name, bytes, mediaType, stored) => {
		const path = await file(name, bytes);
		const found = await sniffMedia(path, name);
		expect(found).toMatchObject({ mediaType });
		await normalizeText(path, found);
		expect((await readFile(path)).toString("latin1")).toBe(Buffer.from(stored, "utf8").toString("latin1"));
	});
});

describe("pictures that are cut or gigantic", () => {
	test.each([
		["anim.gif", "image/gif"],
		["anim.webp", "image/webp"],
		["exifpng.png", "image/png"],
	])("%s is complete, and is not when its end is missing", async (name, mediaType) => {
		const bytes = await readFile(join(MEDIA, name));
		expect(isCutOff(bytes, mediaType)).toBe(false);
		const lengths = Array.from({ length: bytes.length - 32 }, (_, index) => 30 + index);
		// A GIF that ends between two of its pictures can't be distinguished from a shorter one, and is drawn.
		const missed = lengths.filter((length) => !isCutOff(bytes.subarray(0, length), mediaType));
		expect(missed.length).toBeLessThanOrEqual(mediaType === "image/gif" ? 6 : 0);
	});

	test("a JPEG ends with its mark, wherever one stands in its preview, and may have more behind it", () => {
		const preview = Buffer.from([0xff, 0xe1, 0, 8, 0xff, 0xd8, 1, 2, 0xff, 0xd9]);
		const scan = Buffer.from([0xff, 0xda, 0, 2, 1, 2, 0xff, 0, 3, 0xff, 0xd0, 4]);
		const start = Buffer.concat([Buffer.from([0xff, 0xd8]), preview, scan]);
		expect(isCutOff(start, "image/jpeg")).toBe(true);
		expect(isCutOff(Buffer.concat([start, Buffer.from([0xff, 0xd9])]), "image/jpeg")).toBe(false);
		expect(isCutOff(Buffer.concat([start, Buffer.from([0xff, 0xd9]), Buffer.alloc(500)]), "image/jpeg")).toBe(false);
	});

	test("more than a browser draws is refused with the numbers", async () => {
		const bytes = await readFile(join(MEDIA, "exifpng.png"));
		bytes.writeUInt32BE(30_000, 16);
		bytes.writeUInt32BE(30_000, 20);
		const path = await file("huge.png", bytes);
		const found = await sniffMedia(path, "huge.png");
		await expect(assertUsable(path, "huge.png", found, await mediaFacts(path, found))).rejects.toMatchObject({
			code: "too_large",
			message: expect.stringContaining("30000 × 30000"),
		});
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
		["a drawing in millimetres", Buffer.from('<svg width="25.4mm" height="1in">'), "image/svg+xml", 96, 96],
		["a drawing with one length", Buffer.from('<svg width="80" viewBox="0 0 40 30">'), "image/svg+xml", 80, 60],
		["a drawing with lengths", Buffer.from('<svg width="40px" height="30">'), "image/svg+xml", 40, 30],
		["a drawing with a view box", Buffer.from('<svg viewBox="0 0 40 30">'), "image/svg+xml", 40, 30],
		["a drawing in per cent", Buffer.from('<svg width="100%" height="100%">'), "image/svg+xml", null, null],
		["a cut PNG", Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), "image/png", null, null],
		["a cut JPEG", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), "image/jpeg", null, null],
		["nothing", Buffer.alloc(0), "image/webp", null, null],
	])("%s", (_what, bytes, type, width, height) => {
		expect(imageSize(bytes, type)).toEqual({ width, height });
	});

	test("exif-png: a PNG turned by its chunk is listed as it is seen; a chunk behind the pixels turns nothing", async () => {
		const bytes = await readFile(join(MEDIA, "exifpng.png"));
		expect(imageSize(bytes, "image/png")).toEqual({ width: 200, height: 400 });
		const at = bytes.indexOf("eXIf", 0, "latin1") - 4;
		const end = at + 12 + bytes.readUInt32BE(at);
		const moved = Buffer.concat([bytes.subarray(0, at), bytes.subarray(end, -12), bytes.subarray(at, end), bytes.subarray(-12)]);
		expect(imageSize(moved, "image/png")).toEqual({ width: 400, height: 200 });
	});

	test.each([
		[0, 40, 30],
		[1, 30, 40],
		[2, 40, 30],
		[3, 30, 40],
	])("an AVIF turned by %i quarters, beside a larger hidden item", (turns, width, height) => {
		const box = (type: string, ...parts: Buffer[]) => {
			const content = Buffer.concat(parts);
			const head = Buffer.alloc(8);
			head.writeUInt32BE(content.length + 8);
			head.write(type, 4, "latin1");
			return Buffer.concat([head, content]);
		};
		const numbers = (...values: number[]) => {
			const bytes = Buffer.alloc(values.length * 4);
			for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, index * 4);
			return bytes;
		};
		const full = Buffer.alloc(4);
		const meta = box(
			"meta",
			full,
			box("pitm", full, Buffer.from([0, 2])),
			box(
				"iprp",
				box(
					"ipco",
					box("ispe", full, numbers(4000, 3000)),
					box("ispe", full, numbers(40, 30)),
					box("irot", Buffer.from([turns])),
				),
				box("ipma", full, numbers(2), Buffer.from([0, 1, 1, 1, 0, 2, 2, 0x82, 3])),
			),
		);
		expect(imageSize(Buffer.concat([box("ftyp", Buffer.from("avif\0\0\0\0avif", "latin1")), meta]), "image/avif")).toEqual({
			width,
			height,
		});
	});
});

describe("sounds and videos that end before their content", () => {
	const wav = (bytes: number, length = 36 + bytes) => {
		const head = Buffer.alloc(44);
		head.write("RIFF", 0, "latin1");
		head.writeUInt32LE(length, 4);
		head.write("WAVEfmt ", 8, "latin1");
		head.writeUInt32LE(16, 16);
		head.writeUInt16LE(1, 20);
		head.writeUInt16LE(1, 22);
		head.writeUInt32LE(8_000, 24);
		head.writeUInt32LE(16_000, 28);
		head.writeUInt16LE(2, 32);
		head.writeUInt16LE(16, 34);
		head.write("data", 36, "latin1");
		head.writeUInt32LE(bytes, 40);
		return Buffer.concat([head, Buffer.alloc(bytes)]);
	};
	const segment = (length: Buffer, content: number) =>
		Buffer.concat([
			Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x80 | 0x0b, 0x42, 0x82, 0x88]),
			Buffer.from("matroska"),
			Buffer.from([0x18, 0x53, 0x80, 0x67]),
			length,
			Buffer.alloc(content),
		]);
	const matroska = (length: number[], content: number) => segment(Buffer.from(length), content);

	test.each([
		["a WAV", wav(1_000), false],
		["a WAV without its end", wav(1_000).subarray(0, 600), true],
		["a WAV without the empty byte after an odd length", wav(999, 1_036), false],
		["a WAV whose writer did not know its length", wav(1_000, 0xffff_ffff), false],
		["a Matroska file", matroska([0x40, 100], 100), false],
		["a Matroska file without its end", matroska([0x40, 100], 60), true],
		["a Matroska file with a length of eight bytes, without its end", matroska([1, 0, 0, 0, 0, 0, 0, 100], 60), true],
		["a Matroska file that was written while it was recorded", matroska([0x01, 255, 255, 255, 255, 255, 255, 255], 60), false],
	])("%s", async (_what, bytes, isCut) => {
		const path = await file("a.bin", bytes);
		const usable = assertUsable(
			path,
			"a.bin",
			{ mediaType: "audio/wav", extension: ".wav", kind: "audio" },
			{ width: null, height: null, duration: null, container: null },
		);
		if (isCut) await expect(usable).rejects.toMatchObject({ code: "bad_request", message: expect.stringContaining("cut off") });
		else await expect(usable).resolves.toBeUndefined();
	});
});

test.each([
	["a.png", "", "bad_request", "“a.png” is empty."],
	["a.csv", "", "bad_request", "“a.csv” is empty."],
	["a.json", '{"a": NaN}', "unsupported_media", "“a.json” is no valid JSON."],
	["a.json", "[1, 2", "unsupported_media", "“a.json” is no valid JSON."],
])("%s that holds “%s” is refused with its reason", async (name, text, code, message) => {
	await expect(sniffMedia(await file(name, text), name)).rejects.toMatchObject({ code, message });
});
