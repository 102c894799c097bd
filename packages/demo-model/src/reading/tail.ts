import { addByKind } from "./add-by-kind.ts";
import { addInstruction, isInstruction, marksIn, type Reading } from "./classify.ts";
import { clausesIn } from "./layout.ts";
import type { WordKind } from "./lexicon.ts";
import { isLookPhrase } from "./look-phrases.ts";
import { BLANK, type Span } from "./spans.ts";

/** Words of the prompt that may follow a request which ends it. */
const MOST_BEHIND = 14;
/** More words make a clause something to be shown. */
const MOST_WORDS = 4;

/** Whether a sentence stands behind content, near the end: what it asks for is how the film is made. */
export function isLate(reading: Reading, at: Span): boolean {
	const behind = reading.text.slice(at.to).match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
	return reading.pieces.length > 0 && !reading.requested && behind <= MOST_BEHIND;
}

/** A clause of few words without a figure, a name, a quote or a link. */
function isWeak(reading: Reading, clause: Span): boolean {
	const said = reading.masked.slice(clause.from, clause.to);
	const words = said.match(/[\p{L}\p{M}'’-]+/gu) ?? [];
	return words.length <= MOST_WORDS && !/[\p{N}?？]/u.test(said) && !said.includes(BLANK) && !/(?<=\s)\p{Lu}/u.test(said);
}

const NEGATIVE = /^(?:(?:and|but|please)\s)*(?:no|not|without|never|nothing|don't|do not|avoid)\s/iu;
const REFUSED: ReadonlySet<WordKind> = new Set(["technique", "film", "technical"]);
/** What may follow the refused thing: "no text besides the name". */
const EXCEPT =
	/^\s*(?:$|(?:besides|except|other than|apart from|at|on|in|or|and|please|anywhere|whatsoever|allowed|needed|of any kind|thanks)(?!\p{L}))/iu;

/** "No flashy effects", "no text besides the name": refuses something that films are made of. */
export function refusesTechnique(reading: Reading, clause: Span): boolean {
	const said = reading.masked.slice(clause.from, clause.to).replace(/[.!\s]+$/u, "");
	const head = NEGATIVE.exec(said);
	if (!head || /\p{N}/u.test(said) || said.includes(BLANK)) return false;
	return marksIn(reading, clause).some((mark) => {
		if (!REFUSED.has(mark.kind)) return false;
		const ahead = said.slice(head[0].length, mark.from - clause.from).trim();
		return ahead.split(/\s+/).length <= 2 && EXCEPT.test(said.slice(mark.to - clause.from));
	});
}

/** Whether a clause that is no instruction by its words is one by its place: behind instructions, or between them. */
export function isWishByPlace(reading: Reading, clauses: readonly Span[], index: number): boolean {
	const [clause, before, after] = [clauses[index], clauses[index - 1], clauses[index + 1]];
	if (!clause || !before || !isWeak(reading, clause)) return false;
	const isWish = (one: Span) => isInstruction(reading, one) || isLookPhrase(reading, one);
	if (!isWish(before)) return false;
	const said = reading.masked.slice(clause.from, clause.to);
	if (NEGATIVE.test(said) || isLookPhrase(reading, clause)) return true;
	// "…, romantic, blush pink": a shade of a colour.
	const shade = /^\p{Ll}+\s\p{Ll}+[.!]?$/u.test(said.trim());
	if (shade && marksIn(reading, clause).some((mark) => mark.kind === "colour" && mark.from > clause.from)) return true;
	return after !== undefined && isWish(after) && said.trim().split(/\s+/).length <= 2 && /^\p{Ll}/u.test(said);
}

/**
 * Whether a sentence behind content is about the film by most of its clauses: "Clear, blackboard look", "Serious, dark
 * blue, 20 seconds, no jokes".
 */
export function isTailSentence(reading: Reading, clauses: readonly Span[]): boolean {
	if (reading.pieces.length === 0) return false;
	const known = clauses.filter((clause) => isInstruction(reading, clause) || isLookPhrase(reading, clause));
	const odd = clauses.filter((clause) => !known.includes(clause));
	if (known.length === 0 || odd.length === 0 || odd.length > known.length) return false;
	return odd.every((clause, place) => {
		const said = reading.masked.slice(clause.from, clause.to);
		if (!isWeak(reading, clause)) return refusesTechnique(reading, clause);
		// "No jargon, friendly, one minute": before two wishes at least a refusal is one of them.
		if (NEGATIVE.test(said)) return clause !== clauses[0] || known.length >= 2;
		const adjective = !/\s/.test(said.trim()) && place === 0 && clauses.length === 2 && clause === clauses[0];
		return adjective && known.some((one) => isLookPhrase(reading, one) && !isInstruction(reading, one));
	});
}

/** Reads what a late request says besides its noun: "… with snow, red and green". Clauses that say more are left. */
export function readLateTail(reading: Reading, at: Span): { subject: null; rest: Span | null } {
	for (const clause of clausesIn(reading.text, at, [...reading.quotes, ...reading.links])) {
		const whom =
			/^(?:for|aimed at)\s/iu.test(reading.text.slice(clause.from)) &&
			marksIn(reading, clause).some(({ kind }) => kind === "audience");
		if (whom && clause.to - clause.from <= 40) addInstruction(reading, clause, "audience");
		else if (isInstruction(reading, clause) || isLookPhrase(reading, clause)) addByKind(reading, clause);
		else if (isWeak(reading, clause) || refusesTechnique(reading, clause))
			addInstruction(reading, clause, NEGATIVE.test(reading.masked.slice(clause.from, clause.to)) ? "negative" : "style");
		else return { subject: null, rest: { from: clause.from, to: at.to } };
	}
	return { subject: null, rest: null };
}
