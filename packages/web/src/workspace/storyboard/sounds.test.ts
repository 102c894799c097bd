import { describe, expect, test } from "vitest";
import { sampleFilm } from "../testing/sample-film.ts";
import { describeSound, isMusic, placeSound, soundName } from "./sounds.ts";

const film = sampleFilm([{ id: "a", scene: "Title", durationInFrames: 300 }]);
const calm = { src: "audio/music/calm.mp3", seconds: null };
const song = { src: "assets/song.mp3", seconds: 180 };
const click = { src: "audio/sfx/tick.mp3", seconds: null };

describe("a sound that is added", () => {
	test.each([
		["music that ships with the project", calm],
		["a long file of the person", song],
	])("%s begins with the film, in a loop, not too loud, and fades in and out", (_what, sound) => {
		const [track] = placeSound(film, sound, 120).audio;
		expect(track).toMatchObject({ src: sound.src, startFrame: 0, volume: 0.5, loop: true, fadeInFrames: 15, fadeOutFrames: 30 });
	});

	test("music takes the place of the music there is, and of nothing else", () => {
		const before = placeSound(placeSound(film, calm, 0), click, 60);
		const after = placeSound(before, song, 120);
		expect(after.audio.map((track) => track.src)).toEqual([click.src, song.src]);
		expect(after.audio.filter(isMusic)).toHaveLength(1);
		expect(new Set(after.audio.map((track) => track.id)).size).toBe(2);
	});

	test.each([
		["an effect", click],
		["a short file of the person", { src: "assets/bell.mp3", seconds: 2 }],
	])("%s begins at the play head, once", (_what, sound) => {
		const [track] = placeSound(film, sound, 120).audio;
		expect(track).toMatchObject({ startFrame: 120, loop: false, fadeInFrames: 0 });
	});
});

test("music of the project is as loud as it was made, and its fades leave its own ending be", () => {
	const [track] = placeSound(film, { ...calm, ends: true }, 0).audio;
	expect(track).toMatchObject({ volume: 1, loop: true, fadeInFrames: 3, fadeOutFrames: 18 });
});

test("a sound of the project is called by its title and described by mood and tempo", () => {
	const sounds = {
		[calm.src]: { title: "Calm", description: "Pads and bells", kind: "music" as const, moods: ["calm", "quiet"], bpm: 75 },
	};
	expect(soundName(calm.src, sounds)).toBe("Calm");
	expect(describeSound(calm.src, sounds)).toBe("calm, quiet · 75 bpm · Pads and bells");
	expect(describeSound(click.src, sounds)).toBe("");
});

test("a sound is called by its file name without the extension", () => expect(soundName("audio/music/calm.mp3")).toBe("calm"));
