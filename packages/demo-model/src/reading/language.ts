import { detectAll } from "tinyld";
import { matches } from "./spans.ts";
import { TABLES } from "./words/index.ts";
import { LANGUAGES, type Language } from "./words/types.ts";

export type { Language } from "./words/types.ts";

/** Longest part of a text that is looked at. */
const READ = 3000;
/** Scripts that belong to one language of ours. Kana comes before Han: Japanese has both. */
const SCRIPTS: readonly [Language, RegExp][] = [
	["ja", /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
	["ko", /\p{Script=Hangul}/gu],
	["zh", /\p{Script=Han}/gu],
	["ar", /\p{Script=Arabic}/gu],
	["he", /\p{Script=Hebrew}/gu],
	["hi", /\p{Script=Devanagari}/gu],
];
/** Share of a text's letters in a script that makes it the text's language. */
const ENOUGH = 0.15;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/gu;
/** Share of kana among the letters from which on a text is Japanese. */
const FEW_KANA = 0.05;
const LATIN = LANGUAGES.filter((language) => !SCRIPTS.some(([other]) => other === language));
/** The detector's score below which a guess about a few words is no better than English. */
const SURE = 0.12;

/** The language a text is written in: by its script, by small words only one language has, else by a detector. English when in doubt. */
export function languageOf(text: string): Language {
	return languagesOf(text)[0] ?? "en";
}

/** Languages to read a text in, the main one first. English is always among them: many mix it in. */
export function languagesOf(text: string): Language[] {
	const part = text.slice(0, READ);
	const letters = part.match(/\p{L}/gu)?.length ?? 0;
	const found = SCRIPTS.find(([, pattern]) => (part.match(pattern)?.length ?? 0) > letters * ENOUGH)?.[0];
	// A few letters of kana make a text of Han letters Japanese: "電車 480円、バス 300円".
	const script = found === "zh" && (part.match(KANA)?.length ?? 0) > letters * FEW_KANA ? "ja" : found;
	const counts = LATIN.map((language) => ({ language, count: ownWords(part, language) + lettersOf(part, language) })).sort(
		(a, b) => b.count - a.count,
	);
	const spoken = counts.filter(({ count }, index) => count >= 2 && (index === 0 || count >= (counts[0]?.count ?? 0) * 0.4));
	const [best, next] = counts;
	const main = script ?? (best && best.count > (next?.count ?? 0) ? best.language : guessed(part, counts));
	return [...new Set<Language>([main, ...spoken.slice(0, 2).map(({ language }) => language), "en"])];
}

const ownPatterns = new Map<Language, RegExp>();

function ownWords(text: string, language: Language): number {
	let pattern = ownPatterns.get(language);
	if (!pattern) {
		const words = TABLES[language].own.replaceAll("*", "\\p{L}*");
		pattern = words === "" ? /(?!)/g : new RegExp(`(?<![\\p{L}])(?:${words})(?![\\p{L}])`, "giu");
		ownPatterns.set(language, pattern);
	}
	return matches(text, pattern).length;
}

/** Letters that few of our languages have. */
const LETTERS: Partial<Record<Language, RegExp>> = {
	de: /[ßäöü]/giu,
	es: /[ñ¿¡]/giu,
	pt: /[ãõ]/giu,
	pl: /[ąęłńśźż]/giu,
	tr: /[ğış]|İ/gu,
	fr: /[èêùœ]|\b[ldqjnsc]['’](?=\p{L})/giu,
};

/** One word's worth for letters of a language, whatever their number: names of places bring them as well. */
function lettersOf(text: string, language: Language): number {
	const pattern = LETTERS[language];
	return pattern && matches(text, pattern).length > 0 ? 1 : 0;
}

/** How many words of a text are in a language's table of words about films, lengths and looks. */
function tableWords(text: string, language: Language): number {
	let known = tablePatterns.get(language);
	if (!known) {
		const { film, seconds, minutes, small, style, technique, list, make } = TABLES[language];
		const words = [film, seconds, minutes, small, style, technique, list, make].join("|").replace(/\(\?:[^)]*\)\??/g, "");
		known = new RegExp(
			`(?<![\\p{L}])(?:${words
				.replace(/(?<![\])?.}])\*/g, "\\p{L}*")
				.split("|")
				.filter((word) => word.length > 1)
				.join("|")})(?![\\p{L}])`,
			"giu",
		);
		tablePatterns.set(language, known);
	}
	return matches(text, known).length;
}
const tablePatterns = new Map<Language, RegExp>();

/**
 * Between languages with as many words, or none: the one whose tables know most of the text's words, else what the
 * detector says, where it is sure.
 */
function guessed(text: string, counts: readonly { language: Language; count: number }[]): Language {
	const most = counts[0]?.count ?? 0;
	const tied = counts.filter(({ count }) => count === most).map(({ language }) => language);
	const known = tied.map((language) => ({ language, count: tableWords(text, language) })).sort((a, b) => b.count - a.count);
	const best = known[0]?.count ?? 0;
	const among = best > 0 ? known.filter(({ count }) => count === best).map(({ language }) => language) : tied;
	if (among.length === 1 && among[0]) return among[0];
	const found = detectAll(text).find(({ lang }) => among.some((language) => language === lang));
	if (found && (most > 0 || found.accuracy >= SURE)) return among.find((language) => language === found.lang) ?? "en";
	return among.includes("en") ? "en" : (among[0] ?? "en");
}

interface Words {
	/** Three short texts for a film without a subject. */
	abstract: readonly [string, string, string];
	highlights: string;
	numbers: string;
	steps: string;
	from: string;
	fromAbove: string;
}

const ABSTRACT = ["Look", "Look closer", "Look twice"] as const;
const NONE: Words = { abstract: ABSTRACT, highlights: "", numbers: "", steps: "", from: "", fromAbove: "" };
/** The few words the demo model adds on its own to summaries and follow-ups. A language without an entry gets none. */
const WORDS: Partial<Record<Language, Words>> = {
	en: {
		abstract: ABSTRACT,
		highlights: "At a glance",
		numbers: "In numbers",
		steps: "How it works",
		from: "up from",
		fromAbove: "down from",
	},
	de: {
		abstract: ["Schau", "Schau genau", "Schau zweimal"],
		highlights: "Auf einen Blick",
		numbers: "In Zahlen",
		steps: "So geht es",
		from: "vorher",
		fromAbove: "vorher",
	},
	es: {
		abstract: ["Mira", "Mira bien", "Mira otra vez"],
		highlights: "De un vistazo",
		numbers: "En cifras",
		steps: "Cómo funciona",
		from: "antes",
		fromAbove: "antes",
	},
	fr: {
		abstract: ["Regarde", "Regarde mieux", "Regarde encore"],
		highlights: "En un coup d'œil",
		numbers: "En chiffres",
		steps: "Comment ça marche",
		from: "contre",
		fromAbove: "contre",
	},
};

export function wordsOf(language: Language): Words {
	return WORDS[language] ?? NONE;
}
