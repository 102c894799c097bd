import { Storyboard } from "@storydream/protocol";
import { expect, test } from "vitest";
import type { FilmCode } from "../plan/film-code.ts";
import { isSilent, soundKey } from "./key.ts";

const TITLE = { code: "title", seesFilm: false, isTemplate: true };
const CODE: FilmCode = { all: "all", code: "code", shared: "shared", scenes: { Title: TITLE }, isTemplate: true, unknown: null };
const OWN: FilmCode = { ...CODE, scenes: { Title: { ...TITLE, isTemplate: false } } };
const UNKNOWN: FilmCode = { ...CODE, unknown: "src/Film.tsx was changed" };
const RANGE = { from: 0, to: 29 };
const FILES = new Map([
	["audio/calm.mp3", "1"],
	["assets/logo.png", "2"],
]);

function board(scene: Record<string, unknown> = {}, audio: unknown[] = [{ id: "m", src: "audio/calm.mp3" }]): Storyboard {
	const title = { id: "one", scene: "Title", durationInFrames: 30, props: { title: "Harbour" }, ...scene };
	return Storyboard.parse({ fps: 30, width: 320, height: 180, look: "swiss", scenes: [title], audio });
}

function keyOf(film: Storyboard | null, code = CODE, files: ReadonlyMap<string, string> = FILES): string {
	return soundKey(film, RANGE, code, files, "1");
}

test("other words and pictures of a template's film leave its sound as it is", () => {
	expect(keyOf(board({ props: { title: "Port" } }))).toBe(keyOf(board()));
	expect(keyOf(board(), CODE, new Map([...FILES, ["assets/logo.png", "new"]]))).toBe(keyOf(board()));
	expect(keyOf(board(), { ...CODE, all: "a storyboard of other words" })).toBe(keyOf(board()));
});

test.each([
	["its tracks", board({}, [{ id: "m", src: "audio/calm.mp3", volume: 0.5 }])],
	["a scene's length", board({ durationInFrames: 31 })],
	["a scene that plays a clip", board({ media: "assets/clip.mp4" })],
	["how a clip is played", board({ media: "assets/clip.mp4", props: { volume: 0.2 } })],
])("%s changes it", (_what, film) => {
	expect(keyOf(film)).not.toBe(keyOf(board()));
});

test("how a clip is played is all that its scene says", () => {
	const clip = (volume: number) => keyOf(board({ media: "assets/clip.mp4", props: { volume } }));
	expect(clip(0.2)).not.toBe(clip(0.4));
});

test("a sound file of other bytes, and other code, change it", () => {
	expect(keyOf(board(), CODE, new Map([...FILES, ["audio/calm.mp3", "new"]]))).not.toBe(keyOf(board()));
	expect(keyOf(board(), { ...CODE, code: "other" })).not.toBe(keyOf(board()));
});

test("a film of code that is not the template's, or not known, changes its sound with the storyboard's file and with each file", () => {
	for (const code of [OWN, UNKNOWN]) {
		expect(keyOf(board(), { ...code, all: "other" })).not.toBe(keyOf(board(), code));
		expect(keyOf(board(), code, new Map([...FILES, ["assets/logo.png", "new"]]))).not.toBe(keyOf(board(), code));
	}
	expect(keyOf(null, { ...CODE, all: "other" })).not.toBe(keyOf(null));
});

test("a template's film is silent without a track, a sound of a transition, and a clip", () => {
	expect(isSilent(board({}, []), CODE)).toBe(true);
	expect(isSilent(board(), CODE)).toBe(false);
	expect(isSilent(board({ media: "assets/clip.mp4" }, []), CODE)).toBe(false);
	expect(isSilent(board({ transition: { type: "fade", durationInFrames: 5, sound: "whoosh" } }, []), CODE)).toBe(false);
	expect(isSilent(board({}, []), OWN)).toBe(false);
	expect(isSilent(board({}, []), UNKNOWN)).toBe(false);
});
