import { FILM_NOUN } from "./duration.ts";
import { matches, type Span, tidy } from "./spans.ts";

export interface Pair {
	label: string;
	value: number;
}
export type ListFound = Span &
	(
		| { kind: "points"; title: string; items: string[] }
		| { kind: "steps"; title: string; items: string[] }
		| { kind: "versus"; title: string; left: { title: string; points: string[] }; right: { title: string; points: string[] } }
		| { kind: "chart"; title: string; unit: string; points: Pair[]; overTime: boolean }
	);

/** Splits "a, b and c" at commas and at the last "and"; never inside a quote. */
export function splitItems(text: string, masked: string, from: number, to: number): string[] {
	const part = masked.slice(from, to);
	const cuts = matches(part, /\s*(?:,(?!\d)|[;|])\s*(?:(?:and|or|und|y|et|&)\s+)?|\s+(?:and|&|und|y|et|or|plus)\s+/gi);
	const commas = cuts.filter((cut) => /[,;|]/.test(cut.text));
	// With commas, an "and" before the last comma belongs to its item: "salt and pepper, oil and vinegar".
	const last = commas.at(-1)?.from ?? -1;
	const used = commas.length > 0 ? cuts.filter((cut) => /[,;|]/.test(cut.text) || cut.from > last) : cuts;
	const items: string[] = [];
	let at = 0;
	for (const cut of used) {
		items.push(clean(text.slice(from + at, from + cut.from)));
		at = cut.to;
	}
	items.push(clean(text.slice(from + at, to)));
	return items.filter(Boolean);
}

export function headBefore(text: string, at: number): string {
	const head = /([^.!?\n,;:]{2,50}):\s*$/.exec(text.slice(0, at))?.[1] ?? "";
	return head ? titleOf(head) : "";
}

export function titleOf(head: string): string {
	const words = tidy(
		head.replace(/^.*\b(?:show|list|include|mention|with|add|explain|these|following|the|our|its|in)\b\s+/i, ""),
	);
	if (
		!words ||
		/^(?:make|create|video|film|scene)\b/i.test(words) ||
		new RegExp(`(?<![\\p{L}])${FILM_NOUN}(?![\\p{L}])`, "iu").test(words)
	)
		return "";
	return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

export function clean(text: string): string {
	return tidy(text)
		.replace(/^["'“”„«»]+|["'“”„«»]+$/g, "")
		.replace(/\.$/, "");
}
