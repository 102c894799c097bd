import { expect, test } from "vitest";
import { pictureSize, telling } from "./index.ts";

test.each([
	[1920, 1080, 960, { width: 960, height: 540 }],
	[1080, 1920, 960, { width: 540, height: 960 }],
	[1080, 1080, 640, { width: 640, height: 640 }],
	[1000, 3, 100, { width: 100, height: 1 }],
])("a film of %i x %i with %i pixels on its longer side", (width, height, size, expected) => {
	expect(pictureSize({ width, height }, size)).toEqual(expected);
});

test("the picture of a film is taken well inside of its first scene", () => {
	expect(telling({ durationInFrames: 300, scenes: [{ id: "a", from: 0, durationInFrames: 100 }] })).toBe(60);
	expect(telling({ durationInFrames: 1, scenes: [] })).toBe(0);
});
