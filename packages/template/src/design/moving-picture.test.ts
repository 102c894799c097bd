import { describe, expect, test } from "vitest";
import { movingTypeOf, pictureAt } from "./moving-picture";

/** Bytes of a header: Latin letters, and numbers by their escapes. */
const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const PNG_START = "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".padEnd(33, "\0");

describe("the picture that belongs to a time", () => {
	const durations = [200_000, 100_000, 300_000];
	test.each([
		[0, Number.POSITIVE_INFINITY, 0],
		[199_999, Number.POSITIVE_INFINITY, 0],
		[200_000, Number.POSITIVE_INFINITY, 1],
		[300_000, Number.POSITIVE_INFINITY, 2],
		[600_000, Number.POSITIVE_INFINITY, 0],
		[6_200_000, Number.POSITIVE_INFINITY, 1],
		[599_999, 1, 2],
		[600_000, 1, 2],
		[700_000, 2, 0],
		[1_200_000, 2, 2],
	])("after %i µs, played %d times: %i", (time, plays, index) => {
		expect(pictureAt(durations, plays, time)).toBe(index);
	});
});

test.each([
	["a GIF", "GIF89a\x02\0", "image/gif"],
	["a WebP with its flag", "RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\x12", "image/webp"],
	["a still WebP", "RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\x10", null],
	["an old WebP", "RIFF\0\0\0\0WEBPVP8 ", null],
	["a PNG with a control chunk", `${PNG_START}\0\0\0\x08acTL${"\0".repeat(12)}`, "image/png"],
	["a still PNG", `${PNG_START}\0\0\0\0IDAT\0\0\0\0`, null],
	["a cut PNG", PNG_START.slice(0, 20), null],
	["an AVIF of many pictures", "\0\0\0\x20ftypavis\0\0\0\0avif", "image/avif"],
	["a still AVIF", "\0\0\0\x20ftypavif\0\0\0\0mif1", null],
	["a JPEG", "\xff\xd8\xff\xe0", null],
	["nothing", "", null],
])("%s is recognised by its bytes", (_what, text, type) => {
	expect(movingTypeOf(bytesOf(text))).toBe(type);
});
