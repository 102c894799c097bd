import type { Voice } from "./scene";

/**
 * How much larger a family is set than others to look as large: its letters are small or narrow for their size. Families
 * that are not named are set as they are.
 */
const OPTICAL: Readonly<Record<string, number>> = {
	Anton: 1.2,
	Caveat: 1.45,
	"Cormorant Garamond": 1.25,
	"Instrument Serif": 1.25,
	Newsreader: 1.08,
	Oswald: 1.25,
};

/** Signs that the families of looks do not have: another family draws them. */
const OTHER_SCRIPT = /[\u0590-\u08ff\u0900-\u0dff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\ufb1d-\ufeff]/;

/** The factor by which the largest size of a text in this voice grows. */
export const opticalSize = (voice: Pick<Voice, "family">, text: string): number =>
	OTHER_SCRIPT.test(text) ? 1 : (OPTICAL[voice.family] ?? 1);

/** Letters of a text that is one word or two, and of a short sentence. */
const FEW = 14;
const SOME = 30;

/**
 * The largest size of words that stand alone in a picture: the fewer there are, the more of it each may take.
 *
 * @param size for a sentence of some length, in design units
 */
export const sizeForFew = (text: string, size: number): number => {
	const wide = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(text) ? 2 : 1;
	const letters = [...text].length * wide;
	if (letters <= FEW) return size * 1.9;
	return letters <= SOME
		? size * (1.9 - (0.7 * (letters - FEW)) / (SOME - FEW))
		: size * Math.max(1, 1.2 - (letters - SOME) / 80);
};
