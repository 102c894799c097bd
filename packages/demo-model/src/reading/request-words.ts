import { isInstruction, leftover, marksIn, type Reading } from "./classify.ts";
import type { Mark } from "./lexicon.ts";
import type { Span } from "./spans.ts";

/** The sentence that requests a film, in parts. */
export interface Request {
	/** What is read as the subject, up to the sentence's end; null: the request names none. */
	subject: Span | null;
	/** What follows the request and is no subject. */
	rest: Span | null;
}
/** Whether a sentence begins with a verb that requests something. */
export function startsWithVerb(reading: Reading, at: Span): Mark | null {
	return (
		marksIn(reading, at).find(
			(mark) =>
				mark.kind === "make" &&
				!/[\p{L}\p{N}]/u.test(leftover(reading, { from: at.from, to: mark.from })) &&
				!/[.!?]/.test(reading.text.slice(at.from, mark.from)),
		) ?? null
	);
}

/** The end of the words about the film that follow its noun without a mark between: "de 15 segundos", "של 15 שניות". */
export function skipMarks(reading: Reading, at: Span): number {
	let position = at.from;
	let end = at.from;
	for (;;) {
		const gap = /^[^\S\n]*/.exec(reading.text.slice(position, at.to))?.[0].length ?? 0;
		const next = reading.marks.find((mark) => mark.from === position + gap && mark.to <= at.to && mark.kind !== "direct");
		if (!next || reading.lexicon.leads(reading.masked.slice(next.from, at.to)).some((lead) => lead.from === 0)) return end;
		position = next.to;
		if (next.kind !== "small" && next.kind !== "about") end = next.to;
	}
}

/** Where the request ends before a colon, behind more that is said of the film: "Make an infographic, 30 seconds: …". */
export function behindAsides(reading: Reading, at: Span): number {
	const end = skipMarks(reading, at);
	const aside = /^\s*[,，(（][^:：.!?\uE000]{2,60}(?=[:：]\s*[^\s\uE000])/u.exec(reading.masked.slice(end, at.to));
	return aside && isInstruction(reading, { from: end, to: end + aside[0].length }) ? end + aside[0].length : end;
}
