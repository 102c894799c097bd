import { resolve } from "node:path";
import { type Export, Storyboard, StoryDreamError } from "@storydream/protocol";
import { expect, test } from "vitest";
import { codecOf, exportFilm, settingsOfPreset } from "./make.ts";
import type { StudioClient } from "./studio-client.ts";

const FINISHED: Export = {
	id: "exp12345",
	projectId: "prj12345",
	commitSha: "a".repeat(40),
	settings: { codec: "gif" },
	state: "done",
	framesDone: 30,
	framesTotal: 30,
	framesReused: 0,
	speed: null,
	secondsLeft: null,
	bytes: 1_500_000,
	width: 480,
	height: 270,
	fileUrl: "/api/exports/exp12345/file",
	fileName: "bees.gif",
	createdAt: "2026-01-01T00:00:00.000Z",
	endedAt: "2026-01-01T00:00:09.000Z",
	error: null,
	warnings: [],
};

/** A studio that has made the film already. */
function studioWith(finished: Export): StudioClient {
	const notNeeded = () => Promise.reject(new StoryDreamError("internal", "This is not part of the test."));
	return {
		createProject: notNeeded,
		getProject: notNeeded,
		getStoryboard: notNeeded,
		followVersions: () => ({ close() {} }),
		ask: notNeeded,
		getChecks: notNeeded,
		startCheck: notNeeded,
		exportFilm: async () => finished,
		download: async () => {},
	};
}

async function linesOf(finished: Export): Promise<string[]> {
	const lines: string[] = [];
	const print = (line: string) => lines.push(line);
	await exportFilm(studioWith(finished), "prj12345", finished.settings, "bees.gif", print, new AbortController().signal);
	return lines;
}

test("a finished export is one line with its size", async () => {
	expect(await linesOf(FINISHED)).toEqual([`${resolve("bees.gif")} (30 frames, 480 × 270, 1.5 MB)`]);
	const still = { ...FINISHED, framesTotal: 1, bytes: 40_100 };
	expect(await linesOf(still)).toEqual([`${resolve("bees.gif")} (1 frame, 480 × 270, 41 kB)`]);
});

test("each warning of a finished export is a line of its own", async () => {
	const messages = ["Scene 1 (“Hello”) has letters that no font here draws: 語.", "The captions have letters."];
	const warnings = messages.map((message) => ({ code: "letters_without_font" as const, message }));
	expect((await linesOf({ ...FINISHED, warnings })).slice(1)).toEqual(messages.map((message) => `! ${message}`));
});

test("the ending of a file is its format, and others are refused with those there are", () => {
	expect(["a.MP4", "a/b.srt", "film.mov", "x.wav"].map(codecOf)).toEqual(["mp4", "srt", "mov", "wav"]);
	expect(() => codecOf("film.avi")).toThrowError(expect.objectContaining({ hint: expect.stringContaining(".mp4, .webm, .mov") }));
});

test("a preset is made for the film's size, says what does not suit the place, and an unknown one names those there are", async () => {
	const storyboard = Storyboard.parse({
		fps: 30,
		width: 1920,
		height: 1080,
		look: "swiss",
		scenes: [{ id: "title-1", scene: "Title", durationInFrames: 90 }],
	});
	const studio: StudioClient = {
		...studioWith(FINISHED),
		getStoryboard: async () => ({ commitSha: "a".repeat(40), storyboard, catalog: null, problem: null }),
	};
	const lines: string[] = [];
	const print = (line: string) => lines.push(line);
	expect(await settingsOfPreset(studio, "prj12345", "email", print)).toEqual({ codec: "gif", scale: 0.25 });
	expect(lines).toEqual([]);
	await settingsOfPreset(studio, "prj12345", "reels", print);
	expect(lines).toEqual([expect.stringMatching(/^! Reels, TikTok, Shorts: films of 9:16/)]);
	const unknown = settingsOfPreset(studio, "prj12345", "cinema", print);
	await expect(unknown).rejects.toMatchObject({ code: "bad_request", hint: expect.stringContaining("youtube, reels") });
});
