import { addByKind } from "./add-by-kind.ts";
import type { BriefSpan, Role } from "./brief-spans.ts";
import { addContent, addInstruction, isEmpty, isInstruction, leftover, marksIn, type Piece, type Reading } from "./classify.ts";
import { codeKindOf } from "./code-lines.ts";
import { contrastLabel, isOverTime } from "./contrast-labels.ts";
import { letterOf } from "./courtesy.ts";
import { dialogueIn, type Turn } from "./dialogue.ts";
import { factLengths } from "./fact-lengths.ts";
import { clausesIn, type Line, linesOf, numberedWithin, sentencesIn, trimmedSpan } from "./layout.ts";
import type { Lexicon } from "./lexicon.ts";
import { isLookSentence } from "./look-phrases.ts";
import { namesIn } from "./names.ts";
import { isProhibition } from "./prohibitions.ts";
import { findQuotes } from "./quotes.ts";
import { readPart } from "./read-part.ts";
import { readRequest } from "./request.ts";
import { behindManners } from "./run-on.ts";
import { behindPlatform, introducesItself, ownStart, saysWhoAsks } from "./self.ts";
import { blank, matches, type Span } from "./spans.ts";
import { type TableFound, tablesIn } from "./tables.ts";
import { isTailSentence, refusesTechnique } from "./tail.ts";
import { withoutTypos } from "./typos.ts";
import { isWishSentence, messageEnd } from "./wishes.ts";

/** A list by layout: lines with markers, or numbers within a line. */
export interface ListOfPieces {
	kind: "list";
	ordered: boolean;
	label: Piece | null;
	items: Piece[];
	hint: string;
}

/** Who says what. */
export interface DialogueOfPieces {
	kind: "dialogue";
	messages: { from: Span; text: Span }[];
}

export type Part = { kind: "piece"; piece: Piece } | ListOfPieces | DialogueOfPieces | (TableFound & { kind: "table" });

export interface ReadPrompt {
	spans: BriefSpan[];
	parts: Part[];
	reading: Reading;
}

const LINK =
	/(?<![\p{L}\p{N}@])(?:https?:\/\/[^\s,;)>"”\uE000]+[^\s,;)>"”.!?\uE000]|[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+|@[\p{L}\p{N}_][\p{L}\p{N}_.]{1,29}(?<!\.)|#(?![0-9a-fA-F]{6}(?![\p{L}\p{N}]))[\p{L}_][\p{L}\p{N}_]*|(?:[a-z0-9](?:[a-z0-9-]{0,62})\.){1,5}(?:com|org|net|fm|cafe|page|blog|edu|gov|gg|ch|at|nl|it|se|ca|io|dev|app|co|ai|de|fr|es|pt|pl|tr|jp|cn|kr|il|in|br|mx|be|dk|no|fi|eu|uk|us|shop|store|studio|tv|me|info|xyz|design|club|tech|local|example|org|coffee|events?|art|film|museum|school|world|today|online|site|berlin|london|paris|nyc)(?:\/[^\s,;)\uE000]{0,200}[^\s,;).!?\uE000])?)(?![\p{L}\p{N}])/giu;
const PHONE =
	/(?<![\p{L}\p{N}.,:/-])(?:\+\d{1,3}|\(?0\d{1,5}\)?)[\s/-]?(?:\(?\d{1,5}\)?[\s/-]?){1,5}\d{2,}(?![\p{L}\p{N}]|[.,]\d)/gu;

const OR = /(?<!\p{L})(?:or|nor|oder|noch|ou|ni|o|lub|ani|of|veya)(?!\p{L})/iu;

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

/** Instructions in brackets, with them: "(max. 30 seconds, vertical)". */
function inBrackets(reading: Reading): Reading["marks"] {
	return matches(reading.masked, /[(（][^()（）\n]{2,80}[)）]/g).flatMap(({ from, to }) => {
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

function readSentence(reading: Reading, at: Span, heading: boolean): void {
	const code = codeKindOf(reading.text.slice(at.from, at.to));
	if (code) {
		addContent(reading, [at], "statement", { hint: code });
		return;
	}
	const polite = reading.pieces.length === 0 ? behindManners(reading, at) : at.from;
	const start = polite > at.from ? polite : behindPlatform(reading, at);
	if (start > at.from && start < at.to) {
		addInstruction(reading, { from: at.from, to: start }, "request");
		readSentence(reading, { from: start, to: at.to }, heading);
		return;
	}
	if (saysWhoAsks(reading, at)) {
		addInstruction(reading, at, "courtesy");
		return;
	}
	const self = introducesItself(reading, at);
	if (self) {
		addInstruction(reading, { from: at.from, to: self.name?.from ?? self.end }, "courtesy");
		if (self.name) {
			readPart(reading, self.name, "subject", { leads: false });
			addInstruction(reading, { from: self.name.to, to: self.end }, "courtesy");
		}
		readSentence(reading, { from: self.end, to: at.to }, heading);
		return;
	}
	const own = ownStart(reading, at);
	if (own !== null) {
		addInstruction(reading, { from: at.from, to: own }, "courtesy");
		readPart(reading, { from: own, to: at.to }, "subject", { leads: true });
		return;
	}
	const contrast = contrastLabel(reading, at);
	const changes = contrast !== null && isOverTime(reading.text.slice(contrast.from, contrast.to));
	if (contrast && (changes || !isAboutFilm(reading, { from: contrast.to, to: at.to }))) {
		addContent(
			reading,
			[contrast, ...clausesIn(reading.text, { from: contrast.to + 1, to: at.to }, reading.quotes)],
			"statement",
		);
		return;
	}
	if (sidesAt(reading, at)) {
		addContent(reading, clausesIn(reading.text, at, reading.quotes), "statement");
		return;
	}
	const label = labelOf(reading, at);
	if (label?.about === "film") {
		addInstruction(reading, at);
		return;
	}
	if (
		!label &&
		(reading.requested || reading.pieces.length > 0) &&
		(isProhibition(reading, at) || (clausesIn(reading.text, at, []).length === 1 && refusesTechnique(reading, at)))
	) {
		addInstruction(reading, at, "negative");
		return;
	}
	if (isWordInRow(reading, at) || isRefrain(reading, at)) {
		addContent(reading, [at], "statement");
		return;
	}
	if (!label && isInstruction(reading, at)) {
		reading.requested ||= marksIn(reading, at).some((mark) => mark.kind === "film");
		addDirectives(reading, at);
		return;
	}
	const clauses = clausesIn(reading.text, at, [...reading.quotes, ...reading.links]);
	const isLook =
		reading.pieces.length > 0 && isNearEnd(reading, at) && (isLookSentence(reading, clauses) || isTailSentence(reading, clauses));
	if (isLook || (!label && isWishSentence(reading, at))) {
		addDirectives(reading, at);
		return;
	}
	if (heading && !reading.pieces.some((piece) => piece.role === "title")) {
		addContent(reading, [at], reading.requested ? "label" : "title");
		return;
	}
	const request = readRequest(reading, at);
	if (request) {
		if (request.subject) readPart(reading, request.subject, "subject", { leads: true });
		if (request.rest) readPart(reading, request.rest, "statement", { leads: true });
		return;
	}
	const led = directedBy(reading, at);
	if (led !== null) {
		addDirectives(reading, { from: at.from, to: led });
		readPart(reading, { from: led, to: at.to }, "statement", { leads: true });
		return;
	}
	if (isDirective(reading, at)) {
		addDirectives(reading, at);
		return;
	}
	const leads = reading.lexicon.leads(reading.masked.slice(at.from, at.to));
	if (isQuestion(reading, at) && !leads.some((lead) => isEmpty(reading, { from: at.from, to: at.from + lead.from }))) {
		addContent(reading, [at], "statement");
		return;
	}
	readPart(reading, at, "statement", {
		leads:
			leads.some((lead) => isEmpty(reading, { from: at.from, to: at.from + lead.from })) ||
			leads.some((lead) => lead.lead === "ending" || lead.lead === "title"),
	});
}

/** A question to the viewer is shown whole, also where some of its words are about films: "And you?" */
function isQuestion(reading: Reading, at: Span): boolean {
	const said = reading.text.slice(at.from, at.to);
	return /[\p{L}\p{N}]\s*[?？؟]\s*$/u.test(said) && !reading.masked.slice(at.from, at.to).includes("\uE000");
}

/**
 * Adds a sentence about the film clause by clause, so that "no music, dark background" refuses music alone. Clauses up
 * to an "or" behind a negative are negative with it: "no red, green or blue".
 */
function addDirectives(reading: Reading, at: Span): void {
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

/** "Coffee: strong, hot; Tea: mild, light": words about a look are points of a side here. */
function sidesAt(reading: Reading, at: Span): boolean {
	const said = reading.masked.slice(at.from, at.to);
	const sides = said.split(/\s*[;；]\s*/);
	if (sides.length < 2 || sides.length > 3 || said.includes("\uE000")) return false;
	return (
		sides.every((side) => /^[^:：,;]{1,30}[:：]\s*[^:：]+[,、，][^:：]+$/u.test(side)) && labelOf(reading, at)?.about !== "film"
	);
}

/** "Hot. Sweet. Cold.": one word behind another that is shown. */
function isWordInRow(reading: Reading, at: Span): boolean {
	const last = reading.pieces.at(-1);
	const alone = (said: string) => /^\p{L}+[.!]?$/u.test(said.trim());
	if (!last || !alone(reading.masked.slice(at.from, at.to)) || !/^[.!]\s$/u.test(reading.text.slice(last.to, at.from)))
		return false;
	return (
		last.role === "statement" &&
		alone(
			reading.text
				.slice(last.from, last.to)
				.split(/[.!]\s/)
				.at(-1) ?? "",
		)
	);
}

/** "Wir wachsen. Wir bleiben.": a short sentence that begins as the shown one right before it. */
function isRefrain(reading: Reading, at: Span): boolean {
	const last = reading.pieces.at(-1);
	if (last?.role !== "statement" || !/^[.!]?\s+$/u.test(reading.text.slice(last.to, at.from))) return false;
	const tail = (text: string) => text.split(/[.!]\s/u).at(-1) ?? "";
	const both = [tail(reading.text.slice(last.from, last.to)), reading.text.slice(at.from, at.to)].map((said) =>
		said.trim().split(/\s+/u),
	);
	const [before = [], now = []] = both;
	return now.length >= 2 && now.length <= 4 && before.length <= 4 && now[0] === before[0] && /^\p{Lu}/u.test(now[0] ?? "");
}

/** Whether at most a short sentence follows: wishes about the look stand at the end of a prompt. */
function isNearEnd(reading: Reading, at: Span): boolean {
	return (reading.text.slice(at.to).match(/[\p{L}\p{N}]+/gu)?.length ?? 0) <= 14;
}

/** Whether what follows a label says how the film is made. */
function isAboutFilm(reading: Reading, at: Span): boolean {
	return /[\p{L}\p{N}\uE000]/u.test(reading.masked.slice(at.from, at.to)) && isInstruction(reading, at);
}

/** "Style: …" is about the film; "Features: …" is not. Null: the sentence begins with no label. */
function labelOf(reading: Reading, at: Span): { about: "film" | "subject" } | null {
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

/** "Use hand-drawn lines and a warm light": begins as an instruction, and most of its words are about the film. */
function isDirective(reading: Reading, at: Span): boolean {
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
function directedBy(reading: Reading, at: Span): number | null {
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

/** The piece just before a list that names it: "Ingredients:". */
function takeLabel(reading: Reading, parts: Part[]): { piece: Piece; hint: string } | null {
	const last = parts.at(-1);
	if (last?.kind !== "piece") return null;
	const { piece } = last;
	const after = reading.text.slice(piece.to).match(/^\s*[:：]?\s*/)?.[0] ?? "";
	const named = after.includes(":") || after.includes("：");
	const short = piece.to - piece.from <= 60 && !/[.!?]$/.test(reading.text.slice(piece.from, piece.to));
	if (!short || piece.role === "ending" || (piece.role === "subject" && !named) || (!named && !/\n\s*$/.test(after))) return null;
	if (piece.role === "subject" || piece.role === "title" || piece.quote) return null;
	parts.pop();
	piece.role = "label";
	return { piece, hint: piece.hint };
}

/** Items of a list; those that are instructions are none. */
function listPart(
	reading: Reading,
	items: readonly Span[],
	ordered: boolean,
	label: { piece: Piece; hint: string } | null,
): Part[] {
	const found: Part[] = [];
	let run: Piece[] = [];
	const flush = () => {
		if (run.length > 0)
			found.push({
				kind: "list",
				ordered,
				label: found.length === 0 ? (label?.piece ?? null) : null,
				items: run,
				hint: label?.hint ?? "",
			});
		run = [];
	};
	const directed = items.some((item) => leadsAt(reading, item).some(({ lead }) => lead === "opening" || lead === "ending"));
	for (const item of items) {
		reading.sentence++;
		const before = reading.pieces.length;
		const first = labelOf(reading, item);
		if (first?.about === "film" || (!first && isInstruction(reading, item) && !ordered)) {
			addInstruction(reading, item);
			continue;
		}
		const role: Role = "item";
		if (!ordered && isDirected(reading, item, directed)) readPart(reading, item, role, { leads: true });
		else addItem(reading, item);
		const added = reading.pieces.slice(before);
		if (added.length === 1 && (added[0]?.role === "item" || added[0]?.role === "statement")) run.push(...added);
		else {
			flush();
			found.push(...added.map((piece): Part => ({ kind: "piece", piece })));
		}
	}
	flush();
	if (found.length === 0 && label) found.push({ kind: "piece", piece: label.piece });
	return found;
}

/** Lead-ins that an item begins with. */
function leadsAt(reading: Reading, item: Span): ReturnType<Lexicon["leads"]> {
	return reading.lexicon.leads(reading.masked.slice(item.from, item.to)).filter((lead) => lead.from === 0);
}

/** Whether an item says where in the film it is shown. "Add a task" and "Share it" are things to do, and no instructions. */
function isDirected(reading: Reading, item: Span, directed: boolean): boolean {
	return leadsAt(reading, item).some(
		({ lead, to }) =>
			directed || (lead !== "say" && lead !== "next") || /^\s*[:：\uE000]/.test(reading.masked.slice(item.from + to, item.to)),
	);
}

function addItem(reading: Reading, item: Span): void {
	const quote = reading.quotes.find((one) => one.from === item.from && reading.text.slice(one.to, item.to).trim().length <= 1);
	if (quote) addContent(reading, [{ from: quote.from + 1, to: quote.to - 1 }], "item", { quote });
	else addContent(reading, [item], "item");
}
