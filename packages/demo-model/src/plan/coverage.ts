import type { Findings } from "../reading/findings.ts";
import { capitalised, literally, pieces, shortened } from "../reading/spans.ts";
import { chunks, type Draft, seconds, textDrafts } from "./drafts.ts";
import { MOST_WRITTEN } from "./layouts.ts";

/** Props that are settings, not something a viewer reads. */
const UNSEEN = new Set([
	"src",
	"mark",
	"layout",
	"device",
	"move",
	"background",
	"accent",
	"align",
	"emphasis",
	"highlight",
	"decimals",
	"icon",
	"shape",
	"object",
	"picture",
	"backdrop",
]);

/** Everything a viewer can read in some scenes' props: all texts, and all numbers as they are counted. */
export function visibleIn(props: Iterable<Record<string, unknown>>): { text: string; numbers: Set<number> } {
	const texts: string[] = [];
	const numbers = new Set<number>();
	const walk = (value: unknown, key = ""): void => {
		if (typeof value === "string") texts.push(value);
		else if (typeof value === "number") numbers.add(value);
		else if (Array.isArray(value)) for (const item of onlyDrawn(value, key)) walk(item);
		else if (typeof value === "object" && value !== null) {
			for (const [name, item] of Object.entries(value)) if (!UNSEEN.has(name)) walk(item, name);
		}
	};
	for (const each of props) walk(each);
	return { text: texts.join("\n"), numbers };
}

/** Of a long line's points only the last has its number written: the others are places on an axis. Bars all have theirs. */
function onlyDrawn(list: unknown[], key: string): unknown[] {
	return key === "points" && list.length > MOST_WRITTEN && list.every((item) => typeof item === "object") ? list.slice(-1) : list;
}

/** Whether words or a number of the prompt can be read among what is visible. */
export function isShown(
	wanted: { text: string; kind: "words" | "number" },
	visible: { text: string; numbers: Set<number> },
): boolean {
	if (wanted.kind === "number") {
		if (new RegExp(`(?<![\\d])${literally(wanted.text)}(?!\\d)`).test(visible.text)) return true;
		const value = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^\d+(?:\.\d+)?$/.test(wanted.text)
			? Number(wanted.text.replaceAll(",", ""))
			: Number.NaN;
		return visible.numbers.has(value) || visible.numbers.has(-value);
	}
	const shown = plain(visible.text);
	// A word too long for a line is broken: without the gaps it is whole again.
	const joined = shown.replaceAll(" ", "");
	return plain(wanted.text)
		.split(" ")
		.every((word) => word === "" || shown.includes(word) || (word.length > 60 && joined.includes(word)));
}

/** Scenes for what was asked for and is not to be seen in `drafts` yet. Nothing a person quoted or counted gets lost. */
export function missingDrafts(brief: Findings, drafts: readonly Draft[]): Draft[] {
	const visible = visibleIn(drafts.map((draft) => draft.props));
	const added: Draft[] = [];
	const points: string[] = [];
	for (const wanted of brief.mustShow) {
		if (isShown(wanted, visible)) continue;
		if (wanted.kind === "words") {
			const more = textDrafts(wanted.text, 8e8);
			added.push(...more);
			visible.text += `\n${more.map((draft) => String(draft.props.text)).join("\n")}`;
			continue;
		}
		const fact = brief.facts.find((one) => one.digits === wanted.text);
		const labelled = fact?.label ? `${fact.raw} ${fact.label}` : "";
		let text = fact && !fact.isYear && labelled.length <= 60 && labelled !== "" ? labelled : around(wanted.clause, wanted.text);
		if (!new RegExp(`(?<!\\d)${literally(wanted.text)}(?!\\d)`).test(text)) text = wanted.text;
		points.push(capitalised(text));
		visible.text += `\n${text}`;
	}
	for (const group of chunks(points, 5)) {
		added.push(
			group.length === 1
				? { scene: "KineticText", props: { text: group[0] ?? "" }, seconds: seconds(group[0] ?? ""), at: 8.5e8 }
				: {
						scene: "Points",
						props: { points: group },
						seconds: seconds(group.join(" "), 1.8),
						at: 8.5e8,
					},
		);
	}
	return added;
}

/** The part of a clause that holds a number, at most 80 characters. */
function around(clause: string, digits: string): string {
	if (clause.length <= 80) return clause;
	return (
		pieces(clause, 80).find((piece) => piece.includes(digits)) ??
		shortened(clause.slice(Math.max(0, clause.indexOf(digits) - 20)), 80)
	);
}

function plain(text: string): string {
	return text
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, " ")
		.trim();
}
