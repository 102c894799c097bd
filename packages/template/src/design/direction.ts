/** Letters of scripts that are written from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko and their relatives. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** The direction a text is read in, by its first letter: digits and signs before it don't count. */
export const directionOf = (text: string): "ltr" | "rtl" => {
	const first = /\p{L}/u.exec(text)?.[0];
	return first !== undefined && RIGHT_TO_LEFT.test(first) ? "rtl" : "ltr";
};
