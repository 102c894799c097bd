import { Storyboard } from "@storydream/protocol";
import { expect, test } from "vitest";
import { agentText } from "./agent-text.ts";
import { passingColor } from "./colors.ts";
import { foundFrom, type Judged, type Sighting } from "./findings.ts";
import { gridOf } from "./grid.ts";
import { contrastRatio } from "./raster.ts";
import { mediaRule } from "./rules/media.ts";
import { flashTurns } from "./rules/pictures.ts";
import { readingSeconds } from "./rules/reading.ts";
import { addFrame, emptyText, frameWith } from "./words.ts";

const board = (scenes: object[]) =>
	Storyboard.parse({
		fps: 30,
		width: 1920,
		height: 1080,
		look: "swiss",
		scenes: scenes.map((scene, index) => ({ id: `s${index + 1}`, scene: "Title", durationInFrames: 90, ...scene })),
	});

test("the grid has at least three frames a scene and two a transition, all inside of the film", () => {
	const film = board([
		{},
		{ transition: { type: "fade", durationInFrames: 15 } },
		{},
		{ durationInFrames: 8 },
		{ durationInFrames: 1 },
	]);
	const grid = gridOf(film);
	for (const id of ["s1", "s2", "s3", "s4"])
		expect(grid.filter(({ sceneId }) => sceneId === id).length).toBeGreaterThanOrEqual(3);
	const between = grid.filter(({ kind }) => kind === "transition").map(({ frame }) => frame);
	expect(between).toEqual([80, 85, 164, 165, 254, 255, 262, 263]);
	expect(grid.every(({ frame }) => frame >= 0 && frame < 264)).toBe(true);
});

test.each([
	["as it was asked", "Every drop counts", "Every drop counts", true],
	["in capitals and with other signs", "EVERY DROP COUNTS!", "every drop counts", true],
	["letter by letter", "75 %of crops", "75% of crops", true],
	["with another number", "57% of crops need bees", "75% of crops need bees", false],
	["a figure inside of another one", "since 2025", "5", false],
	["in another script", "每一滴水都很重要", "每一滴水", true],
	["sign by sign, one below the other", "パ ン 屋 朝7時から", "パン屋", true],
	["as a word of few letters in another word", "steam engines", "tea", false],
])("an asked text that is shown %s", (_name, shown, asked, found) => {
	const text = emptyText();
	addFrame(text, 12, shown);
	expect(frameWith(text, asked)).toBe(found ? 12 : null);
});

test("a fault in two frames is an error, in one frame a hint, and what only passes stays a hint", () => {
	const sighting = (frame: number, element: string, hint = false): Sighting => ({
		code: "text_clipped",
		sceneId: "s1",
		frame,
		element,
		message: "It is cut off.",
		measured: "80%",
		wanted: "all",
		weight: 0.2,
		hint,
	});
	const passing = [sighting(10, "c", true), sighting(20, "c", true)];
	const found = foundFrom([sighting(10, "a"), sighting(20, "a"), sighting(10, "b"), ...passing]);
	expect(found.map(({ element, severity, frames }) => [element, severity, frames])).toEqual([
		["a", "error", [10, 20]],
		["b", "hint", [10]],
		["c", "hint", [10, 20]],
	]);
});

test("flashes are jumps there and back; a cut and a fade are none", () => {
	expect(flashTurns([0, 1, 0, 1])).toBe(3);
	expect(flashTurns([0, 0, 1, 1, 1])).toBe(1);
	expect(flashTurns([0, 0.05, 0.1, 0.15, 0.2])).toBe(0);
});

test("a colour that passes is as near as it can be to the one that did not", () => {
	const ground = [255, 255, 255] as const;
	const passing = passingColor([200, 60, 60], ground, 4.5);
	expect(passing).not.toBeNull();
	expect(contrastRatio(passing ?? ground, ground)).toBeGreaterThanOrEqual(4.5);
	expect(contrastRatio(passing ?? ground, ground)).toBeLessThan(6);
	expect(passingColor([128, 128, 128], [119, 119, 119], 21)).toBeNull();
});

test("reading takes longer for more words, and longer for signs than for letters", () => {
	expect(readingSeconds("")).toBe(0);
	expect(readingSeconds("Clean wells")).toBeLessThan(1.2);
	expect(readingSeconds("安全な水をすべての村に")).toBeGreaterThan(readingSeconds("Safe water!"));
});

test("the agent reads what was not checked before what was found", () => {
	const text = agentText({
		checkedAt: "2026-01-01T00:00:00.000Z",
		asked: { total: 2, shown: 1, missing: ["wells.org"], items: [] },
		findings: [],
		notChecked: [{ code: "flash", reason: "There was no time." }],
		coveredScenes: ["s1"],
		frames: 4,
		durationMs: 10,
	});
	expect(text.split("\n")).toEqual([
		"Not checked (flash): There was no time.",
		"1 of 2 asked things are shown; missing: “wells.org”.",
		"No findings in 4 frames of 1 scenes.",
	]);
});

test("glyphs-missing: a finding about letters without a font says what the preview and an export say", () => {
	const storyboard = board([{ props: { title: "x" } }]);
	const measures = {
		samples: [],
		missingFiles: [],
		letters: [
			{ sceneId: "s1", letters: ["\u{f4321}", "語"] },
			{ sceneId: null, letters: ["語"] },
		],
	};
	const { findings } = mediaRule({ storyboard, measures } as unknown as Judged);
	expect(findings.map(({ message, element }) => [message, element])).toEqual([
		[
			"Scene 1 (“x”) has letters that no font here draws: U+F4321 語. Add a font that has them, or use other words.",
			"U+F4321 語",
		],
		["The captions have letters that no font here draws: 語. Add a font that has them, or use other words.", "語"],
	]);
});
