import { RATIOS, type Ratio } from "@storydream/protocol";
import { lengthFinder } from "./length-finder.ts";
import { type PhraseKind, phraseFinder } from "./phrase-marks.ts";
import { longest, matches, type Span } from "./spans.ts";
import { MOODS, type Mood } from "./style.ts";
import { alternatives, BETWEEN_WORDS, pairs, UNSPACED } from "./word-lists.ts";
import { TABLES } from "./words/index.ts";
import type { Language, WordTable } from "./words/types.ts";

/** Kinds of words that are about the film. `small` carries nothing; all others make a clause an instruction. */
const KINDS = [
	"small",
	"manners",
	"make",
	"film",
	"about",
	"style",
	"technique",
	"direct",
	"not",
	"audience",
	"scene",
	"list",
	"colour",
	"ratio",
	"length",
	"language",
	"technical",
] as const;
export type WordKind = (typeof KINDS)[number];
export type LeadKind = keyof WordTable["lead"];
export interface Mark extends Span {
	kind: WordKind;
	/** Whether it is a whole phrase with open words in it. */
	phrase?: boolean;
	/** Whether it says where the film is shown. */
	place?: boolean;
}
/** Kinds that phrases have besides words. */
const OF_PHRASES: ReadonlySet<string> = new Set<PhraseKind>(["make", "film", "about", "aboutBehind"]);

/** The words of one or more languages, ready to be found in a text. */
export interface Lexicon {
	languages: readonly Language[];
	/** All words about the film, in the order of the text; one word can have several kinds. */
	marks(text: string): Mark[];
	find(
		kind:
			| WordKind
			| "aboutBehind"
			| "genre"
			| "occasion"
			| "platform"
			| "before"
			| "versus"
			| "and"
			| "music"
			| "silent"
			| "instrument",
		text: string,
	): Span[];
	leads(text: string): (Span & { lead: LeadKind })[];
	lengths(text: string): (Span & { seconds: number })[];
	ratios(text: string): (Span & { ratio: Ratio })[];
	colours(text: string): (Span & { name: string })[];
	moods(text: string): (Span & { mood: Mood })[];
	/** What music is asked to be, in English. */
	sounds(text: string): (Span & { word: string })[];
	/** The word that joins the last two items of a list, as a pattern without groups. */
	and: string;
}

/** Letters that Arabic and Hebrew write together with the word behind them. */
const CLITICS: Partial<Record<Language, string>> = { ar: "(?:[وفبكل]{0,2}(?:ال)?|لل)", he: "[ובלכמשה]{0,3}" };
/** Languages that join nouns: "Musikschule" is no "Musik". Any ending of a word is an inflection of few letters. */
const COMPOUNDING: ReadonlySet<Language> = new Set(["de", "nl"]);
const ENDING = "(?:e[mnrs]?|s|n|t|er[enms]*|ste[mnrs]?)?";
/** Languages by their own names, as people ask for them in any language. */
const IN_LANGUAGE =
	"(?:auf|in) deutsch|(?:in )?english|en français|en español|en inglés|em português|in italiano|po polsku|in het nederlands|türkçe|日本語で|用中文|中文|한국어로|بالعربية|בעברית|हिंदी में|हिन्दी में";
const PLATFORMS =
	"instagram|insta|facebook|linkedin|youtube|you tube|youtube shorts?|instagram stories|tik ?tok|twitter|whatsapp|snapchat|pinterest|threads|vimeo|reels?|shorts?|stories";
const RATIO_FIGURES: Record<Ratio, string> = {
	"16:9": "16 ?[:x×/] ?9|1920 ?[x×] ?1080",
	"9:16": "9 ?[:x×/] ?16|1080 ?[x×] ?1920",
	"1:1": "1 ?: ?1|1080 ?[x×] ?1080",
	"4:5": "4 ?: ?5|1080 ?[x×] ?1350",
	"21:9": "21 ?[:x×/] ?9|2520 ?[x×] ?1080|2560 ?[x×] ?1080",
};
const TECHNICAL =
	"\\d{2,3} ?(?:fps|frames (?:per|a) second)|(?:720|1080|1440|2160)p|[48]k|full ?hd|#[0-9a-f]{6}|\\d{3,4} ?[x×] ?\\d{3,4}(?: ?px| pixels)?|(?:public/)?(?:assets/)?[\\p{L}\\p{N}_-][\\p{L}\\p{N}._-]{0,99}\\.(?:png|jpe?g|webp|gif|svg)";

const cache = new Map<string, Lexicon>();

/** The lexicon of some languages; compiled once. */
export function lexiconOf(languages: readonly Language[]): Lexicon {
	const key = languages.join(" ");
	const known = cache.get(key);
	if (known) return known;
	const made = compile(languages);
	cache.set(key, made);
	return made;
}

function compile(languages: readonly Language[]): Lexicon {
	const tables = languages.map((language) => ({ language, table: TABLES[language] }));
	const all = (of: (table: WordTable) => string | undefined) =>
		pattern(tables.map(({ language, table }) => [language, of(table) ?? ""] as const));
	const inflected = (of: (table: WordTable) => string) =>
		pattern(
			tables.map(({ language, table }) => {
				const words = COMPOUNDING.has(language) ? of(table).replace(/(?<=\p{L})\*(?=\||$)/gu, ENDING) : of(table);
				return [language, words] as const;
			}),
		);
	const kinds = new Map<string, RegExp>([
		["small", all((table) => table.small)],
		["manners", all((table) => table.manners)],
		["make", all((table) => table.make)],
		["film", all((table) => table.film)],
		["about", all((table) => table.about)],
		["genre", all((table) => table.genre)],
		["before", all((table) => table.before)],
		["occasion", all((table) => table.occasion)],
		["aboutBehind", all((table) => table.aboutBehind)],
		["style", inflected((table) => `${table.style}|${Object.values(table.moods).join("|")}`)],
		["technique", inflected((table) => `${table.technique}|${PLATFORMS}`)],
		["platform", all(() => PLATFORMS)],
		["direct", all((table) => table.direct)],
		["not", all((table) => table.not)],
		["audience", inflected((table) => table.audience)],
		["scene", all((table) => table.scene)],
		["list", all((table) => counted(table))],
		["versus", all((table) => table.versus)],
		["and", all((table) => table.and)],
		["music", all((table) => table.music.noun)],
		["silent", all((table) => table.music.silent)],
		[
			"instrument",
			all((table) =>
				pairs(table.music.instrument)
					.map(([word]) => word)
					.join("|"),
			),
		],
		[
			"colour",
			all((table) =>
				pairs(table.colours)
					.map(([word]) => word)
					.join("|"),
			),
		],
		["language", pattern([["en", [...languageNames(languages), IN_LANGUAGE].join("|")]])],
		["technical", new RegExp(`(?<![\\p{L}\\p{N}])(?:${TECHNICAL})(?![\\p{L}\\p{N}])`, "giu")],
	]);
	const ratios = RATIOS.map((ratio) => [ratio, all((table) => table.ratios[ratio]), figures(ratio)] as const);
	const moods = MOODS.map((mood) => [mood, all((table) => table.moods[mood])] as const);
	const colours = new Map(
		tables.flatMap(({ table }) => pairs(table.colours)).map(([word, name]) => [pattern([["en", word]]), name]),
	);
	const sounds = all((table) => [...soundPairs(table)].map(([word]) => word).join("|"));
	const soundWords = tables.flatMap(({ table }) => soundPairs(table)).sort(([a], [b]) => b.length - a.length);
	const leads = tables.flatMap(({ language, table }) =>
		(Object.entries(table.lead) as [LeadKind, string][]).map(([lead, words]) => [lead, leadPattern(language, words)] as const),
	);
	const lengths = tables.map(({ language, table }) => lengthFinder(language, table));
	const phrases = phraseFinder(languages);
	const listed = (kind: string, text: string): Span[] => {
		const regex = kinds.get(kind);
		return regex ? matches(text, regex).filter((match) => match.to > match.from) : [];
	};
	const find = (kind: string, text: string): Span[] =>
		OF_PHRASES.has(kind)
			? [...listed(kind, text), ...phrases(text).filter((phrase) => phrase.kind === kind)].sort((a, b) => a.from - b.from)
			: listed(kind, text);
	const findRatios = (text: string) =>
		ratios
			.flatMap(([ratio, words, digits]) =>
				[...matches(text, digits), ...matches(text, words)]
					.filter((match) => match.to > match.from)
					.map(({ from, to }) => ({ from, to, ratio })),
			)
			.sort((a, b) => a.from - b.from);
	const findLengths = (text: string) => lengths.flatMap((finder) => finder(text)).sort((a, b) => a.from - b.from || b.to - a.to);
	return {
		languages,
		find,
		marks: (text) => {
			const said = phrases(text);
			const open = said.filter(({ kind }) => kind === "style" || kind === "audience" || kind === "place");
			const words = [
				...KINDS.flatMap((kind) => listed(kind, text).map(({ from, to }) => ({ from, to, kind }))),
				...findRatios(text).map(({ from, to }) => ({ from, to, kind: "ratio" as const })),
				...findLengths(text).map(({ from, to }) => ({ from, to, kind: "length" as const })),
			].filter((mark) => !open.some((phrase) => mark.from >= phrase.from && mark.to <= phrase.to));
			return [...words, ...wholePhrases(said)].sort((a, b) => a.from - b.from || b.to - a.to);
		},
		leads: (text) => longest(leads.flatMap(([lead, regex]) => matches(text, regex).map(({ from, to }) => ({ from, to, lead })))),
		lengths: findLengths,
		ratios: findRatios,
		colours: (text) =>
			[...colours]
				.flatMap(([regex, name]) => matches(text, regex).map(({ from, to }) => ({ from, to, name })))
				.sort((a, b) => a.from - b.from || b.to - a.to),
		moods: (text) =>
			moods
				.flatMap(([mood, regex]) =>
					matches(text, regex)
						.filter((m) => m.to > m.from)
						.map(({ from, to }) => ({ from, to, mood })),
				)
				.sort((a, b) => a.from - b.from),
		sounds: (text) =>
			matches(text, sounds)
				.filter((match) => match.to > match.from)
				.flatMap(({ from, to, text: found }) => {
					// What is written together with a word, such as an ending, is part of the match.
					const word = soundWords.find(([written]) => holdsWord(found, written))?.[1];
					return word === undefined ? [] : [{ from, to, word }];
				}),
		// A word of another language can mean something else: "en" joins nothing in Spanish.
		and: alternatives(tables[0]?.table.and ?? "and"),
	};
}

/** Phrases as marks. */
function wholePhrases(said: readonly (Span & { kind: PhraseKind })[]): Mark[] {
	return said.flatMap(({ from, to, kind }): Mark[] => {
		if (kind === "aboutBehind") return [];
		return [kind === "place" ? { from, to, kind: "audience", phrase: true, place: true } : { from, to, kind, phrase: true }];
	});
}

function soundPairs({ music }: WordTable): [string, string][] {
	return [...pairs(music.instrument), ...pairs(music.kind)];
}

/** Whether a match is of an entry of a word table: most are plain, so that a pattern for each is not worth its time. */
function holdsWord(found: string, written: string): boolean {
	const plain = written.replaceAll("*", "");
	return /[?[(\\]/.test(plain) ? new RegExp(plain, "iu").test(found) : found.toLowerCase().includes(plain.toLowerCase());
}

/** List nouns, alone or with their count: "four steps". */
function counted(table: WordTable): string {
	const counts = pairs(table.counts)
		.filter(([, value]) => Number(value) >= 1)
		.map(([word]) => word);
	const nouns = table.list.split("|");
	return [...nouns, ...nouns.flatMap((noun) => [`\\d{1,2} ?${noun}`, `(?:${counts.map(alternatives).join("|")}) ${noun}`])].join(
		"|",
	);
}

/** Words of several languages as one pattern; each language has its own rule of where a word begins and ends. */
function pattern(lists: readonly (readonly [Language, string])[]): RegExp {
	const parts = lists.filter(([, words]) => words !== "").map(([language, words]) => bounded(language, alternatives(words)));
	return parts.length === 0 ? /(?!)/g : new RegExp(parts.join("|"), "giu");
}

function bounded(language: Language, inner: string): string {
	if (UNSPACED.has(language)) return `(?:${inner})`;
	// A particle is written together with the word before it.
	if (language === "ko")
		return `(?:(?<![\\p{L}\\p{N}])|(?<=\\d\\s?))(?:${inner})(?:(?:을|를|이|가|은|는|으로|로|의|에|도|만|과|와)(?![\\p{L}]))?`;
	const clitics = CLITICS[language] ?? "";
	// An apostrophe joins a small word to the next: "l'app", "d'or".
	return `(?<![\\p{L}\\p{M}\\p{N}])${clitics}(?:${inner})(?:(?<=['’])|(?![\\p{L}\\p{M}\\p{N}]))`;
}

function leadPattern(language: Language, words: string): RegExp {
	const list = words.split(BETWEEN_WORDS);
	const free = list.filter((word) => !word.endsWith(":")).join("|");
	const tied = list.filter((word) => word.endsWith(":")).map((word) => word.slice(0, -1));
	const behind = "(?=\\s*(?:[:：=–—]|is\\b|ist\\b|est\\b|es\\b|should be\\b|soll\\b|\\uE000))";
	const parts = [
		...(free ? [bounded(language, alternatives(free))] : []),
		...(tied.length > 0 ? [`(?:${bounded(language, alternatives(tied.join("|")))})${behind}`] : []),
	];
	return parts.length === 0 ? /(?!)/g : new RegExp(parts.join("|"), "giu");
}

function figures(ratio: Ratio): RegExp {
	return new RegExp(`(?<![\\p{L}\\p{N}:.,-])(?:${RATIO_FIGURES[ratio]})(?!:?\\p{N}|[.,]\\d)`, "giu");
}

const FOREIGN = [
	"en",
	"de",
	"fr",
	"es",
	"pt",
	"it",
	"pl",
	"nl",
	"tr",
	"ja",
	"zh",
	"ko",
	"ar",
	"he",
	"hi",
	"ru",
	"uk",
	"sv",
	"da",
	"no",
	"fi",
	"cs",
	"el",
	"ro",
	"hu",
	"vi",
	"th",
	"id",
];

/** The names of common languages in each of `languages`, from the platform's own tables. */
function languageNames(languages: readonly Language[]): string[] {
	return languages.flatMap((language) => {
		const names = new Intl.DisplayNames([language], { type: "language" });
		return FOREIGN.map((code) => names.of(code) ?? "").filter((name) => name !== "" && !name.includes("("));
	});
}
