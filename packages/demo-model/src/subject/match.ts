import { exactKeyOf, fold, formsOf, keyOf, type SubjectLanguage } from "./inflection.ts";
import { NOTHING, type WordTable } from "./table.ts";

export type Mention = {
	/** Of an object of the template. */
	id: string;
	/** As the text has it. */
	word: string;
	/** Where it begins in the text. */
	at: number;
	/** The word is the object's own name, not only something it stands for ("night" for the moon). */
	direct: boolean;
};

type Token = { text: string; at: number; forms: string[] };
type Phrase = { id: string; keys: string[]; direct: boolean };

/** The first words of an entry are names of the object itself. */
const NAMES = 2;
/** Phrases of a table by the key of their first word, the longest first. */
export type WordIndex = ReadonlyMap<string, readonly Phrase[]>;

/** Apostrophes and hyphens part words, in a text as in a table. */
const WORD = /[\p{L}\p{M}\p{N}]+/gu;

export const indexOf = (table: WordTable, language: SubjectLanguage): WordIndex => {
	const index = new Map<string, Phrase[]>();
	const add = (key: string, phrase: Phrase) => {
		const known = index.get(key) ?? [];
		known.push(phrase);
		index.set(key, known);
	};
	for (const [id, words] of Object.entries(table)) {
		for (const [place, word] of words.entries()) {
			const parts = word.match(WORD) ?? [];
			const keys = parts.map((part) => keyOf(part, language));
			const [first] = keys;
			if (first === undefined) continue;
			const direct = place < NAMES || keys.length > 1;
			add(first, { id, keys, direct });
			if (language === "pl" && keys.length === 1) add(exactKeyOf(word), { id, keys: [exactKeyOf(word)], direct });
		}
	}
	for (const phrases of index.values()) phrases.sort((a, b) => b.keys.length - a.keys.length);
	return index;
};

const phraseAt = (tokens: Token[], at: number, index: WordIndex): Phrase | null => {
	const found = (tokens[at]?.forms ?? []).flatMap(
		(form) =>
			index.get(form)?.filter((phrase) => phrase.keys.every((key, offset) => tokens[at + offset]?.forms.includes(key))) ?? [],
	);
	const longest = Math.max(...found.map((phrase) => phrase.keys.length));
	const best = found.find((phrase) => phrase.keys.length === longest);
	// An irregular plural may be late in an entry whose first word it is a form of.
	return best ? { ...best, direct: found.some((phrase) => phrase.id === best.id && phrase.direct) } : null;
};

const single = (index: WordIndex, form: string): Phrase | null =>
	index.get(form)?.find((phrase) => phrase.keys.length === 1) ?? null;

/** Shortest first or last part of a word that is joined of several. */
const SHORTEST_PART = 4;
const CLEAR_PART = 5;
const SHORTEST_COMPOUND = 8;

/**
 * The noun in a word that is joined of several, as German and Dutch write them. What comes first says what it is about
 * ("Fahrradladen" is about bicycles); short parts count only where all of the word is known.
 */
const compoundOf = (word: string, index: WordIndex, language: SubjectLanguage): Phrase | null => {
	const folded = fold(word);
	const known = (part: string) =>
		formsOf(part, language)
			.map((form) => single(index, form))
			.find((phrase) => phrase !== null) ?? null;
	for (let length = folded.length - 3; length >= SHORTEST_PART; length--) {
		const phrase = known(folded.slice(0, length));
		if (phrase && (length >= CLEAR_PART || known(folded.slice(length)))) return phrase;
	}
	for (let start = 3; start <= folded.length - SHORTEST_PART; start++) {
		const rest = folded.slice(start);
		const phrase = rest.length >= CLEAR_PART || start >= SHORTEST_PART ? single(index, rest) : null;
		if (phrase) return phrase;
	}
	return null;
};

/** Mentions in a text whose words stand apart. */
export const mentionsByWords = (text: string, index: WordIndex, language: SubjectLanguage): Mention[] => {
	const tokens: Token[] = [...text.matchAll(WORD)].map((match) => ({
		text: match[0],
		at: match.index,
		forms: formsOf(match[0], language),
	}));
	const compounds = language === "de" || language === "nl";
	const mentions: Mention[] = [];
	for (let at = 0; at < tokens.length; at++) {
		const token = tokens[at];
		if (!token) continue;
		const compound = compounds && token.text.length >= SHORTEST_COMPOUND;
		const phrase = phraseAt(tokens, at, index) ?? (compound ? compoundOf(token.text, index, language) : null);
		if (!phrase) continue;
		const last = tokens[at + phrase.keys.length - 1] ?? token;
		const { id, direct } = phrase;
		if (id !== NOTHING) mentions.push({ id, word: text.slice(token.at, last.at + last.text.length), at: token.at, direct });
		at += phrase.keys.length - 1;
	}
	return mentions;
};

const KATAKANA = /[\u30a0-\u30ff]/;
const HAN = /\p{Script=Han}/u;
const HANGUL = /\p{Script=Hangul}/u;
/** Particles that follow a Korean noun. */
const PARTICLE = /^(?:은|는|이|가|을|를|의|에|와|과|도|만|로|들|으로|에서|부터|까지|에게|처럼|이나|나|랑|이랑)/;

/** Whether a word found at a place stands there by itself, as far as the script shows it. */
const standsAlone = (text: string, word: string, at: number, language: SubjectLanguage): boolean => {
	const [before, after] = [text[at - 1] ?? "", text[at + word.length] ?? ""];
	if (/^[\u30a0-\u30ff]+$/.test(word)) return !KATAKANA.test(before) && !KATAKANA.test(after);
	if (/^[a-z]/i.test(word)) return !/\p{Script=Latin}/u.test(before) && !/\p{Script=Latin}/u.test(after);
	if (word.length > 1) return true;
	if (HANGUL.test(word)) {
		const rest = text.slice(at + 1).match(/^\p{Script=Hangul}*/u)?.[0] ?? "";
		return !HANGUL.test(before) && (rest === "" || PARTICLE.test(rest));
	}
	// A Chinese word of one letter has others beside it; the table has only those that mean the same there.
	return language === "zh" || (!HAN.test(before) && !HAN.test(after));
};

/** Mentions in a text that does not part its words: at each place the longest word of the table. */
export const mentionsByLetters = (text: string, table: WordTable, language: SubjectLanguage): Mention[] => {
	const lower = text.normalize("NFKC").toLowerCase().length === text.length ? text.normalize("NFKC").toLowerCase() : text;
	const words = Object.entries(table)
		.flatMap(([id, all]) => all.map((word, place) => ({ id, word, direct: place < NAMES })))
		.sort((a, b) => b.word.length - a.word.length);
	const byFirst = Map.groupBy(words, ({ word }) => word[0] ?? "");
	const mentions: Mention[] = [];
	for (let at = 0; at < lower.length; at++) {
		const found = byFirst
			.get(lower[at] ?? "")
			?.find(({ word }) => lower.startsWith(word, at) && standsAlone(lower, word, at, language));
		if (!found) continue;
		const { id, word, direct } = found;
		if (id !== NOTHING) mentions.push({ id, word: text.slice(at, at + word.length), at, direct });
		at += found.word.length - 1;
	}
	return mentions;
};
