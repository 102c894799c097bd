import { type EditorModel, type Entry, SavedEdits } from "./editor-state.ts";

/**
 * What was edited and not saved, and what undo takes back, kept over a reload of the tab. What is not saved is also kept
 * over the tab's end: see `unsent-edits.ts`.
 */

/** Characters of a stored history; a tab has about five million for everything. */
const HISTORY_MAX = 1_500_000;

const keyOf = (projectId: string) => `storydream:edits:${projectId}`;

/**
 * Null: there is nothing, storage is closed, or it holds something foreign.
 * @param takenOver another tab has sent what waited here
 */
export function readEdits(projectId: string, takenOver: boolean): SavedEdits | null {
	try {
		const stored = sessionStorage.getItem(keyOf(projectId));
		const saved = stored ? (SavedEdits.safeParse(JSON.parse(stored)).data ?? null) : null;
		return saved && takenOver ? { ...saved, waiting: [] } : saved;
	} catch {
		return null;
	}
}

export function writeEdits(projectId: string, edits: SavedEdits): void {
	try {
		sessionStorage.setItem(keyOf(projectId), JSON.stringify(edits));
	} catch {
		try {
			// No room: what is not saved yet matters more than what could be undone.
			sessionStorage.setItem(keyOf(projectId), JSON.stringify({ ...edits, history: { past: [], future: [] }, head: null }));
		} catch {
			// No storage at all: everything still lives in this page's memory.
		}
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
