import { isSceneName } from "../plan/edits/scene-names.ts";
import { LANGUAGES, type Language } from "../reading/words/types.ts";
import { ANSWERS, WISHES } from "./answers/index.ts";

/** Polite words that may stand before or behind a wish. */
const MANNERS =
	"please|bitte|s'il (?:te|vous) plaît|por favor|per favore|alsjeblieft|alstublieft|proszę|lütfen|お願いします|ください|请|제발|من فضلك|בבקשה|कृपया";
const OPENING_MARKS = '[“"«「„]?\\s*';
const CLOSING_MARKS = '\\s*[”"»」“]?';

/** One alternative of a word list as a pattern. `*` is any ending, `#` a number, `…` any words. */
function patternOf(words: string): string {
	return words
		.normalize("NFC")
		.trim()
		.replace(/[.+?^${}()[\]\\]/g, "\\$&")
		.replaceAll("*", "\\p{L}*")
		.replace(/\s*#\s*/g, " # ")
		.trim()
		.replace(/\s*#\s*/g, "\\s*(\\d{1,3})\\s*")
		.replace("…", `${OPENING_MARKS}(.{1,200}?)${CLOSING_MARKS}`)
		.replace(/ +/g, "\\s+");
}

const alternatives = (list: string) => list.split("|").map(patternOf);
const whole = (pattern: string) =>
	new RegExp(`^(?:(?:${MANNERS})[\\s,]*)?${pattern}(?:[\\s,]*(?:${MANNERS}))?[\\s.!?。！？।]*$`, "iu");

/** Patterns are made once for each word list. */
function kept(make: (list: string) => RegExp): (list: string) => RegExp {
	const patterns = new Map<string, RegExp>();
	return (list) => {
		const pattern = patterns.get(list) ?? make(list);
		patterns.set(list, pattern);
		return pattern;
	};
}
const wholeOf = kept((list) => whole(`(?:${alternatives(list).join("|")})`));
const anyOf = kept((list) => {
	const spaced = !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(list);
	const any = `(?:${alternatives(list).join("|")})`;
	return new RegExp(spaced ? `(?<![\\p{L}])${any}(?![\\p{L}])` : any, "giu");
});

/** Whether a message consists of one entry of a word list. */
export function isOneOf(list: string, message: string): boolean {
	return wholeOf(list).test(message.normalize("NFC"));
}

/** The entries of a word list that stand in a text, as whole words in scripts that separate words. */
export function entriesIn(list: string, text: string): string[] {
	return [...text.normalize("NFC").matchAll(anyOf(list))].map(([found]) => found);
}

/** The language whose list holds the whole message, by a field of the tables; null: none. */
export function languageSaying(field: "greetings" | "thanks" | "startOver", message: string): Language | null {
	return LANGUAGES.find((language) => isOneOf(ANSWERS[language][field], message)) ?? null;
}

/** A wish in the English form that the plan's edits understand. */
export interface KnownWish {
	language: Language;
	english: string;
}

/** All wishes of the tables with their patterns, except English: that needs no translation. */
const KNOWN = LANGUAGES.filter((language) => language !== "en").flatMap((language) =>
	WISHES.flatMap((wish) =>
		alternatives(ANSWERS[language].wishes[wish]).map((pattern) => ({ language, wish, pattern: whole(pattern) })),
	),
);

/** The wish that a message is in one of the tables' own words; null when it is none. */
export function wishIn(message: string): KnownWish | null {
	const text = message.normalize("NFC").trim();
	for (const { language, wish, pattern } of KNOWN) {
		const found = pattern.exec(text);
		if (!found) continue;
		const values = found.slice(1).filter((value) => value !== undefined);
		const named = wish === "remove the …";
		// "Remove everything but …" is no name of a scene: the edits answer it.
		if (named && !isSceneName(values[0] ?? "")) continue;
		const english = wish.replace(/#|…/g, (place) => {
			const value = values.shift() ?? "";
			return place === "…" && !named ? `“${value}”` : value;
		});
		return { language, english };
	}
	return null;
}
