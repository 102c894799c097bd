import { expect, test } from "vitest";
import { filmDurationInFrames, Storyboard, sceneSpans } from "./storyboard.ts";
import { rulesOf, storyboardIssues, storyboardSentence } from "./storyboard-check.ts";

const PALETTE = {
	background: "#0b0d17",
	surface: "#171b2e",
	text: "#f4f5fb",
	muted: "#9aa0bd",
	accent: "#7c8cff",
	accent2: "#36d6c3",
};
const scene = (more: object = {}) => ({ id: "a", scene: "Title", durationInFrames: 30, props: { title: "x" }, ...more });
const board = (more: object = {}) => ({
	version: 1,
	fps: 30,
	width: 1920,
	height: 1080,
	theme: { palette: PALETTE, fonts: { heading: "Inter", body: "Inter" }, radius: 8, motion: 1 },
	scenes: [scene()],
	audio: [],
	captions: [],
	...more,
});
const text = (more: object = {}) => JSON.stringify(board(more));
const long = "x".repeat(1_000_000);
/** Valid JSON by hand: what objects of JavaScript can't hold. */
const raw = (field: string, value: string) => text({ [field]: "HERE" }).replace('"HERE"', value);

const REFUSED: [way: string, json: string][] = [
	["nothing", "null"],
	["a text", '"storyboard"'],
	["a list", "[]"],
	["scenes that are a text", text({ scenes: "scenes" })],
	["scenes that are an object with a length", text({ scenes: { length: 4_294_967_295 } })],
	["no scene at all", text({ scenes: [] })],
	["a scene that is nothing", text({ scenes: [null] })],
	["__proto__ at the top", text().replace("{", '{"__proto__":{"fps":1},')],
	[
		"__proto__ in the props of a scene",
		raw("scenes", '[{"id":"a","scene":"Title","durationInFrames":30,"props":{"__proto__":{"title":"x"}}}]'),
	],
	[
		"__proto__ in a list in a list",
		raw("scenes", '[{"id":"a","scene":"Title","durationInFrames":30,"props":{"a":[[{"__proto__":1}]]}}]'),
	],
	["constructor in the theme", raw("theme", '{"constructor":{"prototype":{"motion":1}}}')],
	["a scene called constructor", text({ scenes: [scene({ scene: "constructor" })] })],
	["a scene with the id __proto__", text({ scenes: [scene({ id: "__proto__" })] })],
	["a track with the id toString", text({ audio: [{ id: "toString", src: "audio/a.mp3", startFrame: 0, volume: 1 }] })],
	["a number beyond all", raw("fps", "1e999")],
	["a number beyond all in props", raw("scenes", '[{"id":"a","scene":"Title","durationInFrames":30,"props":{"value":-1e999}}]')],
	["no number", raw("fps", "NaN").replace("NaN", '"NaN"')],
	["frames in parts", text({ scenes: [scene({ durationInFrames: 1.5 })] })],
	["no frames", text({ scenes: [scene({ durationInFrames: 0 })] })],
	["frames below zero", text({ scenes: [scene({ durationInFrames: -30 })] })],
	["more frames than can be counted", text({ scenes: [scene({ durationInFrames: 2 ** 53 })] })],
	["a film of more than a day", text({ scenes: [scene({ durationInFrames: 10_000_000 })] })],
	[
		"a film of many scenes of a day",
		text({ scenes: Array.from({ length: 40 }, (_, at) => scene({ id: `s${at}`, durationInFrames: 2_000_000 })) }),
	],
	["no frames a second", text({ fps: 0 })],
	["a million frames a second", text({ fps: 1_000_000 })],
	["a picture without a side", text({ width: 0 })],
	["a picture as wide as the sea", text({ width: 1_000_000_000 })],
	[
		"a transition below zero",
		text({ scenes: [scene(), scene({ id: "b", transition: { type: "fade", durationInFrames: -1 } })] }),
	],
	[
		"a transition without end",
		text({ scenes: [scene(), scene({ id: "b", transition: { type: "fade", durationInFrames: 1e9 } })] }),
	],
	[
		"values that are nested without end",
		raw("scenes", `[{"id":"a","scene":"Title","durationInFrames":30,"props":{"a":${"[".repeat(5_000)}${"]".repeat(5_000)}}}]`),
	],
	["objects that are nested without end", raw("extra", `${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`)],
	["an id in another script", text({ scenes: [scene({ id: "场景" })] })],
	["two scenes of one id", text({ scenes: [scene(), scene()] })],
	["an id that is empty", text({ scenes: [scene({ id: "" })] })],
	["an id of a million letters", text({ scenes: [scene({ id: long, durationInFrames: 0 })] })],
	["a kind of scene of a million letters", text({ scenes: [scene({ scene: long })] })],
	["a look of a million letters", text({ look: long })],
	["a field of a million letters", text({ scenes: [scene({ props: { [long]: 1e308 * 10 } })] }).replace("null", "1e999")],
	[
		"a colour of a million letters",
		text({ theme: { palette: { ...PALETTE, accent: `#${long}` }, fonts: { heading: "Inter", body: "Inter" } } }),
	],
	[
		"a colour that ends with a line",
		text({ theme: { palette: { ...PALETTE, accent: "#ffffff\n" }, fonts: { heading: "Inter", body: "Inter" } } }),
	],
	["a kind of scene that is half of a letter", text({ scenes: [scene({ scene: "\ud83c" })] })],
	["a kind of scene with a link to turn the direction", text({ scenes: [scene({ scene: "\u2067elif.ts\u2069\u2028" })] })],
	["a kind of scene with control characters", text({ scenes: [scene({ scene: "Ti\u0000tle\u001b[2J\u202e" })] })],
	["a million scenes", text({ scenes: Array.from({ length: 1_000_000 }, () => 0) })],
	["a million tracks", text({ audio: Array.from({ length: 1_000_000 }, () => ({})) })],
	["a million captions", text({ captions: Array.from({ length: 1_000_000 }, () => ({})) })],
	["a caption that ends before it begins", text({ captions: [{ text: "x", startFrame: 30, endFrame: 3 }] })],
	["a caption beyond all frames", text({ captions: [{ text: "x", startFrame: 0, endFrame: 1e15 }] })],
	["a sound that is a picture", text({ audio: [{ id: "a", src: "a.png", startFrame: 0, volume: 1 }] })],
	["a sound as loud as the sun", text({ audio: [{ id: "a", src: "audio/a.mp3", startFrame: 0, volume: 1e9 }] })],
];

/** What is known of the film of these tests. */
const RULES = { ...rulesOf(null), scenes: ["Title", "Points"], looks: ["plain"], transitions: ["fade"] };

test.each(REFUSED)("%s is refused in one short sentence", (_way, json) => {
	const value: unknown = JSON.parse(json);
	const [issue] = storyboardIssues(value, RULES);
	expect(issue).toBeDefined();
	if (issue === undefined) return;
	const sentence = storyboardSentence(issue, value);
	expect(sentence.length).toBeLessThan(1_000);
	// Half of a letter and control characters break what shows the sentence.
	expect(sentence).toBe(sentence.toWellFormed());
	expect(sentence).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
});

test("a film of as many scenes as there may be is read", () => {
	const scenes = Array.from({ length: 500 }, (_, at) => scene({ id: `s-${at}`, durationInFrames: 30 }));
	const value: unknown = JSON.parse(text({ scenes }));
	expect(storyboardIssues(value, RULES)).toEqual([]);
	const film = Storyboard.parse(value);
	expect(filmDurationInFrames(film)).toBe(15_000);
	expect(sceneSpans(film).at(-1)).toMatchObject({ id: "s-499", from: 14_970 });
	console.log(`storyboards: ${REFUSED.length} ways tried, ${REFUSED.length} held`);
});
