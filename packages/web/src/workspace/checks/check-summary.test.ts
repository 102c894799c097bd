import type { CheckFinding, FilmCheck, FilmCheckState } from "@storydream/protocol";
import { describe, expect, it } from "vitest";
import { summarizeCheck } from "./check-summary.ts";

const NEW = "a".repeat(40);
const OLD = "b".repeat(40);
const finding = (severity: CheckFinding["severity"]): CheckFinding => ({
	code: "contrast_low",
	severity,
	sceneId: "intro",
	frames: [3],
	element: "Hello",
	message: "It is hard to read.",
	measured: "2:1",
	wanted: "at least 3:1",
	fix: null,
	pictureUrl: null,
});
const result = (total: number, shown: number, more: Partial<FilmCheck> = {}): FilmCheck => ({
	version: NEW,
	checkedAt: "2026-01-01T00:00:00.000Z",
	asked: { total, shown, missing: Array.from({ length: total - shown }, (_, at) => `thing ${at}`), items: [] },
	findings: [],
	notChecked: [],
	coveredScenes: ["intro"],
	frames: 3,
	durationMs: 900,
	...more,
});
const done = (of: FilmCheck): FilmCheckState => ({ state: "done", version: NEW, result: of, problem: null });

describe("a film's check in one line", () => {
	it.each<[string, FilmCheckState, string, string]>([
		["all is shown", done(result(14, 14)), "good", "Checked: 14 of 14 asked things are shown"],
		["something is missing", done(result(14, 13)), "open", "Checked: 13 of 14 asked things are shown"],
		[
			"all is shown, not all well",
			done(result(2, 2, { findings: [finding("error"), finding("hint")] })),
			"open",
			"Checked: 2 of 2 asked things are shown, 1 to look at",
		],
		["nothing is known of what was asked", done(result(0, 0)), "good", "Checked: nothing wrong was found"],
		["hints alone are no fault", done(result(0, 0, { findings: [finding("hint")] })), "good", "Checked: nothing wrong was found"],
		[
			"what could not be looked at is not called right",
			done(result(0, 0, { notChecked: [{ code: "flash", reason: "no frames" }] })),
			"quiet",
			"Checked in part",
		],
		["it was another version", done(result(2, 2, { version: OLD })), "quiet", "Checked before the last change"],
		["it runs", { state: "running", version: NEW, result: result(2, 2), problem: null }, "busy", "Checking the film"],
		["there was none", { state: "none", version: NEW, result: null, problem: null }, "quiet", "Check the film"],
		["it failed", { state: "failed", version: NEW, result: null, problem: null }, "failed", "The check did not come to its end"],
	])("says so when %s", (_case, state, look, label) => {
		expect(summarizeCheck(state)).toMatchObject({ look, label });
	});
});
