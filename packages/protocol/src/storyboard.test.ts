import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { filmDurationInFrames, overlapInFrames, type StoryboardScene, sceneSpans } from "./storyboard.ts";

function scene(id: string, durationInFrames: number, overlap = 0): StoryboardScene {
	return {
		id,
		scene: "Title",
		durationInFrames,
		props: {},
		transition: { type: overlap > 0 ? "fade" : "none", durationInFrames: overlap },
	};
}

describe("where scenes lie on the film", () => {
	it("puts scenes without transitions one after the other", () => {
		expect(sceneSpans({ scenes: [scene("a", 60), scene("b", 30)] })).toEqual([
			{ id: "a", from: 0, durationInFrames: 60 },
			{ id: "b", from: 60, durationInFrames: 30 },
		]);
	});

	it("lets a transition share frames with the scene before it", () => {
		expect(filmDurationInFrames({ scenes: [scene("a", 60), scene("b", 60, 20)] })).toBe(100);
	});

	it("ignores the transition of the first scene", () => {
		expect(filmDurationInFrames({ scenes: [scene("a", 60, 20)] })).toBe(60);
	});

	it("never lets a transition take more than half of the shorter scene", () => {
		expect(overlapInFrames(scene("a", 100), scene("b", 11, 90))).toBe(5);
	});

	it("keeps starts in order and scenes inside the film, whatever the lengths", () => {
		const scenes = fc
			.array(fc.record({ length: fc.integer({ min: 1, max: 900 }), overlap: fc.integer({ min: 0, max: 300 }) }), {
				minLength: 1,
				maxLength: 40,
			})
			.map((list) => list.map(({ length, overlap }, index) => scene(`s${index}`, length, overlap)));
		fc.assert(
			fc.property(scenes, (list) => {
				const spans = sceneSpans({ scenes: list });
				const film = filmDurationInFrames({ scenes: list });
				for (const [index, span] of spans.entries()) {
					const before = spans[index - 1];
					expect(span.from).toBeGreaterThanOrEqual(before ? before.from : 0);
					expect(span.from + span.durationInFrames).toBeLessThanOrEqual(film);
					// Three scenes never show at once: the next but one starts after this one has ended.
					const nextButOne = spans[index + 2];
					if (nextButOne) expect(nextButOne.from).toBeGreaterThanOrEqual(span.from + span.durationInFrames - 1);
				}
			}),
		);
	});
});
