import { type Storyboard, type StoryboardState, type StoryDreamError, toStoryDreamError } from "@storydream/protocol";
import {
	type Edit,
	type EditorCommand,
	type EditorEvent,
	initialModel,
	type Notice,
	type RestoredFilm,
	type SavedEdits,
	type VersionFacts,
} from "./editor-state.ts";
import { editorTransition, viewOf } from "./editor-transition.ts";
import { recoverEdits, type UnsentEdits } from "./recovered.ts";
import { savedEditsOf } from "./saved-edits.ts";

export interface EditorState {
	/** The storyboard with everything that waits already in it; null when there is none to edit. */
	view: Storyboard | null;
	commitSha: string | null;
	status: "clean" | "waiting" | "saving" | "busy" | "offline" | "failed";
	/** Why the edits are held back or were refused. */
	problem: StoryDreamError | null;
	/** Title of what undo takes back and redo makes again; null: nothing. */
	undoTitle: string | null;
	redoTitle: string | null;
}

export interface Editor {
	getState(): EditorState;
	subscribe(listener: () => void): () => void;
	/** The storyboard as the studio has it, whenever it is read. */
	setBase(base: StoryboardState): void;
	/** The versions as the studio has them, newest first. `running`: a turn is under way. */
	setVersions(list: readonly VersionFacts[], running: boolean): void;
	edit(edit: Edit): void;
	undo(running: boolean): void;
	redo(running: boolean): void;
	/** Tries again what was held back (the turn has ended, the connection is back) or failed. */
	resume(): void;
	/** Throws away what is not saved. */
	discard(): void;
	/** Makes the changes that a closed tab could not send. False: there is no storyboard to make them on yet. */
	recover(unsent: UnsentEdits): boolean;
	/** Saves now what waits for the hand to rest. */
	saveNow(): void;
	/** Saves now what waits; resolves when that is done, held back or refused. */
	settle(): Promise<void>;
}

interface Options {
	load(): Promise<StoryboardState>;
	/** Answers the storyboard as it stands now. */
	save(baseCommitSha: string, storyboard: Storyboard, title: string): Promise<StoryboardState>;
	/** Makes an old version the newest one, with another film where one is given; answers the new version's sha. */
	restore(sha: string, base: string, then: RestoredFilm | null): Promise<string>;
	notify(notice: Notice): void;
	/** What was kept through a reload. */
	saved?: SavedEdits | null;
	/** @param base the version that what waits is made on */
	keep?(edits: SavedEdits, base: string | null): void;
	/** Whether an error means that there was no answer at all. */
	isOffline?(error: unknown): boolean;
	/** Changes that come within this many ms become one version. */
	quietMs?: number;
}

/** Carries out what the table says: requests, the timer, storage. Shows edits at once and saves them when the hand rests. */
export function createEditor(options: Options): Editor {
	const { load, save, restore, notify, keep, isOffline = () => false, quietMs = 600 } = options;
	let model = initialModel(options.saved);
	let timer: ReturnType<typeof setTimeout> | undefined;
	let state = stateOf();
	const listeners = new Set<() => void>();

	function stateOf(): EditorState {
		const { phase, base, history } = model;
		return {
			view: viewOf(model),
			commitSha: base?.commitSha ?? null,
			status: statusOf(phase),
			problem: "problem" in phase ? phase.problem : null,
			undoTitle: history.past.at(-1)?.title ?? null,
			redoTitle: history.future.at(-1)?.title ?? null,
		};
	}

	function dispatch(event: EditorEvent): void {
		const before = model;
		const step = editorTransition(model, event);
		model = step.model;
		if (model !== before) {
			state = stateOf();
			keep?.(savedEditsOf(model), model.base?.commitSha ?? null);
		}
		for (const command of step.commands) run(command);
		if (model !== before) for (const listener of listeners) listener();
	}

	function run(command: EditorCommand): void {
		switch (command.type) {
			case "save":
				answer(save(command.base, command.storyboard, command.title), (state) => ({ type: "saved", state }));
				break;
			case "restore":
				answer(restore(command.sha, command.base, command.then), (sha) => ({ type: "restored", sha }));
				break;
			case "load":
				answer(load(), (state) => ({ type: "loaded", state }));
				break;
			case "wait":
				clearTimeout(timer);
				timer = setTimeout(() => dispatch({ type: "flush" }), quietMs);
				break;
			case "stop-waiting":
				clearTimeout(timer);
				break;
			case "notify":
				notify(command.notice);
				break;
		}
	}

	function answer<Value>(request: Promise<Value>, event: (value: Value) => EditorEvent): void {
		request.then(
			(value) => dispatch(event(value)),
			(error: unknown) => dispatch({ type: "refused", problem: toStoryDreamError(error), offline: isOffline(error) }),
		);
	}

	function subscribe(listener: () => void): () => void {
		listeners.add(listener);
		return () => listeners.delete(listener);
	}

	return {
		getState: () => state,
		subscribe,
		setBase: (base) => dispatch({ type: "base", state: base }),
		setVersions: (list, running) => dispatch({ type: "versions", list, running }),
		edit: (edit) => dispatch({ type: "edit", edit }),
		undo: (running) => dispatch({ type: "undo", running }),
		redo: (running) => dispatch({ type: "redo", running }),
		resume: () => dispatch({ type: "resume" }),
		discard: () => dispatch({ type: "discard" }),
		recover(unsent) {
			if (!state.view || state.commitSha === null) return false;
			const { edits, lost } = recoverEdits(state.view, state.commitSha, unsent);
			if (edits.length > 0 || lost.length > 0) dispatch({ type: "recover", edits, lost });
			return true;
		},
		saveNow: () => dispatch({ type: "flush" }),
		settle: () =>
			new Promise((resolve) => {
				dispatch({ type: "flush" });
				const over = () => {
					if (state.status === "saving") return;
					// What came during a save waits for the hand again. Without a storyboard nothing can be saved.
					if (state.status === "waiting" && model.base) return dispatch({ type: "flush" });
					unsubscribe();
					resolve();
				};
				const unsubscribe = subscribe(over);
				over();
			}),
	};
}

function statusOf(phase: ReturnType<typeof initialModel>["phase"]): EditorState["status"] {
	switch (phase.status) {
		case "idle":
			return "clean";
		case "waiting":
		case "failed":
			return phase.status;
		case "held":
			return phase.reason;
		default:
			return "saving";
	}
}
