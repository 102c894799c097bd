import {
	applyPatch,
	diffStoryboards,
	invertPatch,
	isSameJson,
	type Storyboard,
	type StoryboardState,
	StoryDreamError,
} from "@storydream/protocol";
import type { EditorCommand, EditorEvent, EditorModel, EditorStep, Entry, Notice, Phase, Step } from "./editor-state.ts";
import {
	batchTitle,
	moveEntry,
	nextBatch,
	restoreIn,
	rollBack,
	takeVersions,
	withEntry,
	withoutEntry,
	withoutOpposites,
} from "./history.ts";
import { isInTheWay, isKnown, withoutRefused } from "./refusals.ts";

/** Times a save is put on top of a newer version before the person is asked. */
const REBASES = 3;
/** Bases of before that are kept, to show what an undone version looked like. */
const EARLIER_BASES = 4;
/** Versions of this editor that are remembered until the list of versions tells of them. */
const OWN_VERSIONS = 50;

type EventType = EditorEvent["type"];
type EventOf<T extends EventType> = Extract<EditorEvent, { type: T }>;
type Handler<T extends EventType> = (model: EditorModel, event: EventOf<T>) => EditorStep;
/** A string is the reason for which the event means nothing there. */
type Row = { [T in EventType]: Handler<T> | string };

const step = (model: EditorModel, ...commands: EditorCommand[]): EditorStep => ({ model, commands });
const ignore = (model: EditorModel, ignored: string): EditorStep => ({ model, commands: [], ignored });
const to = (model: EditorModel, phase: Phase): EditorModel => ({ ...model, phase });
const followedBy = (first: readonly EditorCommand[], next: EditorStep): EditorStep => ({
	...next,
	commands: [...first, ...next.commands],
});

/** A storyboard with these steps made. `dropped` are those that no longer apply. */
function applySteps(storyboard: Storyboard, steps: readonly Step[]): { storyboard: Storyboard; dropped: Step[] } {
	const dropped: Step[] = [];
	let result = storyboard;
	for (const one of steps) {
		const next = "sha" in one ? (one.shown ?? result) : applyPatch(result, one.patch, one.kind === "edit" ? "lenient" : "strict");
		if (next) result = next;
		else dropped.push(one);
	}
	return { storyboard: result, dropped };
}

/** The storyboard with everything in it that the studio has not stored yet; null when there is none to edit. */
export function viewOf(model: EditorModel): Storyboard | null {
	const { base, inFlight, waiting } = model;
	return base?.storyboard ? applySteps(base.storyboard, [...inFlight, ...waiting]).storyboard : null;
}

const withBase = (model: EditorModel, base: StoryboardState): EditorModel => ({
	...model,
	base,
	earlier:
		model.base && model.base.commitSha !== base.commitSha
			? // That of the head is the film before the turn that runs, however often that saves by itself.
				[model.base, ...model.earlier].filter((one, at) => at < EARLIER_BASES || one.commitSha === model.head)
			: model.earlier,
});

/* What the person does. */

const edit: Handler<"edit"> = (model, { edit: made }) => {
	const view = viewOf(model);
	if (!view) return ignore(model, "there is no storyboard to edit");
	const after = made.apply(view);
	if (!after) return ignore(model, "the edit makes no sense there");
	const last = model.waiting.at(-1);
	const before =
		last?.kind === "edit" && last.key === made.key && !last.sent ? applyPatch(view, invertPatch(last.patch), "strict") : null;
	const patch = diffStoryboards(before ?? view, after);
	const rest = before && last ? withoutLast(model, last) : model;
	if (patch.length === 0) {
		return before ? planned(rest) : ignore(model, "the edit changes nothing");
	}
	const id = `edit-${model.counter + 1}`;
	const next: EditorModel = {
		...rest,
		counter: model.counter + 1,
		waiting: [...rest.waiting, { kind: "edit", id, key: made.key, title: made.title, sent: false, refused: false, patch }],
		history: withEntry(rest.history, { kind: "edit", id, title: made.title, patch }),
	};
	return planned(next);
};

const recover: Handler<"recover"> = (model, { edits, lost }) => {
	let next = model;
	for (const { title, patch } of edits) {
		const id = `edit-${next.counter + 1}`;
		const made: Step = { kind: "edit", id, key: `recovered:${id}`, title, sent: false, refused: false, patch };
		const history = withEntry(next.history, { kind: "edit", id, title, patch });
		next = { ...next, counter: next.counter + 1, waiting: [...next.waiting, made], history };
	}
	const notice: Notice = { kind: "recovered", made: edits.map((one) => one.title), lost };
	return followedBy([{ type: "notify", notice }], edits.length > 0 ? planned(next) : step(next));
};

/** Without the newest edit that waits: a later one of the same kind takes its place. */
const withoutLast = (model: EditorModel, last: Step): EditorModel => ({
	...model,
	waiting: model.waiting.slice(0, -1),
	history: withoutEntry(model.history, last.id),
});

const undo: Handler<"undo"> = (model, { running }) => travel(model, "undo", running);
const redo: Handler<"redo"> = (model, { running }) => travel(model, "redo", running);

function travel(model: EditorModel, action: "undo" | "redo", running: boolean): EditorStep {
	const entry = (action === "undo" ? model.history.past : model.history.future).at(-1);
	if (!entry) return step(model, { type: "notify", notice: { kind: "nothing-left", action } });
	if (entry.kind === "version") {
		if (running) return step(model, { type: "notify", notice: { kind: "turn-running", action, title: entry.title } });
		return travelVersion(model, action, entry);
	}
	const view = viewOf(model);
	if (!view) return ignore(model, "there is no storyboard to edit");
	const patch = action === "undo" ? invertPatch(entry.patch) : entry.patch;
	const made: Step = { kind: action, id: entry.id, title: entry.title, sent: false, refused: false, patch };
	// Whether it fits is known when that version's film is.
	if ([...model.inFlight, ...model.waiting].some(isUnseen)) return travelled(model, action, entry, made);
	const after = applyPatch(view, patch, "strict");
	const dropped = { ...model, history: withoutEntry(model.history, entry.id) };
	if (!after) return step(dropped, { type: "notify", notice: { kind: "no-longer-applies", action, title: entry.title } });
	// Somebody else did the same already: the one before it is meant.
	if (isSameJson(view, after)) return travel(dropped, action, running);
	return travelled(model, action, entry, made);
}

/** A version that is being restored and whose film was never seen here. */
const isUnseen = (one: Step) => "sha" in one && one.shown === null;

function travelVersion(model: EditorModel, action: "undo" | "redo", entry: Extract<Entry, { kind: "version" }>): EditorStep {
	const view = viewOf(model);
	const seen = action === "undo" ? { ...entry, shownAfter: view } : { ...entry, shownBefore: view };
	return travelled(model, action, seen, {
		kind: `${action}-version`,
		id: entry.id,
		title: entry.title,
		sent: false,
		refused: false,
		sha: action === "undo" ? entry.before : entry.sha,
		shown: action === "undo" ? entry.shownBefore : entry.shownAfter,
	});
}

function travelled(model: EditorModel, action: "undo" | "redo", entry: Entry, made: Step): EditorStep {
	const last = model.waiting.at(-1);
	const moved = { ...model, history: moveEntry(model.history, action, entry) };
	const done: EditorCommand = { type: "notify", notice: { kind: "done", action, title: entry.title } };
	if (last?.id === made.id && cancels(model, last)) {
		return followedBy([done], planned({ ...moved, waiting: model.waiting.slice(0, -1) }));
	}
	const next = { ...moved, waiting: [...model.waiting, made] };
	// The edit that is taken back becomes a version of its own first: nothing made by hand is ever lost.
	return followedBy([done], last?.kind === "edit" && canStart(next.phase) ? flushNow(next) : planned(next));
}

/** Whether a step that waits need not be made when its opposite follows: an edit only where it can't be saved anyway. */
const cancels = ({ phase, inFlight, waiting }: EditorModel, last: Step) =>
	!last.sent &&
	(last.kind !== "edit" ||
		phase.status === "failed" ||
		phase.status === "held" ||
		[...inFlight, ...waiting].some((one) => one.refused));

const canStart = (phase: Phase) => phase.status === "idle" || phase.status === "waiting" || phase.status === "failed";

/** Waits for the hand to rest, where nothing else is under way. */
function planned(model: EditorModel): EditorStep {
	if (!canStart(model.phase)) return step(model);
	if (model.waiting.length === 0) return step(to(model, { status: "idle" }), { type: "stop-waiting" });
	return step(to(model, { status: "waiting" }), { type: "wait" });
}

const discard: Handler<"discard"> = (model) => {
	const next: EditorModel = { ...model, waiting: [], history: rollBack(model.history, model.waiting) };
	// The studio may have stored what it did not answer: then that is shown.
	return model.waiting.some((one) => one.sent)
		? step(to(next, { status: "reading" }), { type: "stop-waiting" }, { type: "load" })
		: step(to(next, { status: "idle" }), { type: "stop-waiting" });
};

/** While something is being saved only what comes after it can be thrown away. */
const discardWaiting: Handler<"discard"> = (model) =>
	step({ ...model, waiting: [], history: rollBack(model.history, model.waiting) });

/* What the studio says. */

const base: Handler<"base"> = (model, { state }) => {
	const next = withBase(model, state);
	// What was kept through a reload could not be saved before.
	return model.base === null && model.waiting.length > 0 ? planned(next) : step(next);
};
const baseLater: Handler<"base"> = (model, { state }) => step({ ...model, nextBase: state });

const versions: Handler<"versions"> = (model, { list, running }) => {
	const taken = takeVersions(model, list, running);
	return taken.replaced ? step(taken.model, { type: "notify", notice: { kind: "history-replaced" } }) : step(taken.model);
};
const versionsLater: Handler<"versions"> = (model, { list, running }) => step({ ...model, nextVersions: { list, running } });

/** Begins to store what waits. */
function flushNow(model: EditorModel): EditorStep {
	const batch = nextBatch(model.waiting);
	if (batch.length === 0) return settled(model);
	const taken = { ...model, inFlight: batch, waiting: model.waiting.slice(batch.length) };
	// Not known yet: it is saved when it is.
	if (!model.base) return step(to(model, { status: "waiting" }), { type: "stop-waiting" });
	return followedBy([{ type: "stop-waiting" }], restoreIn(batch) ? restoreOnTop(taken, model.base, 0) : saveOnTop(taken, 0));
}

/** Restores a version, with what the steps after it make of its film: one version. */
function restoreOnTop(model: EditorModel, { commitSha }: StoryboardState, attempt: number): EditorStep {
	const found = restoreIn(model.inFlight);
	if (!found) return settled(model);
	const { sha, shown } = found.restore;
	const made = shown && applySteps(shown, found.after);
	const dropped = made?.dropped ?? [];
	const report: EditorCommand[] =
		dropped.length > 0 ? [{ type: "notify", notice: { kind: "rebased", dropped: dropped.map((one) => one.title) } }] : [];
	const inFlight = model.inFlight.filter((one) => !dropped.includes(one));
	const history = dropped.reduce((result, one) => withoutEntry(result, one.id), model.history);
	const then = made && !isSameJson(made.storyboard, shown) ? { storyboard: made.storyboard, title: batchTitle(inFlight) } : null;
	const restoring: EditorModel = { ...model, inFlight, history, phase: { status: "restoring", attempt, sha } };
	return step(restoring, ...report, { type: "restore", sha, base: commitSha, then });
}

const flush = (model: EditorModel): EditorStep => flushNow(model);

/** Saves the steps in flight on top of the base there is now. */
function saveOnTop(model: EditorModel, attempt: number): EditorStep {
	const known = model.base;
	if (!known?.storyboard) {
		const problem = new StoryDreamError("conflict", known?.problem ?? "The film can't be edited here any more.");
		return failed(model, problem, false);
	}
	const { storyboard, dropped } = repeated(known.storyboard, model, attempt) ?? applySteps(known.storyboard, model.inFlight);
	const kept = model.inFlight.filter((one) => !dropped.includes(one));
	const report: EditorCommand[] =
		attempt > 0 || dropped.length > 0
			? [{ type: "notify", notice: { kind: "rebased", dropped: dropped.map((one) => one.title) } }]
			: [];
	const history = dropped.reduce((result, one) => withoutEntry(result, one.id), model.history);
	if (isSameJson(storyboard, known.storyboard)) return followedBy(report, settled({ ...model, history, inFlight: [] }));
	const title = batchTitle(kept);
	return step(
		{
			...model,
			history,
			inFlight: kept,
			tried: {
				base: known.commitSha,
				title,
				ids: kept.map(nameOf),
				net: diffStoryboards(known.storyboard, storyboard),
			},
			phase: { status: "saving", attempt, title, base: known.commitSha },
		},
		...report,
		{ type: "save", base: known.commitSha, storyboard, title },
	);
}

/**
 * Undo and redo that were sent before, taken as the one change that they were: step by step, the first would not find what
 * it expects where the studio had stored all of them. Null: they were not, or no longer apply as a whole.
 */
function repeated(
	storyboard: Storyboard,
	{ inFlight, tried }: EditorModel,
	attempt: number,
): ReturnType<typeof applySteps> | null {
	const same = tried?.ids.length === inFlight.length && inFlight.every((one, at) => nameOf(one) === tried.ids[at]);
	const again = attempt > 0 || inFlight.every((one) => one.sent);
	if (!same || !again || inFlight[0]?.kind === "edit") return null;
	const result = applyPatch(storyboard, tried.net, "strict");
	return result && { storyboard: result, dropped: [] };
}

const nameOf = (one: Step) => `${one.kind}:${one.id}`;

const withOwn = (model: EditorModel, sha: string) => [...model.own, sha].slice(-OWN_VERSIONS);

const saved: Handler<"saved"> = (model, { state }) =>
	settled({ ...withBase(model, state), nextBase: null, inFlight: [], own: withOwn(model, state.commitSha) });

const restored: Handler<"restored"> = (model, { sha }) =>
	step({ ...to(model, { status: "reading" }), own: withOwn(model, sha), nextBase: null }, { type: "load" });

const read: Handler<"loaded"> = (model, { state }) => settled({ ...withBase(model, state), nextBase: null, inFlight: [] });

const rebased: Handler<"loaded"> = (model, { state }) => {
	const attempt = model.phase.status === "rebasing" ? model.phase.attempt : 0;
	const current = { ...withBase(model, state), nextBase: null };
	if (!restoreIn(model.inFlight)) return saveOnTop(current, attempt);
	if (isKnown(current, state.commitSha)) return restoreOnTop(current, state, attempt);
	return failed(current, new StoryDreamError("stale_head", "The film was changed in another place meanwhile."), false);
};

/** Nothing is in flight any more: takes in what came meanwhile, and continues with what waits. */
function settled(model: EditorModel): EditorStep {
	const current = model.nextBase ? withBase(model, model.nextBase) : model;
	const idle: EditorModel = { ...to(current, { status: "idle" }), nextBase: null, nextVersions: null };
	const heard: EditorStep = model.nextVersions ? versions(idle, { type: "versions", ...model.nextVersions }) : step(idle);
	if (heard.model.waiting.length === 0) return followedBy(heard.commands, step(heard.model, { type: "stop-waiting" }));
	// What is followed by steps of another kind is complete.
	const complete = nextBatch(heard.model.waiting).length < heard.model.waiting.length;
	return followedBy(heard.commands, complete ? flushNow(heard.model) : planned(heard.model));
}

const saveRefused: Handler<"refused"> = (model, { problem, offline }) => {
	const attempt = model.phase.status === "saving" ? model.phase.attempt : 0;
	if (problem.code !== "stale_head" || attempt >= REBASES) return failed(model, problem, offline);
	return step(to(model, { status: "rebasing", attempt: attempt + 1 }), { type: "load" });
};

/** The page may not have heard of a version that the history has, as of a turn that has just ended. */
const restoreRefused: Handler<"refused"> = (model, { problem, offline }) => {
	const attempt = model.phase.status === "restoring" ? model.phase.attempt : 0;
	if (problem.code !== "stale_head" || attempt > 0) return failed(model, problem, offline);
	return step(to(model, { status: "rebasing", attempt: 1 }), { type: "load" });
};

const refused: Handler<"refused"> = (model, { problem, offline }) => failed(model, problem, offline);

/** The restore was made, only its storyboard could not be read: the page hears of it in another way. */
const readRefused: Handler<"refused"> = (model) => settled({ ...model, inFlight: [] });

/** What was in flight waits again, with the reason. */
function failed(model: EditorModel, problem: StoryDreamError, offline: boolean): EditorStep {
	const phase: Phase = offline
		? { status: "held", reason: "offline", problem }
		: problem.code === "busy"
			? { status: "held", reason: "busy", problem }
			: { status: "failed", problem };
	const unsure = offline || problem.status >= 500;
	const refusal = !unsure && phase.status === "failed";
	const returned = model.inFlight.map((one) => ({
		...one,
		// A storyboard that is invalid was not stored the time before either.
		sent: unsure || (one.sent && problem.code !== "storyboard_invalid"),
		refused: refusal || one.refused,
	}));
	if (refusal && isInTheWay(model, problem)) {
		const { model: next, notices } = withoutRefused(model, problem);
		// What is shown is what the studio has.
		return step(to(next, { status: "reading" }), ...notices.map((notice) => ({ type: "notify", notice }) as const), {
			type: "load",
		});
	}
	const open = [...returned, ...model.waiting];
	const waiting = refusal ? withoutOpposites(open) : open;
	// What was refused has been undone meanwhile.
	if (refusal && !waiting.some((one) => one.refused)) return settled({ ...model, inFlight: [], waiting });
	const back = { ...model, waiting, inFlight: [], nextBase: null, nextVersions: null };
	const current = model.nextBase ? withBase(back, model.nextBase) : back;
	if (!model.nextVersions) return step(to(current, phase));
	return versions(to(current, phase), { type: "versions", ...model.nextVersions });
}

const NOT_SENT = "nothing was sent that this could be the answer to";
const UNDER_WAY = "the steps before it are being saved";

/** Shared by the phases in which nothing is in flight. */
const AT_REST = {
	base,
	versions,
	edit,
	undo,
	redo,
	discard,
	recover,
	saved: NOT_SENT,
	restored: NOT_SENT,
	loaded: NOT_SENT,
	refused: NOT_SENT,
} satisfies Partial<Row>;

/** Shared by the phases in which something is in flight. */
const IN_FLIGHT = {
	base: baseLater,
	versions: versionsLater,
	edit,
	undo,
	redo,
	flush: UNDER_WAY,
	resume: UNDER_WAY,
	discard: discardWaiting,
	recover,
	saved: NOT_SENT,
	restored: NOT_SENT,
	loaded: NOT_SENT,
	refused,
} satisfies Partial<Row>;

/** Every phase of the editor against every event. */
export const EDITOR_TABLE: { [S in Phase["status"]]: Row } = {
	idle: { ...AT_REST, flush: "nothing waits", resume: "nothing waits", discard: "nothing waits" },
	waiting: { ...AT_REST, flush, resume: "it is saved when the hand rests" },
	saving: { ...IN_FLIGHT, saved, refused: saveRefused },
	rebasing: { ...IN_FLIGHT, loaded: rebased },
	restoring: { ...IN_FLIGHT, restored, refused: restoreRefused },
	reading: { ...IN_FLIGHT, loaded: read, refused: readRefused },
	held: { ...AT_REST, flush: "it is held back until it can be saved", resume: flush },
	failed: { ...AT_REST, flush, resume: flush },
};

/** The one place where the editor changes. Pure: same model and event, same step. */
export function editorTransition(model: EditorModel, event: EditorEvent): EditorStep {
	const entry = EDITOR_TABLE[model.phase.status][event.type];
	if (typeof entry === "string") return ignore(model, entry);
	// The row's entry for this event's type takes this event; TypeScript can't follow the pairing through an index.
	return (entry as Handler<EventType>)(model, event);
}
