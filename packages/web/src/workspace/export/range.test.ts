import { describe, expect, test } from "vitest";
import { sampleFilm } from "../testing/sample-film.ts";
import { gifBytes, rangeOf } from "./range.ts";

const storyboard = sampleFilm([
	{ id: "a", scene: "Title", durationInFrames: 60 },
	{ id: "b", scene: "Title", durationInFrames: 60, transition: { type: "fade", durationInFrames: 10 } },
]);
const film = { durationInFrames: 110, storyboard };

describe("what is exported", () => {
	test("the whole film needs no range", () => expect(rangeOf({ part: "whole" }, film)).toBeUndefined());
	test("a scene begins where its transition begins", () =>
		expect(rangeOf({ part: "scene", sceneId: "b" }, film)).toEqual({ from: 50, to: 109 }));
	test("a scene that is gone is the whole film", () => expect(rangeOf({ part: "scene", sceneId: "x" }, film)).toBeUndefined());
	test.each([
		[
			{ from: 10, to: 20 },
			{ from: 10, to: 20 },
		],
		[
			{ from: 20, to: 10 },
			{ from: 20, to: 20 },
		],
		[
			{ from: -5, to: 999 },
			{ from: 0, to: 109 },
		],
	])("frames %j", (frames, range) => expect(rangeOf({ part: "frames", ...frames }, film)).toEqual(range));
});

describe("a GIF", () => {
	test("is estimated from its pixels, at 15 frames a second", () => {
		const { least, most } = gifBytes({ width: 480, height: 270 }, 300, 30);
		expect(least).toBeCloseTo(480 * 270 * 150 * 0.05);
		expect(most).toBeGreaterThan(least);
		expect(gifBytes({ width: 480, height: 270 }, 300, 15).least).toBeCloseTo(least * 2);
	});
});
