import { FILM_NOUN } from "./duration.ts";
import { pieces, tidy } from "./spans.ts";

/** From this many characters on a prompt is a text that somebody pasted rather than a description of scenes. */
export const LONG_TEXT = 3000;

/** A part of a long text: what stands below one heading, or one mail of a thread. */
export interface Section {
	/** Null before the first heading, and for a mail. */
	heading: string | null;
	/** 1 is the largest heading; 0: none. */
	level: number;
	/** Who wrote the mail. */
	author: string | null;
	/** Paragraphs as one line each, in order. */
	paragraphs: string[];
	/** Items of its lists, in order. */
	items: string[];
}

/** How a long text is built. */
export interface Outline {
	/** A heading above all others, or the subject of the mails. */
	title: string | null;
	/** What the text's first and last paragraph ask of the film; they are no part of `sections`. */
	wish: string;
	sections: Section[];
}

type Line =
	| { kind: "heading"; level: number; text: string }
	| { kind: "mail"; author: string | null; subject: string | null }
	| { kind: "item"; text: string }
	| { kind: "text"; text: string }
	| { kind: "gap" };

const MAIL_FIELD =
	/^(from|von|de|to|an|cc|bcc|date|sent|gesendet|datum|subject|betreff|asunto|objet|reply-to|message-id): ?(.*)$/i;
const MAIL_ABOVE = /^(?:on|am|el|le) .{6,160}(?:wrote|schrieb.{0,80}|escribió|a écrit) ?:$/i;
const MAIL_RULE = /^[-_]{3,} ?(?:original message|forwarded message|weitergeleitete nachricht|ursprüngliche nachricht)/i;
const ITEM = /^(?:[-*+•·▪]|\d{1,3}[.)]|\(\d{1,3}\)|[a-h]\)) +(?:\[[ x]\] )?(.+)$/i;
/** Lines of a mail that say nothing about its subject. */
const COURTESY =
	/^(?:hi|hello|hey|dear|hallo|liebe[rs]?|sehr geehrte\p{L}*|guten tag|hola|bonjour|cheers|best|best wishes|(?:best|kind|warm) regards|regards|thanks|many thanks|thank you|sincerely|yours|viele grüße|mit freundlichen grüßen|lg|saludos|cordialement)(?![\p{L}]).{0,40}$/iu;
/** Longer lines are paragraphs of their own, not lines of one that was wrapped. */
const WRAPPED = 200;
/** A paragraph of more characters is read as several. */
const LONG_PARAGRAPH = 1200;
const SENTENCES_A_PART = 5;

/**
 * Reads the structure of a long text: its headings, mails, paragraphs and list items. Pure. `text` has plain line ends
 * and at most one empty line in a row, and may have Markdown's marks.
 */
export function outlineOf(text: string): Outline {
	const { sections, subject } = sectionsOf(linesOf(text));
	const wish = takeWish(sections);
	const first = sections.find((section) => section.heading !== null);
	const top = first && first.level === 1 && sections.filter((section) => section.level === 1).length === 1 ? first : null;
	if (top && top.heading !== null && sections.some((section) => section.level > 1)) {
		// The title is not also a section; what stands below it is the text's introduction.
		const title = top.heading;
		top.heading = null;
		top.level = 0;
		return { title, wish, sections: sections.filter(hasContent) };
	}
	return { title: subject, wish, sections: sections.filter(hasContent) };
}

/** The sentences of a paragraph, in order. */
export function sentencesOf(paragraph: string): string[] {
	return paragraph
		.split(/(?<=[.!?…]["”’»)]?)\s+(?=["“„«(]?[\p{Lu}\p{N}])|(?<=[。！？])/u)
		.map(tidy)
		.filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

function hasContent(section: Section): boolean {
	return section.heading !== null || section.paragraphs.length > 0 || section.items.length > 0;
}

function linesOf(text: string): Line[] {
	// Tags of HTML say nothing; the address in a mail's head stays.
	const plain = text.replace(/<\/?[a-z][^<>@]{0,200}>/gi, " ");
	const raw = plain.split("\n").map((line) => line.replace(/^(?: ?>)+ ?/, "").trim());
	const lines: Line[] = [];
	let inCode = false;
	for (const [index, line] of raw.entries()) {
		if (/^(?:```|~~~)/.test(line)) inCode = !inCode;
		else if (inCode || /^\|[-:| ]+\|$/.test(line)) continue;
		else if (/^(?:[-*_=] ?){3,}$/.test(line) || line === "") lines.push({ kind: "gap" });
		else lines.push(lineOf(line, raw[index - 1] ?? "", raw[index + 1] ?? "", raw[index + 2] ?? ""));
	}
	return lines;
}

function lineOf(line: string, before: string, after: string, afterNext: string): Line {
	const marked = /^(#{1,6}) +(.+?)(?: +#+)?$/.exec(line);
	if (marked?.[1] && marked[2]) return { kind: "heading", level: marked[1].length, text: tidy(marked[2]) };
	const field = MAIL_FIELD.exec(line);
	if (field?.[1]) {
		const name = field[1].toLowerCase();
		return {
			kind: "mail",
			author: /^(?:from|von|de)$/.test(name) ? personOf(field[2] ?? "") : null,
			subject: /^(?:subject|betreff|asunto|objet)$/.test(name)
				? tidy((field[2] ?? "").replace(/^(?:(?:re|aw|fwd?|wg): ?)+/i, ""))
				: null,
		};
	}
	if (/^\|.*\|$/.test(line)) return { kind: "item", text: tidy(line.slice(1, -1).replace(/ ?\| ?/g, " · ")) };
	if (MAIL_RULE.test(line)) return { kind: "gap" };
	if (MAIL_ABOVE.test(line)) return { kind: "mail", author: personOf(line), subject: null };
	const item = ITEM.exec(line);
	if (item?.[1]) return { kind: "item", text: tidy(item[1]) };
	if (/^(?:=|-){3,}$/.test(after) && line.length <= 120)
		return { kind: "heading", level: after.startsWith("=") ? 1 : 2, text: tidy(line) };
	const bold = /^(?:\*\*|__)([^*_]{2,100})(?:\*\*|__):?$/.exec(line);
	if (bold?.[1]) return { kind: "heading", level: 3, text: tidy(bold[1]) };
	// A short line of its own above a paragraph, which doesn't end like a sentence.
	const alone = before === "" && after === "" && afterNext.length > line.length;
	if (alone && line.length <= 70 && /\p{L}/u.test(line) && !/[.!?,;:…)]$/.test(line) && !COURTESY.test(line))
		return { kind: "heading", level: 2, text: tidy(line) };
	return { kind: "text", text: line };
}

/** "Ada Lovelace <ada@example.com>", and "On Monday, Ada Lovelace <…> wrote:". */
function personOf(text: string): string | null {
	const plain = text
		.replace(/<[^>]*>|\[[^\]]*\]|["“”]/g, " ")
		.replace(/\b(?:wrote|schrieb|escribió|a écrit)\b.*$/i, (end) => end.replace(/^\S+/, " "));
	const names = plain.match(/\p{Lu}[\p{L}.'’-]+(?: (?:de|da|van|von|der|\p{Lu}[\p{L}.'’-]*)){0,3}/gu) ?? [];
	const days =
		/^(?:On|Am|El|Le|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mo|Di|Mi|Do|Fr|Sa|So|AM|PM|at)(?![\p{L}])|day\b/u;
	const name = names.filter((one) => !days.test(one)).at(-1) ?? /[\w.-]+(?=@)/.exec(text)?.[0];
	return name ? tidy(name).slice(0, 60) : null;
}

function sectionsOf(lines: readonly Line[]): { sections: Section[]; subject: string | null } {
	const begin = (heading: string | null, level: number, author: string | null): Section => ({
		heading,
		level,
		author,
		paragraphs: [],
		items: [],
	});
	let section = begin(null, 0, null);
	const sections = [section];
	let subject: string | null = null;
	let paragraph: string[] = [];
	// A quoted mail says again what stood above it.
	const seen = new Set<string>();
	const end = () => {
		for (const text of partsOf(paragraph)) {
			if (text === "" || seen.has(text)) continue;
			seen.add(text);
			section.paragraphs.push(text);
		}
		paragraph = [];
	};
	const start = (next: Section) => {
		section = next;
		sections.push(next);
	};
	for (const line of lines) {
		if (line.kind !== "text") end();
		if (line.kind === "text") {
			paragraph.push(line.text);
			if (COURTESY.test(line.text)) paragraph.pop();
			else if (line.text.length >= WRAPPED || line.text.endsWith(":")) end();
		} else if (line.kind === "item") section.items.push(line.text);
		else if (line.kind === "heading") start(begin(line.text, line.level, null));
		else if (line.kind === "mail") {
			subject ??= line.subject || null;
			if (line.author !== null) start(begin(null, 0, line.author));
		}
	}
	end();
	return { sections, subject };
}

/** One paragraph, or several where it has no end: five sentences each, else its lines, else pieces. */
function partsOf(lines: readonly string[]): string[] {
	const text = tidy(lines.join(" "));
	if (text.length <= LONG_PARAGRAPH) return [text];
	const sentences = sentencesOf(text);
	if (sentences.length * LONG_PARAGRAPH < text.length) return lines.flatMap((line) => pieces(tidy(line), LONG_PARAGRAPH));
	return chunked(sentences, SENTENCES_A_PART).map((part) => part.join(" "));
}

function chunked<T>(list: readonly T[], size: number): T[][] {
	return Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));
}

const ASKS_FIRST = new RegExp(
	`(?<![\\p{L}])${FILM_NOUN}(?![\\p{L}])|^(?:please )?(?:make|create|show|summari[sz]e|turn)\\b`,
	"iu",
);
const ASKS_LAST =
	/^(?:please )?(?:make|create|end|close|finish|use|show|summari[sz]e)\b|\b\d{1,3} (?:scenes|slides|shots|seconds)\b/i;
const LONGEST_WISH = 400;

/** Takes what asks for the film out of the first and the last paragraph. */
function takeWish(sections: Section[]): string {
	const wishes: string[] = [];
	const first = sections.find((section) => section.paragraphs.length > 0 || section.items.length > 0);
	const [sentence = "", ...rest] = sentencesOf(first?.paragraphs[0] ?? "");
	if (first && sentence.length <= LONGEST_WISH && ASKS_FIRST.test(sentence)) {
		const whole = first.paragraphs.shift() ?? "";
		const short = whole.length <= LONGEST_WISH;
		wishes.push(short ? whole : sentence);
		if (!short) first.paragraphs.unshift(rest.join(" "));
	}
	const last = sections.filter((section) => section.paragraphs.length > 0).at(-1);
	const ending = last?.paragraphs.at(-1) ?? "";
	if (last && ending.length <= LONGEST_WISH && ASKS_LAST.test(ending)) wishes.push(last.paragraphs.pop() ?? "");
	return wishes.join("\n");
}
