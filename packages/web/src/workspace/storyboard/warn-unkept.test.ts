import { expect, test } from "vitest";
import type { EditorState } from "./editor.ts";
import type { Notice } from "./editor-state.ts";
import { warnUnkept } from "./warn-unkept.ts";

type Status = EditorState["status"];

/** The sentences a person sees while an editor goes through these states. */
function noticesOf(kept: boolean, states: readonly Status[], end = states.length): Notice[] {
	const notices: Notice[] = [];
	const state: EditorState = { view: null, commitSha: null, status: "clean", problem: null, undoTitle: null, redoTitle: null };
	let check: (() => void) | undefined;
	const editor = {
		getState: () => state,
		subscribe: (listener: () => void) => {
			check = listener;
			return () => {
				check = undefined;
			};
		},
	};
	const stop = warnUnkept(editor, { isKept: () => kept }, (notice) => notices.push(notice));
	states.forEach((status, at) => {
		if (at === end) stop();
		state.status = status;
		check?.();
	});
	return notices;
}

test.each(["busy", "offline", "failed"] as const)("edits that are held as %s and can't be kept are reported once", (held) => {
	expect(noticesOf(false, ["waiting", "saving", held, "saving", held])).toEqual([{ kind: "not-kept" }]);
});

test("edits that are kept, and those that are saved at once, need no word", () => {
	expect(noticesOf(true, ["waiting", "saving", "offline"])).toEqual([]);
	expect(noticesOf(false, ["waiting", "saving", "clean"])).toEqual([]);
});

test("nothing is reported once the page has left the film", () => {
	expect(noticesOf(false, ["waiting", "offline"], 1)).toEqual([]);
});
