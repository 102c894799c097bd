import type { Block, BlockOf, ContactEntry, Side } from "./blocks.ts";
import type { Piece } from "./classify.ts";
import { commandsIn } from "./commands.ts";
import { enumeration } from "./enumeration.ts";
import { priceChangeIn, routeAhead, scoreIn } from "./figures.ts";
import { type Grouping, type Said, single, words } from "./grouping.ts";
import { labelledTimetable, timetableIn } from "./hours.ts";
import { invitationOf, momentParts } from "./invitations.ts";
import { figuresIn, namesPrice } from "./item-figures.ts";
import { mixedBlocks } from "./mixed.ts";
import type { ListOfPieces, Part } from "./parts.ts";
import { DATE } from "./patterns.ts";
import type { Span } from "./spans.ts";
import { versusOf, versusRows } from "./versus-rows.ts";

/** The blocks of one part of a prompt: a list, a table or a piece. */
export function blockOf(grouping: Grouping, part: Part): Block[] {
	if (part.kind === "table") return [tableBlock(grouping, part)];
	if (part.kind === "dialogue") return [dialogueBlock(grouping, part)];
	if (part.kind === "list") {
		const items = part.items.map((item) => words(grouping, item));
		const title = part.label ? words(grouping, part.label) : null;
		const from = part.label?.from ?? part.items[0]?.from ?? 0;
		const common = { from, text: [title, ...items].filter(Boolean).join("\n"), lines: items, hint: part.hint };
		const versus = part.ordered ? null : versusRows(grouping, title, items);
		if (versus) return [{ ...common, kind: "versus", title: null, ...versus }];
		return [listBlock(common, items, title, part.ordered || isSequence(grouping, part))];
	}
	return pieceBlock(grouping, part.piece);
}

function dialogueBlock(grouping: Grouping, { messages }: Extract<Part, { kind: "dialogue" }>): Block {
	const said = messages.map(({ from, text }) => ({ from: words(grouping, from), text: words(grouping, text) }));
	const lines = said.map(({ from, text }) => `${from}: ${text}`);
	return {
		from: messages[0]?.from.from ?? 0,
		text: lines.join("\n"),
		lines,
		hint: "",
		kind: "dialogue",
		title: null,
		messages: said,
	};
}

function isSequence(grouping: Grouping, list: ListOfPieces): boolean {
	const first = list.items[0];
	return first !== undefined && list.items.every((item) => item.quote !== null) && isBelowSteps(grouping, first.from);
}

const STEPS =
	/(?:steps?|schritte?n?|étapes?|pasos?|passos?|passi|kroki|krok[óo]w|stappen|adım\p{L}*|ステップ|手順|步|단계|خطوات|שלבים|चरण\p{L}*)\W*$/iu;

/** Whether a word for steps stands right before a place of the prompt. */
function isBelowSteps({ text }: Grouping, from: number): boolean {
	return STEPS.test(text.slice(Math.max(0, from - 40), from));
}

function listBlock(common: Said, items: string[], title: string | null, ordered: boolean): Block {
	if (!ordered || title) {
		const found = figuresIn(items, title, `${common.hint} ${title ?? ""}`);
		if (found && !ordered) return { ...common, ...found } as Block;
	}
	const sides = sidesOf(items);
	if (sides && !ordered) return { ...common, kind: "comparison", title, sides };
	const figures = items.filter((item) => /^[^\p{L}]{0,4}\d/u.test(item)).length;
	if (!ordered && items.length >= 2 && figures === items.length) return { ...common, kind: "numbers", title, items };
	return { ...common, kind: ordered ? "steps" : "list", title, items };
}

/** "Coffee: strong, hot" beside "Tea: mild, light". */
function sidesOf(items: readonly string[]): Side[] | null {
	if (items.length < 2 || items.length > 3) return null;
	const sides = items.map(
		(item) => /^([^:：]{1,30})[:：]\s+(.+[,;].+)$/u.exec(item) ?? /^([^:：()]{1,30})\s\((.+[,;].+)\)$/u.exec(item),
	);
	if (!sides.every((side) => side !== null)) return null;
	return sides.map((side) => ({
		title: side?.[1] ?? "",
		points: (side?.[2] ?? "").split(/[,;]\s+/).map((point) => point.trim()),
	}));
}

/** "train 3 h 05, 2 kg of CO2; plane 1 h 20, 96 kg": the same number of figures behind a name each. */
function sidesByFigures(halves: readonly string[]): Side[] | null {
	if (halves.length < 2 || halves.length > 3) return null;
	const sides = halves.map((half) => /^(\p{L}[^\d,:]{1,30}?)\s+(\d.*)$/u.exec(half.trim()));
	const found = sides.map((side) => ({ title: side?.[1] ?? "", points: (side?.[2] ?? "").split(/,\s+/) }));
	const [first] = found;
	return sides.every((side) => side !== null) && found.every(({ points }) => points.length === first?.points.length)
		? found
		: null;
}

/** "Basic costs $9 and has 5 users, Pro costs …", where a comparison is asked for. */
function sidesByName(grouping: Grouping, piece: Piece): { title: string; points: string[] }[] | null {
	if (!/compar|vergleich|confront|porówn|vergelijk|karşılaştır|比較|比较|비교|قارن|השווה|तुलना/iu.test(piece.hint)) return null;
	if (piece.clauses.length < 2 || piece.clauses.length > 3) return null;
	const sides = piece.clauses.map((clause) =>
		/^(\p{Lu}[\p{L}\p{N}+-]*(?:\s\p{Lu}[\p{L}\p{N}+-]*)*)[:：]?\s+(\p{Ll}.+)$/u.exec(words(grouping, clause)),
	);
	if (!sides.every((side) => side !== null)) return null;
	const and = new RegExp(`\\s+(?:${grouping.lexicon.and})\\s+`, "iu");
	return sides.map((side) => ({ title: side?.[1] ?? "", points: (side?.[2] ?? "").split(and) }));
}

function pieceBlock(grouping: Grouping, piece: Piece): Block[] {
	const said = words(grouping, piece);
	const common = { from: piece.from, text: said, lines: [said], hint: piece.hint };
	if (piece.quote && (piece.quote.author || piece.role === "quote"))
		return [{ ...common, kind: "quote", quote: said, author: piece.quote.author ?? null, role: piece.quote.authorRole ?? null }];
	if (piece.quote) return [{ ...common, kind: /[?？؟]$/.test(said) ? "question" : "statement" }];
	if (piece.hint === "code") return [{ ...common, kind: "code", code: grouping.text.slice(piece.from, piece.to) }];
	if (piece.hint === "terminal") return [{ ...common, kind: "commands", commands: [said.replace(/^\$\s+/, "")] }];
	const halves = said.replace(/[.。]$/, "").split(/\s*[;；]\s*/);
	const sides = sidesOf(halves) ?? (comparesIn(grouping) ? sidesByFigures(halves) : null) ?? sidesByName(grouping, piece);
	if (sides) return [{ ...common, kind: "comparison", title: null, lines: said.split(/\s*[;；]\s*/), sides }];
	const versus = versusOf(grouping, piece);
	if (versus) return [{ ...common, kind: "comparison", title: null, sides: versus }];
	const commands = commandsIn(grouping, piece);
	if (commands) return commands;
	const contact = contactOf(grouping, piece);
	if (contact) return [{ ...common, kind: "contact", ...contact }];
	return clauseBlocks(grouping, piece, common);
}

/** A sentence of several clauses: a list with its label, figures side by side, an invitation, or a sentence as it stands. */
function clauseBlocks(grouping: Grouping, piece: Piece, common: Said): Block[] {
	const { label, items, spans } = enumeration(grouping, piece);
	const listed = { ...common, lines: items };
	const people = peopleBetween(common.text, label);
	if (people) return [{ ...listed, ...people }];
	const steps = numberedItems(items);
	if (steps) return [{ ...listed, kind: "steps", title: label, items: steps }];
	const compares = sidesOf(items);
	if (compares && items.every((item) => item.endsWith(")")))
		return [{ ...listed, kind: "comparison", title: label, sides: compares }];
	// An "and" between days parts no items: "closed Sunday and Monday".
	const clauses = (label === null ? piece.clauses : piece.clauses.slice(1)).map((clause) => words(grouping, clause));
	const score = scoreIn(label, clauses);
	if (score) return [{ ...common, lines: clauses, ...score }];
	const versus = versusRows(grouping, label, clauses);
	if (versus) return [{ ...common, lines: clauses, kind: "versus", title: null, ...versus }];
	const labelled = label === null ? labelledTimetable(clauses) : null;
	if (labelled && clauses.length >= 2)
		return [{ ...common, lines: clauses, kind: "hours", title: labelled.label, rows: labelled.rows }];
	const timetable = timetableIn(clauses);
	if (timetable) return [{ ...common, lines: clauses, kind: "hours", title: label, rows: timetable }];
	if (items.length >= 2 && label === null && isBelowSteps(grouping, piece.from))
		return [{ ...listed, kind: "steps", title: label, items }];
	const change = common.text.length <= 90 ? priceChangeIn(common.text) : null;
	if (change && change.label.length <= 40) return [{ ...common, ...change }];
	if (items.length >= 2) {
		const invitation = invitationIn(grouping, label, spans, listed);
		if (invitation) return invitation;
		const found = figuresIn(items, label, `${common.hint} ${label ?? ""}`);
		if (found) return [{ ...listed, ...found } as Block];
		const way = label === null ? routeAhead(grouping.text, items) : null;
		if (way) return [{ ...listed, ...way }];
		const alone = label === null && piece.clauses.length >= 3 ? routeAhead(grouping.text, items.slice(0, 1)) : null;
		if (alone) return [{ ...common, text: items[0] ?? "", lines: items.slice(0, 1), ...alone }, ...behind(grouping, piece)];
		const mixed = mixedBlocks(grouping, { label, items, spans }, common);
		if (mixed) return mixed;
		const figures = items.filter((item) => /^[^\p{L}]{0,4}\d/u.test(item) && item.length <= 60).length;
		const counted = items.filter((item) => /\d/.test(item) && item.length <= 60).length;
		if (figures === items.length || (counted === items.length && counted >= 3))
			return [{ ...listed, kind: "numbers", title: label, items }];
		const short = items.every((item) => item.split(" ").length <= wordsOfItem(label, items.length) && item.length <= 60);
		if (short && (label !== null || items.length >= 3)) return [{ ...listed, kind: "list", title: label, items }];
	}
	return invitationIn(grouping, label, spans, listed) ?? single(grouping, piece, common.hint);
}

/** The clauses behind the first as blocks of their own. */
function behind(grouping: Grouping, piece: Piece): Block[] {
	const [, second = piece, ...more] = piece.clauses;
	return pieceBlock(grouping, { ...piece, from: second.from, clauses: [second, ...more] });
}

/** Most words of each item of a list: below a label, beside many others, and else. */
function wordsOfItem(label: string | null, count: number): number {
	if (label !== null) return 8;
	return count >= 4 ? 6 : 5;
}

/** Clauses that name a date with a time or a place, and what else they say. Null: they are no invitation. */
function invitationIn(grouping: Grouping, label: string | null, spans: readonly Span[], common: Said): Block[] | null {
	const parted = spans.flatMap((span) => momentParts(grouping.text, span));
	const found = invitationOf(parted.map((span) => words(grouping, span).replace(/(?<=\d)\.$/u, "")));
	if (!found || (label !== null && (found.title !== null || found.time === null))) return null;
	const { rest, ...said } = found;
	return [
		{ ...common, kind: "invitation", ...said, title: label ?? said.title },
		...rest.flatMap((index) => restBlock(grouping, parted[index] ?? { from: common.from, to: common.from })),
	];
}

/** What an invitation says besides: how to reach somebody, or a sentence as it stands. */
function restBlock(grouping: Grouping, at: Span): Block[] {
	const entry = contactEntry(grouping, at);
	const said = words(grouping, at);
	return entry.kind === "place"
		? single(grouping, at, "")
		: [{ from: at.from, text: said, lines: [said], hint: "", kind: "contact", title: null, entries: [entry] }];
}

/** "Ola Brandt, head coach; Jess Wu, physio": people and what they do, with semicolons between. */
function peopleBetween(
	text: string,
	label: string | null,
): (BlockOf<"team"> extends infer T ? Omit<T, "from" | "text" | "lines" | "hint"> : never) | null {
	const said = label === null ? text : text.slice(text.search(/[:：]/u) + 1);
	const items = said.split(/[;；]/u).map((item) => item.trim().replace(/\.$/u, ""));
	const found = items.length >= 2 && items.every((item) => item.includes(",")) ? figuresIn(items, label, "") : null;
	return found?.kind === "team" ? found : null;
}

/** "Step 1 loosen the roots, step 2 fill the pot": what the steps say, where all are numbered in order. Null: they are not. */
function numberedItems(items: readonly string[]): string[] | null {
	const steps = items.map((item) => /^step (\d{1,2})[:.)]?\s+(.+)$/iu.exec(item));
	if (items.length < 2 || !steps.every((step, index) => Number(step?.[1]) === index + 1)) return null;
	return steps.map((step) => step?.[2] ?? "");
}

/** Links, addresses and numbers to call, with at most a few words around them. */
function contactOf(grouping: Grouping, piece: Piece): { title: string | null; entries: ContactEntry[] } | null {
	const links = grouping.links.filter((link) => link.from >= piece.from && link.to <= piece.to);
	if (links.length === 0) return null;
	const [first, ...more] = piece.clauses;
	const labelled =
		first &&
		more.length > 0 &&
		/^\s*[:：]/u.test(grouping.text.slice(first.to)) &&
		!links.some((link) => link.from >= first.from && link.to <= first.to);
	if (labelled && more.length === 1 && words(grouping, piece).length <= 70)
		return { title: null, entries: [contactEntry(grouping, piece)] };
	const clauses = labelled ? more : piece.clauses;
	if (clauses.length > 1 || words(grouping, piece).length > 70) {
		const short = clauses.every((clause) => clause.to - clause.from <= 60 && !saysMore(grouping, clause)) && clauses.length <= 6;
		const entries = clauses.map((clause) => contactEntry(grouping, clause));
		return short ? { title: labelled ? words(grouping, first) : null, entries } : null;
	}
	return { title: null, entries: [contactEntry(grouping, piece)] };
}

/** A date or a price beside a link is no way to reach somebody. */
function saysMore(grouping: Grouping, clause: Span): boolean {
	const said = words(grouping, clause);
	return momentParts(grouping.text, clause).length > 1 || DATE.test(said) || namesPrice(said);
}

function contactEntry(grouping: Grouping, at: Span): ContactEntry {
	const text = words(grouping, at);
	const link = grouping.links.find((one) => one.from >= at.from && one.to <= at.to);
	const bare = link ? words(grouping, link) : text;
	return { kind: link ? kindOfLink(bare) : "place", text, bare };
}

function kindOfLink(text: string): ContactEntry["kind"] {
	if (/\S@\S+\.\S/.test(text)) return "mail";
	if (/^@/.test(text)) return "handle";
	if (/^#/.test(text)) return "hashtag";
	if (/(?:https?:\/\/|\p{L}\.\p{L}{2,}|\d\.\p{L}{2,})/u.test(text)) return "link";
	return /\d[\d\s/-]{5,}/.test(text) ? "phone" : "place";
}

function tableBlock(grouping: Grouping, table: Extract<Part, { kind: "table" }>): Block {
	const rows = table.rows.map((row) => row.map((cell) => words(grouping, cell)));
	const title = table.label ? words(grouping, table.label) : null;
	const from = table.label?.from ?? table.rows[0]?.[0]?.from ?? 0;
	const common = {
		from,
		text: rows.map((row) => row.join(" ")).join("\n"),
		lines: rows.map((row) => row.join(" ")),
		hint: comparesIn(grouping) ? "table versus" : "table",
	};
	const body = table.head ? rows.slice(1) : rows;
	if (!table.head && body.every((row) => row.length === 2)) {
		const found = figuresIn(
			body.map((row) => row.join(": ")),
			title,
			"chart",
		);
		if (found) return { ...common, ...found } as Block;
	}
	return { ...common, kind: "table", title, columns: table.head ? (rows[0] ?? null) : null, rows: body };
}

/** Whether the prompt asks to compare. */
export function comparesIn({ text, lexicon }: Grouping): boolean {
	return lexicon.find("versus", text).length > 0 || /compar|vergl|porówn|karşılaştır|比較|比较|비교|مقارن|השוו|तुलना/iu.test(text);
}

/** The ending: the last that was named, with the link beside it. Those before it are statements. */
export function endingOf(grouping: Grouping, parts: readonly Part[]): Block[] {
	const last = parts.at(-1);
	if (last?.kind !== "piece") return [];
	const pieces = parts.flatMap((part) => (part.kind === "piece" ? [part.piece] : []));
	const isLink = (piece: Piece) => grouping.links.some((link) => link.from >= piece.from && link.to <= piece.to);
	const link = pieces.findLast((piece) => isLink(piece));
	const action = pieces.findLast((piece) => piece !== link) ?? null;
	const others = pieces.filter((piece) => piece !== link && piece !== action);
	const text = [action, link].flatMap((piece) => (piece ? [words(grouping, piece)] : [])).join("\n");
	return [
		...others.flatMap((piece) => single(grouping, piece, "")),
		{
			kind: "ending",
			from: last.piece.from,
			text,
			lines: text.split("\n"),
			hint: "",
			action: action ? words(grouping, action) : null,
			link: link ? words(grouping, link) : null,
		},
	];
}
