import { describe, expect, test } from "vitest";
import { refusalOf, textRefusal } from "./attachments.ts";

const png = (size: number) => ({ name: "a.png", type: "image/png", size });

describe("pictures that may go with a message", () => {
	test("a small PNG may", () => expect(refusalOf(png(1000), [])).toBeNull());
	test("exactly 10 MB may", () => expect(refusalOf(png(10_000_000), [])).toBeNull());
	test("more than 10 MB may not, and the sentence says how much", () =>
		expect(refusalOf(png(12_300_000), [])).toContain("12 MB"));
	test("another type may not, and the sentence says what may", () =>
		expect(refusalOf({ name: "film.mov", type: "video/quicktime", size: 10 }, [])).toContain("PNG, JPEG, WebP or GIF"));
	test("nothing may not", () => expect(refusalOf(png(0), [])).toContain("empty"));
	test("a ninth may not", () => expect(refusalOf(png(10), Array(8).fill({ bytes: 10 }))).toContain("8 pictures"));
});

describe("text", () => {
	test("100 kB may be sent", () => expect(textRefusal("x".repeat(100_000))).toBeNull());
	test("one byte more may not", () => expect(textRefusal("x".repeat(100_001))).toContain("100 kB"));
	test("bytes are counted, not letters", () => expect(textRefusal("ü".repeat(50_001))).not.toBeNull());
});
