import { describe, expect, test } from "vitest";
import { imageSize } from "./image-size.ts";
import { isCutOff } from "./image-whole.ts";
import { looksLikeSvg, rootTag } from "./svg-text.ts";

describe("a text is a drawing by its root", () => {
	test.each<[string, string | null]>([
		["<svg>", "<svg>"],
		["<svg/>", "<svg/>"],
		['\ufeff <?xml version="1.0"?>\n<?xml-stylesheet href="a.css"?><!-- a > b --><svg width="4">', '<svg width="4">'],
		['<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "a.dtd"><SVG\nheight="2">', '<SVG\nheight="2">'],
		['<!DOCTYPE svg [<!ENTITY a "b">]><svg:svg>', "<svg:svg>"],
		['<svg title="a > b" viewBox=\'0 0 "4" 3\'>', '<svg title="a > b" viewBox=\'0 0 "4" 3\'>'],
		["<svgs>", null],
		["a <svg>", null],
		["<!-- <svg>", null],
		["<!DOCTYPE html><svg>", null],
		["<?xml <svg>", null],
		["", null],
	])("%j", (text, tag) => {
		expect([looksLikeSvg(text), rootTag(text)]).toEqual([tag !== null, tag]);
	});

	test("without the end of its tag it is one all the same", () => {
		expect([looksLikeSvg('<svg width="'), rootTag('<svg width="')]).toEqual([true, null]);
	});
});

/** Texts that a reader which tries again from each place would read for minutes, or for ever. */
const LONG: [string, string][] = [
	["comments", "<!---->".repeat(300_000)],
	["comments that do not end", "<!--".repeat(500_000)],
	["declarations", "<?xml-stylesheet?>".repeat(100_000)],
	["declarations that do not end", "<?xml".repeat(400_000)],
	["types of documents", "<!DOCTYPE svg>".repeat(100_000)],
	["lists in types of documents", "<!DOCTYPE svg [".repeat(100_000)],
	["white space", " ".repeat(2_000_000)],
	["roots that do not end", "<svg ".repeat(400_000)],
	["quotes that do not end", `<svg ${'a="'.repeat(500_000)}`],
	["quotes of both kinds", `<svg ${"\"'".repeat(500_000)}`],
	["names of spaces", `<${"a".repeat(2_000_000)}:svg>`],
	["ends that are none", "</svg ".repeat(400_000)],
	["ends with names of spaces", `</${"a".repeat(2_000_000)}`],
	["numbers that do not end", `<svg width="${"1".repeat(500_000)}`],
	["a view box without end", `<svg viewBox="${"0 ".repeat(300_000)}`],
	["white space in lengths", `<svg ${"width = ".repeat(100_000)}>`],
];

test.each(LONG)("%s without number are read in one pass", (_what, text) => {
	const bytes = Buffer.from(text);
	looksLikeSvg(text);
	expect(imageSize(bytes, "image/svg+xml")).toEqual({ width: null, height: null });
	isCutOff(bytes, "image/svg+xml");
});

test.each<[string, Buffer]>([
	["image/png", Buffer.alloc(30_000_000)],
	["image/gif", Buffer.concat([Buffer.from("GIF89a\0\0\0\0\0\0\0\x21\xf9", "latin1"), Buffer.alloc(5_000_000, 1)])],
	["image/jpeg", Buffer.alloc(3_000_000, 0xff)],
])("a picture of %s whose parts are made to keep its reader busy is looked through for some millions of them", (type, bytes) => {
	expect(isCutOff(bytes, type)).toBe(false);
});
