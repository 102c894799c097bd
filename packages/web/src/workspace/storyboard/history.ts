import type { StoryboardState } from "@storydream/protocol";
import type { EditorModel, Entry, History, Step, VersionEntry, VersionFacts, VersionStep } from "./editor-state.ts";

/** The list of what undo takes back. Pure. */

/** Entries kept; older ones are in the list of versions. */
const ENTRIES_MAX = 100;

const trimmed = (entries: readonly Entry[]): Entry[] => entries.slice(-ENTRIES_MAX);

/** A new change by hand: what was undone before can't be redone any more. */
export const withEntry = (history: History, entry: Entry): History => ({ past: trimmed([...history.past, entry]), future: [] });

export function withoutEntry(history: History, id: string): History {
	const others = (entries: readonly Entry[]) => entries.filter((entry) => entry.id !== id);
	return { past: others(history.past), future: others(history.future) };
}

/** Moves the newest entry of one side to the other, as `entry`. */
export function moveEntry(history: History, action: "undo" | "redo", entry: Entry): History {
	const without = withoutEntry(history, entry.id);
	return action === "undo"
		? { past: without.past, future: [...without.future, entry] }
		: { past: trimmed([...without.past, entry]), future: without.future };
}

/** The history as if these steps had never been made: they are thrown away, newest first. */
export function rollBack(history: History, steps: readonly Step[]): History {
	return steps.toReversed().reduce((result, step) => {
		if (step.kind === "edit") return withoutEntry(result, step.id);
		const undone = takesBack(step);
		const entry = (undone ? result.future : result.past).find((one) => one.id === step.id);
		return entry ? moveEntry(result, undone ? "redo" : "undo", entry) : result;
	}, history);
}

/** Steps that are one version: edits by hand, or undo and redo, but not both; and not with steps that were sent before. */
export function nextBatch(waiting: readonly Step[]): readonly Step[] {
	const [first] = waiting;
	if (!first) return [];
	const byHand = first.kind === "edit";
	const end = waiting.findIndex((step) => (step.kind === "edit") !== byHand || step.sent !== first.sent);
	const batch = end < 0 ? waiting : waiting.slice(0, end);
	const restore = batch.findLastIndex((step) => "sha" in step);
	const restored = batch[restore];
	// What follows is made on the film of that version: on one that was not seen here it can't be.
	return restored && "sha" in restored && restored.shown === null ? batch.slice(0, restore + 1) : batch;
}

/** The newest restore of a batch, and what is made on it. A restore replaces the whole film: steps before it need not be made. */
export function restoreIn(batch: readonly Step[]): { restore: VersionStep; after: readonly Step[] } | null {
	const at = batch.findLastIndex((step) => "sha" in step);
	const restore = batch[at];
	return restore && "sha" in restore ? { restore, after: batch.slice(at + 1) } : null;
}

const takesBack = (step: Step) => step.kind === "undo" || step.kind === "undo-version";

/**
 * Steps behind one that the studio refuses can't be stored. So a step and its opposite after it are both left out, unless
 * the studio may have stored one of them.
 */
export function withoutOpposites(steps: readonly Step[]): readonly Step[] {
	const kept: Step[] = [];
	for (const step of steps) {
		const last = kept.at(-1);
		const opposite = last?.id === step.id && takesBack(last) !== takesBack(step) && !last.sent && !step.sent;
		if (opposite) kept.pop();
		else kept.push(step);
	}
	return kept;
}

/** A version's title for a batch of steps, at most 200 characters. */
export function batchTitle(batch: readonly Step[]): string {
	const [first] = batch;
	if (!first || first.kind === "edit") return shortened([...new Set(batch.map((step) => step.title))].join("; "));
	const undone = batch.filter(takesBack);
	const redone = batch.filter((step) => !takesBack(step));
	const action = undone.length >= redone.length ? "undo" : "redo";
	// Undo and redo of one entry cancel each other.
	const net = (action === "undo" ? undone : redone).slice(0, Math.max(1, Math.abs(undone.length - redone.length)));
	const verb = action === "undo" ? "Undo" : "Redo";
	const titles = net.map((step) => `“${step.title}”`).join(", ");
	return shortened(net.length < 2 ? `${verb} ${titles}` : `${verb} ${net.length} changes: ${titles}`);
}

const TITLE_MAX = 200;
const shortened = (title: string) => (title.length > TITLE_MAX ? `${title.slice(0, TITLE_MAX - 1)}…` : title);

/**
 * Takes a list of versions (newest first) into the history: each that this editor did not make becomes an entry.
 * `replaced`: the last version known here is not in the list, so the history was made anew from it.
 */
export function takeVersions(
	model: EditorModel,
	list: readonly VersionFacts[],
	running: boolean,
): { model: EditorModel; replaced: boolean } {
	const newest = list[0];
	if (!newest) return { model, replaced: false };
	const known = model.head === null ? -1 : list.findIndex((version) => version.sha === model.head);
	const replaced = model.head !== null && known < 0;
	const fresh = known < 0 ? list : list.slice(0, known);
	const own = [...model.own, ...fresh.filter((version) => isOwn(model, version)).map((version) => version.sha)];
	const heard: EditorModel = { ...model, history: replaced ? { past: [], future: [] } : withoutReplaced(model.history, list) };
	// An autosave may be replaced by the end of its turn as long as it is the newest version.
	const open = newest.kind === "autosave" ? newest : null;
	const added = fresh
		.filter((version) => !own.includes(version.sha) && version.kind !== "start" && version !== open)
		.filter((version) => !hasEntry(heard.history, version.sha))
		.flatMap((version) => entryOf(heard, version, list) ?? [])
		.reverse();
	const unfinished = running ? null : unfinishedTurn(heard, list);
	const history = insertVersions(heard, [...added, ...(unfinished ? [unfinished] : [])]);
	const head = (open ? list[1] : newest)?.sha ?? newest.sha;
	return { model: { ...model, own, history, head }, replaced: replaced && model.history.past.length > 0 };
}

/** A version of this editor whose answer was lost on the way is known by what it was made on and called. */
const isOwn = ({ own, tried }: EditorModel, version: VersionFacts): boolean =>
	own.includes(version.sha) ||
	(tried !== null && version.kind === "edit" && version.parentSha === tried.base && version.title === tried.title);

/** The end of a turn replaces its autosave: the list has the version before it, and it no longer. */
function withoutReplaced({ past, future }: History, list: readonly VersionFacts[]): History {
	const listed = new Set(list.map((version) => version.sha));
	const stays = (entry: Entry) => entry.kind === "edit" || listed.has(entry.sha) || !listed.has(entry.before);
	return { past: past.filter(stays), future: future.filter(stays) };
}

/**
 * Null for the first version: there is none before it. The list leaves out the autosaves of a turn that has ended, so one
 * that stands before a version is complete by itself.
 */
function entryOf(model: EditorModel, version: VersionFacts, list: readonly VersionFacts[]): VersionEntry | null {
	const place = list.findIndex((one) => one.sha === version.sha);
	const before = list[place + 1]?.sha;
	if (before === undefined) return null;
	return {
		kind: "version",
		id: version.sha,
		title: version.title,
		sha: version.sha,
		before,
		shownBefore: seen(model, before),
		shownAfter: seen(model, version.sha),
	};
}

const hasEntry = ({ past, future }: History, id: string): boolean => [...past, ...future].some((entry) => entry.id === id);

function seen(model: EditorModel, sha: string): StoryboardState["storyboard"] {
	const bases = [model.nextBase, model.base, ...model.earlier];
	return bases.find((base) => base?.commitSha === sha)?.storyboard ?? null;
}

/** A turn that broke off leaves an autosave as the newest version: then that is what undo takes back. */
function unfinishedTurn(model: EditorModel, list: readonly VersionFacts[]): VersionEntry | null {
	const newest = list[0];
	if (newest?.kind !== "autosave" || hasEntry(model.history, newest.sha)) return null;
	return entryOf(model, newest, list);
}

/** Puts versions below the edits that are not stored yet: those come on top of them. */
function insertVersions({ history, inFlight, waiting, head }: EditorModel, added: readonly VersionEntry[]): History {
	if (added.length === 0) return history;
	const open = new Set([...inFlight, ...waiting].map((step) => step.id));
	const known = new Set(added.map((entry) => entry.id));
	const past = history.past.filter((entry) => !known.has(entry.id));
	const at = past.findIndex((entry) => open.has(entry.id));
	// The first list is of what was there before this tab changed anything.
	const place = head === null ? 0 : at < 0 ? past.length : at;
	// Redo of an edit is checked against the film as it is; redo of a version would take back what came since.
	const blocked = history.future.findLastIndex((entry) => entry.kind === "version");
	return { past: trimmed(past.toSpliced(place, 0, ...added)), future: history.future.slice(blocked + 1) };
}
