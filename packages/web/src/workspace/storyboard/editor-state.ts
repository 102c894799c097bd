import { Storyboard, StoryboardPatch, type StoryboardState, type StoryDreamError, type Version } from "@storydream/protocol";
import { z } from "zod";

/** Types only. What the editor knows; `editor-transition.ts` is how it changes. */

/** One thing that undo takes back. */
export const Entry = z.discriminatedUnion("kind", [
	/** A change by hand in this tab. */
	z.object({ kind: z.literal("edit"), id: z.string(), title: z.string(), patch: StoryboardPatch }),
	/**
	 * A version made by something else than an edit in this tab: a turn, a restore, an upload, another tab. It is taken back
	 * by restoring the version before it.
	 */
	z.object({
		kind: z.literal("version"),
		id: z.string(),
		title: z.string(),
		sha: z.string(),
		/** The version before it. */
		before: z.string(),
		/** Storyboards on both sides, as far as this page has seen them: shown until the studio has answered. */
		shownBefore: Storyboard.nullable(),
		shownAfter: Storyboard.nullable(),
	}),
]);
export type Entry = z.infer<typeof Entry>;
export type VersionEntry = Extract<Entry, { kind: "version" }>;

/** Newest last on both sides. */
export const History = z.object({ past: z.array(Entry), future: z.array(Entry) });
export type History = z.infer<typeof History>;

const stepFields = {
	/** Of the entry that the step belongs to. */
	id: z.string(),
	title: z.string(),
	/** It was sent and no answer came: the studio may have stored it, so it must be sent again as it was. */
	sent: z.boolean().default(false),
	/** The studio answered that it does not store it: sent again as it is, it is refused again. */
	refused: z.boolean().default(false),
};
/** A change that the studio has not stored yet, as far as this page knows. */
export const Step = z.discriminatedUnion("kind", [
	z.object({ ...stepFields, kind: z.literal("edit"), key: z.string(), patch: StoryboardPatch }),
	z.object({ ...stepFields, kind: z.enum(["undo", "redo"]), patch: StoryboardPatch }),
	z.object({
		...stepFields,
		kind: z.enum(["undo-version", "redo-version"]),
		/** The version to restore. */
		sha: z.string(),
		shown: Storyboard.nullable(),
	}),
]);
export type Step = z.infer<typeof Step>;
/** A step that restores a version. */
export type VersionStep = Extract<Step, { sha: string }>;

/** A save that was tried: of which steps, on which version, under which title, and what it changed there. */
export const TriedSave = z.object({ base: z.string(), title: z.string(), ids: z.array(z.string()), net: StoryboardPatch });
export type TriedSave = z.infer<typeof TriedSave>;

/**
 * One change by hand. `apply` gives null when it makes no sense there. While an edit waits to be saved, a later one with the
 * same `key` becomes one change with it.
 */
export interface Edit {
	key: string;
	title: string;
	apply(storyboard: Storyboard): Storyboard | null;
}

/** A version as far as the history needs it. */
export type VersionFacts = Pick<Version, "sha" | "parentSha" | "title" | "kind">;

export type Phase =
	/** Nothing is under way. */
	| { status: "idle" }
	/** Something waits for the hand to rest. */
	| { status: "waiting" }
	/** `attempt` counts the saves of these steps that met a newer version. */
	| { status: "saving"; attempt: number; title: string; base: string }
	/** A save met a newer version, which is being read. */
	| { status: "rebasing"; attempt: number }
	/** `attempt`: as of a save. */
	| { status: "restoring"; attempt: number; sha: string }
	/** The restore is done; its storyboard is being read. */
	| { status: "reading" }
	/** Kept back: the agent works, or there is no connection. */
	| { status: "held"; reason: "busy" | "offline"; problem: StoryDreamError }
	| { status: "failed"; problem: StoryDreamError };

export interface EditorModel {
	phase: Phase;
	/** The storyboard as the studio has it. Null: not known yet. */
	base: StoryboardState | null;
	/** A base that came while something was being saved. It may be older than the answer, so it waits for that. */
	nextBase: StoryboardState | null;
	/** Bases of before, newest first: the film before a version that is announced only now. */
	earlier: readonly StoryboardState[];
	/** Being saved now, oldest first. */
	inFlight: readonly Step[];
	/** To be saved after that, oldest first. */
	waiting: readonly Step[];
	history: History;
	/** The newest version that the history takes into account and no later one replaces. Null: no list of versions was seen yet. */
	head: string | null;
	/** Versions that this editor made itself; they are in the history as edits. */
	own: readonly string[];
	/** The last save that was tried, to recognise its version, and to repeat it, when its answer is lost. */
	tried: TriedSave | null;
	/** A list that came while something was being saved. */
	nextVersions: { list: readonly VersionFacts[]; running: boolean } | null;
	/** Number of the newest entry. */
	counter: number;
}

export type EditorEvent =
	| { type: "base"; state: StoryboardState }
	/** Newest first. `running`: a turn is under way, so an autosave is not its end. */
	| { type: "versions"; list: readonly VersionFacts[]; running: boolean }
	| { type: "edit"; edit: Edit }
	| { type: "undo"; running: boolean }
	| { type: "redo"; running: boolean }
	/** The hand rests, or the page is being left. */
	| { type: "flush" }
	/** Try again: the turn has ended, the connection is back, or the person asks for it. */
	| { type: "resume" }
	| { type: "discard" }
	/** Edits that a closed tab could not send. */
	| { type: "recover"; edits: readonly { title: string; patch: StoryboardPatch }[]; lost: readonly string[] }
	| { type: "saved"; state: StoryboardState }
	| { type: "restored"; sha: string }
	| { type: "loaded"; state: StoryboardState }
	/** A save, a restore or a read has failed. `offline`: there was no answer at all. */
	| { type: "refused"; problem: StoryDreamError; offline: boolean };

/** Something to say to the person. */
export type Notice =
	/** Saved on top of a newer version; `dropped` could not be. */
	| { kind: "rebased"; dropped: readonly string[] }
	/** Undo or redo of this no longer applies: the place was changed since. */
	| { kind: "no-longer-applies"; action: "undo" | "redo"; title: string }
	/** The studio does not make it, and never will: it is left out, so that what comes after it is saved. */
	| { kind: "refused"; action: "undo" | "redo"; title: string; problem: StoryDreamError }
	| { kind: "nothing-left"; action: "undo" | "redo" }
	| { kind: "turn-running"; action: "undo" | "redo"; title: string }
	| { kind: "done"; action: "undo" | "redo"; title: string }
	/** Edits of a closed tab are saved now; `lost` no longer fit the film. */
	| { kind: "recovered"; made: readonly string[]; lost: readonly string[] }
	/** Edits of a closed tab are stored in a form that this page can't read: they are left out. */
	| { kind: "unreadable" }
	/** Edits are held back, and the browser can't keep them beyond the tab's end. */
	| { kind: "not-kept" }
	/** Too much has changed since this tab saw the film: undo begins at its newest version. */
	| { kind: "history-replaced" };

/** The film that a restored version gets in place of its own, and the title of both as one version. */
export interface RestoredFilm {
	storyboard: Storyboard;
	title: string;
}

/** What the runtime has to do after a transition. */
export type EditorCommand =
	| { type: "save"; base: string; storyboard: Storyboard; title: string }
	/** `base`: the newest version that is known here; one after it must not be taken back. `then`: what else is taken back. */
	| { type: "restore"; sha: string; base: string; then: RestoredFilm | null }
	| { type: "load" }
	/** Sends `flush` when the hand rests; replaces a timer that runs. */
	| { type: "wait" }
	| { type: "stop-waiting" }
	| { type: "notify"; notice: Notice };

export interface EditorStep {
	model: EditorModel;
	commands: readonly EditorCommand[];
	/** Why nothing happened, when nothing did. */
	ignored?: string;
}

/** What survives a reload of the tab. */
export const SavedEdits = z.object({
	head: z.string().nullable(),
	history: History,
	waiting: z.array(Step),
	own: z.array(z.string()),
	tried: TriedSave.nullable(),
	counter: z.int(),
});
export type SavedEdits = z.infer<typeof SavedEdits>;

export function initialModel(saved: SavedEdits | null = null): EditorModel {
	const waiting = saved?.waiting ?? [];
	return {
		phase: { status: waiting.length > 0 ? "waiting" : "idle" },
		base: null,
		nextBase: null,
		earlier: [],
		inFlight: [],
		waiting,
		history: saved?.history ?? { past: [], future: [] },
		head: saved?.head ?? null,
		own: saved?.own ?? [],
		tried: saved?.tried ?? null,
		nextVersions: null,
		counter: saved?.counter ?? 0,
	};
}
