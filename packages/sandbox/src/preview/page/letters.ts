/** Letters and the words about those that no font has: what needs no browser. */

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

/** All texts in some values of a scene, however deep they lie. */
export function textsOf(value: unknown): string {
	if (typeof value === "string") return value;
	if (typeof value !== "object" || value === null) return "";
	return Object.values(value).map(textsOf).join(" ");
}

/** A sentence about letters without a font, with a next step. `what` has them. */
export function lettersSentence(what: string, letters: readonly string[]): string {
	const shown = letters.map((letter) =>
		PRIVATE.test(letter) ? `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase()}` : letter,
	);
	const verb = what.startsWith("The ") ? "have" : "has";
	return `${what} ${verb} letters that no font here draws: ${shown.join(" ")}. Add a font that has them, or use other words.`;
}
