import { isInstruction, marksIn, type Reading, SAYS } from "./classify.ts";
import { within } from "./layout.ts";
import type { Span } from "./spans.ts";

/**
 * Where an instruction begins that ends a clause: "… in 20 seconds", "… with calm music". `open`: behind any preposition;
 * otherwise only behind words that are about nothing else: "… on the map", "… fills the screen".
 */
export function instructionEnd(reading: Reading, clause: Span, open: boolean): number {
	const before = open
		? matchesBefore(reading, clause)
		: [...phrasesBefore(reading, clause), ...pleaBehind(reading, clause), ...alwaysBehind(reading, clause)];
	for (const from of before) {
		if (from <= clause.from) continue;
		const part = { from, to: clause.to };
		if (
			isInstruction(reading, part) &&
			!isBareStyle(reading, part) &&
			!isInFigures(reading, part) &&
			SAYS.test(reading.text.slice(clause.from, from))
		)
			return from;
	}
	return clause.to;
}

/** "Piano lessons please": a plea ends a clause. */
function pleaBehind(reading: Reading, clause: Span): number[] {
	const found = /\s(?:please|pls|plz|thx)[.!]?$/iu.exec(reading.masked.slice(clause.from, clause.to));
	return found ? [clause.from + found.index + 1] : [];
}

/** Where the film is shown, and what is asked for with "please", end any clause: "Menu for the canteen TV". */
function alwaysBehind(reading: Reading, clause: Span): number[] {
	return marksIn(reading, clause)
		.filter((mark) => mark.phrase && (mark.place || /^(?:please|pls|plz)\s/iu.test(reading.text.slice(mark.from, mark.to))))
		.map((mark) => mark.from);
}

/** "Our year in numbers": a counted noun without an article is what a title says. */
function isInFigures(reading: Reading, part: Span): boolean {
	const bare = /^(?:in|en|em|w)\s[\p{L}-]+[\s:：.]*(?:[(（].*)?$/iu.test(reading.masked.slice(part.from, part.to));
	const first = marksIn(reading, part).find((mark) => mark.kind !== "small" && mark.kind !== "about");
	return bare && (first?.kind === "list" || first?.kind === "scene");
}

/** "With light": words of a look behind "with", and no noun of films that they are about. */
function isBareStyle(reading: Reading, part: Span): boolean {
	if (!/^(?:with|at|on|under|of)\s/iu.test(reading.masked.slice(part.from, part.to))) return false;
	return marksIn(reading, part).every(
		({ kind, from, to }) =>
			kind === "style" || kind === "small" || kind === "about" || /^lights?$/iu.test(reading.masked.slice(from, to)),
	);
}

function phrasesBefore(reading: Reading, clause: Span): number[] {
	return reading.lexicon
		.find("before", reading.masked.slice(clause.from, clause.to))
		.filter(({ from, to }) => /\s/.test(reading.masked.slice(clause.from + from, clause.from + to)))
		.map((found) => clause.from + found.from);
}

function matchesBefore(reading: Reading, clause: Span): number[] {
	const joins = [...reading.lexicon.find("versus", reading.masked.slice(clause.from, clause.to))].map(
		(join) => clause.from + join.to,
	);
	const prepositions = reading.lexicon
		.find("before", reading.masked.slice(clause.from, clause.to))
		.map((found) => clause.from + found.from);
	const figures = marksIn(reading, clause)
		.filter((mark) => mark.kind === "length" || mark.kind === "ratio")
		// "3 min vs 4 min", "5 or 10 minutes": the second is no length of the film.
		.filter((mark) => mark.kind !== "length" || !joins.some((join) => reading.text.slice(join, mark.from).trim() === ""))
		.map((mark) => mark.from);
	const phrases = marksIn(reading, clause)
		// "… out of that quote": several words of courtesy begin an instruction by themselves.
		.filter((mark) => mark.phrase || (mark.kind === "manners" && /\s/.test(reading.text.slice(mark.from, mark.to))))
		.map((mark) => mark.from);
	const silences = reading.lexicon
		.find("silent", reading.masked.slice(clause.from, clause.to))
		.map((found) => clause.from + found.from);
	const starts = [...pleaBehind(reading, clause), ...prepositions, ...figures, ...phrases, ...silences];
	return [...new Set(starts)].sort((a, b) => a - b).filter((from) => !within(from, reading.quotes));
}

/** Where an instruction in brackets begins that ends a clause: "Our energy (pie chart)". The clause's end: there is none. */
export function bracketStart(reading: Reading, clause: Span): number {
	const found = marksIn(reading, clause).find((mark) => mark.to === clause.to && /[(（]/.test(reading.text[mark.from] ?? ""));
	return found && found.from > clause.from ? found.from : clause.to;
}

/** Verbs of showing that stand last: "am Ende aurora.example zeigen". */
const SHOW_LAST =
	/^\s+(?:(?:an|ein)?zeigen|einblenden|nennen|tonen|laten zien|vermelden|göster\p{L}*|を表示.*|を見せ.*|を出.*|을 보여.*|를 보여.*|दिखाएं|दिखाओ)[.!。]?$/iu;

/** Where a link ends that only a verb of showing follows; null: none. */
export function shownLinkEnd(reading: Reading, clause: Span): number | null {
	const link = reading.links.findLast((one) => one.from >= clause.from && one.to <= clause.to);
	return link && SHOW_LAST.test(reading.text.slice(link.to, clause.to)) ? link.to : null;
}

/** Where content begins in a clause that starts with small words before a link: "the website aurora.example". */
export function linkStart(reading: Reading, clause: Span): number {
	const link = reading.links.find((one) => one.from > clause.from && one.to <= clause.to);
	if (!link) return clause.from;
	const ahead = { from: clause.from, to: link.from };
	// "WhatsApp 07700 900 218": where somebody is reached is part of it.
	const platform = reading.lexicon.find("platform", reading.masked.slice(ahead.from, ahead.to)).length > 0;
	return isInstruction(reading, ahead) && !platform ? link.from : clause.from;
}
