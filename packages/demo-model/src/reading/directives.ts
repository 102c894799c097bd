import { addByKind } from "./add-by-kind.ts";
import { addInstruction, isEmpty, isInstruction, leftover, marksIn, type Reading } from "./classify.ts";
import { clausesIn } from "./layout.ts";
import type { Span } from "./spans.ts";

const OR = /(?<!\p{L})(?:or|nor|oder|noch|ou|ni|o|lub|ani|of|veya)(?!\p{L})/iu;

/**
 * Adds a sentence about the film clause by clause, so that "no music, dark background" refuses music alone. Clauses up
 * to an "or" behind a negative are negative with it: "no red, green or blue".
 */
export function addDirectives(reading: Reading, at: Span): void {
	const clauses = clausesIn(reading.text, at, []);
	const isNegative = (clause: Span) => marksIn(reading, clause).some((mark) => mark.kind === "not");
	const lastOr = clauses.findLastIndex((clause) => OR.test(reading.masked.slice(clause.from, clause.to)));
	let negative = false;
	for (const [index, clause] of clauses.entries()) {
		negative = isNegative(clause) || (negative && index <= lastOr);
		if (negative) addInstruction(reading, clause, "negative");
		else addByKind(reading, clause);
	}
}
/** "Use hand-drawn lines and a warm light": begins as an instruction, and most of its words are about the film. */
export function isDirective(reading: Reading, at: Span): boolean {
	if (reading.masked.slice(at.from, at.to).includes("\uE000")) return false;
	const marks = marksIn(reading, at);
	const [first] = marks.filter((mark) => mark.kind !== "small" && mark.kind !== "manners");
	if (!first || !isEmpty(reading, { from: at.from, to: first.to })) return false;
	// "Never: run, shout": a label of a list.
	if (first.kind === "not" && /^\s*[:：]/u.test(reading.text.slice(first.to))) return false;
	const begins = first.kind === "direct" || first.kind === "not" || first.kind === "technique" || first.kind === "make";
	const said = leftover(reading, at);
	// "The word RESET": a word in capitals is to be shown.
	if (!begins || /\p{N}|(?<!\p{L})\p{Lu}{3,}(?!\p{L})/u.test(said)) return false;
	// "Show how our app Trackly works on a phone": the first sentence names what the film is about.
	if (reading.pieces.length === 0 && !reading.requested && /(?<=\s)\p{Lu}\p{Ll}/u.test(said)) return false;
	const words = reading.text.slice(at.from, at.to).match(/[\p{L}\p{N}'’-]+/gu)?.length ?? 1;
	const left = said.match(/[\p{L}\p{N}'’-]+/gu)?.length ?? 0;
	const about = marks.some((mark) => mark.kind === "technique" || mark.kind === "style" || mark.kind === "colour");
	return about && left <= words * (first.kind === "direct" || first.kind === "make" ? 0.45 : 0.2);
}

/** "Use these lines, in this order: We plant.": where content begins behind an instruction and a colon. Null: nowhere. */
export function directedBy(reading: Reading, at: Span): number | null {
	const colon = /[:：]\s+(?=\S)/u.exec(reading.masked.slice(at.from, at.to));
	if (!colon) return null;
	const head = { from: at.from, to: at.from + colon.index };
	const rest = { from: head.to + colon[0].length, to: at.to };
	const first = marksIn(reading, head).find((mark) => mark.kind !== "small" && mark.kind !== "manners");
	const directs = first?.kind === "direct" || first?.kind === "make";
	return directs && isInstruction(reading, head) && !isInstruction(reading, rest) && !isDirective(reading, rest)
		? rest.from
		: null;
}
