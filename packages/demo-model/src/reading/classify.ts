import type { BriefSpan, InstructionKind, Role } from "./brief-spans.ts";
import { codeKindOf } from "./code-lines.ts";
import { trimmedSpan } from "./layout.ts";
import type { Lexicon, Mark, WordKind } from "./lexicon.ts";
import type { QuotedText } from "./quotes.ts";
import { BLANK, blank, type Span } from "./spans.ts";

/** A run of content of one sentence: what one scene may show. */
export interface Piece extends Span {
	role: Role;
	/** Content clauses, in order; at least one. */
	clauses: Span[];
	/** Number of the sentence or line it stands in. */
	sentence: number;
	/** The quoted words, where the piece is a quote. */
	quote: QuotedText | null;
	/** Words of the instruction before it that name a scene: "a bar chart of". */
	hint: string;
}

/** A prompt in the course of being read. */
export interface Reading {
	text: string;
	/** The text with quotes and links blanked out. */
	masked: string;
	lexicon: Lexicon;
	marks: Mark[];
	quotes: QuotedText[];
	/** Links, addresses, handles, hashtags and telephone numbers: content wherever they stand. */
	links: Span[];
	spans: BriefSpan[];
	pieces: Piece[];
	/** Whether the sentence that requests the film has been read. */
	requested: boolean;
	sentence: number;
	/** Whether sentences begin with words of order: "First …. Then …." */
	ordered: boolean;
}

const STRONG: ReadonlySet<WordKind> = new Set([
	"manners",
	"make",
	"film",
	"style",
	"technique",
	"direct",
	"audience",
	"scene",
	"list",
	"colour",
	"ratio",
	"length",
	"language",
	"technical",
]);

/** What an instruction is called, by the words in it; the first that is there. */
const KIND_OF: readonly [WordKind, InstructionKind][] = [
	["length", "length"],
	["ratio", "ratio"],
	["not", "negative"],
	["language", "language"],
	["colour", "colour"],
	["audience", "audience"],
	["style", "style"],
	["technique", "technique"],
	["technical", "technique"],
	["film", "request"],
	["make", "request"],
	["manners", "request"],
	["scene", "scene"],
	["list", "list"],
];

/** Music that is played to the guests of what a film tells of. */
const LIVE_MUSIC =
	/live music|(?:musi\p{L}*|música|muzyk\p{L}*|muziek)\s(?:live|dal vivo|en vivo|en directo|ao vivo|na żywo)|live-?musik|livemuziek|canlı müzik/iu;

export const SAYS = /[\p{L}\p{N}]/u;

export function marksIn(reading: Reading, at: Span): Mark[] {
	return reading.marks.filter((mark) => mark.from >= at.from && mark.to <= at.to);
}

/** What is left of a range without the words that are about the film. Quotes and links are left. */
export function leftover(reading: Reading, at: Span, except: ReadonlySet<WordKind> = new Set()): string {
	const marks = marksIn(reading, at).filter((mark) => !except.has(mark.kind));
	const inside = marks.map((mark) => ({ from: mark.from - at.from, to: mark.to - at.from }));
	return blank(reading.masked.slice(at.from, at.to).replaceAll(BLANK, "X"), inside).replaceAll(BLANK, " ");
}

/** Whether a range holds nothing but words about the film, at least one of which is more than a small word. */
export function isInstruction(reading: Reading, at: Span): boolean {
	if (SAYS.test(leftover(reading, at)) || LIVE_MUSIC.test(reading.masked.slice(at.from, at.to))) return false;
	return marksIn(reading, at).some((mark) => STRONG.has(mark.kind));
}

/** Whether a range holds nothing but small words and words about the film. */
export function isEmpty(reading: Reading, at: Span): boolean {
	return !SAYS.test(leftover(reading, at));
}

export function addInstruction(reading: Reading, at: Span, kind?: InstructionKind): void {
	const span = trimmedSpan(reading.text, at);
	const said = reading.text.slice(span.from, span.to);
	if (!SAYS.test(said)) return;
	const kinds = new Set(marksIn(reading, span).map((mark) => mark.kind));
	const found = kind ?? (kinds.has("not") ? "negative" : null) ?? KIND_OF.find(([word]) => kinds.has(word))?.[1] ?? "request";
	reading.spans.push({ ...span, text: said, kind: found });
}

/** Adds clauses that stand side by side as one piece of content. */
export function addContent(
	reading: Reading,
	clauses: readonly Span[],
	role: Role,
	more: { quote?: QuotedText; hint?: string } = {},
): void {
	// Quoted words are shown with their own marks; the marks of a sentence are left out.
	const strip = more.quote ? trimmedSpan : bareSpan;
	const bare = clauses.map((clause) => strip(reading.text, clause)).filter((clause) => clause.to > clause.from);
	const first = bare[0];
	const last = bare.at(-1);
	if (!first || !last) return;
	const { from, to } = strip(reading.text, { from: first.from, to: last.to });
	const code = role === "statement" && bare.length === 1 ? codeKindOf(reading.text.slice(from, to)) : null;
	reading.spans.push({ from, to, text: reading.text.slice(from, to), kind: "content", role });
	reading.pieces.push({
		from,
		to,
		role,
		clauses: bare,
		sentence: reading.sentence,
		quote: more.quote ?? null,
		hint: more.hint || (code ?? ""),
	});
}

/** Without blanks and marks of separation at its ends, and without the full stop of a single sentence. */
function bareSpan(text: string, at: Span): Span {
	let { from, to } = at;
	while (from < to && /[\s,;:：，、；•·*_|–—=>→]/.test(text[from] ?? "")) from++;
	// "The tide goes out. / The boats lie down.": a stroke between lines.
	if (/^[-/]\s/.test(text.slice(from, to))) from += 2;
	while (to > from && /[\s,;:：，、；*_|–—=।،؛]/.test(text[to - 1] ?? "")) to--;
	// The full stop of an ordinal ends no sentence: "70. Geburtstag".
	const inner = text.slice(from, to).replace(/(?<=(?:^|\s)\d{1,3})\.(?=\s)/gu, " ");
	if (/[.。]$/.test(inner) && !/\.\.$/.test(inner) && !/[.!?。！？]\s/.test(inner) && !/(?:^|[\s.])\p{L}\.$/u.test(inner)) to--;
	while (to > from && /\s/.test(text[to - 1] ?? "")) to--;
	return { from, to };
}
