import { type Storyboard, type StoryboardState, StoryDreamError } from "@storydream/protocol";
import { describe, expect, test, vi } from "vitest";
import { sampleFilm } from "../testing/sample-film.ts";
import { createEditor } from "./editor.ts";
import { moveScene, removeScene, trimScene } from "./edits.ts";

const sha = (digit: string) => digit.repeat(40);
const film = sampleFilm(["a", "b", "c"].map((id) => ({ id, scene: "Title", durationInFrames: 90, props: {} })));

/** A studio of one storyboard: refuses an edit that was made on another version, as the real one does. */
function fakeStudio() {
	let number = 0;
	const held: { state: StoryboardState; titles: string[]; fail: StoryDreamError | null } = {
		state: { commitSha: sha("0"), storyboard: film, catalog: null, problem: null },
		titles: [],
		fail: null,
	};
	const commit = (storyboard: Storyboard) => {
		number += 1;
		held.state = { ...held.state, commitSha: sha(String(number)), storyboard };
	};
	return {
		held,
		commit,
		load: async () => held.state,
		save: async (base: string, storyboard: Storyboard, title: string) => {
			if (held.fail) throw held.fail;
			if (base !== held.state.commitSha) throw new StoryDreamError("stale_head", "The film has changed.");
			held.titles.push(title);
			commit(storyboard);
			return held.state;
		},
	};
}

const trim = (id: string, frames: number) => ({
	key: `trim:${id}`,
	title: `Trim ${id}`,
	apply: (s: Storyboard) => trimScene(s, id, frames),
});
const lengths = (storyboard: Storyboard | null | undefined) => storyboard?.scenes.map((scene) => scene.durationInFrames);

function start(more: { isOffline?: () => boolean; quietMs?: number } = {}) {
	const studio = fakeStudio();
	const rebased: (readonly string[])[] = [];
	const editor = createEditor({
		...studio,
		restore: async (version) => version,
		notify: (notice) => notice.kind === "rebased" && rebased.push(notice.dropped),
		quietMs: 0,
		...more,
	});
	editor.setBase(studio.held.state);
	return {
		studio,
		editor,
		rebased,
		settled: (status: string) => vi.waitFor(() => expect(editor.getState().status).toBe(status)),
	};
}

describe("the editor", () => {
	test("shows an edit at once and saves it as a version", async () => {
		const { studio, editor, settled } = start();
		editor.edit(trim("a", 30));
		expect(lengths(editor.getState().view)).toEqual([30, 90, 90]);
		await settled("clean");
		expect(lengths(studio.held.state.storyboard)).toEqual([30, 90, 90]);
		expect(editor.getState().commitSha).toBe(sha("1"));
	});

	test("edits made in one go are one version, and a later one of the same kind replaces the earlier", async () => {
		const { studio, editor, settled } = start();
		editor.edit(trim("a", 30));
		editor.edit(trim("a", 40));
		editor.edit(trim("b", 50));
		await settled("clean");
		expect(lengths(studio.held.state.storyboard)).toEqual([40, 50, 90]);
		expect(studio.held.titles).toEqual(["Trim a; Trim b"]);
	});

	test("an edit on an old version is put on top of the new one, and reported", async () => {
		const { studio, editor, rebased, settled } = start();
		const moved = moveScene(film, "c", 0);
		if (!moved) throw new Error("c is there");
		studio.commit(moved);
		editor.edit(trim("a", 30));
		await settled("clean");
		expect(studio.held.state.storyboard?.scenes.map((scene) => [scene.id, scene.durationInFrames])).toEqual([
			["c", 90],
			["a", 30],
			["b", 90],
		]);
		expect(rebased).toEqual([[]]);
	});

	test("an edit of a scene that is gone is dropped, and reported by name", async () => {
		const { studio, editor, rebased, settled } = start();
		const without = removeScene(film, "a");
		if (!without) throw new Error("a is there");
		studio.commit(without);
		editor.edit(trim("a", 30));
		await settled("clean");
		expect(lengths(studio.held.state.storyboard)).toEqual([90, 90]);
		expect(rebased).toEqual([["Trim a"]]);
	});

	test("while the agent works an edit is held, still shown, and saved afterwards", async () => {
		const { studio, editor, settled } = start();
		studio.held.fail = new StoryDreamError("busy", "The agent is working.");
		editor.edit(trim("a", 30));
		await settled("busy");
		expect(lengths(editor.getState().view)).toEqual([30, 90, 90]);
		studio.held.fail = null;
		editor.resume();
		await settled("clean");
		expect(lengths(studio.held.state.storyboard)).toEqual([30, 90, 90]);
	});

	test("a refused edit says why, and can be thrown away", async () => {
		const { studio, editor, settled } = start();
		studio.held.fail = new StoryDreamError("storyboard_invalid", "Scene a is too short.");
		editor.edit(trim("a", 30));
		await settled("failed");
		expect(editor.getState().problem?.message).toBe("Scene a is too short.");
		editor.discard();
		expect(lengths(editor.getState().view)).toEqual([90, 90, 90]);
	});

	test("without a connection an edit is kept, still shown, and saved when it is back", async () => {
		const { studio, editor, settled } = start({ isOffline: () => true });
		studio.held.fail = new StoryDreamError("internal", "The studio can't be reached.");
		editor.edit(trim("a", 30));
		await settled("offline");
		editor.edit(trim("b", 40));
		expect(lengths(editor.getState().view)).toEqual([30, 40, 90]);
		studio.held.fail = null;
		editor.resume();
		await settled("clean");
		expect(lengths(studio.held.state.storyboard)).toEqual([30, 40, 90]);
	});

	test("settles once what waits is saved, at once when nothing does, and also before there is a storyboard", async () => {
		const { studio, editor } = start({ quietMs: 60_000 });
		await editor.settle();
		editor.edit(trim("a", 30));
		const first = editor.settle();
		editor.edit(trim("b", 40));
		await first;
		expect(lengths(studio.held.state.storyboard)).toEqual([30, 40, 90]);
		const waiting = { kind: "edit" as const, id: "edit-1", title: "Trim", key: "trim:a", sent: false, refused: false, patch: [] };
		const saved = { head: null, history: { past: [], future: [] }, waiting: [waiting], own: [], tried: null, counter: 1 };
		await createEditor({ ...studio, restore: async (version) => version, notify: () => {}, saved }).settle();
	});

	test("leaving the page saves what waits", async () => {
		const { studio, editor } = start();
		editor.edit(trim("a", 30));
		editor.saveNow();
		await vi.waitFor(() => expect(lengths(studio.held.state.storyboard)).toEqual([30, 90, 90]));
	});
});
