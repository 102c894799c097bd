import { type StoryboardState, StoryDreamError } from "@storydream/protocol";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sampleFilm } from "../testing/sample-film.ts";
import { createEditor } from "./editor.ts";
import { trimScene } from "./edits.ts";
import { retryHeld } from "./retry-held.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const SECONDS = 1000;
const film = sampleFilm([{ id: "a", scene: "Title", durationInFrames: 90, props: {} }]);
const state: StoryboardState = { commitSha: "0".repeat(40), storyboard: film, catalog: null, problem: null };
const CAUSES = {
	busy: new StoryDreamError("busy", "The agent is working."),
	offline: new StoryDreamError("internal", "The studio did not answer in time."),
};

/** An editor with one edit that the studio could not store. */
async function held(cause: keyof typeof CAUSES) {
	const studio = { fails: true, saves: 0 };
	const editor = createEditor({
		load: async () => state,
		save: async (_base, storyboard) => {
			studio.saves += 1;
			if (studio.fails) throw CAUSES[cause];
			return { ...state, commitSha: "1".repeat(40), storyboard };
		},
		restore: async (sha) => sha,
		notify: () => {},
		isOffline: () => cause === "offline",
		quietMs: 0,
	});
	editor.setBase(state);
	editor.edit({ key: "trim", title: "Trim a", apply: (storyboard) => trimScene(storyboard, "a", 30) });
	await vi.advanceTimersByTimeAsync(1);
	expect(editor.getState().status).toBe(cause);
	return { studio, editor };
}

test.each(["busy", "offline"] as const)("what is held as %s is saved without any other event", async (cause) => {
	const { studio, editor } = await held(cause);
	const stop = retryHeld(editor);
	studio.fails = false;
	await vi.advanceTimersByTimeAsync(5 * SECONDS);
	expect(editor.getState().status).toBe("clean");
	expect(vi.getTimerCount()).toBe(0);
	stop();
});

test("the tries become rarer, down to one a minute, and end with the page", async () => {
	const { studio, editor } = await held("offline");
	const stop = retryHeld(editor);
	const after: number[] = [];
	for (const seconds of [5, 10, 20, 40, 60, 60]) {
		await vi.advanceTimersByTimeAsync(seconds * SECONDS - 1);
		const before = studio.saves;
		await vi.advanceTimersByTimeAsync(1);
		after.push(studio.saves - before);
	}
	expect(after).toEqual([1, 1, 1, 1, 1, 1]);
	expect(studio.saves).toBe(7);
	stop();
	expect(vi.getTimerCount()).toBe(0);
});
