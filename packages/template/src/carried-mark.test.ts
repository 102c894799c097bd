import { expect, it } from "vitest";
import { carriedPlace } from "./CarriedMark";

const spans = [
	{ from: 0, durationInFrames: 60 },
	{ from: 50, durationInFrames: 60 },
	{ from: 110, durationInFrames: 60 },
];

it("the mark goes from one scene's place to the next without a jump, and is at rest between the cuts", () => {
	const places = Array.from({ length: 170 }, (_, frame) => carriedPlace(spans, frame, 30).at);
	expect([places[0], places.at(-1)]).toEqual([0, 1]);
	for (const [index, place] of places.entries()) {
		const step = place - (places[index - 1] ?? place);
		expect(step).toBeGreaterThanOrEqual(0);
		expect(step).toBeLessThan(0.1);
	}
	expect(places[90]).toBe(0.5);
	expect(carriedPlace(spans, 90, 30).speed).toBe(0);
});

it("stands still in a film of one scene", () => {
	expect(carriedPlace(spans.slice(0, 1), 20, 30)).toEqual({ at: 0, speed: 0 });
});
