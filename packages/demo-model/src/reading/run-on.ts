import { isEmpty, isInstruction, marksIn, type Reading } from "./classify.ts";
import { clausesIn } from "./layout.ts";
import type { Mark, WordKind } from "./lexicon.ts";
import type { Span } from "./spans.ts";

/** Words from which on a clause without marks of punctuation holds more than one thing. */
const MANY_WORDS = 8;
/** Letters that stand for as many words where words are not parted by blanks. */
const MANY_LETTERS = 16;
/** Most words of an instruction at the end of a clause that runs on. */
const LONGEST_TAIL = 14;
/** Kinds of words that make the end of a clause an instruction: more than a verb or a noun that could be content. */
const TELLING: ReadonlySet<WordKind> = new Set([
	"manners",
	"length",
	"ratio",
	"style",
	"colour",
	"technique",
	"film",
	"audience",
]);

/**
 * Where the instruction begins that ends a clause which runs on without punctuation: "… call 0700 make it cute thx". The
 * clause's end: there is none. Only at the end of a line or of the prompt, where such wishes stand.
 */
export function runOnEnd(reading: Reading, clause: Span): number {
	const said = reading.masked.slice(clause.from, clause.to);
	const words = [...said.matchAll(/[^\s\uE000]+/gu)];
	const joined = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(said);
	if (words.length < MANY_WORDS && !(joined && said.length >= MANY_LETTERS && words.length > 2)) return clause.to;
	const line = /^[^\n]*/.exec(reading.text.slice(clause.to))?.[0] ?? "";
	// Thanks at the end were taken off before.
	if (!isEmpty(reading, { from: clause.to, to: clause.to + line.length })) return clause.to;
	let start = clause.to;
	for (const word of words.slice(1).reverse().slice(0, LONGEST_TAIL)) {
		const from = clause.from + word.index;
		const part = { from, to: clause.to };
		if (isInstruction(reading, part) && marksIn(reading, part).some((mark) => TELLING.has(mark.kind) && mark.from === from))
			start = from;
	}
	// "Que sea vertical": the instruction stands before the content.
	const direct = marksIn(reading, clause).find(
		(mark) => mark.kind === "direct" && start < clause.to && reading.text.slice(mark.to, start).trim() === "" && mark.to <= start,
	);
	return direct && direct.from > clause.from ? direct.from : start;
}

/** Where a sentence begins behind a greeting and words of hesitation, without a mark between: "hey can u make …". */
export function behindManners(reading: Reading, at: Span): number {
	// Words of courtesy in a wish about the film belong to it: "please no music".
	const [first = at] = clausesIn(reading.text, at, []);
	if (isInstruction(reading, first) && marksIn(reading, first).some((mark) => mark.kind !== "manners" && mark.kind !== "small"))
		return at.from;
	let position = at.from;
	for (;;) {
		const next = marksIn(reading, { from: position, to: at.to }).find(
			(mark) => mark.kind === "manners" && mark.from === position,
		);
		// "Could you make us": the verb of the request is within a longer phrase.
		const asks = (mark: Mark) => mark.kind === "make" && mark.from === position && next !== undefined && mark.to > next.to;
		if (!next || reading.marks.some(asks)) return position;
		const gap = /^[\s,!.،、~]*/u.exec(reading.text.slice(next.to, at.to))?.[0].length ?? 0;
		// "Hello Kitty" is a name.
		if (next.to + gap >= at.to || /^\p{Lu}/u.test(reading.text.slice(next.to + gap))) return position;
		position = next.to + gap;
	}
}
