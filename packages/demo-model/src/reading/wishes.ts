import { isInstruction, leftover, marksIn, type Reading } from "./classify.ts";
import { clausesIn, sentencesIn } from "./layout.ts";
import type { WordKind } from "./lexicon.ts";
import { BLANK, type Span } from "./spans.ts";

/** More words make a clause something to be shown. */
const MOST_WORDS = 4;
const FIRM: ReadonlySet<WordKind> = new Set(["length", "ratio", "colour", "style", "technique", "technical"]);
const MEASURES: ReadonlySet<WordKind> = new Set(["length", "ratio", "colour"]);
const LOOK: ReadonlySet<WordKind> = new Set(["colour", "style", "technique"]);

/**
 * Whether a sentence lists wishes about the film, some of whose words no table has: "Stadium energy, 10 sec.", "Retro,
 * rumbling, 4:5". At least half of its clauses are instructions, and the others are short, as wishes are.
 */
export function isWishSentence(reading: Reading, at: Span): boolean {
	if (reading.masked.slice(at.from, at.to).includes(BLANK) || /[?？؟]\s*$/u.test(reading.text.slice(at.from, at.to)))
		return false;
	const clauses = clausesIn(reading.text, at, []);
	const wishes = clauses.filter((clause) => isInstruction(reading, clause));
	const odd = clauses.filter((clause) => !wishes.includes(clause));
	if (odd.length > 0 && odd.every((clause) => saysOfLook(reading, clause)) && reading.pieces.length > 0) return true;
	if (odd.length === 0 || wishes.length < odd.length) return false;
	if (!wishes.some((clause) => marksIn(reading, clause).some((mark) => FIRM.has(mark.kind)))) return false;
	// Without anything to show before it, the odd clause is what the film is about: "Lisbon, 10 seconds, warm".
	if (reading.pieces.length === 0 && !reading.requested) return false;
	const has = (kinds: ReadonlySet<WordKind>) =>
		wishes.some((clause) => marksIn(reading, clause).some((mark) => kinds.has(mark.kind)));
	const beside = { look: has(LOOK), measured: has(MEASURES) };
	return odd.every((clause) => isOddWish(reading, clause, clause.from === at.from, beside));
}

/** Letters of a clause in a script without blanks that says how the film looks or sounds: "字体大", "画面要有食欲". */
const MOST_LETTERS = 9;

/** Whether a short clause of a script without blanks begins with what it says something of: the picture, the pace, the letters. */
function saysOfLook(reading: Reading, clause: Span): boolean {
	const text = reading.text.slice(clause.from, clause.to).replace(/[。！.]$/u, "");
	if (!/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+$/u.test(text) || text.length > MOST_LETTERS) return false;
	return marksIn(reading, clause).some((mark) => mark.kind === "technique" && mark.from === clause.from);
}

/** Where the last message of a dialogue ends: before the first sentence behind it that is about the film, or leads on. */
export function messageEnd(reading: Reading, at: Span): number {
	const [, ...more] = sentencesIn(reading.text, at, [...reading.quotes, ...reading.links]);
	const next = more.find(
		(sentence) =>
			isInstruction(reading, sentence) ||
			isWishSentence(reading, sentence) ||
			reading.lexicon.leads(reading.masked.slice(sentence.from, sentence.to)).some((lead) => lead.from === 0),
	);
	return next?.from ?? at.to;
}

/** "For homeowners", "für Einsteiger": one word behind a preposition, that is long enough to name people. */
export function isForWhom(reading: Reading, clause: Span): boolean {
	const said = reading.text.slice(clause.from, clause.to);
	return (
		/^\p{L}+\s(?:\p{L}{2,4}\s)?\p{L}{5,}[.!]?$/u.test(said) &&
		/^(?:for|für|pour|para|per|dla|voor)\s/iu.test(said) &&
		marksIn(reading, clause).some((mark) => mark.from === clause.from && mark.kind === "about")
	);
}

/** Endings of adjectives that say how something looks. */
const ADJECTIVE =
	/.{3}(?:lich|isch|haft|voll|ful|esque|eux|euse|ique|oso|osa|esco|esca|lijk|achtig|owo|owy|nie|ująco|ająco|ado|ada|ante|ente|ale|vol|ig)$/iu;

/** Words of contrast between two adjectives. */
const BUT =
	/(?<!\p{L})(?:but|yet|aber|jedoch|mais|pero|mas|ma|però|ale|lecz|maar|ama|fakat)(?:\s(?:not|nicht|pas|sin|sem|senza|bez|niet|zonder|without|ohne|sans|no|não|non|nie))?\s/iu;

/** What the instructions beside a clause name: a look; a length, a ratio or a colour. */
interface Beside {
	look: boolean;
	measured: boolean;
}

/** A clause of few words that says how something looks, for whom it is, or is one adjective. */
function isOddWish(reading: Reading, clause: Span, first: boolean, { look, measured }: Beside): boolean {
	const text = reading.text.slice(clause.from, clause.to);
	const words = text.match(/[\p{L}\p{M}'’-]+/gu) ?? [];
	if (words.length === 0 || words.length > MOST_WORDS || /\p{N}/u.test(text)) return false;
	const marks = marksIn(reading, clause);
	const name = /(?<=\s)\p{Lu}/u.test(text) && !reading.lexicon.languages.includes("de");
	if (name) return false;
	const end = clause.from + text.replace(/[\s.!?。！？।؟،,]+$/u, "").length;
	if (marks.some((mark) => mark.to === end && LOOK.has(mark.kind))) return true;
	// "…, urgente pero sin miedo": what a look is, and what it is not.
	if (!first && measured && marks.some((mark) => LOOK.has(mark.kind)) && BUT.test(text)) return true;
	// "…, not too childish": a refusal beside other wishes.
	if (!first && marks.some((mark) => mark.kind === "not" && mark.from === clause.from)) return true;
	if (marks.some((mark) => mark.from === clause.from && mark.kind === "about")) return words.length <= 4;
	// "Ländlich, hell": an adjective by its ending, at the very end of the prompt.
	if (
		look &&
		words.length === 1 &&
		ADJECTIVE.test(words[0] ?? "") &&
		!/[\p{L}\p{N}]/u.test(
			reading.text
				.slice(clause.to)
				.split("\n")[0]
				?.replace(/^[^.!?]*[.!?]/u, "") ?? "",
		)
	)
		return true;
	// "Warm, raffle": beside words of a look alone, a word that no table has may be what is to be shown.
	if (!measured) return false;
	if (first && words.length === 1 && ADJECTIVE.test(words[0] ?? "")) return true;
	const unknown = leftover(reading, clause).match(/[\p{L}\p{M}'’-]+/gu) ?? [];
	return unknown.length === 1 && (first ? look : /^\p{Ll}|^\p{Lo}/u.test(unknown[0] ?? ""));
}
