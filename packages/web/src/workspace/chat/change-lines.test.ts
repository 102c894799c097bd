import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changeLines } from "./change-lines.ts";

const shown = (before: string | undefined, after: string | undefined) =>
	changeLines(before, after).map((line) => ({ same: " ", added: "+", removed: "-" })[line.kind] + line.text);

describe("what changed in a file", () => {
	test("a new file is all new", () => expect(shown(undefined, "a\nb")).toEqual(["+a", "+b"]));
	test("one line in the middle, with two lines around it", () =>
		expect(shown("1\n2\n3\n4\n5\n6", "1\n2\n3\nfour\n5\n6")).toEqual([" 2", " 3", "-4", "+four", " 5", " 6"]));
	test("nothing changed shows nothing removed or added", () =>
		expect(changeLines("a\nb", "a\nb").every((line) => line.kind === "same")).toBe(true));

	test("what is removed was there, and what is added is there now", () => {
		const text = fc.array(fc.constantFrom("a", "b", "c", ""), { maxLength: 12 }).map((lines) => lines.join("\n"));
		fc.assert(
			fc.property(text, text, (before, after) => {
				const lines = changeLines(before, after);
				const removed = lines.filter((line) => line.kind === "removed").length;
				const added = lines.filter((line) => line.kind === "added").length;
				const count = (one: string) => (one === "" ? 0 : one.split("\n").length);
				expect(count(before) - removed).toBe(count(after) - added);
			}),
		);
	});
});
