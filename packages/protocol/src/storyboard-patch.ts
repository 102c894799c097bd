import { z } from "zod";
import type { Storyboard } from "./storyboard.ts";

/**
 * One difference between two storyboards. A path names object keys; in a list whose items have ids it names the id.
 * `set` gives a place another value (absent: the place is not there). `list` changes which items a list has and their order.
 */
const Change = z.discriminatedUnion("kind", [
	z.object({ kind: z.literal("set"), path: z.array(z.string()), before: z.unknown().optional(), after: z.unknown().optional() }),
	z.object({
		kind: z.literal("list"),
		path: z.array(z.string()),
		/** Ids in order. */
		before: z.array(z.string()),
		after: z.array(z.string()),
		/** Items that only one side has, by id. */
		removed: z.record(z.string(), z.unknown()),
		added: z.record(z.string(), z.unknown()),
	}),
]);
type Change = z.infer<typeof Change>;
type ListChange = Extract<Change, { kind: "list" }>;

/**
 * The differences between two storyboards: plain data, so that it can be stored, inverted and put on top of a newer one.
 * @example [{ kind: "set", path: ["scenes", "title-1", "durationInFrames"], before: 30, after: 75 }]
 */
export const StoryboardPatch = z.array(Change);
export type StoryboardPatch = z.infer<typeof StoryboardPatch>;

type Item = Record<string, unknown> & { id: string };
type Plain = Record<string, unknown>;

const isPlain = (value: unknown): value is Plain => typeof value === "object" && value !== null && !Array.isArray(value);
const isKeyed = (value: unknown): value is Item[] =>
	Array.isArray(value) &&
	value.every((item) => isPlain(item) && typeof item.id === "string") &&
	new Set(value.map((item) => item.id)).size === value.length;
/** A field of the value's own: names such as `constructor` are fields like all others. */
const field = (value: Plain, key: string) => (Object.hasOwn(value, key) ? value[key] : undefined);
const ids = (items: readonly Item[]) => items.map((item) => item.id);
const sameOrder = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((id, at) => id === b[at]);

/**
 * Whether two JSON values are the same; a field that is undefined counts as absent.
 * @example isSameJson({ a: 1, b: 2 }, { b: 2, a: 1 }) // true
 */
export function isSameJson(a: unknown, b: unknown): boolean {
	if (Object.is(a, b)) return true;
	if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, at) => isSameJson(item, b[at]));
	if (!isPlain(a) || !isPlain(b)) return false;
	return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => isSameJson(field(a, key), field(b, key)));
}

/**
 * What changes `before` into `after`; empty when they are the same.
 * @example diffStoryboards(before, after)
 */
export function diffStoryboards(before: Storyboard, after: Storyboard): StoryboardPatch {
	return diff(before, after, []);
}

function diff(before: unknown, after: unknown, path: string[]): StoryboardPatch {
	if (isSameJson(before, after)) return [];
	if (isPlain(before) && isPlain(after)) {
		return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
			diff(field(before, key), field(after, key), [...path, key]),
		);
	}
	// A list without items has no ids to tell that it is one with ids: its other side says so.
	if (isKeyed(before) && isKeyed(after)) return diffLists(before, after, path);
	return [{ kind: "set", path, before, after }];
}

function diffLists(before: Item[], after: Item[], path: string[]): StoryboardPatch {
	const old = new Map(before.map((item) => [item.id, item]));
	const now = new Map(after.map((item) => [item.id, item]));
	const inner = before.flatMap((item) => (now.has(item.id) ? diff(item, now.get(item.id), [...path, item.id]) : []));
	if (sameOrder(ids(before), ids(after))) return inner;
	const list: ListChange = {
		kind: "list",
		path,
		before: ids(before),
		after: ids(after),
		removed: Object.fromEntries(before.filter((item) => !now.has(item.id)).map((item) => [item.id, item])),
		added: Object.fromEntries(after.filter((item) => !old.has(item.id)).map((item) => [item.id, item])),
	};
	return [...inner, list];
}

/**
 * The patch that takes this one back.
 * @example applyPatch(after, invertPatch(patch), "strict")
 */
export function invertPatch(patch: StoryboardPatch): StoryboardPatch {
	return patch
		.map((change): Change => {
			if (change.kind === "set") return { ...change, before: change.after, after: change.before };
			return { ...change, before: change.after, after: change.before, removed: change.added, added: change.removed };
		})
		.reverse();
}

/** A change that does not fit the storyboard it is put on. */
const MISFIT = Symbol("misfit");

/**
 * Puts a patch on top of a storyboard that may have changed since the patch was made.
 *
 * `strict` (undo and redo): each place must still hold what the patch found there, or already hold what it sets. Null when
 * one does not: nothing of the patch is applied.
 * `lenient` (an edit that waits): the edit wins over another value. Null when none of its places is there any more.
 * @example applyPatch(storyboard, finding.fix, "lenient")
 */
export function applyPatch(storyboard: Storyboard, patch: StoryboardPatch, mode: "strict" | "lenient"): Storyboard | null {
	let result: unknown = storyboard;
	let applied = 0;
	for (const change of patch) {
		const next = changeAt(result, change.path, (value) =>
			change.kind === "set" ? setValue(value, change, mode) : changeList(value, change, mode),
		);
		if (next === MISFIT) {
			if (mode === "strict") return null;
			continue;
		}
		applied += 1;
		result = next;
	}
	if (patch.length > 0 && applied === 0) return null;
	const changed = result as Storyboard;
	return changed.scenes.length === 0 ? null : changed;
}

function changeAt(value: unknown, path: readonly string[], change: (value: unknown) => unknown): unknown {
	const [key, ...rest] = path;
	if (key === undefined) return change(value);
	if (isKeyed(value)) {
		const at = value.findIndex((item) => item.id === key);
		if (at < 0) return MISFIT;
		const next = changeAt(value[at], rest, change);
		return next === MISFIT ? MISFIT : value.with(at, next as Item);
	}
	if (!isPlain(value)) return MISFIT;
	const next = changeAt(field(value, key), rest, change);
	if (next === MISFIT) return MISFIT;
	if (next !== undefined) return { ...value, [key]: next };
	const { [key]: _gone, ...others } = value;
	return others;
}

function setValue(value: unknown, change: Extract<Change, { kind: "set" }>, mode: "strict" | "lenient"): unknown {
	if (mode === "lenient" || isSameJson(value, change.before) || isSameJson(value, change.after)) return change.after;
	return MISFIT;
}

function changeList(value: unknown, change: ListChange, mode: "strict" | "lenient"): unknown {
	if (!isKeyed(value)) return MISFIT;
	if (mode === "strict" && !listFits(value, change)) return MISFIT;
	const kept = value.filter((item) => !Object.hasOwn(change.removed, item.id));
	return withAdded(reorder(kept, change), change);
}

/** Whether a list still is as the change found it, or already as it leaves it. Items of others do not matter. */
function listFits(items: readonly Item[], change: ListChange): boolean {
	const untouched = (recorded: Record<string, unknown>) =>
		items.every((item) => !Object.hasOwn(recorded, item.id) || isSameJson(item, recorded[item.id]));
	if (!untouched(change.removed) || !untouched(change.added)) return false;
	const stays = (id: string) => change.before.includes(id) && change.after.includes(id);
	const there = ids(items).filter(stays);
	const orderOf = (list: readonly string[]) => list.filter((id) => there.includes(id));
	const before = orderOf(change.before);
	const after = orderOf(change.after);
	// Where the change moves nothing, any order fits.
	return sameOrder(before, after) || sameOrder(there, before) || sameOrder(there, after);
}

/** Brings the items that both sides of the change have into its order; the items of others keep their places. */
function reorder(items: Item[], change: ListChange): Item[] {
	const stays = (id: string) => change.before.includes(id) && change.after.includes(id);
	const before = change.before.filter(stays);
	const after = change.after.filter(stays);
	if (sameOrder(before, after)) return items;
	const byId = new Map(items.map((item) => [item.id, item]));
	const wanted = after.flatMap((id) => byId.get(id) ?? []);
	let next = 0;
	return items.map((item) => (stays(item.id) ? (wanted[next++] ?? item) : item));
}

/** Puts each added item behind the item that stands before it in the change's order, as far as that one is there. */
function withAdded(items: Item[], change: ListChange): Item[] {
	let result = items;
	for (const [place, id] of change.after.entries()) {
		if (!Object.hasOwn(change.added, id) || result.some((item) => item.id === id)) continue;
		const earlier = change.after.slice(0, place);
		const at = result.findLastIndex((item) => earlier.includes(item.id)) + 1;
		result = result.toSpliced(at, 0, structuredClone(change.added[id]) as Item);
	}
	return result;
}
