import type { Storyboard } from "@storydream/protocol";
import type { Decision } from "./decision.ts";
import { wishIn } from "./matching.ts";
import { storyboardIn, type Turn } from "./turns.ts";

const UNDO =
	/^(?:please\s+|no,?\s+|oops,?\s+|ok,?\s+)*(?:undo(?:\s+(?:that|this|it|the last (?:change|step|edit)|everything|please|all of (?:it|that)))*|go back(?:\s+(?:one step|to (?:the )?(?:previous|last|earlier|old) (?:version|one)|to before|again))?|revert(?:\s+(?:that|this|it|the last change|to the previous version))?|take (?:that|it) back|(?:restore|bring back) (?:the )?(?:previous|last|earlier|old)(?: version| one| film)?|change it back|put it back(?: how it was)?|as it was before|previous version|rückgängig(?: machen)?|mach(?:e)? (?:das|es) rückgängig|deshacer|deshaz(?:lo)?|vuelve atrás|annule[rz]?|reviens en arrière)[\s.!]*$/i;

/**
 * Answers a wish to go back: with the storyboard from before the last change, if the conversation still holds it, else
 * with where to click. Null when the prompt is no such wish.
 */
export function undo(prompt: string, turn: Turn, earlier: readonly Turn[], current: Storyboard | null): Decision | null {
	if (!isUndo(prompt)) return null;
	const how =
		"Every turn is a version: the **Versions** panel shows them all with pictures, and **Restore** brings any of them back (the undo button goes one step). Nothing is ever lost by that.";
	const before = stateBefore(earlier);
	if (!before) return { kind: "talk", text: `I don't remember an earlier film in this conversation. ${how}` };
	if (current && JSON.stringify(current) === JSON.stringify(before) && turn.calls.every((call) => !call.name.endsWith("Write"))) {
		return { kind: "talk", text: `The film is already as it was before the last change. ${how}` };
	}
	const mine = lastWritten(earlier);
	const begun = turn.calls.some((call) => call.name.endsWith("Write"));
	if (current && mine && !begun && JSON.stringify(current) !== JSON.stringify(mine)) {
		return {
			kind: "talk",
			text: `The film has been changed by hand since my last change, and going back here would lose that. ${how}`,
		};
	}
	return {
		kind: "edit",
		storyboard: before,
		notes: [`The film is back to what it was before the last change. ${how}`],
		problems: [],
		touched: new Set(),
		language: wishIn(prompt)?.language ?? "en",
	};
}

function isUndo(prompt: string): boolean {
	return UNDO.test(prompt) || wishIn(prompt)?.english === "undo";
}

function lastWritten(earlier: readonly Turn[]): Storyboard | null {
	const writes = earlier.flatMap((turn) => turn.calls.filter((call) => call.name.endsWith("Write")));
	return writes.map((call) => storyboardIn(call)?.storyboard ?? null).findLast((found) => found !== null) ?? null;
}

/**
 * The film as it was before the last turn that changed it. A turn that undid something counts back further: two undos
 * in a row go two steps.
 */
function stateBefore(earlier: readonly Turn[]): Storyboard | null {
	const states: Storyboard[] = [];
	for (const turn of earlier) {
		const found = turn.calls.map((call) => ({ call, state: storyboardIn(call) })).filter(({ state }) => state !== null);
		const read = found.find(({ call }) => call.name.endsWith("Read"))?.state?.storyboard;
		const written = found.filter(({ call }) => call.name.endsWith("Write")).at(-1)?.state?.storyboard;
		if (!written) continue;
		if (isUndo(turn.prompt)) {
			states.pop();
			continue;
		}
		if (read) states.push(read);
	}
	return states.at(-1) ?? null;
}
