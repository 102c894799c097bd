import emojiRanges from "@fontsource/noto-color-emoji/unicode.json";
import symbolRanges from "@fontsource/noto-sans-symbols-2/unicode.json";
import arabicRanges from "@fontsource-variable/noto-sans-arabic/unicode.json";
import devanagariRanges from "@fontsource-variable/noto-sans-devanagari/unicode.json";
import hebrewRanges from "@fontsource-variable/noto-sans-hebrew/unicode.json";
import type { FontFile } from "./families";
import { pointsIn, rangeOf } from "./ranges";
import type { Slices } from "./slices";

/**
 * Fonts of scripts that the film's own families don't have. A film loads the files with signs of its texts, and no others;
 * they stand behind each family in `familyStack`.
 */
export const SCRIPT_FAMILIES = [
	"Noto Sans Arabic",
	"Noto Sans Hebrew",
	"Noto Sans Devanagari",
	"Noto Sans JP",
	"Noto Sans SC",
	"Noto Sans KR",
	"Noto Sans Symbols 2",
	"Noto Color Emoji",
] as const;
type ScriptFamily = (typeof SCRIPT_FAMILIES)[number];

/** A file to load, and the family it belongs to. */
export type WantedFile = { family: string; file: FontFile };

const VARIABLE = "100 900";

/** Scripts that one file holds. */
const whole: { family: ScriptFamily; file: FontFile }[] = [
	{
		family: "Noto Sans Arabic",
		file: {
			weight: VARIABLE,
			unicodeRange: arabicRanges.arabic,
			url: () =>
				import(
					/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-arabic/files/noto-sans-arabic-arabic-wght-normal.woff2"
				),
		},
	},
	{
		family: "Noto Sans Hebrew",
		file: {
			weight: VARIABLE,
			unicodeRange: hebrewRanges.hebrew,
			url: () =>
				import(
					/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-hebrew/files/noto-sans-hebrew-hebrew-wght-normal.woff2"
				),
		},
	},
	{
		family: "Noto Sans Devanagari",
		file: {
			weight: VARIABLE,
			unicodeRange: devanagariRanges.devanagari,
			url: () =>
				import(
					/* webpackMode: "eager" */ "@fontsource-variable/noto-sans-devanagari/files/noto-sans-devanagari-devanagari-wght-normal.woff2"
				),
		},
	},
	{
		family: "Noto Sans Symbols 2",
		file: {
			weight: "1 1000",
			unicodeRange: symbolRanges.symbols,
			url: () =>
				import(/* webpackMode: "eager" */ "@fontsource/noto-sans-symbols-2/files/noto-sans-symbols-2-symbols-400-normal.woff2"),
		},
	},
];

/** Emoji in colour. One file: signs that are joined of several (families, flags, skin tones) need all their parts in it. */
const emoji: WantedFile = {
	family: "Noto Color Emoji",
	file: {
		weight: "1 1000",
		unicodeRange: Object.values(emojiRanges).join(","),
		url: () => import(/* webpackMode: "eager" */ "@fontsource/noto-color-emoji/files/noto-color-emoji-emoji-400-normal.woff2"),
	},
};

const KANA = /[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f]/;
const HANGUL = /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]/;
const HAN = /[\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/;
const EMOJI = /\p{Emoji_Presentation}|[\ufe0f\u20e3]/u;

type EastAsian = { family: ScriptFamily; load: () => Promise<Slices> };
const japanese: EastAsian = { family: "Noto Sans JP", load: async () => (await import("./japanese")).japanese };
const chinese: EastAsian = { family: "Noto Sans SC", load: async () => (await import("./chinese")).chinese };
const korean: EastAsian = { family: "Noto Sans KR", load: async () => (await import("./korean")).korean };

/**
 * The font of each East Asian sign: kana is Japanese and hangul Korean, and Chinese characters have the form of the language
 * that stands beside them, so a film has one form of each.
 */
const eastAsian = (text: string): EastAsian[] => {
	if (KANA.test(text)) return HANGUL.test(text) ? [japanese, korean] : [japanese];
	if (HANGUL.test(text)) return [korean, chinese];
	return HAN.test(text) ? [chinese, japanese] : [japanese];
};

/** The files of scripts that `text` needs beside the families' own; `points` are its code points. */
export const scriptFiles = async (text: string, points: ReadonlySet<number>): Promise<WantedFile[]> => {
	const wanted: WantedFile[] = whole.filter(({ file }) => pointsIn(file.unicodeRange ?? "", points).length > 0);
	if (EMOJI.test(text)) wanted.push(emoji);
	// Above Latin, Greek, Cyrillic and punctuation; what is neither a letter of theirs nor an emoji is in them too: ≈, №, ♪.
	let left = new Set([...points].filter((point) => point >= 0x2100 && point < 0x1f000 && !isOf(wanted, point)));
	for (const { family, load } of left.size > 0 ? eastAsian(text) : []) {
		const { ranges, files } = await load();
		for (const [slice, range] of Object.entries(ranges)) {
			const url = files[slice];
			const found = url ? pointsIn(range, left) : [];
			if (!url || found.length === 0) continue;
			wanted.push({ family, file: { weight: VARIABLE, unicodeRange: rangeOf(found), url } });
			left = new Set([...left].filter((point) => !found.includes(point)));
		}
	}
	return wanted;
};

/** Letters have one font; symbols may be missing in theirs, so the next one is loaded as well. */
const isOf = (wanted: readonly WantedFile[], point: number): boolean =>
	wanted.some(({ family, file }) => !/Symbols|Emoji/.test(family) && pointsIn(file.unicodeRange ?? "", [point]).length > 0);
