import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contrastOf, emphasisedIn, markedIn } from "./emphasis";

const words = fc.array(fc.stringMatching(/^[a-zé]{1,12}$/), { minLength: 1, maxLength: 20 });

describe("a text with a large part", () => {
	it("has the first emphasised words as its large part", () => {
		expect(contrastOf("Say one thing, and say it", ["one thing"])).toEqual({
			before: "Say",
			key: "one thing,",
			after: "and say it",
		});
	});

	it("has its longest word as its large part where none is emphasised", () => {
		expect(contrastOf("No bees, no breakfast today", []).key).toBe("breakfast");
	});

	it("keeps every word, in its order", () => {
		fc.assert(
			fc.property(words, fc.nat(), (all, nth) => {
				const { before, key, after } = contrastOf(all.join(" "), [all[nth % all.length] ?? ""]);
				expect([before, key, after].filter(Boolean).join(" ")).toBe(all.join(" "));
				expect(key).not.toBe("");
			}),
		);
	});
});

describe("marked words", () => {
	it("are those of a phrase, whatever signs stand at its ends", () => {
		expect([...emphasisedIn(["«Read.", "Whisper.", "Return.»"], ["whisper return"])]).toEqual([1, 2]);
	});

	it("are the last of a text that emphasises none", () => {
		expect([...markedIn(["we", "are", "open", "now"], [])]).toEqual([2, 3]);
	});
});
