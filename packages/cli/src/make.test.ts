import { resolve } from "node:path";
import { type Export, StoryDreamError } from "@storydream/protocol";
import { expect, test } from "vitest";
import { exportFilm } from "./make.ts";
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
