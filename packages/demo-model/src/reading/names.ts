import type { Language } from "./language.ts";
import type { Mark } from "./lexicon.ts";
import { matches, type Span } from "./spans.ts";

/** Languages that write nouns small, so that capitals within a sentence are those of a name. */
export const NAMES_BY_CAPITAL: ReadonlySet<Language> = new Set(["en", "fr", "es", "pt", "it", "pl", "nl", "tr"]);

/** Two or more words with capitals side by side. */
const RUN =
	/(?<![\p{L}\p{N}])\p{Lu}[\p{Ll}\p{N}'’]+(?:\s(?:(?:of|the|and|&|de|la|du|des|del|di|da|do|van|von)\s){0,2}\p{Lu}[\p{Ll}\p{N}'’]+)+(?![\p{L}\p{N}])/gu;
/** Marks that say what film is asked for, in capitals too: "Instagram Story", "Promo Video". */
const ASKS: ReadonlySet<Mark["kind"]> = new Set(["film", "ratio", "length", "make", "manners", "language", "not"]);

/**
 * Names among the words about the film: in "Open Table" or "Blue Door" no word is an instruction. A label ("Target
 * Audience:"), a single word of the tables and a text in capitals throughout hold no names.
 */
export function namesIn(text: string, marks: readonly Mark[], language: Language): Span[] {
	if (!NAMES_BY_CAPITAL.has(language)) return [];
	return matches(text, RUN).filter(({ from, to }) => {
		if (/^\s*[:：]/u.test(text.slice(to)) || isTitleCased(text, { from, to })) return false;
		const inside = marks.filter((mark) => mark.from >= from && mark.to <= to);
		return !inside.some((mark) => ASKS.has(mark.kind) || (mark.from === from && mark.to === to));
	});
}

/** Whether all longer words of the line around a place begin with a capital. */
function isTitleCased(text: string, { from, to }: Span): boolean {
	const start = text.lastIndexOf("\n", from) + 1;
	const end = text.indexOf("\n", to);
	const others = `${text.slice(start, from)} ${text.slice(to, end < 0 ? text.length : end)}`.match(/\p{L}{4,}/gu) ?? [];
	return others.length >= 3 && others.every((word) => /^\p{Lu}/u.test(word));
}
