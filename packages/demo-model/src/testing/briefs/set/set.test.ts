import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../../../reading/words/types.ts";
import { plainWords } from "../../shown.ts";
import { BRIEF_SET } from "./index.ts";

const all = Object.values(BRIEF_SET).flat();

describe("the set of briefs", () => {
	it("has at least 120 briefs, and at least five in each language", () => {
		expect(all.length).toBeGreaterThanOrEqual(120);
		for (const language of LANGUAGES) expect([language, BRIEF_SET[language].length >= 5]).toEqual([language, true]);
	});

	it("wants only words that its prompts have", () => {
		for (const { prompt, shown, hidden } of all) {
			for (const text of [...shown, ...hidden])
				expect([prompt, text, plainWords(prompt).includes(plainWords(text))]).toEqual([prompt, text, true]);
		}
	});
});
