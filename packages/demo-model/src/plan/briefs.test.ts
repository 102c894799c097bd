import { filmDurationInFrames } from "@storydream/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readBrief } from "../reading/brief.ts";
import { PIECES, type Pieces } from "../testing/briefs/pieces.ts";
import { plainWords, scenesShowing, shownByScene } from "../testing/shown.ts";
import { planFilm } from "./index.ts";

/** A prompt of a request, then facts and instructions in any mixture, then an ending. */
function promptsOf(pieces: Pieces): fc.Arbitrary<{ prompt: string; facts: string[]; instructions: string[] }> {
	const parts = [
		...pieces.facts.map((text) => ({ text, isFact: true })),
		...pieces.instructions.map((text) => ({ text, isFact: false })),
	];
	return fc.shuffledSubarray(parts, { minLength: 1 }).map((chosen) => ({
		prompt: [
			pieces.request.replace("%s", "Aurora"),
			...chosen.map(({ text }) => text),
			pieces.ending.replace("%s", `“${pieces.last}”`),
		]
			.map((sentence) => `${sentence}${pieces.stop}`)
			.join(" "),
		facts: chosen.filter(({ isFact }) => isFact).map(({ text }) => text),
		instructions: chosen.filter(({ isFact }) => !isFact).map(({ text }) => text),
	}));
}

describe.each(PIECES.map((pieces) => [pieces.language, pieces] as const))("a prompt in %s", (_, pieces) => {
	it("is shown whole and in order, without its instructions, in the length and ratio it names", () => {
		fc.assert(
			fc.property(promptsOf(pieces), ({ prompt, facts, instructions }) => {
				const plan = planFilm(readBrief(prompt), null);
				const { width, height } = plan.storyboard;
				expect([prompt, filmDurationInFrames(plan.storyboard), width, height]).toEqual([prompt, 450, 1080, 1920]);
				for (const text of [...facts, pieces.last]) expect([prompt, text, scenesShowing(plan, text)]).toEqual([prompt, text, 1]);
				const all = plainWords(shownByScene(plan).join(" "));
				const places = facts.map((text) => all.indexOf(plainWords(text)));
				expect(places).toEqual([...places].sort((a, b) => a - b));
				expect(all).toContain("aurora");
				for (const text of instructions) expect([prompt, all.includes(plainWords(text))]).toEqual([prompt, false]);
			}),
			{ numRuns: 10, endOnFailure: true },
		);
	});
});
