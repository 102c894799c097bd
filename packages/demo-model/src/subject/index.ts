import type { SubjectLanguage } from "./inflection.ts";
import { subjectLanguages } from "./inflection.ts";
import { indexOf, type Mention, mentionsByLetters, mentionsByWords, type WordIndex } from "./match.ts";
import type { WordTable } from "./table.ts";
import { ar } from "./words/ar.ts";
import { de } from "./words/de.ts";
import { en } from "./words/en.ts";
import { es } from "./words/es.ts";
import { fr } from "./words/fr.ts";
import { he } from "./words/he.ts";
import { hi } from "./words/hi.ts";
import { it } from "./words/it.ts";
import { ja } from "./words/ja.ts";
import { ko } from "./words/ko.ts";
import { nl } from "./words/nl.ts";
import { pl } from "./words/pl.ts";
import { pt } from "./words/pt.ts";
import { tr } from "./words/tr.ts";
import { zh } from "./words/zh.ts";

export { type SubjectLanguage, subjectLanguages } from "./inflection.ts";
export type { Mention } from "./match.ts";

/** The nouns of each language, by the id of the object that shows them. */
export const wordTables: Readonly<Record<SubjectLanguage, WordTable>> = {
	en,
	de,
	fr,
	es,
	pt,
	it,
	pl,
	nl,
	tr,
	ja,
	zh,
	ko,
	ar,
	he,
	hi,
};

/** Languages that are read by letters: their words do not stand apart, or carry particles. */
const BY_LETTERS = new Set<SubjectLanguage>(["ja", "zh", "ko"]);

/** Said of nearly anything: shown only where the text names nothing else. */
const GENERAL = new Set(
	`arrow box briefcase calendar chart check city clapper clipboard clock coins family flag hammer hand house idea infinity
	letter lightbulb person phone pin plant question road school shield shop smile speech star stop team thumb video warning
	woman wrench`.split(/\s+/),
);

/** Whether an object is said of nearly anything, such as a house or a hand. */
export const isGeneral = (id: string): boolean => GENERAL.has(id);

/** The smaller, the more a text is about it. */
const rankOf = ({ id, direct }: Mention): number => (direct ? 0 : 1) + (isGeneral(id) ? 1 : 0);

const SCRIPTS: readonly (readonly [script: RegExp, languages: readonly SubjectLanguage[]])[] = [
	[/[\u3040-\u30ff]/, ["ja"]],
	[/\p{Script=Hangul}/u, ["ko"]],
	[/\p{Script=Han}/u, ["zh"]],
	[/\p{Script=Arabic}/u, ["ar"]],
	[/\p{Script=Hebrew}/u, ["he"]],
	[/\p{Script=Devanagari}/u, ["hi"]],
];
const LATIN: readonly SubjectLanguage[] = ["en", "de", "fr", "es", "pt", "it", "pl", "nl", "tr"];

/** Words that only English has so often: such a text is not tried with the tables of other languages. */
const ENGLISH = /\b(?:the|and|with|for|of|make|something|our|your|to|is)\b/i;

/** Days of opening hours: "Tue-Sun" and "Sun 9-18" speak of no sun. */
const DAY = "(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\\b\\.?";
const DAYS = new RegExp(`\\b${DAY}(?:(?:\\s*(?:[-–—&,/+]|to|and|through)\\s*${DAY})+|(?=\\s+\\d))`, "gi");

const indexes = new Map<SubjectLanguage, WordIndex>();
const indexFor = (language: SubjectLanguage): WordIndex => {
	const known = indexes.get(language) ?? indexOf(wordTables[language], language);
	indexes.set(language, known);
	return known;
};

const mentionsIn = (text: string, language: SubjectLanguage): Mention[] =>
	BY_LETTERS.has(language)
		? mentionsByLetters(text, wordTables[language], language)
		: mentionsByWords(text, indexFor(language), language);

const isSubjectLanguage = (language: string): language is SubjectLanguage => subjectLanguages.some((known) => known === language);

/** The tables to read a text with: the one of its language, else those of its script. */
const languagesFor = (text: string, language: string | undefined): readonly SubjectLanguage[] => {
	const named = language?.slice(0, 2).toLowerCase();
	if (named !== undefined && isSubjectLanguage(named)) return [named];
	return SCRIPTS.find(([script]) => script.test(text))?.[1] ?? (ENGLISH.test(text) ? ["en"] : LATIN);
};

/**
 * The objects a text speaks of, each once: those it names before those it only suggests ("night" suggests the moon),
 * things that are said of nearly anything after the others, and else in the order of the text. `language` is a code like "de" or "pt-BR"; without it the table that knows most words of the text is taken.
 * Names in Latin letters are read as English where the language has no such word. Pure.
 */
export const objectsFor = (given: string, language?: string): Mention[] => {
	const text = given.replace(DAYS, (days) => " ".repeat(days.length));
	let best: Mention[] = [];
	for (const one of languagesFor(text, language)) {
		const found = mentionsIn(text, one);
		if (found.length > best.length) best = found;
	}
	if (best.length === 0) best = mentionsIn(text, "en");
	const seen = new Set<string>();
	return best.toSorted((a, b) => rankOf(a) - rankOf(b) || a.at - b.at).filter(({ id }) => !seen.has(id) && seen.add(id));
};
