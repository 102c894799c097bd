import { expect, test } from "vitest";
import { EXPORT_PRESETS, presetSettings } from "./export-formats.ts";
import { ExportSettings } from "./resources.ts";

const SHAPES = [
	{ width: 1920, height: 1080 },
	{ width: 1080, height: 1920 },
	{ width: 1080, height: 1080 },
	{ width: 1080, height: 1350 },
	{ width: 2520, height: 1080 },
	{ width: 3840, height: 2160 },
	{ width: 160, height: 90 },
];

test.each(EXPORT_PRESETS)("$label: settings of every shape are settings of an export", (preset) => {
	for (const shape of SHAPES) expect(ExportSettings.safeParse(presetSettings(preset, shape).settings).success).toBe(true);
});

test.each([
	["youtube", { width: 3840, height: 2160 }, { codec: "mp4", scale: 0.5, loudness: "-14" }],
	["reels", { width: 1080, height: 1920 }, { codec: "mp4", scale: 1, loudness: "-14" }],
	["web", { width: 1920, height: 1080 }, { codec: "webm", scale: 2 / 3 }],
	["email", { width: 1920, height: 1080 }, { codec: "gif", scale: 0.25 }],
	["linkedin", { width: 160, height: 90 }, { codec: "mp4", scale: 2 }],
])("%s: a film has the size that suits the place, and is never more than doubled", (id, film, settings) => {
	const preset = EXPORT_PRESETS.find((one) => one.id === id);
	if (!preset) throw new Error(`There is no preset ${id}.`);
	expect(presetSettings(preset, film).settings).toEqual(settings);
});

test("a film that does not fill the place is made all the same, with a sentence", () => {
	const notes = EXPORT_PRESETS.map((preset) => [preset.id, presetSettings(preset, { width: 1920, height: 1080 }).note]);
	expect(Object.fromEntries(notes)).toEqual({
		youtube: null,
		reels: "Reels, TikTok, Shorts: films of 9:16 fill the screen there. This one leaves room above and below.",
		linkedin: null,
		slides: null,
		web: null,
		email: null,
	});
});
