import type { BriefSpan, InstructionKind, Role } from "./brief-spans.ts";
import { clausesIn, trimmedSpan, within } from "./layout.ts";
import type { LeadKind, Lexicon, Mark, WordKind } from "./lexicon.ts";
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
}

const STRONG: ReadonlySet<WordKind> = new Set([
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
	["scene", "scene"],
	["list", "list"],
];
const ROLE_OF: Record<LeadKind, Role> = {
	title: "title",
	tagline: "tagline",
	opening: "opening",
	ending: "ending",
	say: "statement",
	next: "step",
};
const SAYS = /[\p{L}\p{N}]/u;

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
	if (SAYS.test(leftover(reading, at))) return false;
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
	reading.spans.push({ from, to, text: reading.text.slice(from, to), kind: "content", role });
	reading.pieces.push({
		from,
		to,
		role,
		clauses: bare,
		sentence: reading.sentence,
		quote: more.quote ?? null,
		hint: more.hint ?? "",
	});
}

/** Without blanks and marks of separation at its ends, and without the full stop of a single sentence. */
function bareSpan(text: string, at: Span): Span {
	let { from, to } = at;
	while (from < to && /[\s,;:：，、；•·*_|–—=>→]/.test(text[from] ?? "")) from++;
	if (/^-\s/.test(text.slice(from, to))) from += 2;
	while (to > from && /[\s,;:：，、；*_|–—=।،؛]/.test(text[to - 1] ?? "")) to--;
	const inner = text.slice(from, to);
	if (/[.。]$/.test(inner) && !/\.\.$/.test(inner) && !/[.!?。！？]\s/.test(inner) && !/(?:^|[\s.])\p{L}\.$/u.test(inner)) to--;
	while (to > from && /\s/.test(text[to - 1] ?? "")) to--;
	return { from, to };
}

/**
 * Reads a range that may have instructions of its own inside: splits it where a lead-in begins ("end with", "say"), and
 * each part into clauses that are instructions or content. `role` is that of the part before the first lead-in.
 */
export function readPart(reading: Reading, at: Span, role: Role, options: { leads: boolean; hint?: string }): void {
	const leads = options.leads ? leadsIn(reading, at) : [];
	const first = leads[0]?.from ?? at.to;
	const ahead = { from: at.from, to: leads.length > 0 ? beforeJoin(reading, at.from, first) : first };
	if (ahead.to > ahead.from) readClauses(reading, ahead, role, options.hint ?? "");
	for (const [index, lead] of leads.entries()) {
		const rest = { from: lead.to, to: beforeJoin(reading, at.from, leads[index + 1]?.from ?? at.to) };
		const scene = marksIn(reading, rest).some((mark) => mark.kind === "scene");
		if (isEmpty(reading, rest)) {
			addInstruction(reading, { from: lead.from, to: rest.to }, scene ? "scene" : "lead");
			continue;
		}
		addInstruction(reading, lead, lead.lead === "next" ? "order" : "lead");
		readClauses(reading, rest, ROLE_OF[lead.lead], options.hint ?? "");
	}
}

/** Where content ends before a lead-in: without the "and" that joins them. */
function beforeJoin(reading: Reading, start: number, end: number): number {
	const join = new RegExp(`[\\s,;]+(?:${reading.lexicon.and})\\s*$`, "iu").exec(reading.masked.slice(start, end));
	return join ? start + join.index : end;
}

type Lead = Span & { lead: LeadKind };

/** Lead-ins that begin a part: at the start, behind a mark of separation, or of more than one word. */
function leadsIn(reading: Reading, at: Span): Lead[] {
	const found = reading.lexicon
		.leads(reading.masked.slice(at.from, at.to))
		.map((lead) => ({ ...lead, from: lead.from + at.from, to: lead.to + at.from }));
	const nexts = found.filter((lead) => lead.lead === "next").length;
	return found.filter((lead) => {
		const words = reading.text.slice(lead.from, lead.to);
		const before = reading.text.slice(at.from, lead.from);
		const after = reading.text.slice(lead.to, at.to);
		const behindMark =
			before.trim() === "" ||
			/[,;:.!?(–—、，。]\s*$/.test(before) ||
			new RegExp(`[\\s,](?:${reading.lexicon.and})\\s*$`, "iu").test(before);
		if (lead.lead === "next") return behindMark && (nexts >= 2 || /^\s*[,:]/.test(after));
		return behindMark || /\s/.test(words) || (lead.lead === "title" && !/[:]/.test(words));
	});
}

/** Sorts the clauses of a part into instructions and runs of content. */
function readClauses(reading: Reading, at: Span, role: Role, hint: string): void {
	const scene = sceneRequest(reading, at);
	const start = scene ? scene.to : at.from;
	const hinted = scene ? `${hint} ${reading.text.slice(scene.from, scene.to)}`.trim() : hint;
	if (scene) addInstruction(reading, scene, "scene");
	const clauses = clausesIn(reading.text, { from: start, to: at.to }, [...reading.quotes, ...reading.links]);
	const listed = isContentList(reading, clauses, role);
	let run: Span[] = [];
	let next: Role = role;
	const flush = () => {
		if (run.length > 0) {
			addContent(reading, run, next, { hint: hinted });
			if (next !== "statement")
				next = next === "subject" ? "statement" : next === "title" || next === "tagline" ? "statement" : next;
		}
		run = [];
	};
	for (const clause of clauses) {
		const inner = clause === clauses[0] ? null : sceneRequest(reading, clause);
		if (inner && inner.to < clause.to) {
			flush();
			addInstruction(reading, inner, "scene");
			addContent(reading, [{ from: inner.to, to: clause.to }], "statement", { hint: reading.text.slice(inner.from, inner.to) });
		} else if (!listed && isInstruction(reading, clause)) {
			flush();
			addInstruction(reading, clause);
		} else if (quotesIn(reading, clause).length > 0 && isEmpty(reading, withoutQuotes(reading, clause))) {
			flush();
			next = readQuotes(reading, clause, next, hinted);
		} else if (quoteWithAuthor(reading, clause)) {
			flush();
			next = readQuoteWithAuthor(reading, clause, next, hinted);
		} else if (quotesIn(reading, clause).some((quote) => "role" in quote) && (role !== "statement" || hint !== "" || scene)) {
			flush();
			next = readAround(reading, clause, next, hinted);
		} else if (isEmpty(reading, clause) && run.length === 0) addInstruction(reading, clause, "order");
		else {
			const cut = next === "subject" || role === "ending" ? instructionEnd(reading, clause) : clause.to;
			const from = linkStart(reading, { from: clause.from, to: cut });
			run.push({ from, to: cut });
			if (cut < clause.to) {
				flush();
				addInstruction(reading, { from: cut, to: clause.to });
			}
			if (next === "subject" && /^\s*[:：–—]/.test(reading.text.slice(clause.to, at.to))) flush();
		}
	}
	flush();
}

/** "A bar chart of …", "a map from … to …": an article, a noun for a scene, "of". */
function sceneRequest(reading: Reading, at: Span): Span | null {
	const head = marksIn(reading, at).find((mark) => mark.kind === "scene");
	if (!head || !isEmpty(reading, { from: at.from, to: head.to })) return null;
	const after =
		/^\s*(?:(?:of|with|for|showing|about|by|mit|von|über|aus|für|avec|de|des|du|sur|par|con|del|sobre|do|da|di|z|van|met)(?![\p{L}])\s*|[:：]\s*)/iu.exec(
			reading.masked.slice(head.to, at.to),
		);
	// "The map of Lyon" or "two lists are …": without a request it is content.
	if (!after && !/^\s*(?:from|von|de|desde|da|od|van|\uE000)/iu.test(reading.masked.slice(head.to, at.to))) return null;
	return { from: at.from, to: head.to + (after?.[0].length ?? 0) };
}

/** Whether clauses with a look or a colour among them are items of a list: most of the others are content. */
function isContentList(reading: Reading, clauses: readonly Span[], role: Role): boolean {
	if (clauses.length < 3 || role === "subject") return false;
	const instructions = clauses.filter((clause) => isInstruction(reading, clause));
	const plain = instructions.every((clause) =>
		marksIn(reading, clause).every(
			(mark) => mark.kind === "style" || mark.kind === "colour" || mark.kind === "small" || mark.kind === "list",
		),
	);
	return instructions.length > 0 && plain && instructions.length * 2 < clauses.length;
}

function quotesIn(reading: Reading, at: Span): (QuotedText | Span)[] {
	return [...reading.quotes, ...reading.links].filter((quote) => quote.from >= at.from && quote.to <= at.to);
}

/** The range as it would be without its quotes: for asking what is said around them. */
function withoutQuotes(reading: Reading, at: Span): Span {
	// Positions can't be removed from a range: quotes are blanked in a copy of the reading instead.
	const quotes = quotesIn(reading, at);
	if (quotes.length === 0) return at;
	const first = quotes[0] ?? at;
	const last = quotes.at(-1) ?? at;
	const between = reading.text.slice(first.from, last.to);
	const inner = quotes.reduce((text, quote) => text.replace(reading.text.slice(quote.from, quote.to), ""), between);
	if (SAYS.test(inner.replace(new RegExp(`(?<![\\p{L}])(?:${reading.lexicon.and})(?![\\p{L}])`, "giu"), ""))) return at;
	const before = { from: at.from, to: first.from };
	const after = { from: last.to, to: at.to };
	return isEmpty(reading, before) ? after : isEmpty(reading, after) ? before : at;
}

/** The place of the author where a clause is a quote and who said it: “Slow is smooth” by Ada King. */
function quoteWithAuthor(reading: Reading, at: Span): { quote: Span; author: Span } | null {
	const [quote, ...others] = quotesIn(reading, at);
	if (!quote || others.length > 0 || !("role" in quote) || !quote.author || quote.from !== at.from) return null;
	const from = reading.text.indexOf(quote.author, quote.to);
	const around = reading.text.slice(quote.to, at.to).replace(quote.author, "");
	if (from < 0 || from >= at.to || (around.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) > 1) return null;
	return { quote, author: { from, to: from + quote.author.length } };
}

function readQuoteWithAuthor(reading: Reading, at: Span, role: Role, hint: string): Role {
	const found = quoteWithAuthor(reading, at);
	if (!found) return role;
	const next = readQuotes(reading, found.quote, role, hint);
	addInstruction(reading, { from: found.quote.to, to: found.author.from }, "lead");
	addContent(reading, [found.author], next);
	addInstruction(reading, { from: found.author.to, to: at.to }, "lead");
	return next;
}

/** Each quote of a clause as content of its own; what stands around them is an instruction. */
function readQuotes(reading: Reading, at: Span, role: Role, hint: string): Role {
	let position = at.from;
	let next = role;
	for (const quote of quotesIn(reading, at)) {
		addInstruction(reading, { from: position, to: quote.from }, "lead");
		const inner = "role" in quote ? innerOf(reading.text, quote) : quote;
		addContent(reading, [inner], "role" in quote ? quoteRole(quote, next) : next, {
			...("role" in quote ? { quote } : {}),
			hint,
		});
		if (next === "subject" || next === "title" || next === "tagline" || next === "opening") next = "statement";
		position = quote.to;
	}
	addInstruction(reading, { from: position, to: at.to }, "lead");
	return next;
}

/** A clause with quotes and other content: each in turn. */
function readAround(reading: Reading, at: Span, role: Role, hint: string): Role {
	let position = at.from;
	let next = role;
	const quotes = quotesIn(reading, at);
	for (const [index, quote] of [...quotes, null].entries()) {
		const part = { from: position, to: quote?.from ?? at.to };
		if (isEmpty(reading, part)) addInstruction(reading, part, "lead");
		else {
			const join =
				index === 0 ? null : new RegExp(`^\\s*(?:${reading.lexicon.and})\\s+`, "iu").exec(reading.text.slice(part.from, part.to));
			const tail = /(?:\s[\p{L}]{1,4})?\s*$/u.exec(reading.text.slice(part.from, part.to))?.[0] ?? "";
			const small =
				quote && tail.trim() !== "" && isEmpty(reading, { from: part.to - tail.length, to: part.to }) ? tail.length : 0;
			// "The café “Rain”": the quoted name is the subject, the words before it say what it is.
			const ahead = next === "subject" && quote !== null;
			addContent(reading, [{ from: part.from + (join?.[0].length ?? 0), to: part.to - small }], ahead ? "occasion" : next, {
				hint,
			});
			if (next === "subject" && !ahead) next = "statement";
		}
		if (quote) next = readQuotes(reading, quote, next, hint);
		position = quote?.to ?? at.to;
	}
	return next;
}

function quoteRole(quote: QuotedText, role: Role): Role {
	if (role !== "statement") return role;
	if (quote.role === "action") return "ending";
	return quote.role === "title" || quote.role === "tagline" || quote.role === "quote" ? quote.role : role;
}

/** The quoted words without their marks. */
function innerOf(text: string, quote: Span): Span {
	return trimmedSpan(text, { from: quote.from + 1, to: quote.to - 1 });
}

/** Where an instruction begins that ends a clause: "… in 20 seconds", "… with calm music". */
function instructionEnd(reading: Reading, clause: Span): number {
	const before = matchesBefore(reading, clause);
	for (const from of before) {
		if (from <= clause.from) continue;
		const part = { from, to: clause.to };
		if (isInstruction(reading, part) && SAYS.test(reading.text.slice(clause.from, from))) return from;
	}
	return clause.to;
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
	const starts = [...prepositions, ...figures];
	return [...new Set(starts)].sort((a, b) => a - b).filter((from) => !within(from, reading.quotes));
}

/** Where content begins in a clause that starts with small words before a link: "the website aurora.example". */
function linkStart(reading: Reading, clause: Span): number {
	const link = reading.links.find((one) => one.from > clause.from && one.to <= clause.to);
	return link && isInstruction(reading, { from: clause.from, to: link.from }) ? link.from : clause.from;
}
