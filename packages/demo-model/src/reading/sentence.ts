import { arePeople } from "./audience.ts";
import { addContent, addInstruction, isEmpty, isInstruction, marksIn, type Reading } from "./classify.ts";
import { codeKindOf } from "./code-lines.ts";
import { contrastLabel, isOverTime } from "./contrast-labels.ts";
import { addDirectives, directedBy, isDirective } from "./directives.ts";
import { isAboutFilm, labelOf } from "./film-labels.ts";
import { clausesIn } from "./layout.ts";
import { isLookSentence } from "./look-phrases.ts";
import { isProhibition } from "./prohibitions.ts";
import { readPart } from "./read-part.ts";
import { readRequest } from "./request.ts";
import { behindManners } from "./run-on.ts";
import { behindPlatform, introducesItself, ownStart, saysWhoAsks } from "./self.ts";
import type { Span } from "./spans.ts";
import { isTailSentence, refusesTechnique } from "./tail.ts";
import { isWishSentence } from "./wishes.ts";

/** A step of reading: adds what it finds and says whether the sentence is read. */
type Step = (reading: Reading, at: Span, heading: boolean) => boolean;

/** In this order: the first step that knows the sentence reads it. */
const STEPS: readonly Step[] = [
	readCode,
	readBehindOpener,
	readWhoAsks,
	readContrast,
	readLabelled,
	readRow,
	readForWhom,
	readDirectives,
	readHeading,
	readRequested,
	readDirected,
];

/** Reads one sentence: what of it is an instruction, and what is shown. */
export function readSentence(reading: Reading, at: Span, heading: boolean): void {
	if (STEPS.some((step) => step(reading, at, heading))) return;
	const leads = reading.lexicon.leads(reading.masked.slice(at.from, at.to));
	const begins = leads.some((lead) => isEmpty(reading, { from: at.from, to: at.from + lead.from }));
	const beforeQuote = leads.some((lead) => /^\s*\uE000/u.test(reading.masked.slice(at.from + lead.to, at.to)));
	if (isQuestion(reading, at) && !begins) addContent(reading, [at], "statement");
	else
		readPart(reading, at, "statement", {
			leads: begins || beforeQuote || leads.some((lead) => lead.lead === "ending" || lead.lead === "title"),
		});
}

function readCode(reading: Reading, at: Span): boolean {
	const code = codeKindOf(reading.text.slice(at.from, at.to));
	if (code) addContent(reading, [at], "statement", { hint: code });
	return code !== null;
}

/** Behind a greeting, or behind where the film is shown, a sentence is read as any other. */
function readBehindOpener(reading: Reading, at: Span, heading: boolean): boolean {
	const polite = reading.pieces.length === 0 ? behindManners(reading, at) : at.from;
	const start = polite > at.from ? polite : behindPlatform(reading, at);
	if (start <= at.from || start >= at.to) return false;
	addInstruction(reading, { from: at.from, to: start }, "request");
	readSentence(reading, { from: start, to: at.to }, heading);
	return true;
}

function readWhoAsks(reading: Reading, at: Span, heading: boolean): boolean {
	if (saysWhoAsks(reading, at)) {
		addInstruction(reading, at, "courtesy");
		return true;
	}
	const self = introducesItself(reading, at);
	if (self) {
		addInstruction(reading, { from: at.from, to: self.name?.from ?? self.end }, "courtesy");
		if (self.name) {
			readPart(reading, self.name, "subject", { leads: false });
			addInstruction(reading, { from: self.name.to, to: self.end }, "courtesy");
		}
		readSentence(reading, { from: self.end, to: at.to }, heading);
		return true;
	}
	const own = ownStart(reading, at);
	if (own === null) return false;
	addInstruction(reading, { from: at.from, to: own }, "courtesy");
	readPart(reading, { from: own, to: at.to }, "subject", { leads: true });
	return true;
}

/** Two sides, or before and after: all of it is shown. */
function readContrast(reading: Reading, at: Span): boolean {
	const contrast = contrastLabel(reading, at);
	const changes = contrast !== null && isOverTime(reading.text.slice(contrast.from, contrast.to));
	if (contrast && (changes || !isAboutFilm(reading, { from: contrast.to, to: at.to }))) {
		const sides = clausesIn(reading.text, { from: contrast.to + 1, to: at.to }, reading.quotes);
		addContent(reading, [contrast, ...sides], "statement");
		return true;
	}
	if (!sidesAt(reading, at)) return false;
	addContent(reading, clausesIn(reading.text, at, reading.quotes), "statement");
	return true;
}

/** "Style: …", and sentences that refuse something. */
function readLabelled(reading: Reading, at: Span): boolean {
	const label = labelOf(reading, at);
	if (label?.about === "film") {
		addInstruction(reading, at);
		return true;
	}
	if (label || !(reading.requested || reading.pieces.length > 0)) return false;
	const refuses = isProhibition(reading, at) || (clausesIn(reading.text, at, []).length === 1 && refusesTechnique(reading, at));
	if (refuses) addInstruction(reading, at, "negative");
	return refuses;
}

function readRow(reading: Reading, at: Span): boolean {
	// "Festive. Landscape.": a format is no word of a row.
	const format = marksIn(reading, at).some((mark) => mark.kind === "ratio" || mark.kind === "length");
	const shown = (!format && isWordInRow(reading, at)) || isRefrain(reading, at);
	if (shown) addContent(reading, [at], "statement");
	return shown;
}

/** "For 3rd graders.", "For our club's Instagram": for whom or where the film is shown, behind what it shows. */
function readForWhom(reading: Reading, at: Span): boolean {
	const said = reading.masked.slice(at.from, at.to).replace(/[.!]\s*$/u, "");
	const [, whom] = /^for\s(.+)$/iu.exec(said) ?? [];
	if (!whom || reading.pieces.length === 0 || reading.lexicon.languages[0] !== "en" || whom.split(/\s/u).length > 5) return false;
	const platform = /^(?:(?:the|our|my|a)\s)?(?:\p{Ll}[\p{L}'’]*\s){0,2}(\p{L}+)$/u.exec(whom)?.[1] ?? "";
	const shown = arePeople(whom) || (platform !== "" && reading.lexicon.find("platform", platform).length > 0);
	if (shown) addInstruction(reading, at, "audience");
	return shown;
}

/** Sentences that hold nothing but words about the film, or wishes about its look. */
function readDirectives(reading: Reading, at: Span): boolean {
	const label = labelOf(reading, at);
	if (!label && isInstruction(reading, at)) {
		reading.requested ||= marksIn(reading, at).some((mark) => mark.kind === "film");
		addDirectives(reading, at);
		return true;
	}
	const clauses = clausesIn(reading.text, at, [...reading.quotes, ...reading.links]);
	const isLook =
		reading.pieces.length > 0 && isNearEnd(reading, at) && (isLookSentence(reading, clauses) || isTailSentence(reading, clauses));
	const wishes = isLook || (!label && isWishSentence(reading, at));
	if (wishes) addDirectives(reading, at);
	return wishes;
}

function readHeading(reading: Reading, at: Span, heading: boolean): boolean {
	if (!heading || reading.pieces.some((piece) => piece.role === "title")) return false;
	addContent(reading, [at], reading.requested ? "label" : "title");
	return true;
}

function readRequested(reading: Reading, at: Span): boolean {
	const request = readRequest(reading, at);
	if (request?.subject) readPart(reading, request.subject, "subject", { leads: true });
	if (request?.rest) readPart(reading, request.rest, "statement", { leads: true });
	return request !== null;
}

function readDirected(reading: Reading, at: Span): boolean {
	const led = directedBy(reading, at);
	if (led !== null) {
		addDirectives(reading, { from: at.from, to: led });
		readPart(reading, { from: led, to: at.to }, "statement", { leads: true });
		return true;
	}
	const directs = isDirective(reading, at);
	if (directs) addDirectives(reading, at);
	return directs;
}

/** A question to the viewer is shown whole, also where some of its words are about films: "And you?" */
function isQuestion(reading: Reading, at: Span): boolean {
	const said = reading.text.slice(at.from, at.to);
	return /[\p{L}\p{N}]\s*[?？؟]\s*$/u.test(said) && !reading.masked.slice(at.from, at.to).includes("\uE000");
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
