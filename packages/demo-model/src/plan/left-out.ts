import type { Findings } from "../reading/findings.ts";
import { type Outline, sentencesOf } from "../reading/outline.ts";
import { visibleIn } from "./coverage.ts";
import type { Draft } from "./drafts.ts";

/** One thing of the text that can be shown. */
export interface Entry {
	/** A heading, the writer of a mail, or null where the text says it alone. */
	head: string | null;
	lines: string[];
	author: boolean;
}

export interface Selection {
	entries: Entry[];
	/** What the entries are, and how many of them the text has. */
	noun: "heading" | "mail" | "list item" | "paragraph";
	total: number;
}

/** What a summary does not show, and how much of the text it does. */
export interface LeftOut {
	/** "The text is long: I took the 9 headings; 31 paragraphs are not shown." Null where all is shown. */
	sentence: string | null;
	/** Of the headings, mails, list items or paragraphs; of the sentences where each of those is shown by its first one. */
	textShown: { shown: number; total: number };
}

/** Compares what the film shows with what the text has. */
export function leftOutOf(
	{ noun, total }: Selection,
	taken: readonly Entry[],
	outline: Outline,
	brief: Findings,
	drafts: readonly Draft[],
): LeftOut {
	const seen = comparable(visibleIn(drafts.map((draft) => draft.props)).text);
	const hidden = (texts: readonly string[]) =>
		texts.filter((text) => !seen.includes(comparable(text).slice(0, SAME_START))).length;
	const all = outline.sections;
	const paragraphs = all.flatMap((section) => section.paragraphs);
	const textShown = { shown: taken.length, total };
	if (all.length === 0 && outline.wish.length < brief.prompt.length / 2)
		return { sentence: "The text is long: its code is not shown.", textShown };
	const parts = [
		counted(hidden(paragraphs.map((text) => sentencesOf(text)[0] ?? text)), "paragraph"),
		counted(hidden(all.flatMap((section) => section.items)), "list item"),
		counted(hidden(brief.quotes.map((quote) => quote.text)), "quoted text"),
	].filter((part) => !part.startsWith("0 "));
	const some = taken.length === total ? `the ${counted(total, noun)}` : `${taken.length} of the ${counted(total, noun)}`;
	const took = noun === "paragraph" ? `the first sentences of ${some}` : some;
	if (parts.length === 0) return leftSentences(paragraphs.flatMap(sentencesOf), hidden, { took, textShown });
	const rest = `${parts.join(" and ")} ${parts.length === 1 && parts[0]?.startsWith("1 ") ? "is" : "are"} not shown`;
	return { sentence: `The text is long: ${taken.length === 0 ? "" : `I took ${took}; `}${rest}.`, textShown };
}

/** Each paragraph is shown by its first sentence: what is left out are others. */
function leftSentences(
	sentences: readonly string[],
	hidden: (texts: readonly string[]) => number,
	{ took, textShown }: { took: string; textShown: LeftOut["textShown"] },
): LeftOut {
	const left = hidden(sentences);
	if (left === 0) return { sentence: null, textShown };
	const rest = `${counted(left, "sentence")} ${left === 1 ? "is" : "are"} not shown`;
	return {
		sentence: `The text is long: I took ${took}; ${rest}.`,
		textShown: { shown: sentences.length - left, total: sentences.length },
	};
}

/** A text is shown where so many of its first characters are. */
const SAME_START = 60;

function comparable(text: string): string {
	return text
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, " ")
		.trim();
}

function counted(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
