import type { Storyboard } from "@storydream/protocol";

/** Letters and the words about those that no font has: what needs no browser. One place for preview, film check and export. */

/** Drawn with what stands before them, or not at all; and boxes, which are their own picture. */
const NOT_LETTERS = /[\p{M}\p{C}\p{Z}\u25a0-\u25ff\u2610-\u2612]/u;
/** Private letters count: icon fonts have them. Unassigned ones as well. */
const PRIVATE = /[\p{Co}\p{Cn}]/u;
/** Up to here every font has all letters. */
const LAST_COMMON = 0x17f;

/** The letters of a text that a font may not have, each once. */
export function doubtfulLetters(text: string): string[] {
	const letters = [...new Set(text)].filter((letter) => PRIVATE.test(letter) || !NOT_LETTERS.test(letter));
	return letters.filter((letter) => (letter.codePointAt(0) ?? 0) > LAST_COMMON);
}

/** Words of a film: a scene's, or (null) those of the captions. */
export interface FilmWords {
	sceneId: string | null;
	text: string;
}

/** The words that a film shows, scene by scene, then those of its captions. */
export function wordsOfFilm({ scenes, captions }: Pick<Storyboard, "scenes" | "captions">): FilmWords[] {
	return [
		...scenes.map(({ id, props }) => ({ sceneId: id, text: textsOf(props) })),
		{ sceneId: null, text: captions.map(({ text }) => text).join(" ") },
	];
}

/** All texts in some values of a scene, however deep they lie. */
function textsOf(value: unknown): string {
	if (typeof value === "string") return value;
	if (typeof value !== "object" || value === null) return "";
	return Object.values(value).map(textsOf).join(" ");
}

/** Letters as a sentence can show them: private and unassigned ones by their code point. */
export function shownLetters(letters: readonly string[]): string {
	return letters
		.map((letter) => (PRIVATE.test(letter) ? `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase()}` : letter))
		.join(" ");
}
