import type { Language } from "./words/types.ts";

/** Languages that are written without blanks between words. */
export const UNSPACED: ReadonlySet<Language> = new Set(["ja", "zh"]);

/** Parts the words of a list, but not the choices within one of them: "cierra (?:con|en)". */
export const BETWEEN_WORDS = /\|(?![^(]*\))/;

/** Words parted by `|` as a pattern, the longest first; `*` stands for any ending. */
export function alternatives(words: string): string {
	return words
		.split(BETWEEN_WORDS)
		.filter(Boolean)
		.sort((a, b) => b.length - a.length)
		.map((word) =>
			word
				.replace(/(?<![\])?.}])\*/g, "[\\p{L}\\p{M}]*")
				.replaceAll(" ?", " ?")
				.replace(/ (?!\?)/g, "\\s+"),
		)
		.join("|");
}

/** "half=0.5|two=2" as pairs. */
export function pairs(list: string): [string, string][] {
	return list
		.split("|")
		.map((pair) => pair.split("="))
		.flatMap(([word, value]) => (word && value ? [[word, value]] : []));
}
