import { afterEach, expect, test, vi } from "vitest";
import { memoryStorage } from "../testing/memory-storage.ts";
import type { Entry, SavedEdits, Step } from "./editor-state.ts";
import { readEdits, writeEdits } from "./saved-edits.ts";

afterEach(() => vi.unstubAllGlobals());

const entry = (title: string): Entry => ({ kind: "edit", id: "edit-1", title, patch: [] });
const step = (title: string): Step => ({ kind: "edit", id: title, key: title, title, sent: false, refused: false, patch: [] });
/** Edits whose history has about so many characters. */
const edits = (historySize: number, waiting: Step[] = []): SavedEdits => ({
	head: "0".repeat(40),
	history: { past: [entry("x".repeat(historySize))], future: [] },
	waiting,
	own: [],
	tried: null,
	counter: 1,
});
function openTab(room?: number): Storage {
	const session = memoryStorage(room);
	vi.stubGlobal("sessionStorage", session);
	return session;
}
function visit(projectId: string, made: SavedEdits): void {
	readEdits(projectId);
	writeEdits(projectId, made);
}
const sizeOf = (storage: Storage) =>
	Array.from({ length: storage.length }, (_, at) => storage.getItem(storage.key(at) ?? "") ?? "").join("").length;

test("what was written is read", () => {
	openTab();
	visit("a", edits(10, [step("Trim")]));
	expect(readEdits("a")).toEqual(edits(10, [step("Trim")]));
	expect(readEdits("b")).toBeNull();
});

test("however many projects a tab visits, their histories stay within a bound, and those visited last are kept", () => {
	const session = openTab();
	for (let at = 0; at < 20; at++) visit(`film-${at}`, edits(700_000));
	expect(sizeOf(session)).toBeLessThan(3_000_000);
	expect(readEdits("film-0")).toBeNull();
	expect(readEdits("film-18")).toEqual(edits(700_000));
	expect(readEdits("film-19")).toEqual(edits(700_000));
});

test("a project that is visited again is dropped after those that were not", () => {
	openTab();
	for (const id of ["a", "b"]) visit(id, edits(700_000));
	for (const id of ["a", "c", "d"]) visit(id, readEdits(id) ?? edits(700_000));
	expect(readEdits("a")).not.toBeNull();
	expect(readEdits("b")).toBeNull();
});

test("the history of a project that makes room goes, what is not saved there stays", () => {
	openTab();
	visit("a", edits(1_400_000, [step("Trim")]));
	for (const id of ["b", "c"]) visit(id, edits(1_400_000));
	expect(readEdits("a")).toEqual({ ...edits(0, [step("Trim")]), history: { past: [], future: [] }, head: null });
});

test("in a full storage histories of other projects make room first", () => {
	openTab(2_000);
	visit("a", edits(1_200));
	visit("b", edits(1_200, [step("Trim")]));
	expect(readEdits("b")).toEqual(edits(1_200, [step("Trim")]));
});

test("in a full storage what is not saved is kept without the history", () => {
	openTab(2_000);
	visit("a", edits(3_000, [step("Trim")]));
	expect(readEdits("a")?.waiting).toEqual([step("Trim")]);
});

test("what no longer fits into the storage is not kept in an older form", () => {
	openTab(2_000);
	visit("a", edits(10, [step("Trim")]));
	writeEdits("a", edits(10, [step("Move".repeat(1_000))]));
	expect(readEdits("a")).toBeNull();
});

test("a storage that is closed to the page does not stop it", () => {
	vi.stubGlobal("sessionStorage", undefined);
	expect(() => visit("a", edits(10))).not.toThrow();
});
