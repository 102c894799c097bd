import { audienceSource } from "./audiences.ts";
import { PHRASES, type Phrases } from "./phrases.ts";
import { placeSource } from "./showing-places.ts";
import { matches, type Span } from "./spans.ts";
import type { Language } from "./words/types.ts";

/** Kinds that phrases have in a lexicon. */
export type PhraseKind = "place" | "style" | "audience" | "make" | "film" | "about" | "aboutBehind" | "scene";
type PhraseMark = Span & { kind: PhraseKind };

/** Languages whose words are not parted by blanks: a phrase may begin and end within a run of letters. */
const UNSPACED: ReadonlySet<Language> = new Set(["ja", "zh", "ko"]);
/** Marks that part clauses: no open words go beyond them. */
const STOP = ',.;:!?、。，；：！？؟،؛।()（）「」『』“”"\\n\\uE000';
/** The words that name a film's subject; open words end before them. */
const ABOUT =
	"(?:about|über|sur|à propos|sobre|acerca|su|sull['’]|sull[aoe]|sui|sugli|riguardo|over|hakkında|عن|על|について|关于|に関する|showing|explaining|announcing|that|which|who|qui|que|che|dat|die|and (?:end|show|say|use|make|keep|close|finish|with)|und (?:ende|zeig|sag|nutz|verwend)\\p{L}*|et (?:termine|finis|montre|utilise)\\p{L}*|y (?:termina|muestra|usa|acaba)\\p{L}*|with (?:the|our) (?:words|text|line|slogan))";

/** What a phrase's open words may be: some words behind it, up to the subject or the end of the clause. */
const BEHIND = `[^${STOP}]{1,70}?(?=\\s*(?:[${STOP}]|$|\\s${ABOUT}(?![\\p{L}])|\\s\\d{1,3}[\\s-]?(?:s|sec|seconds?|sekunden?|secondes?|segundos?|secondi|sekund)(?![\\p{L}])))`;
/** Open words ahead: at most three, or a few letters where no blanks part them. */
const AHEAD = `(?:[^\\s${STOP}]+\\s){0,2}[^\\s${STOP}]+`;
const AHEAD_UNSPACED = `[^\\s${STOP}のは]{1,12}(?:の[^\\s${STOP}のは]{1,8})?`;

function sourceOf(language: Language, pattern: string): string {
	const unspaced = language === "ja" || language === "zh";
	const slotted = pattern
		.replace(/^…|(?<=\|)…/g, unspaced ? AHEAD_UNSPACED : AHEAD)
		.replace(/…(?=[ (]?\(?[^|]*[\p{L}])/gu, unspaced ? `[^${STOP}]{1,14}?` : `[^${STOP}]{1,50}?`)
		.replace(/…/g, BEHIND);
	return slotted.replace(/(?<!\\s|\?) (?!\?)/g, "\\s+");
}

function regexOf(language: Language, pattern: string, flags = "giu"): RegExp | null {
	if (pattern === "") return null;
	const source = sourceOf(language, pattern);
	return UNSPACED.has(language)
		? new RegExp(`(?:${source})`, flags)
		: new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?:${source})(?![\\p{L}\\p{M}\\p{N}])`, flags);
}

type Compiled = { kind: PhraseKind; regex: RegExp }[];

function compiled(language: Language): { phrases: Compiled; frames: [RegExp, RegExp][] } {
	const words: Phrases = PHRASES[language];
	const kinds: [PhraseKind, string][] = [
		["style", words.style],
		["audience", words.audience],
		["audience", audienceSource(language)],
		["place", placeSource(language)],
		["make", words.make],
		["film", words.film],
		["about", words.about],
		["aboutBehind", words.aboutBehind],
		["scene", words.compare],
	];
	return {
		phrases: kinds.flatMap(([kind, pattern]) => {
			const regex = regexOf(language, pattern, kind === "place" ? "gu" : "giu");
			return regex ? [{ kind, regex }] : [];
		}),
		frames: words.frames.flatMap(([head, tail]): [RegExp, RegExp][] => {
			const [one, other] = [regexOf(language, head), regexOf(language, tail)];
			return one && other ? [[one, other]] : [];
		}),
	};
}

/** Finds the phrases of some languages in a text whose quotes are blanked. */
export function phraseFinder(languages: readonly Language[]): (text: string) => PhraseMark[] {
	const all = languages.map(compiled);
	// The same piece of a prompt is asked for several kinds in a row.
	let last: { text: string; found: PhraseMark[] } = { text: "", found: [] };
	return (text) => {
		if (text === last.text) return last.found;
		const found: PhraseMark[] = all.flatMap(({ phrases, frames }) => [
			...phrases.flatMap(({ kind, regex }) =>
				matches(text, regex)
					.filter((match) => match.to > match.from)
					.map(({ from, to }) => ({ from, to, kind })),
			),
			...frames.flatMap((frame) => framed(text, frame)),
		]);
		last = { text, found: found.sort((a, b) => a.from - b.from || b.to - a.to) };
		return last.found;
	};
}

/** The head of a frame, and its verb at the end of the same clause. */
function framed(text: string, [head, tail]: [RegExp, RegExp]): PhraseMark[] {
	return matches(text, head).flatMap((start): PhraseMark[] => {
		const clause = new RegExp(`^[^${STOP}]*`, "u").exec(text.slice(start.to))?.[0] ?? "";
		const end = matches(clause, tail).find((match) => clause.slice(match.to).trim() === "");
		if (!end) return [];
		return [
			{ from: start.from, to: start.to, kind: "about" },
			{ from: start.to + end.from, to: start.to + end.to, kind: "make" },
		];
	});
}
