import { Storyboard } from "@storydream/protocol";
import { expect, test } from "vitest";
import { loudnessOf } from "./film-sound.ts";

function boardWith(src: string): Storyboard {
	const audio = [{ id: "a", src, startFrame: 0 }];
	return Storyboard.parse({
		fps: 30,
		width: 320,
		height: 180,
		look: "swiss",
		scenes: [{ id: "a", scene: "Title", durationInFrames: 30 }],
		audio,
	});
}

test.each([
	["-16", "assets/voice.wav", { targetLufs: -16, raises: true }],
	["-16", "audio/music/calm.mp3", { targetLufs: -16, raises: false }],
	["-14", "audio/music/calm.mp3", { targetLufs: -14, raises: true }],
	["off", "assets/voice.wav", { targetLufs: null, raises: false }],
] as const)("loudness %s of a film with %s", (loudness, src, wanted) => {
	expect(loudnessOf({ loudness }, boardWith(src))).toEqual(wanted);
});

test("a film whose sound is not known is raised to the default", () => {
	expect(loudnessOf({ loudness: "-16" }, null)).toEqual({ targetLufs: -16, raises: true });
});
