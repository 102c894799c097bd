import { describe, expect, test } from "vitest";
import { clampFrame, framesOf, posterFrame, timecode } from "./timecode.ts";

describe("timecode", () => {
	test.each([
		[0, 30, "0:00.00"],
		[29, 30, "0:00.29"],
		[30, 30, "0:01.00"],
		[1830, 30, "1:01.00"],
		[59, 60, "0:00.59"],
		[-4, 30, "0:00.00"],
		[45.6, 30, "0:01.16"],
	])("frame %d at %d fps reads %s", (frame, fps, text) => expect(timecode(frame, fps)).toBe(text));

	test("seconds become whole frames, never none", () => {
		expect(framesOf(1.5, 30)).toBe(45);
		expect(framesOf(0.001, 30)).toBe(1);
	});

	test("a frame stays inside the film", () => {
		expect(clampFrame(-3, 90)).toBe(0);
		expect(clampFrame(90, 90)).toBe(89);
		expect(clampFrame(12.4, 90)).toBe(12);
	});
});

describe("the frame a film is first shown at", () => {
	test.each([
		["a long scene", 300, 30, 48],
		["a short scene", 40, 30, 22],
		["a scene of one frame", 1, 30, 0],
		["twice as many frames a second", 300, 60, 96],
	])("%s", (_what, sceneFrames, fps, frame) => expect(posterFrame(sceneFrames, fps)).toBe(frame));
});
