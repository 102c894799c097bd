import { z } from "zod";
import { type EditorModel, type Entry, SavedEdits } from "./editor-state.ts";

/**
 * What was edited and not saved, and what undo takes back, kept over a reload of the tab. What is not saved is also kept
 * over the tab's end: see `unsent-edits.ts`.
 */

/** Characters of a stored history, and of those of all other projects together; a tab has about five million for everything. */
const HISTORY_MAX = 1_500_000;

const PREFIX = "storydream:edits:";
/** Ids of the projects that something is stored of, the one visited last first. */
const VISITED_KEY = "storydream:visited";
const Visited = z.array(z.string());

const keyOf = (projectId: string) => `${PREFIX}${projectId}`;
const withoutHistory = (edits: SavedEdits): SavedEdits => ({ ...edits, history: { past: [], future: [] }, head: null });

/**
 * What was kept of the project that is opened. Histories of projects that were not visited for long make room for it.
 * Null: there is nothing, storage is closed, or it holds something foreign.
 */
export function readEdits(projectId: string): SavedEdits | null {
	try {
		makeRoom(projectId, HISTORY_MAX);
	} catch {
		// Storage is full or closed: what is stored can perhaps be read.
	}
	return readStored(projectId);
}

function readStored(projectId: string): SavedEdits | null {
	try {
		return SavedEdits.safeParse(JSON.parse(sessionStorage.getItem(keyOf(projectId)) ?? "null")).data ?? null;
	} catch {
		return null;
	}
}

/** Keeps what fits: what is not saved yet matters more than what could be undone, here and in other projects. */
export function writeEdits(projectId: string, edits: SavedEdits): void {
	const store = (kept: SavedEdits) => sessionStorage.setItem(keyOf(projectId), JSON.stringify(kept));
	const tries = [
		() => store(edits),
		() => {
			makeRoom(projectId, 0);
			store(edits);
		},
		() => store(withoutHistory(edits)),
		// A failed write leaves the older value: after a reload its steps would be sent in place of those that wait now.
		() => sessionStorage.removeItem(keyOf(projectId)),
	];
	tries.some((attempt) => {
		try {
			attempt();
			return true;
		} catch {
			return false;
		}
	});
}

/** Drops histories of other projects, those visited longest ago first, until the rest has at most `room` characters. */
function makeRoom(projectId: string, room: number): void {
	const others = visited().filter((id) => id !== projectId);
	let left = room;
	for (const id of others) {
		left -= sessionStorage.getItem(keyOf(id))?.length ?? 0;
		if (left < 0) dropHistory(id);
	}
	const stored = others.filter((id) => sessionStorage.getItem(keyOf(id)) !== null);
	sessionStorage.setItem(VISITED_KEY, JSON.stringify([projectId, ...stored]));
}

/** What is not saved stays. */
function dropHistory(projectId: string): void {
	const saved = readStored(projectId);
	if (saved && saved.waiting.length > 0) {
		sessionStorage.setItem(keyOf(projectId), JSON.stringify(withoutHistory(saved)));
	} else sessionStorage.removeItem(keyOf(projectId));
}

/** Also those that are stored and not listed, as the oldest. */
function visited(): string[] {
	const keys = Array.from({ length: sessionStorage.length }, (_, at) => sessionStorage.key(at) ?? "");
	const stored = keys.filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
	return [...new Set([...listed(), ...stored])];
}

function listed(): string[] {
	try {
		return Visited.safeParse(JSON.parse(sessionStorage.getItem(VISITED_KEY) ?? "null")).data ?? [];
	} catch {
		return [];
	}
}

/** What of a model is kept: the newest entries, as far as there is room. */
export function savedEditsOf({ history, inFlight, waiting, head, own, tried, counter }: EditorModel): SavedEdits {
	return {
		head,
		history: { past: newest(history.past), future: newest(history.future) },
		waiting: [...inFlight.map((step) => ({ ...step, sent: true })), ...waiting],
		own: [...own],
		tried,
		counter,
	};
}

function newest(entries: readonly Entry[]): Entry[] {
	let room = HISTORY_MAX / 2;
	const kept: Entry[] = [];
	for (const entry of entries.toReversed()) {
		room -= JSON.stringify(entry).length;
		if (room < 0) break;
		kept.unshift(entry);
	}
	return kept;
}
