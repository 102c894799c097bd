import { withAnnounced } from "./announced.ts";
import { blockOf, comparesIn, endingOf } from "./block-of.ts";
import type { Block } from "./blocks.ts";
import type { Piece } from "./classify.ts";
import { withTimelines } from "./dated.ts";
import { takeTitle } from "./film-title.ts";
import { type Grouping, words } from "./grouping.ts";
import { withHeadings, withNumberedSteps } from "./headed.ts";
import type { Language } from "./language.ts";
import { compared, joined, paired } from "./pairs.ts";
import type { ListOfPieces, Part, ReadPrompt } from "./parts.ts";
import { withRecipes } from "./recipes.ts";
import { withRows, withVersusRows } from "./row-runs.ts";
import { capitalised } from "./spans.ts";

/** Whether sentences begin with days of one month, each later than the one before: "5/10 Doors open. 6/10 First concert." */
function isDated(text: string): boolean {
	const starts = [...text.matchAll(/(?:^|[.!?;\n]\s*)(\d{1,2})\/(\d{1,2})(?=[:\s]\s*\p{L})/gu)];
	return (
		starts.length >= 2 &&
		starts.every((start, index) => {
			const before = starts[index - 1];
			return !before || (before[2] === start[2] && Number(before[1]) < Number(start[1]));
		})
	);
}

/** Blocks in the order of the prompt, the title first and the ending last. Each piece of content is in one of them. */
export function blocksOf(read: ReadPrompt, language: Language): Block[] {
	const { text, lexicon, links } = read.reading;
	const grouping = { text, language, lexicon, links, dated: isDated(text) };
	const parts = withoutAuthors(grouping, read.reading.ordered ? withStepsBetween(grouping, read.parts) : [...read.parts]);
	const { title, rest } = takeTitle(grouping, parts);
	const opening = rest.filter((part) => part.kind === "piece" && part.piece.role === "opening");
	const endings = rest.filter((part) => part.kind === "piece" && part.piece.role === "ending");
	const body = rest.filter((part) => !opening.includes(part) && !endings.includes(part));
	const parted = withVersusRows(
		withRows(
			withAnnounced(
				merged(grouping, body).flatMap((part) => blockOf(grouping, part)),
				text,
				lexicon,
			),
		),
		lexicon,
	);
	const blocks = joined(
		withHeadings(
			withNumberedSteps(withRecipes(withTimelines(comparesIn(grouping) ? compared(paired(parted)) : paired(parted)), text)),
		),
	);
	const occasion = rest.find((part) => part.kind === "piece" && part.piece.role === "occasion");
	return [
		...opening.flatMap((part) => blockOf(grouping, part)),
		...withCall(title, withOccasion(blocks, occasion)),
		...endingOf(grouping, endings),
	];
}

/** Most words of a sentence that is a step between others. */
const WORDS_OF_STEP = 14;

/** Between two steps that words of order name ("first", "last") a short sentence is one as well. */
function withStepsBetween(grouping: Grouping, parts: readonly Part[]): Part[] {
	const isStep = (part: Part) => part.kind === "piece" && part.piece.role === "step";
	const [first, last] = [parts.findIndex(isStep), parts.findLastIndex(isStep)];
	return parts.map((part, index): Part => {
		if (part.kind !== "piece" || index < first || index > last || part.piece.role !== "statement" || part.piece.quote)
			return part;
		const { piece } = part;
		const plain = !grouping.links.some((link) => link.from >= piece.from && link.to <= piece.to);
		return plain && words(grouping, piece).split(" ").length <= WORDS_OF_STEP
			? { ...part, piece: { ...piece, role: "step" } }
			: part;
	});
}

/** "You're invited!" right before what people are invited to stands above it. */
function withCall(title: Block | null, blocks: readonly Block[]): Block[] {
	const [next, ...rest] = blocks;
	const call = title?.kind === "title" && !title.kicker && !title.subtitle && /!$/.test(title.title) ? title : null;
	if (call && next?.kind === "invitation" && next.title !== null && next.kicker === null)
		return [{ ...next, kicker: call.title, from: call.from, text: `${call.text}\n${next.text}` }, ...rest];
	return title ? [title, ...blocks] : [...blocks];
}

/** What an invitation is to stands above its title: "wedding". */
function withOccasion(blocks: readonly Block[], occasion: Part | undefined): Block[] {
	const [first, second, ...more] = blocks;
	if (
		occasion?.kind !== "piece" ||
		!first ||
		second?.kind !== "invitation" ||
		first.from !== occasion.piece.from ||
		second.kicker
	)
		return [...blocks];
	const text = `${first.text}\n${second.text}`;
	return [{ ...second, from: first.from, text, lines: [first.text, ...second.lines], kicker: capitalised(first.text) }, ...more];
}

/** Quotes take the name of who said it, and what they are, from the pieces beside them. */
function withoutAuthors(grouping: Grouping, parts: Part[]): Part[] {
	return parts.filter((part, index) => {
		if (part.kind !== "piece" || part.piece.quote) return true;
		const said = words(grouping, part.piece);
		const before = parts.slice(Math.max(0, index - 2), index);
		if (before.some((other) => other.kind === "piece" && other.piece.quote?.authorRole === said)) return false;
		return ![parts[index - 1], parts[index + 1]].some((other) => {
			const quote = other?.kind === "piece" ? other.piece.quote : null;
			if (!quote?.author || !said.includes(quote.author)) return false;
			const rest = said.replace(quote.author, "").replace(quote.authorRole ?? "", "");
			return (rest.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) <= 2;
		});
	});
}

/** Joins short sentences that follow each other, and quoted words or steps that make a list. */
function merged(grouping: Grouping, parts: readonly Part[]): Part[] {
	const result: Part[] = [];
	for (const part of parts) {
		const last = result.at(-1);
		if (part.kind === "piece" && last?.kind === "piece" && joins(grouping, last.piece, part.piece)) {
			result[result.length - 1] = {
				kind: "piece",
				piece: { ...last.piece, to: part.piece.to, clauses: [...last.piece.clauses, ...part.piece.clauses] },
			};
		} else if (part.kind === "piece" && last?.kind === "list" && listGoesOn(last, part.piece)) last.items.push(part.piece);
		else if (part.kind === "piece" && last?.kind === "piece" && startsList(last.piece, part.piece)) {
			result[result.length - 1] = {
				kind: "list",
				ordered: part.piece.role === "step",
				label: null,
				items: [last.piece, part.piece],
				hint: last.piece.hint,
			};
		} else result.push(part.kind === "list" ? { ...part, items: [...part.items] } : part);
	}
	return result.flatMap((part): Part[] =>
		part.kind === "list" && !part.label && part.items.length === 1 && part.items[0]
			? [{ kind: "piece", piece: part.items[0] }]
			: [part],
	);
}

/** "Read." "Whisper." "Return." are one thing. */
function joins(grouping: Grouping, one: Piece, next: Piece): boolean {
	const brief = (piece: Piece) => words(grouping, piece).split(" ").length <= 2 && piece.clauses.length === 1;
	const between = grouping.text.slice(one.to, next.from);
	const tail =
		words(grouping, one)
			.split(/[.!?]\s/)
			.at(-1) ?? "";
	return (
		one.role === "statement" &&
		next.role === "statement" &&
		!one.quote &&
		!next.quote &&
		brief(next) &&
		// A number to call and a wish behind it are two things.
		!grouping.links.some((link) => link.from >= one.from && link.to <= next.to) &&
		tail.split(" ").length <= 2 &&
		/^[.!]\s$/.test(between) &&
		one.to - one.from < 60
	);
}

function startsList(one: Piece, next: Piece): boolean {
	if (one.role === "step" && next.role === "step") return true;
	return (
		one.quote !== null &&
		next.quote !== null &&
		one.role === "statement" &&
		next.role === "statement" &&
		one.sentence === next.sentence &&
		one.quote.text.length <= 60 &&
		next.quote.text.length <= 60
	);
}

function listGoesOn(list: ListOfPieces, next: Piece): boolean {
	const last = list.items.at(-1);
	return last !== undefined && list.label === null && startsList(last, next);
}
