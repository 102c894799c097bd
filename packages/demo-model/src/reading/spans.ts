import { codeKindOf } from "./code-lines.ts";

/** A piece of a text: `[from, to)`. */
export interface Span {
	from: number;
	to: number;
}

/** Stands for a character that has been read already. A private-use character: no pattern of ours matches it. */
export const BLANK = "\uE000";

/** The text with pieces blanked out, of the same length, so that positions keep their meaning. */
export function blank(text: string, spans: readonly Span[]): string {
	const parts: string[] = [];
	let at = 0;
	for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
		if (to <= at) continue;
		const start = Math.max(from, at);
		parts.push(text.slice(at, start), BLANK.repeat(Math.min(to, text.length) - start));
		at = to;
	}
	return parts.join("") + text.slice(at);
}

/** All matches of a pattern as spans with their groups. The pattern needs the `g` flag. */
export function matches(text: string, pattern: RegExp): (Span & { groups: string[]; text: string })[] {
	return [...text.matchAll(pattern)].map((match) => ({
		from: match.index,
		to: match.index + match[0].length,
		text: match[0],
		groups: match.slice(1).map((group) => group ?? ""),
	}));
}

/** One line of plain words: blanks and doubled spaces gone, no punctuation left hanging at the ends. */
export function tidy(text: string): string {
	return text
		.replaceAll(BLANK, " ")
		.replace(/[*_`#]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}/g, "")
		.replace(/\s+/g, " ")
		.replace(/\s+([,.;:!?%])/g, "$1")
		.replace(/^[\s,.;:!?\-–—•|/]+|[\s,;:\-–—|/(]+$/g, "")
		.replace(/([,;:])\s*(?=[,;:.])/g, "")
		.trim();
}

/** Without what makes no difference to a reader and all the difference to a pattern: runs of blanks and empty lines. */
export function compact(text: string): string {
	return text
		.replace(/\r\n?/g, "\n")
		.replace(/[^\P{Cc}\n\t]/gu, " ")
		.replace(/[^\S\n]+/g, " ")
		.replace(/ ?\n[ \n]*\n/g, "\n\n")
		.trim();
}

/** An address at the start of a text: "aurora.example", "www.aurora.de/film". */
const ADDRESS = /^(?:https?:\/\/|[\p{L}\p{N}][\p{L}\p{N}-]*(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(?:[\s/,;]|$)|\S+@\S)/u;

/** A name that is written with a small letter before a capital: "iPhone", "macOS". */
const SMALL_AHEAD = /^\p{Ll}{1,3}\p{Lu}/u;

/** The first letter large, the rest as it was written. Code, addresses and names such as "iPhone" keep their small letters. */
export function capitalised(text: string): string {
	if (SMALL_AHEAD.test(text) || ADDRESS.test(text) || codeKindOf(text) !== null) return text;
	return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

/** Cuts at a word's end. */
export function shortened(text: string, length: number): string {
	if (text.length <= length) return text;
	const cut = text.slice(0, length + 1);
	const at = cut.lastIndexOf(" ");
	return cut.slice(0, at > length / 2 ? at : length).replace(/[\s,;:–—-]+$/, "");
}

/** Splits a long text into pieces of at most `length` characters at sentence or word ends; joined by spaces they are the text again. */
export function pieces(text: string, length: number): string[] {
	const rest = text.replace(/\s+/g, " ").trim();
	const result: string[] = [];
	let piece = "";
	for (const word of rest.split(" ").flatMap((one) => unbroken(one, length))) {
		const full =
			piece !== "" && (piece.length + 1 + word.length > length || (piece.length > length * 0.55 && /[.!?…]$/.test(piece)));
		if (full) {
			result.push(piece);
			piece = word;
		} else piece = piece === "" ? word : `${piece} ${word}`;
	}
	if (piece !== "") result.push(piece);
	return result;
}

/** A word, or the parts of one that no line could hold. */
function unbroken(word: string, length: number): string[] {
	if (word.length <= length) return [word];
	return Array.from({ length: Math.ceil(word.length / length) }, (_, index) => word.slice(index * length, (index + 1) * length));
}

/** A number made of a text, the same for the same text: lets two prompts lead to two looks. */
export function seedOf(text: string): number {
	let hash = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
	// Spread what the last characters did over all bits: neighbours must not end alike.
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) >>> 0;
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35) >>> 0;
	return (hash ^ (hash >>> 16)) >>> 0;
}

/** One of several, by a seed; `salt` makes choices of the same seed independent of each other. */
export function pick<T>(choices: readonly [T, ...T[]], seed: number, salt: string): T {
	return choices[seedOf(`${salt}:${seed}`) % choices.length] ?? choices[0];
}

/** A text as a pattern that matches exactly it. */
export function literally(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Of ranges that begin at the same place the longest, and none that begins inside another. */
export function longest<T extends Span>(found: T[]): T[] {
	const result: T[] = [];
	for (const one of found.sort((a, b) => a.from - b.from || b.to - a.to)) {
		const last = result.at(-1);
		if (!last || one.from >= last.to) result.push(one);
	}
	return result;
}
