import type { Export } from "@storydream/protocol";
import { expect, test } from "vitest";
import { exportFacts } from "./facts.ts";

const ITEM: Export = {
	id: "exp12345",
	projectId: "prj12345",
	commitSha: "a".repeat(40),
	settings: { codec: "mp4" },
	state: "rendering",
	framesDone: 120,
	framesTotal: 300,
	framesReused: 90,
	speed: 12.34,
	secondsLeft: 15,
	bytes: null,
	width: 1920,
	height: 1080,
	fileUrl: null,
	fileName: "bees.mp4",
	createdAt: "2026-01-01T00:00:00.000Z",
	endedAt: null,
	error: null,
	warnings: [],
};
const NOW = Date.parse("2026-01-01T00:01:00.000Z");
const done = { state: "done", endedAt: "2026-01-01T00:00:42.000Z", bytes: 1_500_000 } as const;

test.each<[string, Partial<Export>, string[]]>([
	["one that runs says how far it is", {}, ["120 of 300 frames", "90 reused", "12.3 frames/s", "15 s left"]],
	[
		"one that waits says nothing yet",
		{ state: "queued", framesDone: 0, framesTotal: 0, framesReused: 0, speed: null, secondsLeft: null },
		[],
	],
	["a file says what it is and what it took", done, ["1920 × 1080", "1.5 MB", "90 reused", "took 42 s", "1 minute ago"]],
	[
		"one that drew nothing says so",
		{ ...done, framesReused: 300 },
		["1920 × 1080", "1.5 MB", "all frames reused", "took 42 s", "1 minute ago"],
	],
	["one that failed made no file", { state: "failed", endedAt: done.endedAt, framesReused: 0 }, ["1920 × 1080", "1 minute ago"]],
])("of an export, %s", (_what, change, facts) => {
	expect(exportFacts({ ...ITEM, ...change }, NOW)).toEqual(facts);
});
