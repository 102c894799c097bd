import { chartLists } from "./charts.ts";
import { findColours } from "./colours.ts";
import { clean, headBefore, type ListFound, splitItems, titleOf } from "./list-words.ts";
import { BLANK, matches, type Span } from "./spans.ts";
import { findMoods, findRatio } from "./style.ts";
import { versusLists } from "./versus.ts";

export type { ListFound } from "./list-words.ts";

/**
 * Finds what a prompt enumerates: bullets, numbered lines, "steps: …", "a → b → c", "features: a, b and c", "x vs y", and
 * pairs of a label and a number. `masked` is the prompt with quotes and wishes about style blanked, `text` the prompt.
 */
export function findLists(text: string, masked: string): ListFound[] {
	const found: ListFound[] = [];
	const free = (span: Span) => !found.some((other) => span.from < other.to && other.from < span.to);
	for (const finder of [lineLists, chartLists, arrowLists, inlineNumbered, thenLists, versusLists, headedLists, threeOrMore]) {
		for (const list of finder(text, masked)) if (free(list)) found.push(list);
	}
	return found.sort((a, b) => a.from - b.from);
}

const STEP_WORDS =
	/\b(?:steps?|stages?|phases?|how (?:it|to|does)|process|timeline|roadmap|milestones?|schritte?|ablauf|pasos?|étapes?|recipe|agenda|plan)\b/i;
const MARK = "(?:[-*•–·▪‣]|\\d{1,2}[.)]|[a-h]\\)|step \\d+[:.)]?|schritt \\d+[:.)]?|paso \\d+[:.)]?|étape \\d+[:.)]?)";

function lineLists(text: string, masked: string): ListFound[] {
	const found: ListFound[] = [];
	for (const match of matches(masked, new RegExp(`(?:^[ \\t]*${MARK}[ \\t]+\\S[^\\n]*(?:\\n[ \\t]*)*){2,}`, "gim"))) {
		const lines = text
			.slice(match.from, match.to)
			.split("\n")
			.map((line) => line.trim())
			.filter(Boolean);
		const items = lines.map((line) => clean(line.replace(new RegExp(`^${MARK}\\s+`, "i"), ""))).filter(Boolean);
		const head = /(?:^|[.!?\n])([^.!?\n]*?):?[ \t]*\n\s*$/.exec(text.slice(0, match.from));
		const title = head?.[1] && head[1].length < 60 && /:\s*$/.test(text.slice(0, match.from)) ? titleOf(head[1]) : "";
		const numbered = lines.every((line) => /^(?:\d|step|schritt|paso|étape)/i.test(line));
		const kind = numbered || STEP_WORDS.test(head?.[1] ?? "") ? "steps" : "points";
		found.push({ from: match.from, to: match.to, kind, title, items });
	}
	return found;
}

function arrowLists(text: string, masked: string): ListFound[] {
	if (!/→|->|=>|➜|⟶/.test(masked)) return [];
	return matches(masked, /[^\n.!?:→>]{2,60}(?:\s*(?:→|->|=>|➜|⟶)\s*[^\n.!?→>]{2,60}){1,}/g).map((match) => ({
		from: match.from,
		to: match.to,
		kind: "steps",
		title: headBefore(text, match.from),
		items: text
			.slice(match.from, match.to)
			.split(/→|->|=>|➜|⟶/)
			.map(clean)
			.filter(Boolean),
	}));
}

/** "1) sign up 2) pick a plan 3) go" in one line. */
function inlineNumbered(text: string, masked: string): ListFound[] {
	const found: ListFound[] = [];
	for (const line of matches(masked, /[^\n]+/g)) {
		const marks = matches(line.text, /(?<![\p{L}\p{N}.,])\(?(\d)[.)]\s+(?=\S)/gu);
		if (marks.length < 2 || marks.some((mark, index) => Number(mark.groups[0]) !== index + 1)) continue;
		const items = marks.map((mark, index) =>
			clean(text.slice(line.from + mark.to, line.from + (marks[index + 1]?.from ?? line.text.length))),
		);
		const from = line.from + (marks[0]?.from ?? 0);
		found.push({ from, to: line.to, kind: "steps", title: headBefore(text, from), items: items.filter(Boolean) });
	}
	return found;
}

/** "first …, then …, finally …". */
function thenLists(text: string, masked: string): ListFound[] {
	return matches(
		masked,
		/\bfirst(?:ly)?,?\s+(?!\w+ (?:show|scene))[^.!?\n]+?(?:[,;.]\s*|\s+and\s+)(?:second(?:ly)?|then|next|after that)\b[^!?\n]*?(?:\b(?:finally|lastly|third(?:ly)?)\b[^.!?\n]*)?(?=[.!?\n]|$)/gi,
	).flatMap((match) => {
		const items = text
			.slice(match.from, match.to)
			.split(
				/(?:^|[,;.]\s*|\s+)(?:and\s+)?\b(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|then|next|after that|finally|lastly)\b,?\s*/i,
			)
			.map(clean)
			.filter((item) => item.length > 1);
		return items.length >= 2 ? [{ from: match.from, to: match.to, kind: "steps" as const, title: "", items }] : [];
	});
}

/** "features: fast, small and open". The head says whether they are steps. */
function headedLists(text: string, masked: string): ListFound[] {
	return matches(
		masked,
		/(?<=^|[.!?,;\n]\s*|\s)((?:[\p{L}\p{N}'’-]{1,40} ){0,4}[\p{L}\p{N}'’-]{1,40}):[ \t]+((?:[^\n.!?;:]|(?<=\d)[.:](?=\d))+)/giu,
	).flatMap((match) => {
		const head = match.groups[0] ?? "";
		const start = match.to - (match.groups[1] ?? "").length;
		const items = splitItems(text, masked, start, match.to);
		if (items.length < 2 || items.some((item) => item.length > 90) || /https?$/i.test(head)) return [];
		// Years in order are a timeline; other numbers are worth more than a line in a list.
		const timeline = items.every((item) => /^(?:in )?(?:1[0-9]|20)\d\ds?\b/i.test(item));
		const kind = timeline || STEP_WORDS.test(head) ? ("steps" as const) : ("points" as const);
		if (kind === "points" && items.filter((item) => /\d/.test(item)).length * 2 >= items.length) return [];
		const title = titleOf(head);
		// Only the words of the head that became the title belong to the list: "a film for Nova 2 with steps: …".
		const own = title === "" ? head.length : head.length - Math.max(0, head.toLowerCase().lastIndexOf(title.toLowerCase()));
		const itemsAt = match.to - (match.groups[1] ?? "").length;
		return [{ from: text.lastIndexOf(":", itemsAt) - own, to: match.to, kind, title, items }];
	});
}

const JOIN = "(?:and|&|und|y|et|or|plus)";
const LEADS_UP =
	/^(.*\b(?:with|has|have|is|are|offers?|includes?|including|featuring|features?|shows?|like|such as|for|about|of|mention|need|needs|love|loves|mit|con|avec|tiene|hat|bietet)\s+)(\S.*)$/i;

/** "a, b and c": three or more short things in one sentence. Done by hand: as one pattern it could take for ever. */
function threeOrMore(text: string, masked: string): ListFound[] {
	return matches(masked, /(?:[^.!?;:\n]|(?<=\d)[.:](?=\d))+/g).flatMap((sentence): ListFound[] => {
		const cuts = matches(sentence.text, /,(?!\d)/g);
		const parts = [
			...cuts.map((cut, index) => ({ from: (cuts[index - 1]?.from ?? -1) + 1, to: cut.from })),
			{ from: (cuts.at(-1)?.from ?? -1) + 1, to: sentence.text.length },
		];
		const end = parts.findIndex(
			(part, index) =>
				index > 0 && new RegExp(`^\\s*(?:.{2,50}\\s)?${JOIN}\\s+\\S.{1,50}$`, "i").test(sentence.text.slice(part.from, part.to)),
		);
		if (end < 1) return [];
		let first = end;
		while (first > 0 && end - first < 7 && (parts[first - 1]?.to ?? 0) - (parts[first - 1]?.from ?? 0) <= (first === 1 ? 90 : 50))
			first--;
		const from = sentence.from + (parts[first]?.from ?? 0);
		const to = sentence.from + (parts[end]?.to ?? 0);
		return oneEnumeration(text, masked, from, to);
	});
}

function oneEnumeration(text: string, masked: string, from: number, to: number): ListFound[] {
	const words = masked.slice(from, to);
	if (words.includes(BLANK)) return [];
	const items = splitItems(text, masked, from, to);
	if (items.length < 3 || items.slice(1).some((one) => one.split(" ").length > 7)) return [];
	// What leads up to the first thing is no part of it: "it is fast" and "with solar panels".
	const first = LEADS_UP.exec(items[0] ?? "")?.[2] ?? items[0] ?? "";
	if (first.split(" ").length > 6 || /\b(?:make|create|film|video|about)\b/i.test(first)) return [];
	// Facts are worth more than a line in a list: each is counted up on its own.
	if (items.filter((one) => /\d/.test(one)).length >= 2) return [];
	if (findColours(words).length > 0 || findRatio(words)) return [];
	if (findMoods(words).length >= items.length && !/\b(?:is|are|ist|es|est|feels?)\b/i.test(words)) return [];
	return [
		{
			from: from + Math.max(0, words.indexOf(first.slice(0, 4))),
			to,
			kind: "points",
			title: "",
			items: [first, ...items.slice(1)].map(clean),
		},
	];
}
