import { describe, expect, it } from "vitest";
import { Output } from "./output.ts";

function said(pieces: string[]): string {
	const output = new Output();
	for (const piece of pieces) output.add(Buffer.from(piece));
	return output.text();
}

describe("what a command printed", () => {
	it("is whole while it fits, in whatever pieces it came", () => {
		expect(said([])).toBe("");
		expect(said(["a", "b\n", "ç"])).toBe("ab\nç");
		const lines = Array.from({ length: 3000 }, (_, line) => `${line}\n`);
		expect(said(lines)).toBe(lines.join(""));
		expect(said([lines.join("")])).toBe(lines.join(""));
	});

	it.each([1, 7, 999, 65_536, 10_000_000])(
		"keeps its first and its last lines when there is too much, in pieces of %i bytes, and says how much is missing",
		(size) => {
			const all = Array.from({ length: 40_000 }, (_, line) => `line ${line}\n`).join("");
			const pieces: string[] = [];
			for (let at = 0; at < all.length; at += size) pieces.push(all.slice(at, at + size));
			const text = said(pieces);
			const [before = "", rest = ""] = text.split(/\n\[… \d+ bytes left out …\]\n/);
			const left = Number(/\[… (\d+) bytes left out …\]/.exec(text)?.[1]);
			expect(all.startsWith(`${before}\n`)).toBe(true);
			expect(all.endsWith(`\n${rest}`)).toBe(true);
			expect(rest.endsWith("line 39999\n")).toBe(true);
			expect(before.length + left + rest.length).toBe(all.length);
			expect(Buffer.byteLength(text)).toBeLessThan(24_100);
			expect(Buffer.byteLength(text)).toBeGreaterThan(23_000);
		},
	);

	it("cuts an endless line between characters", () => {
		const text = said(["€".repeat(100_000)]);
		expect(text).not.toContain("\uFFFD");
		expect(Buffer.byteLength(text)).toBeLessThan(24_100);
	});

	it("does not give up the end for one long line before it", () => {
		const text = said([`${"x".repeat(100_000)}\nlast\n`]);
		expect(text.endsWith(`${"x".repeat(10_000)}\nlast\n`)).toBe(true);
	});
});
