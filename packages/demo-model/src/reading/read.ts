import { addContent, addInstruction, isInstruction, marksIn, type Reading } from "./classify.ts";
import { letterOf } from "./courtesy.ts";
import { dialogueIn, type Turn } from "./dialogue.ts";
import { factLengths } from "./fact-lengths.ts";
import { type Line, linesOf, numberedWithin, sentencesIn, trimmedSpan } from "./layout.ts";
import type { Lexicon } from "./lexicon.ts";
import { listPart, takeLabel } from "./list-part.ts";
import { namesIn } from "./names.ts";
import type { DialogueOfPieces, Part, ReadPrompt } from "./parts.ts";
import { findQuotes } from "./quotes.ts";
import { readSentence } from "./sentence.ts";
import { blank, matches, type Span } from "./spans.ts";
import { tablesIn } from "./tables.ts";
import { withoutTypos } from "./typos.ts";
import { messageEnd } from "./wishes.ts";

const LINK =
	/(?<![\p{L}\p{N}@])(?:https?:\/\/[^\s,;)>"”\uE000]+[^\s,;)>"”.!?\uE000]|[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+|@[\p{L}\p{N}_][\p{L}\p{N}_.]{1,29}(?<!\.)|#(?![0-9a-fA-F]{6}(?![\p{L}\p{N}]))[\p{L}_][\p{L}\p{N}_]*|(?:[a-z0-9](?:[a-z0-9-]{0,62})\.){1,5}(?:com|org|net|fm|cafe|page|blog|edu|gov|gg|ch|at|nl|it|se|ca|io|dev|app|co|ai|de|fr|es|pt|pl|tr|jp|cn|kr|il|in|br|mx|be|dk|no|fi|eu|uk|us|shop|store|studio|tv|me|info|xyz|design|club|tech|local|example|org|coffee|events?|art|film|museum|school|world|today|online|site|berlin|london|paris|nyc)(?:\/[^\s,;)\uE000]{0,200}[^\s,;).!?\uE000])?)(?![\p{L}\p{N}])/giu;
const PHONE =
	/(?<![\p{L}\p{N}.,:/-])(?:\+\d{1,3}|\(?0\d{1,5}\)?)[\s/-]?(?:\(?\d{1,5}\)?[\s/-]?){1,5}\d{2,}(?![\p{L}\p{N}]|[.,]\d)/gu;

/** Reads a prompt: which of its words are instructions, and which are to be shown. Pure. */
export function readPrompt(text: string, lexicon: Lexicon): ReadPrompt {
	const quotes = findQuotes(text);
	const noQuotes = blank(text, quotes);
	const links = [...matches(noQuotes, LINK), ...matches(blank(noQuotes, matches(noQuotes, LINK)), PHONE)].map(({ from, to }) => ({
		from,
		to,
	}));
	// Apostrophes of either form are the same to a pattern.
	const masked = withoutTypos(blank(noQuotes, links)).replaceAll("’", "'");
	const reading: Reading = {
		text,
		masked,
		lexicon,
		marks: lexicon.marks(masked),
		quotes,
		links: links.sort((a, b) => a.from - b.from),
		spans: [],
		pieces: [],
		requested: false,
		sentence: 0,
		ordered: false,
	};
	const names = namesIn(masked, reading.marks, lexicon.languages[0] ?? "en");
	reading.marks = reading.marks.filter((mark) => !names.some((name) => mark.from >= name.from && mark.to <= name.to));
	reading.ordered = hasOrderedSentences(reading);
	const facts = factLengths(reading);
	reading.marks = reading.marks.filter((mark) => !facts.some((fact) => mark.from < fact.to && fact.from < mark.to));
	reading.marks = [...reading.marks, ...inBrackets(reading)].sort((a, b) => a.from - b.from || b.to - a.to);
	const parts = readLines(reading);
	reading.spans.sort((a, b) => a.from - b.from);
	return { spans: reading.spans, parts, reading };
}

/** Whether at least two sentences begin with different words of order. */
function hasOrderedSentences({ text, masked, lexicon, quotes, links }: Reading): boolean {
	const words = sentencesIn(text, { from: 0, to: text.length }, [...quotes, ...links]).flatMap((sentence) => {
		const said = masked.slice(sentence.from, sentence.to);
		const first = lexicon.leads(said).find((lead) => lead.lead === "next" && said.slice(0, lead.from).trim() === "");
		return first ? [said.slice(first.from, first.to).toLowerCase()] : [];
	});
	return new Set(words).size >= 2;
}

function between(text: string, one: Span, other: Span): string {
	return text.slice(Math.min(one.to, other.to), Math.max(one.from, other.from));
}

/** Instructions in brackets, with them: "(max. 30 seconds, vertical)". */
function inBrackets(reading: Reading): Reading["marks"] {
	const all = matches(reading.masked, /[(（][^()（）\n]{2,80}[)）]/g);
	const says = (span: Span) => !isInstruction(reading, { from: span.from + 1, to: span.to - 1 });
	return all.flatMap(({ from, to }) => {
		// "Dana (CEO), Mo (design)": one of a row of brackets, of which others are content.
		const beside = all.some(
			(one) => one.from !== from && says(one) && !/[.!?\n]/u.test(between(reading.text, one, { from, to })),
		);
		if (beside) return [];
		const inner = { from: from + 1, to: to - 1 };
		const kind = marksIn(reading, inner).find((mark) => mark.kind !== "small")?.kind;
		return kind && isInstruction(reading, inner) ? [{ from, to, kind }] : [];
	});
}

function readLines(reading: Reading): Part[] {
	const { lines, courtesy, subject } = letterOf(reading.text, linesOf(reading.text));
	for (const span of courtesy) addInstruction(reading, span, "courtesy");
	const tables = tablesIn(reading, lines);
	const parts: Part[] = [];
	if (subject && marksIn(reading, subject).some((mark) => mark.kind === "film")) addInstruction(reading, subject, "courtesy");
	else if (subject) {
		addContent(reading, [subject], "title");
		const piece = reading.pieces.at(-1);
		if (piece) parts.push({ kind: "piece", piece });
	}
	let index = 0;
	while (index < lines.length) {
		const line = lines[index];
		if (!line) break;
		const table = tables.find((one) => one.firstLine === index);
		if (table) {
			const label = takeLabel(reading, parts);
			for (const cell of table.rows.flat()) addContent(reading, [cell], "cell");
			parts.push({ ...table, kind: "table", label: label?.piece ?? null });
			index = table.lastLine + 1;
		} else if (line.marker === "bullet" || line.marker === "number") {
			const items = lines.slice(index).findIndex((other) => other.marker !== line.marker);
			const run = lines.slice(index, items < 0 ? lines.length : index + items);
			parts.push(...listPart(reading, run, line.marker === "number", takeLabel(reading, parts)));
			index += run.length;
		} else {
			// Rows of a table below a colon are no list.
			const listed = tables.some((one) => one.firstLine === index + 1) ? [] : linesBelow(reading.text, lines, index);
			if (listed.length > 0) {
				const before = readParagraph(reading, line, false);
				const label = takeLabel(reading, before);
				parts.push(...before, ...listPart(reading, listed, false, label));
				index += 1 + listed.length;
				continue;
			}
			const end = Math.max(paragraphEnd(reading.text, lines, index), dialogueEnd(reading, lines, index));
			const last = lines[end] ?? line;
			parts.push(...readParagraph(reading, { from: line.from, to: last.to }, line.marker === "heading"));
			index = end + 1;
		}
	}
	return parts;
}

/** Short lines right below one that ends in a colon: its list. */
function linesBelow(text: string, lines: readonly Line[], start: number): Line[] {
	const first = lines[start];
	if (!first || !/[:：]$/.test(text.slice(first.from, first.to))) return [];
	const end = lines
		.slice(start + 1)
		.findIndex(
			(line) => line.marker !== null || line.gap || line.to - line.from > 70 || /[.!?]$/.test(text.slice(line.from, line.to)),
		);
	const below = lines.slice(start + 1, end < 0 ? lines.length : start + 1 + end);
	return below.length >= 2 ? below : [];
}

/** The last of the lines that a dialogue has from this one on; -1: it is none. */
function dialogueEnd(reading: Reading, lines: readonly Line[], start: number): number {
	const stop = lines.findIndex(
		(line, index) =>
			index > start && (line.marker !== null || !/^[^:：]{1,30}[:：]/u.test(reading.text.slice(line.from, line.to))),
	);
	const end = (stop < 0 ? lines.length : stop) - 1;
	const [first, last] = [lines[start], lines[end]];
	if (!first || !last || end <= start) return -1;
	return dialogueIn(reading.text, { from: first.from, to: last.to }, reading.text) ? end : -1;
}

/** The last line of a paragraph whose lines were wrapped: a long line that goes on in lower case. */
function paragraphEnd(text: string, lines: readonly Line[], start: number): number {
	let end = start;
	for (;;) {
		const line = lines[end];
		const next = lines[end + 1];
		if (!line || !next || next.marker !== null || next.gap || line.marker === "heading") return end;
		const wrapped =
			line.to - line.from > 55 &&
			/^\p{Ll}/u.test(text.slice(next.from, next.to)) &&
			!/[.:!?]$/.test(text.slice(line.from, line.to));
		if (!wrapped) return end;
		end++;
	}
}

function readParagraph(reading: Reading, at: Span, heading: boolean): Part[] {
	const dialogue = heading ? null : dialogueIn(reading.text, at, reading.text);
	if (dialogue) {
		const before = readSentences(reading, { from: at.from, to: dialogue.start }, false);
		const last = dialogue.turns.at(-1);
		const end = last ? messageEnd(reading, last.text) : at.to;
		if (last) last.text.to = end;
		return [...before, dialoguePart(reading, dialogue.turns), ...readSentences(reading, { from: end, to: at.to }, false)];
	}
	const blocked = [...reading.quotes, ...reading.links];
	const numbered = numberedWithin(reading.text, at, blocked);
	if (!numbered) return readSentences(reading, at, heading);
	const parts = readSentences(reading, numbered.before, heading);
	const label = takeLabel(reading, parts);
	const items = numbered.items.map((item, index) => {
		const [first = item] = sentencesIn(reading.text, item, blocked);
		return index === numbered.items.length - 1 ? first : trimmedSpan(reading.text, item);
	});
	const last = items.at(-1);
	parts.push(...listPart(reading, items, true, label));
	const rest = { from: last?.to ?? at.to, to: at.to };
	return [...parts, ...readSentences(reading, rest, false)];
}

function dialoguePart(reading: Reading, turns: readonly Turn[]): DialogueOfPieces {
	for (const { from, text } of turns) addContent(reading, [from, text], "statement");
	const bare = ({ from, text }: Turn) => ({ from: trimmedSpan(reading.text, from), text: trimmedSpan(reading.text, text) });
	return { kind: "dialogue", messages: turns.map(bare) };
}

function readSentences(reading: Reading, at: Span, heading: boolean): Part[] {
	const before = reading.pieces.length;
	const wrapped = matches(reading.text.slice(at.from, at.to), /\n/g).map((match) => ({
		from: at.from + match.from,
		to: at.from + match.to,
	}));
	for (const sentence of sentencesIn(reading.text, at, [...reading.quotes, ...reading.links, ...wrapped])) {
		reading.sentence++;
		readSentence(reading, sentence, heading);
	}
	return reading.pieces.slice(before).map((piece) => ({ kind: "piece", piece }));
}
