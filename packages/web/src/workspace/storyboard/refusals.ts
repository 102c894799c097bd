import type { StoryDreamError } from "@storydream/protocol";
import type { EditorModel, Notice } from "./editor-state.ts";
import { withoutEntry, withoutOpposites } from "./history.ts";

/** What becomes of undo and redo that the studio does not make. Pure. */

/** Refusals that come again however often the same is sent. */
const FINAL: ReadonlySet<string> = new Set([
	"storyboard_invalid",
	"stale_head",
	"not_found",
	"conflict",
	"bad_request",
	"too_large",
	"version_broken",
]);

/**
 * A refused undo waits, since one more press may lead to a film that the studio takes; but no edit waits for that. A version
 * that must not be restored never waits: sent again by itself, it would take back what the person has not seen.
 */
export function isInTheWay({ inFlight, waiting }: EditorModel, problem: StoryDreamError): boolean {
	if (!FINAL.has(problem.code)) return false;
	return inFlight.some((one) => "sha" in one) || (inFlight[0]?.kind !== "edit" && waiting.some((one) => one.kind === "edit"));
}

/** Without the undo and redo in flight, also in the history: what waits behind them is saved. */
export function withoutRefused(model: EditorModel, problem: StoryDreamError): { model: EditorModel; notices: Notice[] } {
	const open = withoutOpposites([...model.inFlight, ...model.waiting]);
	const dropped = model.inFlight.filter((one) => open.includes(one));
	const waiting = open.filter((one) => !dropped.includes(one));
	const history = dropped.reduce((result, one) => withoutEntry(result, one.id), model.history);
	const notices = dropped.map(({ kind, title }): Notice => {
		const action = kind === "undo" || kind === "undo-version" ? "undo" : "redo";
		return { kind: "refused", action, title, problem };
	});
	return { model: { ...model, inFlight: [], waiting, history }, notices };
}

/** Whether undo would take a version back by itself: then a restore takes back nothing that the person has not seen. */
export const isKnown = ({ head, own, history }: EditorModel, sha: string): boolean =>
	sha === head || own.includes(sha) || [...history.past, ...history.future].some((entry) => "sha" in entry && entry.sha === sha);
