import type { Piece } from "./classify.ts";
import { type Grouping, words } from "./grouping.ts";
import type { Span } from "./spans.ts";

/** The clauses of a piece as items, with the label before a colon and the last two parted where "and" joins them. */
export function enumeration(
	grouping: Grouping,
	piece: Piece,
): { label: string | null; items: string[]; spans: { from: number; to: number }[] } {
	const [first, ...more] = piece.clauses;
	const hasLabel = first !== undefined && more.length > 0 && isLabel(grouping.text, first, more);
	const spans = [...(hasLabel ? more : piece.clauses)];
	const last = spans.at(-1);
	const join =
		last && (spans.length >= 2 || hasLabel)
			? new RegExp(`^(.{2,50}?)\\s+(?:${grouping.lexicon.and})\\s+(.{2,50})$`, "iu").exec(grouping.text.slice(last.from, last.to))
			: null;
	const bracketed = join?.[1] !== undefined && /[(（][^)）]*$/u.test(join[1]);
	const isName =
		join !== null && last !== undefined && /\p{Lu}[\p{L}'’]*\s&\s\p{Lu}/u.test(grouping.text.slice(last.from, last.to));
	const opened = last && new RegExp(`^(?:${grouping.lexicon.and})\\s+`, "iu").exec(grouping.text.slice(last.from, last.to));
	if (last && opened && spans.length >= 3) spans[spans.length - 1] = { from: last.from + opened[0].length, to: last.to };
	else if (
		last &&
		!isName &&
		!bracketed &&
		join?.[1] &&
		join[2] &&
		shortEach(
			join[1],
			join[2],
			spans.slice(0, -1).map((span) => words(grouping, span)),
		)
	) {
		spans.pop();
		spans.push({ from: last.from, to: last.from + join[1].length }, { from: last.to - join[2].length, to: last.to });
	}
	return { label: hasLabel && first ? words(grouping, first) : null, items: spans.map((span) => words(grouping, span)), spans };
}

/** A short first clause before a colon; before a dash where at least two others follow: "Starter - 1 user, 5 GB". */
function isLabel(text: string, first: Span, more: readonly Span[]): boolean {
	const behind = text.slice(first.to);
	// "材料は、だし600ml、…"
	if (/は$/u.test(text.slice(first.from, first.to)) && /^、/u.test(behind)) return more.length >= 2 && first.to - first.from <= 8;
	if (/^\s*[:：]/.test(behind)) return first.to - first.from <= 50;
	return /^\s[–—-]\s/.test(behind) && more.length >= 2 && first.to - first.from <= 30;
}

/** Whether an "and" parts two items: behind others that are as short, or between two of the same length. */
function shortEach(one: string, other: string, before: readonly string[]): boolean {
	const length = (text: string) => text.split(" ").length;
	const most = before.length >= 1 ? 6 : 3;
	if (length(one) > most || length(other) > most || /\d/.test(one) !== /\d/.test(other)) return false;
	if (before.length === 0) return length(one) === length(other);
	// "Plan your week, freeze leftovers, smell and taste": two words that belong to one item.
	if (before.length >= 2 && length(one) === 1 && length(other) === 1 && before.every((item) => length(item) > 1)) return false;
	// "No experience needed, boats and coaches provided": one word alone is no item beside longer ones.
	return length(one) > 1 || length(other) === 1 || before.some((item) => length(item) === 1);
}
