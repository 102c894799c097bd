/** Letters of scripts that are written from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko and their relatives. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** The direction a text is read in, by its first letter: digits and signs before it don't count. */
export const directionOf = (text: string): "ltr" | "rtl" => {
	const first = /\p{L}/u.exec(text)?.[0];
	return first !== undefined && RIGHT_TO_LEFT.test(first) ? "rtl" : "ltr";
};

export type Direction = ReturnType<typeof directionOf>;

/** The direction of texts that stand together, such as the points of a list: that of most of them, else of the first. */
export const commonDirectionOf = (texts: readonly string[]): Direction => {
	const worded = texts.filter((text) => /\p{L}/u.test(text));
	const leftward = worded.filter((text) => directionOf(text) === "rtl").length;
	if (leftward * 2 === worded.length) return directionOf(worded[0] ?? "");
	return leftward * 2 > worded.length ? "rtl" : "ltr";
};

/** Letters that join their neighbours or carry marks, and emoji, which may be of several code points. */
const JOINED_SIGNS = /\u200d|[\p{M}\p{Emoji_Presentation}\u0600-\u08ff\u0900-\u0dff]/u;

/** True for a text that must not be taken apart into its code points, set from left to right one by one. */
export const inOnePiece = (text: string): boolean => RIGHT_TO_LEFT.test(text) || JOINED_SIGNS.test(text);
