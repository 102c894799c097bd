import { BLANK, matches, type Span, tidy } from "./spans.ts";

/** What quoted words are for, as the words around them say. */
export type QuoteRole = "title" | "quote" | "action" | "tagline" | "plain";

export interface QuotedText extends Span {
	text: string;
	role: QuoteRole;
	/** Who said it, if the prompt says so. */
	author?: string;
	authorRole?: string;
}

/** More quoted texts than a film can show: whoever pastes more has not quoted them to be shown. */
const MOST_QUOTES = 800;
/** Words from which on quoted words are a sentence that somebody said, and no name. */
const LEAST_WORDS_SAID = 5;
const PAIRS: readonly RegExp[] = [
	/“([^“”]{1,4000}?)”/g,
	/„([^„“”]{1,4000}?)[“”]/g,
	/«\s?([^«»]{1,4000}?)\s?»/g,
	/»([^«»]{1,4000}?)«/g,
	/「([^「」]{1,4000}?)」/g,
	// A Korean or Japanese particle stands right behind the mark, without a blank.
	/(?<![\p{Script=Latin}\p{Script=Hebrew}\p{N}])"(?=\S)([^"]{1,4000}?)(?<=\S)"(?![\p{Script=Latin}\p{Script=Hebrew}\p{N}])/gu,
	/『([^『』]{1,4000}?)』/g,
	/(?<![\p{L}\p{N}’‘'])‘(?=\S)([^‘\n]{1,300}?)(?<=\S)’(?![\p{L}\p{N}])/gu,
	/(?<![\p{L}\p{N}’'])'(?=\S)((?:[^'\n]|(?<=[\p{L}\p{N}])'(?=[\p{L}\p{N}])){1,300}?)(?<=\S)'(?![\p{L}\p{N}])/gu,
	/`([^`\n]{1,300})`/g,
];

/**
 * Finds quoted words in any of the usual marks. An apostrophe opens nothing within or after a word, and an inch mark
 * after a number is no quote.
 */
export function findQuotes(text: string): QuotedText[] {
	const found: (Span & { text: string })[] = [];
	for (const pattern of PAIRS) {
		for (const match of matches(text, pattern)) {
			const inner = match.groups[0] ?? "";
			// A single letter between apostrophes is "rock 'n' roll".
			if (
				(inner.match(/[\p{L}\p{N}]/gu)?.length ?? 0) > (/^['‘]/.test(match.text) ? 1 : 0) &&
				found.length < MOST_QUOTES &&
				!found.some((other) => match.from < other.to && other.from < match.to)
			) {
				found.push({ from: match.from, to: match.to, text: inner.replace(/\s+/g, " ").trim() });
			}
		}
	}
	found.sort((a, b) => a.from - b.from);
	return found.map((quote, index) => {
		const before = text.slice(found[index - 1]?.to ?? 0, quote.from).slice(-70);
		const after = text.slice(quote.to, found[index + 1]?.from ?? text.length).slice(0, 90);
		const said = authorOf(before, after, quote.text.split(/\s+/).length >= LEAST_WORDS_SAID);
		return { ...quote, role: roleOf(before, after, quote.text, said.author !== undefined), ...said };
	});
}

const ROLES: readonly [QuoteRole, RegExp][] = [
	[
		"action",
		/\b(?:call[- ]to[- ]action|cta|button|outro|ends?|ending|closes?|closing|finish(?:es)?|final(?:ly)?|last|schluss|ende|endet|termina|final|fin|finir)\b[^.!?\n]*$/i,
	],
	["tagline", /\b(?:tag ?line|slogan|claim|motto|strapline|sub ?titled?|subheading|lema|eslogan)\b[^.!?\n]*$/i],
	[
		"title",
		/\b(?:documentary|movie|book|novel|album|song|single|podcast|game|app|course|event|exhibition|show|series|brand|product|company|band|festival|restaurant|café|shop|startup)\s*$|\b(?:title|titled|headline|heading|called|named|name|opens?|opening|starts?|starting|begins?|intro|titel|überschrift|beginn\w*|heißt|título|titulo|titre|empieza|commence)\b[^.!?\n]*$/i,
	],
	["quote", /\b(?:quote|testimonial|review|zitat|cita|citation)\b[^.!?\n]*$/i],
];

function roleOf(before: string, after: string, text: string, hasAuthor: boolean): QuoteRole {
	let best: QuoteRole | null = null;
	let at = -1;
	for (const [role, pattern] of ROLES) {
		const match = pattern.exec(before);
		if (!match) continue;
		const word = match.index;
		// The nearest word wins: in "open with a title and end with" it is "end".
		const position = lastIndexOfRole(before, pattern, word);
		if (position > at) {
			at = position;
			best = role;
		}
	}
	if (hasAuthor && best !== "title" && best !== "action") return "quote";
	if (best) return best;
	if (/^\s*(?:as|for) (?:the |a )?(?:title|headline)/i.test(after)) return "title";
	if (/^\s*(?:as|for) (?:the |a )?(?:tag ?line|slogan|subtitle)/i.test(after)) return "tagline";
	if (/^\s*(?:at the end|as (?:the |a )?(?:call to action|cta|button|ending|outro|closing))/i.test(after)) return "action";
	if (text.length > 90) return "quote";
	return "plain";
}

/** Where the last word that names a role stands in the text before a quote. */
function lastIndexOfRole(before: string, pattern: RegExp, first: number): number {
	let position = first;
	for (let start = first + 1; start < before.length; start++) {
		const match = pattern.exec(before.slice(start));
		if (!match) break;
		position = start + match.index;
		start = position;
	}
	return position;
}

/** A word of a name. A full stop belongs to it only behind an initial or a form of address: "J. R. Dr. Ada". */
const NAME_WORD = "(?:(?:Dr|Prof|Mr|Mrs|Ms|St|Sr|Sra)\\.|(?:\\p{Lu}\\.)+|\\p{Lu}[\\p{L}'’-]*)";
const OCCUPATION =
	"CEO|CTO|CFO|COO|PDG|(?:[Cc]o-?)?[Ff]ounder|[Pp]resident|[Dd]irector|[Pp]rofessor|[Cc]hef|[Cc]oach|[Mm]ayor|[Mm]inister|Geschäftsführer(?:in)?|Gründer(?:in)?|Chefin|Trainer(?:in)?|Präsident(?:in)?|Direktor(?:in)?|[Dd]irectora|[Ff]undadora?|[Pp]residenta|[Ff]ondateur|[Ff]ondatrice|[Dd]irecteur|[Dd]irectrice";

/** "— Ada, founder of X", "by Ada", "Ada says: …", "as Ada said", "CEO Ada: …". */
function authorOf(before: string, after: string, isSentence: boolean): { author?: string; authorRole?: string } {
	const name = `(${NAME_WORD}(?:\\s+(?:(?:de|da|van|von|der|den|la|le|of)\\s+)*${NAME_WORD}){0,3})`;
	const role = "(?:\\s*(?:,|\\()\\s*((?:(?:an?|the|our)\\s)?[\\p{Ll}\\p{Lu}][^,.;!?()\\n\\uE000]{2,60}))?";
	const behind = new RegExp(
		`^[.,]?\\s*(?:[—–-]{1,2}|\\bby\\b|\\bsays\\b|\\bsaid\\b|\\bfrom\\b|\\bvon\\b|\\bde\\b|~)\\s*${name}${role}`,
		"u",
	).exec(after);
	// “The best bread outside France” Jonathan Meades, food critic: a name and no more, right behind a sentence.
	const bare = new RegExp(
		`^\\s+${name}(?:,\\s*((?:1\\d|20)\\d\\d|\\p{L}[^,.;:!?()\\n\\uE000]{2,40}))?\\s*(?:[.]|\\n|$)`,
		"u",
	).exec(after);
	if (isSentence && bare?.[1] && (/\s/.test(bare[1]) || bare[2])) return withRole(bare[1], bare[2]);
	// "— Proverbe chinois": all up to the end of the sentence, where it is a few words.
	const source = /^[.,]?\s*[—–]\s*(\p{Lu}[^.,;:!?\n()\uE000]{2,40})(?=\s*(?:[.\n]|$))/u.exec(after)?.[1];
	if (source && source.split(" ").length <= 4 && (!behind?.[1] || source.startsWith(behind[1])))
		return withRole(source.trim(), undefined);
	if (behind?.[1]) return withRole(behind[1], behind[2]);
	const ahead = new RegExp(`${name}${role},?\\s+(?:says|said|writes|wrote|put it|sagt|dice|dit)\\b[^.!?\\n]{0,12}$`, "u").exec(
		before,
	);
	if (ahead?.[1]) return withRole(ahead[1], ahead[2]);
	const from = new RegExp(
		`\\b(?:quote|testimonial|review|zitat|cita|citation)s?\\s+(?:by|from|of|von|de)\\s+${name}${role}[^.!?\\n]{0,12}$`,
		"u",
	).exec(before);
	if (from?.[1]) return withRole(from[1], from[2]);
	const colon = new RegExp(`(?:^|[.!?\\n]\\s*)(?:(${OCCUPATION})\\s+${name}|${name},\\s+(${OCCUPATION})):\\s*$`, "u").exec(
		before,
	);
	const speaker = colon?.[2] ?? colon?.[3];
	return speaker ? withRole(speaker, colon?.[1] ?? colon?.[4]) : {};
}

function withRole(author: string, role: string | undefined): { author: string; authorRole?: string } {
	const tidied = tidy((role ?? "").replaceAll(BLANK, " ")).replace(/^(?:an?|the|our)\s+/i, "");
	const directive = /\b(?:with|music|background|second|colou?r|video|film|accent|end|make|add)\b/i.test(tidied);
	return tidied && !directive ? { author: tidy(author), authorRole: tidied } : { author: tidy(author) };
}
