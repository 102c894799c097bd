import { addInstruction, marksIn, type Reading } from "./classify.ts";
import type { Span } from "./spans.ts";

/** Adds a range of instructions as spans of their kinds: "20 second" is a length, the words around it the request. */
export function addByKind(reading: Reading, at: Span): void {
	let position = at.from;
	const single = new Set(["length", "ratio", "colour", "style", "audience", "language", "technical"]);
	for (const mark of marksIn(reading, at)) {
		if (mark.from < position || !single.has(mark.kind)) continue;
		addInstruction(reading, { from: position, to: mark.from }, "request");
		addInstruction(reading, mark);
		position = mark.to;
	}
	addInstruction(reading, { from: position, to: at.to }, "request");
}
