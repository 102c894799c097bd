import type { BriefItem, Storyboard } from "@storydream/protocol";
import type { Brief } from "../reading/brief.ts";
import { visibleIn } from "./coverage.ts";
import { type PlannedSpan, plannedSpans } from "./outline.ts";

/** Words of so few letters join others ("and", "und", "our"): a list drops them when each of its things has a place of its own. */
const JOINING = 4;
/** Shorter instructions ("a", "on") are words of any text. */
const LEAST_INSTRUCTION = 4;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const LINK = /(?:https?:\/\/|www\.)\S+|[\w.-]+@[\w-]+\.\w+|^(?:[\w-]+\.)+[a-z]{2,}(?:\/\S*)?$/i;

/** The words of one scene. */
interface ShownWords {
	id: string;
	words: Set<string>;
}

/**
 * What the prompt asked to show, item by item, with the scenes that show it; and its instructions, which none does. It is
 * kept in the storyboard, so that a film check can compare the film with it.
 */
export function briefItems(brief: Brief, film: Storyboard): BriefItem[] {
	const shown = film.scenes.map(({ id, props }) => ({ id, words: new Set(wordsOf(visibleIn([props]).text)) }));
	const holding = (text: string) =>
		shown.filter(({ words }) => wordsOf(text).every((word) => words.has(word))).map(({ id }) => id);
	return plannedSpans(brief, film).flatMap((span): BriefItem[] => {
		if (span.scenes === null) {
			const short = wordsOf(span.text).join("").length < LEAST_INSTRUCTION;
			return short ? [] : [{ text: span.text, kind: "instruction", shownIn: null }];
		}
		return askedTexts(span, brief, shown).map((text) => {
			const whole = holding(text);
			return { text, kind: kindOf(text, span), shownIn: whole.length > 0 ? whole : (span.scenes ?? []) };
		});
	});
}

/**
 * The same of a film that summarises a long text: of the text only what it shows is asked for, since the answer says what is
 * left out; quoted words and numbers of the wish are asked for in any case.
 */
export function summaryItems(brief: Brief, film: Storyboard): BriefItem[] {
	const wish = brief.outline?.wish ?? "";
	const asked = (text: string) => wish.includes(text) && brief.quotes.some((quote) => quote.text === text);
	return briefItems(brief, film).filter(
		({ kind, text, shownIn }) => kind === "instruction" || (shownIn ?? []).length > 0 || asked(text),
	);
}

/**
 * The film of an edit with what is still asked of it: what it showed before, and no longer does, the person has changed or
 * taken out. Scenes that are gone are no places any more.
 */
export function withKeptBrief(before: Storyboard, after: Storyboard): Storyboard {
	if (before.brief === undefined || before === after) return after;
	const shows = (film: Storyboard, text: string) => {
		const words = new Set(film.scenes.flatMap(({ props }) => wordsOf(visibleIn([props]).text)));
		return wordsOf(text).every((word) => words.has(word));
	};
	const ids = new Set(after.scenes.map(({ id }) => id));
	const kept = before.brief.filter(({ kind, text }) => kind === "instruction" || shows(after, text) || !shows(before, text));
	const brief = kept.map((item) => ({ ...item, shownIn: item.shownIn?.filter((id) => ids.has(id)) ?? null }));
	return { ...after, brief };
}

/** The texts of a piece that have to be on screen: all of it, or its parts where only joining words are left out. */
function askedTexts(span: PlannedSpan, brief: Brief, shown: readonly ShownWords[]): string[] {
	const known = new Set(shown.flatMap(({ words }) => [...words]));
	const places = [...span.text.matchAll(WORD)].map((match) => ({
		from: match.index,
		to: match.index + match[0].length,
		word: match[0],
	}));
	const missing = places.filter(({ word }) => !known.has(plain(word)));
	if (missing.length === 0) return [span.text];
	const { title } = brief;
	if (span.role === "subject" && title !== null && wordsOf(title).every((word) => wordsOf(span.text).includes(word)))
		return [title];
	const joining = missing.every(({ word }) => !/\p{N}/u.test(word) && [...word].length <= JOINING);
	if (missing.length === places.length || !joining) return [span.text];
	const ends = [...missing, { from: span.text.length, to: span.text.length }];
	return ends
		.map(({ from }, index) => span.text.slice(ends[index - 1]?.to ?? 0, from).replace(/^[\s,;:.]+|[\s,;:]+$/g, ""))
		.filter((text) => wordsOf(text).length > 0);
}

function kindOf(text: string, span: PlannedSpan): BriefItem["kind"] {
	if (LINK.test(text.trim())) return "link";
	if (span.role === "subject" || span.role === "title") return "name";
	return /\p{N}/u.test(text) && wordsOf(text).length < 4 ? "number" : "quote";
}

const plain = (text: string) => text.normalize("NFKC").toLowerCase();

function wordsOf(text: string): string[] {
	return plain(text).match(WORD) ?? [];
}
