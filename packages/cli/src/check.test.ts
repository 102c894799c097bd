import { type CheckFinding, FilmCheck, type FilmCheckState, StoryDreamError } from "@storydream/protocol";
import { describe, expect, it } from "vitest";
import { checkLine, checkLines, checkProject, checkResult } from "./check.ts";
import type { StudioClient } from "./studio-client.ts";

const VERSION = "a".repeat(40);
const notStopped = new AbortController().signal;

const finding = (code: CheckFinding["code"], severity: CheckFinding["severity"], message: string): CheckFinding => ({
	code,
	severity,
	sceneId: "intro",
	frames: [40, 52],
	element: null,
	message,
	measured: "2.1:1",
	wanted: "at least 3:1",
	fix: null,
	pictureUrl: null,
});
const result = (more: Partial<FilmCheck> = {}): FilmCheck => ({
	version: VERSION,
	checkedAt: "2026-01-01T00:00:00.000Z",
	asked: { total: 3, shown: 3, missing: [], items: [] },
	findings: [],
	notChecked: [],
	coveredScenes: ["intro"],
	frames: 12,
	durationMs: 800,
	...more,
});
const state = (of: Partial<FilmCheckState>): FilmCheckState => ({
	state: "done",
	version: VERSION,
	result: result(),
	problem: null,
	...of,
});

/** A studio whose check is in one state after the other; it stays in the last. */
function studioWith(...states: FilmCheckState[]): StudioClient {
	const notNeeded = () => Promise.reject(new StoryDreamError("internal", "This is not part of the test."));
	let at = 0;
	const [first = state({})] = states;
	return {
		createProject: notNeeded,
		getProject: notNeeded,
		getStoryboard: notNeeded,
		followVersions: () => ({ close() {} }),
		ask: notNeeded,
		exportFilm: notNeeded,
		download: notNeeded,
		startCheck: async () => first,
		getChecks: async () => states[Math.min(at++, states.length - 1)] ?? first,
	};
}

const MISSING = result({
	asked: { total: 3, shown: 2, missing: ["£24.10"], items: [] },
	findings: [
		finding("asked_not_shown", "error", "“£24.10” is in no scene."),
		finding("contrast_low", "error", "“Hello” is hard to read."),
		finding("reading_time_short", "hint", "“Hello” is short."),
	],
	notChecked: [{ code: "flash", reason: "The film is one frame long." }],
});

describe("a film check on the command line", () => {
	it.each<[string, FilmCheck]>([
		["Checked: 3 of 3 asked things are shown", result()],
		["Checked: nothing wrong was found", result({ asked: { total: 0, shown: 0, missing: [], items: [] } })],
		[
			"Checked: nothing wrong was found, 1 not checked",
			result({
				asked: { total: 0, shown: 0, missing: [], items: [] },
				notChecked: [{ code: "length_off", reason: "Its length is not known." }],
			}),
		],
		["Checked: 2 of 3 asked things are shown, 2 faults, 1 hint, 1 not checked", MISSING],
	])("says “%s”", (line, of) => {
		expect(checkLine(of)).toBe(line);
	});

	it("lists what is missing, what was found and what could not be looked at, each once", () => {
		expect(checkLines(MISSING).slice(1)).toEqual([
			"  missing: £24.10",
			"  fault: “Hello” is hard to read. Measured: 2.1:1; wanted: at least 3:1 (frame 40)",
			"  hint: “Hello” is short. Measured: 2.1:1; wanted: at least 3:1 (frame 40)",
			"  not checked: flash: The film is one frame long.",
		]);
	});

	it("waits for a check that runs, and ends well only when all is well", async () => {
		const running = state({ state: "running", result: result({ version: "b".repeat(40) }) });
		const lines: string[] = [];
		const output = { json: false, print: (line: string) => lines.push(line) };
		expect(await checkProject(studioWith(running, running, state({})), "prj12345", output, notStopped)).toBe(true);
		expect(await checkProject(studioWith(running, state({ result: MISSING })), "prj12345", output, notStopped)).toBe(false);
		expect(lines).toEqual([...checkLines(result()), ...checkLines(MISSING)]);
	});

	it("prints the whole result as JSON", async () => {
		const lines: string[] = [];
		await checkProject(studioWith(state({})), "prj12345", { json: true, print: (line) => lines.push(line) }, notStopped);
		expect(FilmCheck.parse(JSON.parse(lines.join("\n")))).toEqual(result());
	});

	it.each<[string, FilmCheckState, string]>([
		[
			"a check that failed",
			state({
				state: "failed",
				result: null,
				problem: { code: "sandbox_failed", message: "The sandbox ended.", hint: "Try again." },
			}),
			"The sandbox ended.",
		],
		["a version that nobody checked", state({ state: "none", result: null }), "The newest version was not checked."],
		[
			"a result of an earlier version",
			state({ result: result({ version: "b".repeat(40) }) }),
			"The newest version was not checked.",
		],
	])("takes %s for no result", async (_case, of, message) => {
		await expect(checkResult(studioWith(of), "prj12345", notStopped)).rejects.toMatchObject({ message });
	});

	it("ends when it is stopped", async () => {
		const running = state({ state: "running", result: null });
		await expect(checkResult(studioWith(running), "prj12345", AbortSignal.abort())).rejects.toMatchObject({
			message: "Stopped.",
		});
	});
});
