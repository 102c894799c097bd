import { audienceStart } from "./audience.ts";
import type { Role } from "./brief-spans.ts";
import { addContent, addInstruction, isEmpty, isInstruction, marksIn, type Reading } from "./classify.ts";
import { bracketStart, instructionEnd, linkStart, shownLinkEnd } from "./instruction-ends.ts";
import { clausesIn, trimmedSpan } from "./layout.ts";
import { HOW_TO, leadsIn } from "./lead-ins.ts";
import type { LeadKind, Mark, WordKind } from "./lexicon.ts";
import { isLookPhrase } from "./look-phrases.ts";
import { isProhibition } from "./prohibitions.ts";
import {
	quoteForName,
	quotesIn,
	quoteWithAuthor,
	readAround,
	readQuoteForName,
	readQuotes,
	readQuoteWithAuthor,
	withoutQuotes,
} from "./quoted-parts.ts";
import { runOnEnd } from "./run-on.ts";
import { runOnParts } from "./run-on-parts.ts";
import type { Span } from "./spans.ts";
import { isWishByPlace, refusesTechnique } from "./tail.ts";
import { isForWhom } from "./wishes.ts";

const ROLE_OF: Record<LeadKind, Role> = {
	title: "title",
	tagline: "tagline",
	opening: "opening",
	ending: "ending",
	say: "statement",
	next: "step",
};

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
		if (isThanks(reading, rest)) {
			addInstruction(reading, lead, "lead");
			addContent(reading, [rest], ROLE_OF[lead.lead]);
			continue;
		}
		if (isEmpty(reading, rest)) {
			addInstruction(reading, { from: lead.from, to: rest.to }, scene ? "scene" : "lead");
			continue;
		}
		addInstruction(reading, lead, lead.lead === "next" ? "order" : "lead");
		readClauses(reading, rest, ROLE_OF[lead.lead], options.hint ?? "");
	}
}

/** "At the end: Thank you!": a greeting or thanks behind a colon, and nothing about the film. */
function isThanks(reading: Reading, at: Span): boolean {
	const marks = marksIn(reading, at);
	return (
		/^\s*[:：]\s*[^\s\uE000]/u.test(reading.masked.slice(at.from, at.to)) &&
		isEmpty(reading, at) &&
		marks.some((mark) => mark.kind === "manners") &&
		marks.every((mark) => mark.kind === "manners" || mark.kind === "small")
	);
}

/** Where content ends before a lead-in: without the "and" that joins them. */
function beforeJoin(reading: Reading, start: number, end: number): number {
	const join = new RegExp(`[\\s,;]+(?:${reading.lexicon.and})\\s*$`, "iu").exec(reading.masked.slice(start, end));
	return join ? start + join.index : end;
}

/** Sorts the clauses of a part into instructions and runs of content. */
function readClauses(reading: Reading, whole: Span, role: Role, hint: string): void {
	const at = { from: role === "subject" ? behindAudience(reading, whole) : whole.from, to: whole.to };
	if (at.from > whole.from) addInstruction(reading, { from: whole.from, to: at.from }, "audience");
	const scene = sceneRequest(reading, at);
	let hinted = scene ? `${hint} ${reading.text.slice(scene.from, scene.to)}`.trim() : hint;
	if (scene) addInstruction(reading, scene, "scene");
	const clauses = partsIn(reading, { from: scene?.to ?? at.from, to: at.to });
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
	for (const [index, clause] of clauses.entries()) {
		const label = isLabel(reading, clause, clauses[index + 1]);
		const inner = clause === clauses[0] ? null : sceneRequest(reading, clause);
		const quoted = quotedReader(reading, clause, role !== "statement" || hint !== "" || scene !== null);
		if (inner && inner.to < clause.to) {
			flush();
			addInstruction(reading, inner, "scene");
			addContent(reading, [{ from: inner.to, to: clause.to }], "statement", { hint: reading.text.slice(inner.from, inner.to) });
		} else if (index > 0 && ((role === "subject" && isProhibition(reading, clause)) || refusesTechnique(reading, clause))) {
			flush();
			addInstruction(reading, clause, "negative");
		} else if (!listed && isInstruction(reading, clause) && !label && !(run.length > 0 && namesLanguages(reading, clause))) {
			flush();
			addInstruction(reading, clause);
		} else if (!listed && isWishByPlace(reading, clauses, index)) {
			flush();
			addInstruction(reading, clause, "style");
		} else if (run.length === 0 && reading.requested && isForWhom(reading, clause)) {
			flush();
			addInstruction(reading, clause, "audience");
		} else if (run.length === 1 && next === "statement" && isLabelled(reading, run[0], clause)) run.push(clause);
		else if (quoted) {
			flush();
			next = quoted(reading, clause, next, hinted);
		} else if (isEmpty(reading, clause) && run.length === 0 && !label) addInstruction(reading, clause, "order");
		else {
			const ends = next === "subject" || role === "ending" || endsInColon(reading, clause) || isHeadline(reading, clause);
			const bracket = bracketStart(reading, clause);
			if (bracket < clause.to) hinted = `${hinted} ${reading.text.slice(bracket, clause.to)}`.trim();
			const told = Math.min(shownLinkEnd(reading, clause) ?? instructionEnd(reading, clause, ends), bracket);
			const cut = next === "subject" ? withoutAudience(reading, { from: clause.from, to: told }, ends) : told;
			const from = linkStart(reading, { from: clause.from, to: cut });
			run.push({ from, to: cut });
			if (cut < clause.to) {
				flush();
				addInstruction(reading, { from: cut, to: clause.to });
			}
			if (next === "subject" && /^\s*(?:[:：–—]|-\s)/.test(reading.text.slice(clause.to, at.to))) flush();
		}
	}
	flush();
}

/** Clauses, and the parts of those that run on without marks. */
function partsIn(reading: Reading, at: Span): Span[] {
	return clausesIn(reading.text, at, [...reading.quotes, ...reading.links]).flatMap((clause) => {
		const end = runOnEnd(reading, clause);
		const shown = runOnParts(reading, trimmedSpan(reading.text, { from: clause.from, to: end }));
		return end < clause.to ? [...shown, { from: end, to: clause.to }] : shown;
	});
}

type QuotedReader = (reading: Reading, at: Span, role: Role, hint: string) => Role;

/** What reads a clause with quotes or links in it; null: it is read as any other. `around`: words beside a quote are parted from it. */
function quotedReader(reading: Reading, clause: Span, around: boolean): QuotedReader | null {
	const quotes = quotesIn(reading, clause);
	if (quotes.length === 0) return null;
	if (isEmpty(reading, withoutQuotes(reading, clause))) return readQuotes;
	if (quoteForName(reading, clause)) return readQuoteForName;
	if (quoteWithAuthor(reading, clause)) return readQuoteWithAuthor;
	return around && quotes.some((quote) => "role" in quote) ? readAround : null;
}

/** Where a subject ends before its audience, and before instructions in front of that: "… in 60 seconds for students". */
function withoutAudience(reading: Reading, clause: Span, ends: boolean): number {
	const end = audienceStart(reading, clause);
	return end < clause.to ? instructionEnd(reading, { from: clause.from, to: end }, ends) : end;
}

/** "Lessons in maths, German and English": names of languages beside content are what it tells of. */
function namesLanguages(reading: Reading, clause: Span): boolean {
	const strong = marksIn(reading, clause).filter((mark) => mark.kind !== "small");
	const first = strong[0];
	return first !== undefined && first.from === clause.from && strong.every((mark) => mark.kind === "language");
}

/** "Contatti: 040 123456": a number or a link right behind a short label of one clause. */
function isLabelled(reading: Reading, label: Span | undefined, clause: Span): boolean {
	if (!label || label.to - label.from > 30 || !/^\s*[:：]\s*$/u.test(reading.text.slice(label.to, clause.from))) return false;
	return reading.links.some((link) => link.from === clause.from && link.to <= clause.to);
}

/** Where a subject begins behind the people that a film is made for: "for pupils of year 5: how rain falls". */
function behindAudience(reading: Reading, at: Span): number {
	const group = marksIn(reading, at).find(
		(mark) => mark.kind === "audience" && mark.phrase && isEmpty(reading, { from: at.from, to: mark.from }),
	);
	return group && /^[\s,:：，、]*[\p{L}\p{N}\uE000]/u.test(reading.masked.slice(group.to, at.to)) ? group.to : at.from;
}

function endsInColon(reading: Reading, clause: Span): boolean {
	return /^\s*[:：](?!\S)/u.test(reading.text.slice(clause.to));
}

/** "Team - 10 users, 100 GB": a word before a dash with at least two things behind it. */
function endsInDash(reading: Reading, clause: Span): boolean {
	return clause.to - clause.from <= 30 && /^\s[–—-]\s[^.!?,\n]+,\s[^.!?\n]+/u.test(reading.text.slice(clause.to));
}

/** A first sentence without a request, whose end may say how long the film is: "Our history in half a minute." */
function isHeadline(reading: Reading, clause: Span): boolean {
	if (reading.requested || reading.pieces.length > 0) return false;
	if (/^\s[–—-]\s/u.test(reading.text.slice(clause.to))) return true;
	// "League table for the lobby, 20 seconds": where it is shown, before what is said of the film.
	const whom = /\s(?:for|für|pour|para|per|dla|voor)\s[^,.:;]{3,30}[.!]?$/iu.exec(reading.masked.slice(clause.from, clause.to));
	const shown = whom && { from: clause.from + whom.index, to: clause.to };
	const beside = /^,\s*([^,.:;!?\n]+)/u.exec(reading.masked.slice(clause.to));
	const next = beside && { from: clause.to + beside[0].length - (beside[1] ?? "").length, to: clause.to + beside[0].length };
	if (
		shown &&
		next &&
		marksIn(reading, shown).some((mark) => mark.kind === "audience") &&
		isInstruction(reading, shown) &&
		marksIn(reading, next).some((mark) => mark.kind === "length" || mark.kind === "ratio") &&
		isInstruction(reading, next)
	)
		return true;
	const end = /\s(?:in|en|em|w|as|als|comme|como|come|jako)\s[^,.:;]{3,30}[.!]?$/iu.exec(
		reading.masked.slice(clause.from, clause.to),
	);
	const tail = end && { from: clause.from + end.index, to: clause.to };
	return tail !== null && marksIn(reading, tail).some((mark) => mark.kind === "length") && isInstruction(reading, tail);
}

/**
 * "Our team: …", "5 things, that …": words about the film that name what comes behind them. "For kids: …" does not.
 */
function isLabel(reading: Reading, clause: Span, next: Span | undefined): boolean {
	const marks = marksIn(reading, clause);
	// "For the screen in the lobby: …" names nothing.
	if (marks.some((mark) => mark.place)) return false;
	const only = (kind: Mark["kind"]) =>
		marks.some((mark) => mark.kind === kind) && marks.every((mark) => mark.kind === kind || mark.kind === "small");
	const before = reading.lexicon.find("before", reading.masked.slice(clause.from, clause.to));
	if (before.some((found) => found.from === 0)) return false;
	if (only("list") && endsInColon(reading, clause)) return false;
	if (only("list"))
		return next !== undefined && /^\s*\p{L}/u.test(reading.masked.slice(next.from)) && !isInstruction(reading, next);
	// "Never: run, shout": refuses nothing of the film.
	if (endsInColon(reading, clause) && only("not") && next !== undefined && !isInstruction(reading, next)) return true;
	return (endsInColon(reading, clause) || endsInDash(reading, clause)) && only("audience");
}

/** "A bar chart of …", "a map from … to …": an article, a noun for a scene, "of". */
function sceneRequest(reading: Reading, at: Span): Span | null {
	const head = marksIn(reading, at).find((mark) => mark.kind === "scene");
	if (!head || !isEmpty(reading, { from: at.from, to: head.to })) return null;
	const after =
		/^\s*(?:(?:of|with|for|showing|about|by|mit|von|über|aus|für|avec|de|des|du|sur|par|con|del|de la|sobre|do|da|dos|das|di|degli|della|delle|dei|z|van|met)(?![\p{L}])\s*|[:：]\s*)/iu.exec(
			reading.masked.slice(head.to, at.to),
		);
	// "A countdown for our website": where it is shown.
	const place = reading.marks.find(
		(mark) => mark.place && reading.text.slice(head.to, mark.from).trim() === "" && mark.from >= head.to,
	);
	if (place && place.to <= at.to) {
		const colon = /^\s*[:：]\s*/u.exec(reading.masked.slice(place.to, at.to))?.[0].length ?? 0;
		return { from: at.from, to: place.to + colon };
	}
	// "The map of Lyon" or "two lists are …": without a request it is content.
	if (!after && !/^\s*(?:from|von|de|desde|da|od|van|\uE000)/iu.test(reading.masked.slice(head.to, at.to))) return null;
	return { from: at.from, to: head.to + (after?.[0].length ?? 0) };
}

const LISTED: ReadonlySet<WordKind> = new Set(["style", "colour", "small", "list"]);
/** "Offline mode, dark theme, faster search": between items of a list they are one as well. */
const LISTED_BETWEEN: ReadonlySet<WordKind> = new Set(["technique", "audience", "about", "direct", "not"]);

/** Whether clauses with a look or a colour among them are items of a list: most of the others are content. */
function isContentList(reading: Reading, clauses: readonly Span[], role: Role): boolean {
	const [first, next, third] = clauses;
	const teaches = first !== undefined && HOW_TO.test(reading.text.slice(first.from, first.to)) && endsInColon(reading, first);
	if (clauses.length < 3 || (role === "subject" && !teaches)) return false;
	// "How to tie a bowline: make a loop; …": a step, and no request.
	if (teaches && next && third && marksIn(reading, next)[0]?.kind === "make" && !isInstruction(reading, third)) return true;
	const instructions = clauses.filter((clause) => isInstruction(reading, clause));
	const labelled = clauses[0] !== undefined && endsInColon(reading, clauses[0]) && !isInstruction(reading, clauses[0]);
	const plain = instructions.every((clause) => {
		const last = clause === clauses.at(-1) && !labelled;
		const between = clause !== clauses[0] && !last && !isLookPhrase(reading, clause);
		return marksIn(reading, clause).every(({ kind }) => LISTED.has(kind) || (between && LISTED_BETWEEN.has(kind)));
	});
	return instructions.length > 0 && plain && instructions.length * 2 < clauses.length;
}
