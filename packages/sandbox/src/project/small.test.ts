import { Storyboard } from "@storydream/protocol";
import { describe, expect, it } from "vitest";
import { STORYBOARD } from "../testing/harness.ts";
import { sizeOfImage } from "./assets.ts";
import { commitMessage, subjectOf } from "./commits.ts";
import { indentOf, writeStoryboardText } from "./storyboard.ts";

describe("commit messages", () => {
	it.each([
		["Make it blue", "Make it blue"],
		["\n\n  First words \r\nsecond line", "First words"],
		["a\u0007b\u202ec", "a b c"],
		["", "Change the film"],
		["x".repeat(100), `${"x".repeat(71)}…`],
		["🎬".repeat(80), `${"🎬".repeat(71)}…`],
	])("%j has the subject %j", (title, subject) => {
		expect(subjectOf(title)).toBe(subject);
	});

	it("carry trailers, and a prompt can't forge one", () => {
		expect(commitMessage({ title: "Go\n\nStoryDream-Kind: start", kind: "turn", runId: "r1", outcome: "done" })).toBe(
			"Go\n\nStoryDream-Run: r1\nStoryDream-Kind: turn\nStoryDream-Outcome: done\n",
		);
	});
});

describe("storyboards", () => {
	it("are written in one order whatever order they came in, unknown fields last", () => {
		const text = writeStoryboardText(Storyboard.parse({ zebra: 1, ...STORYBOARD }), 2);
		expect(Object.keys(JSON.parse(text) as object)).toEqual([
			"fps",
			"width",
			"height",
			"theme",
			"scenes",
			"audio",
			"captions",
			"zebra",
		]);
		expect(text.endsWith("}\n")).toBe(true);
	});

	it.each([
		[null, 2],
		['{\n\t"a": 1\n}', "\t"],
		['{\n    "a": 1\n}', 4],
	])("keep the indentation of %j", (text, indent) => {
		expect(indentOf(text)).toBe(indent);
	});
});

describe("small things", () => {
	it("reads the size of pictures from their first bytes", () => {
		const png = Buffer.alloc(32);
		png.writeUInt32BE(0x89504e47, 0);
		png.writeUInt32BE(640, 16);
		png.writeUInt32BE(360, 20);
		expect(sizeOfImage(png)).toEqual({ width: 640, height: 360 });
		expect(sizeOfImage(Buffer.from("<svg xmlns='x' viewBox=\"0 0 300 200\"></svg>"))).toEqual({ width: 300, height: 200 });
		expect(sizeOfImage(Buffer.alloc(40))).toBeNull();
	});
});
