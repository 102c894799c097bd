import { isInstruction, marksIn, type Reading } from "./classify.ts";
import { clausesIn, sentencesIn } from "./layout.ts";
import type { Mark } from "./lexicon.ts";
import type { Span } from "./spans.ts";

/**
 * Lengths of time that are facts of the subject: beside another figure, in a prompt that names the film's length in a
 * sentence of its own or beside its noun. "1903 first flight, 12 seconds; … 40 s, dark."
 */
export function factLengths(reading: Reading): Mark[] {
	const all = reading.marks.filter((mark) => mark.kind === "length");
	const long = all.filter((mark) => isLongFact(reading, mark, all));
	const lengths = all.filter((mark) => !long.includes(mark));
	return [...long, ...besideFigures(reading, lengths)];
}

/** Longest length that is taken for a film's where a shorter one is named, and where none is, in seconds. */
const LONGEST = { besideShort: 300, alone: 900, short: 240 };

/** "45 min" of a board game, "from 48 to 31 minutes" of waiting: too long for a film, or the end of a range. */
function isLongFact(reading: Reading, mark: Mark, all: readonly Mark[]): boolean {
	const seconds = secondsOf(reading, mark);
	if (RANGE_AHEAD.test(reading.masked.slice(0, mark.from))) return true;
	if (isBesideFilm(reading, mark)) return false;
	const other = all.some((one) => one !== mark && secondsOf(reading, one) <= LONGEST.short);
	return seconds > (other ? LONGEST.besideShort : LONGEST.alone);
}

/** "from 48 to" */
const RANGE_AHEAD = /(?<!\p{L})(?:from|von|de|da|od|van)\s\d+(?:[.,]\d+)?\s(?:to|auf|bis|à|a|do|na|naar|tot)\s$/iu;

function secondsOf(reading: Reading, { from, to }: Span): number {
	return reading.lexicon.lengths(reading.masked.slice(from, to))[0]?.seconds ?? 0;
}

function besideFigures(reading: Reading, lengths: Mark[]): Mark[] {
	if (lengths.length < 2) return [];
	const sentences = sentencesIn(reading.text, { from: 0, to: reading.text.length }, [...reading.quotes, ...reading.links]);
	const sentenceOf = (mark: Span) => sentences.find((one) => mark.from >= one.from && mark.to <= one.to);
	const ofFilm = (mark: Mark) => {
		const sentence = sentenceOf(mark);
		return sentence !== undefined && (isBesideFilm(reading, mark) || isWish(reading, sentence));
	};
	if (!lengths.some(ofFilm)) return [];
	return lengths.filter((mark) => {
		const sentence = sentenceOf(mark);
		return sentence !== undefined && !ofFilm(mark) && followsFigure(reading, sentence, mark);
	});
}

/** "20 second film", "film of 20 seconds". */
function isBesideFilm(reading: Reading, length: Mark): boolean {
	return reading.marks.some((film) => {
		if (film.kind !== "film") return false;
		const between = film.from >= length.to ? [length.to, film.from] : [film.to, length.from];
		return /^[\s-]*(?:\p{L}{1,4}[\s-]+){0,2}$/u.test(reading.text.slice(between[0], between[1]));
	});
}

/** A sentence about the film alone, that doesn't say how long one of its scenes is. */
function isWish(reading: Reading, sentence: Span): boolean {
	return isInstruction(reading, sentence) && !marksIn(reading, sentence).some(({ kind }) => kind === "scene" || kind === "list");
}

/** Whether a length is a clause right behind content with a figure. */
function followsFigure(reading: Reading, sentence: Span, length: Mark): boolean {
	const clauses = clausesIn(reading.text, sentence, [...reading.quotes, ...reading.links]);
	const index = clauses.findIndex((clause) => length.from >= clause.from && length.to <= clause.to);
	const before = clauses[index - 1];
	const labelled =
		before !== undefined &&
		/^\s*:/.test(reading.text.slice(before.to)) &&
		/^\p{Lu}/u.test(reading.text.slice(before.from)) &&
		before.to - before.from <= 30;
	if (labelled && !isInstruction(reading, before)) return true;
	return before !== undefined && !isInstruction(reading, before) && /\d/.test(reading.text.slice(before.from, before.to));
}
