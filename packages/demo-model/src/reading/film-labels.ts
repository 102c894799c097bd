import { isEmpty, isInstruction, marksIn, type Reading } from "./classify.ts";
import type { Span } from "./spans.ts";

/** Whether what follows a label says how the film is made. */
export function isAboutFilm(reading: Reading, at: Span): boolean {
	return /[\p{L}\p{N}\uE000]/u.test(reading.masked.slice(at.from, at.to)) && isInstruction(reading, at);
}

/** "Style: …" is about the film; "Features: …" is not. Null: the sentence begins with no label. */
export function labelOf(reading: Reading, at: Span): { about: "film" | "subject" } | null {
	const found = /^[^:：,.!?\uE000]{1,40}[:：](?=\s|\uE000|$)/u.exec(reading.masked.slice(at.from, at.to));
	if (!found) return null;
	const span = { from: at.from, to: at.from + found[0].length };
	const kinds = marksIn(reading, span);
	if (reading.lexicon.leads(reading.masked.slice(span.from, span.to)).some((lead) => lead.from === 0))
		return { about: "subject" };
	if (
		!isEmpty(reading, span) ||
		kinds.some((mark) => mark.kind === "list" || mark.kind === "scene" || mark.kind === "film" || mark.kind === "make")
	)
		return { about: "subject" };
	// "Pastel: we grow": a word of a look alone labels no instruction.
	const about =
		kinds.some((mark) => mark.kind === "technique" || mark.kind === "language") ||
		(kinds.some((mark) => mark.kind === "style") && isAboutFilm(reading, { from: span.to, to: at.to }));
	return about && reading.quotes.every((quote) => quote.from >= at.to || quote.to <= at.from)
		? { about: "film" }
		: { about: "subject" };
}
