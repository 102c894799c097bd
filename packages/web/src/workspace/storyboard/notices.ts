import { toast } from "../../ui/index.ts";
import type { Notice } from "./editor-state.ts";

const NOUN = { undo: "undo", redo: "redo" } as const;
const PARTICIPLE = { undo: "undone", redo: "redone" } as const;

/** Says what the editor has to say, in passing. */
export function showNotice(notice: Notice): void {
	switch (notice.kind) {
		case "rebased":
			toast(
				"info",
				"The film was changed meanwhile.",
				notice.dropped.length === 0
					? "Your change was put on top of the newer version."
					: `The newer version is shown. This could not be put on top of it: ${notice.dropped.join("; ")}.`,
			);
			break;
		case "no-longer-applies":
			toast(
				"info",
				`“${notice.title}” can't be ${PARTICIPLE[notice.action]}: the same place was changed since.`,
				"Press again for the step before it, or restore a version from the list of versions.",
			);
			break;
		case "refused":
			toast(
				"problem",
				`“${notice.title}” can't be ${PARTICIPLE[notice.action]}. ${notice.problem.message}`,
				"Press again for the step before it, or restore a version from the list of versions.",
			);
			break;
		case "nothing-left":
			toast("info", `There is nothing to ${NOUN[notice.action]}.`);
			break;
		case "turn-running":
			toast(
				"info",
				`“${notice.title}” can't be ${PARTICIPLE[notice.action]} while the agent works.`,
				"Wait for the turn to end, or stop it.",
			);
			break;
		case "history-replaced":
			toast("info", "The film was changed in another place meanwhile.", "Undo begins at its newest version.");
			break;
		case "recovered":
			if (notice.made.length > 0) {
				toast("info", "Changes that were not sent before the page was closed are saved now.", `${notice.made.join("; ")}.`);
			}
			if (notice.lost.length > 0) {
				toast(
					"problem",
					"Changes that were not sent before the page was closed no longer fit: the film was changed since.",
					`Left out: ${notice.lost.join("; ")}. Make them again if you still want them.`,
				);
			}
			break;
		case "unreadable":
			toast(
				"problem",
				"A change that was not sent before the page was closed can't be read any more and is left out.",
				"Look at your last changes, and make again what is missing.",
			);
			break;
		case "not-kept":
			toast(
				"problem",
				"This browser can't keep changes that are not saved: they are lost if this tab is closed now.",
				"Keep the tab open until they are saved.",
			);
			break;
		case "done":
			announce(`${notice.action === "undo" ? "Undone" : "Redone"}: ${notice.title}`);
			break;
	}
}

/** Says a sentence to screen readers only: what was undone can be seen. */
function announce(sentence: string): void {
	const region = document.getElementById("undo-status");
	if (region) region.textContent = sentence;
}
