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

/** "I took the 9 headings; 31 paragraphs are not shown." Null where all is shown. */
export function leftOutSentence(
	{ noun, total }: Selection,
	taken: readonly Entry[],
	outline: Outline,
	brief: Findings,
	drafts: readonly Draft[],
): string | null {
	const seen = comparable(visibleIn(drafts.map((draft) => draft.props)).text);
	const hidden = (texts: readonly string[]) =>
		texts.filter((text) => !seen.includes(comparable(text).slice(0, SAME_START))).length;
	const all = outline.sections;
	const parts = [
		counted(hidden(all.flatMap((section) => section.paragraphs.map((text) => sentencesOf(text)[0] ?? text))), "paragraph"),
		counted(hidden(all.flatMap((section) => section.items)), "list item"),
		counted(hidden(brief.quotes.map((quote) => quote.text)), "quoted text"),
	].filter((part) => !part.startsWith("0 "));
	if (all.length === 0 && outline.wish.length < brief.prompt.length / 2) return "The text is long: its code is not shown.";
	if (parts.length === 0) return null;
	const rest = `${parts.join(" and ")} ${parts.length === 1 && parts[0]?.startsWith("1 ") ? "is" : "are"} not shown`;
	if (taken.length === 0) return `The text is long: ${rest}.`;
	const some = taken.length === total ? `the ${counted(total, noun)}` : `${taken.length} of the ${counted(total, noun)}`;
	return `The text is long: I took ${noun === "paragraph" ? `the first sentences of ${some}` : some}; ${rest}.`;
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
