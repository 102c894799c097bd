import { findColours } from "./colours.ts";
import { FILM_NOUN } from "./duration.ts";
import { BLANK, literally, matches, type Span, tidy } from "./spans.ts";
import { findMoods, findRatio } from "./style.ts";

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

function versusLists(text: string, masked: string): ListFound[] {
	const found: ListFound[] = [];
	const name = "[^\\n.!?;:,()]{1,40}?";
	const patterns = [
		/(?:\b(?:compar(?:e|ing|ison of)|comparison:?|vergleich\w*|comparar|comparer)\s+)?((?:[\p{L}\p{N}'’-]{1,40}\s){0,3}[\p{L}\p{N}'’-]{1,40})\s+(?:vs\.?|versus|v\.s\.|gegen|contra)\s+((?:[\p{L}\p{N}'’-]{1,40})(?:\s[\p{L}\p{N}'’-]{1,40}){0,2})/giu,
		new RegExp(`\\bcompar(?:e|ing)\\s+(${name})\\s+(?:with|to|and|against)\\s+(${name})(?=[\\n.!?;:,()]|$)`, "giu"),
		/\b(before)\s+and\s+(after)\b/gi,
		/\b(vorher)\s+(?:und|\/)\s+(nachher)\b/gi,
	];
	for (const pattern of patterns) {
		for (const match of matches(masked, pattern)) {
			if (match.text.includes(BLANK) || found.length > 0) continue;
			const left = side(match.groups[0] ?? "");
			const right = side(match.groups[1] ?? "");
			if (!left || !right) continue;
			let to = match.to;
			const points: [string[], string[]] = [[], []];
			// "…: coffee: strong, hot; tea: mild, light" tells what each side has.
			for (const [index, sideName] of [left, right].entries()) {
				const detail = new RegExp(
					`\\b(?:${literally(sideName)}|${index === 0 ? "before|pros|vorher|antes|avant" : "after|cons|nachher|después|après"})\\s*(?::|\\bis\\b|\\bhas\\b|\\bmeans\\b)\\s+([^\\n.!?;:]+)`,
					"iu",
				).exec(masked.slice(match.to));
				if (!detail) continue;
				const end = match.to + detail.index + detail[0].length;
				points[index === 0 ? 0 : 1] = splitItems(text, masked, end - (detail[1] ?? "").length, end).slice(0, 4);
				if (!found.length && detail.index < 200) to = Math.max(to, end);
			}
			found.push({
				from: match.from,
				to,
				kind: "versus",
				title: "",
				left: { title: left, points: points[0] },
				right: { title: right, points: points[1] },
			});
		}
	}
	return found;
}

const MONTHS =
	"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const TIME_LABEL = new RegExp(
	`^(?:(?:19|20)\\d\\d|Q[1-4](?: \\d+)?|H[12]|${MONTHS}|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|(?:week|day|month|year) \\d+)$`,
	"i",
);

/** "2021: 10, 2022: 25, 2023: 60" or "coffee 45%, tea 30%, juice 25%": two or more pairs with a head, three without. */
function chartLists(text: string, masked: string): ListFound[] {
	const value =
		"([$€£]?)(\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?)[ ]?(%|percent|k|K|M|bn|million|billion|€|km|kg|hours?|h|points?|°C)?(?![\\p{L}\\p{N}])";
	const label = "((?:(?:19|20)\\d\\d)|(?:[\\p{L}][\\p{L}\\p{N}'’&/+-]*)(?:[ ][\\p{L}\\p{N}'’&/+-]+){0,3}?)";
	const pair = `${label}\\s*(?:[:=(]|–|-|\\bat\\b|\\bwith\\b|\\bis\\b|\\bhas\\b)?\\s*${value}(?![-/:.,]?\\d)\\)?`;
	const run = new RegExp(
		`(?<![\\p{L}\\p{N}.,])${pair}(?:\\s*(?:[,;|\\n]|\\band\\b|,\\s*and\\b|\\bund\\b|\\by\\b|\\bet\\b)\\s*(?:[-*•]\\s*)?${pair})+`,
		"giu",
	);
	return matches(masked, run).flatMap((match) => {
		const raw = text.slice(match.from, match.to);
		const pairs = matches(raw, new RegExp(`(?<![\\p{L}\\p{N}.])${pair}(?=\\s*(?:[,;|\\n]|and\\b|und\\b|y\\b|et\\b|$))`, "giu"));
		const head = text.slice(0, match.from) + (LEAD.exec(raw)?.[0] ?? "");
		const asked =
			/\b(?:chart|graph|diagram|plot|bars?|line|compar\w+|growth|over time|trend|data|numbers|sales|revenue|users|results|stats|statistics|shares?|diagramm|gráfic\w*|graphique)\b[^.!?\n]*$/i.test(
				head,
			);
		const points = pairs.map((found) => ({
			label: labelFor(found.groups[0] ?? ""),
			value: Number((found.groups[2] ?? "").replaceAll(",", "")),
		}));
		// A chart writes at most two decimals.
		if (points.some((point) => point.label === "" || !Number.isFinite(point.value) || /\.\d{3}/.test(String(point.value))))
			return [];
		const overTime = points.every((point) => TIME_LABEL.test(point.label));
		// "Version 2, model 5 and page 3" are no chart.
		if (
			points.some((point) =>
				/\b(?:version|model|on|at|from|to|page|chapter|step|level|number|no|part|in|of|for|v|by)$/i.test(point.label),
			)
		)
			return [];
		const colons = matches(raw, /[:=]/g).length >= points.length;
		if (!asked && !overTime && !colons && !pairs.every((found) => found.groups[1] || found.groups[3])) return [];
		if (points.length < (asked || overTime ? 2 : 3) || points.length > 12) return [];
		const units = new Set(pairs.map((found) => `${found.groups[1]}|${found.groups[3]}`));
		// Different units can't stand on one axis.
		if (units.size > 1 && !(units.size === 2 && units.has("|"))) return [];
		const unit = [...units].find((one) => one !== "|")?.replace("|", "") ?? "";
		return [
			{
				from: match.from,
				to: match.to,
				kind: "chart" as const,
				title: chartTitle(head),
				unit: unit === "percent" ? "%" : unit,
				points,
				overTime,
			},
		];
	});
}

/** What leads up to the first label of a chart: "add a chart of". */
const LEAD =
	/^(?:(?:and|with|of|in|the|at|was|is|has|to|then|for|an?|add|show|our|line|bar|charts?|graph|showing|und|y|et)\s+)+/i;

function labelFor(text: string): string {
	return tidy(text.replace(LEAD, ""));
}

function chartTitle(head: string): string {
	const clause = /([^.!?\n;]*)$/.exec(head.trimEnd())?.[1] ?? "";
	const named =
		/(?:chart|graph|diagram|plot)\s+(?:of|for|showing|with|about|de|von)\s+(?:the\s+)?([^:,]+)/i.exec(clause)?.[1] ??
		clause.replace(/:\s*$/, "").split(/[,:]/).at(-1) ??
		"";
	const title = tidy(
		named
			.replace(/^(?:\s*(?:and|with|show|add|a|the|our|of|include)\b)+/gi, "")
			.replace(/\b(?:by|in|of|for|from|was|is|are|were|grew|per|with)\s*$/i, ""),
	);
	return title.split(" ").length > 7 ||
		/\b(?:make|create|video|film)\b|^(?:(?:bar|line) )?(?:charts?|graph|diagram|plot)$/i.test(title)
		? ""
		: titleOf(title);
}

/** Splits "a, b and c" at commas and at the last "and"; never inside a quote. */
function splitItems(text: string, masked: string, from: number, to: number): string[] {
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

function headBefore(text: string, at: number): string {
	const head = /([^.!?\n,;:]{2,50}):\s*$/.exec(text.slice(0, at))?.[1] ?? "";
	return head ? titleOf(head) : "";
}

function titleOf(head: string): string {
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

function side(text: string): string {
	return tidy(text.replace(/^.*\b(?:about|of|on|for|comparing|compare|video|film|show|comparison|between|the|a|an)\s+/i, ""));
}

function clean(text: string): string {
	return tidy(text)
		.replace(/^["'“”„«»]+|["'“”„«»]+$/g, "")
		.replace(/\.$/, "");
}
