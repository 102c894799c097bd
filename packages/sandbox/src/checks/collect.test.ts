import { Storyboard, StoryDreamError } from "@storydream/protocol";
import { PNG } from "pngjs";
import { expect, test } from "vitest";
import type { FilmPage } from "../ports.ts";
import type { TextRun } from "../preview/index.ts";
import { collect, type Visit } from "./collect.ts";
import { checkFilm } from "./film-check.ts";

const BOARD = Storyboard.parse({
	fps: 30,
	width: 64,
	height: 36,
	look: "swiss",
	scenes: ["one", "two", "three"].map((id) => ({ id, scene: "Title", durationInFrames: 90 })),
	brief: [{ text: "Clean wells", kind: "quote", shownIn: ["two"] }],
});
const sceneAt = (frame: number) => ["one", "two", "three"][Math.floor(frame / 90)] ?? "three";

function pictureOf(grey: number): Buffer {
	const png = new PNG({ width: 64, height: 36 });
	png.data.fill(grey);
	return PNG.sync.write(png);
}

const word = (text: string, color: TextRun["color"], decoration = false): TextRun => ({
	text,
	block: decoration ? 2 : 1,
	sceneId: "one",
	decoration,
	boxes: [{ x: 10, y: 10, width: 20, height: 10 }],
	uncut: 1,
	cutBy: null,
	fontSize: 10,
	family: "serif",
	familyFound: true,
	weight: 400,
	color,
	opacity: 1,
	inexact: false,
	card: null,
});

/** A page that draws grey frames; `runs` are the words of each, and the frames of `blocked` never come. */
function visitOf({ runs = [], blocked = null }: { runs?: TextRun[]; blocked?: string | null }): {
	visit: Visit;
	frames: number[];
} {
	const frames: number[] = [];
	const page: FilmPage = {
		measure: (frame) => {
			frames.push(frame);
			if (sceneAt(frame) === blocked) return new Promise(() => {});
			return Promise.resolve({ drawn: true, runs, labels: [], broken: [], drawnScenes: [] });
		},
		picture: async () => pictureOf(200),
		thumbnail: async () => pictureOf(200),
		hideWords: async () => {},
		letters: async () => [],
		errors: async () => [],
	};
	return { visit: (work) => work(page), frames };
}

test("a scene that keeps the page busy is named, and the others are measured", async () => {
	const { visit, frames } = visitOf({ blocked: "two" });
	const options = { storyboard: BOARD, catalog: null, visit, missingFiles: [], budgetMs: 60_000, answerMs: 20 };
	const result = await checkFilm(options);
	expect(result.findings.filter(({ severity }) => severity === "error")).toMatchObject([
		{ code: "frozen_scene", sceneId: "one" },
		{ code: "scene_blocks", sceneId: "two", measured: "no answer within 0.02 s" },
		{ code: "frozen_scene", sceneId: "three" },
	]);
	expect(result.coveredScenes).toEqual(["one", "three"]);
	// It is not gone to again, neither for a transition nor to look for what was asked.
	expect(frames.filter((frame) => sceneAt(frame) === "two")).toHaveLength(1);
	// What it would show is not known, so nothing is said to be missing for sure.
	expect(result.findings.find(({ code }) => code === "asked_not_shown")?.severity).toBe("hint");
});

test("a film whose page does not come to its first picture names its first scene", async () => {
	const visit: Visit = () => Promise.reject(new StoryDreamError("sandbox_timeout", "The preview was not drawn within 40 s."));
	const { blocked, skippedScenes } = await collect({ storyboard: BOARD, visit, budgetMs: 60_000 });
	expect(blocked).toEqual([{ frame: 0, sceneId: "one", seconds: null }]);
	expect(skippedScenes).toEqual(["one", "two", "three"]);
});

test("other faults of the camera end the pass", async () => {
	const visit: Visit = () => Promise.reject(new StoryDreamError("browser_missing", "There is no browser."));
	await expect(collect({ storyboard: BOARD, visit, budgetMs: 60_000 })).rejects.toMatchObject({ code: "browser_missing" });
});

test("a text that a copy in another colour covers has the contrast of the copy", async () => {
	const { visit } = visitOf({ runs: [word("189", [255, 255, 255, 1]), word("189", [10, 10, 12, 1], true)] });
	const { samples } = await collect({ storyboard: BOARD, visit, budgetMs: 60_000 });
	const [text] = samples.find(({ runs }) => runs[0]?.behind)?.runs ?? [];
	expect(text?.behind?.ratio).toBeGreaterThan(10);
});
