import type { Language } from "../../../reading/language.ts";
import { LANGUAGES } from "../../../reading/words/types.ts";
import { ARABIC } from "./ar.ts";
import { GERMAN } from "./de.ts";
import { ENGLISH } from "./en.ts";
import { ENGLISH_FORMS } from "./en-forms.ts";
import { ENGLISH_MESSY } from "./en-messy.ts";
import { SPANISH } from "./es.ts";
import { EVERYDAY } from "./everyday.ts";
import { FRENCH } from "./fr.ts";
import { HEBREW } from "./he.ts";
import { HINDI } from "./hi.ts";
import { ITALIAN } from "./it.ts";
import { JAPANESE } from "./ja.ts";
import { KOREAN } from "./ko.ts";
import { DUTCH } from "./nl.ts";
import { POLISH } from "./pl.ts";
import { PORTUGUESE } from "./pt.ts";
import { TURKISH } from "./tr.ts";
import { TRADES } from "./trades.ts";
import { ENGLISH_TRADES } from "./trades-en.ts";
import type { TestBrief } from "./types.ts";
import { CHINESE } from "./zh.ts";

export type { BriefClass, TestBrief } from "./types.ts";

const BY_LANGUAGE: Readonly<Record<Language, readonly TestBrief[]>> = {
	en: [...ENGLISH, ...ENGLISH_MESSY, ...ENGLISH_FORMS],
	de: GERMAN,
	fr: FRENCH,
	es: SPANISH,
	pt: PORTUGUESE,
	it: ITALIAN,
	pl: POLISH,
	nl: DUTCH,
	tr: TURKISH,
	ja: JAPANESE,
	zh: CHINESE,
	ko: KOREAN,
	ar: ARABIC,
	he: HEBREW,
	hi: HINDI,
};

/** All briefs of the set, by the language they are written in. */
export const BRIEF_SET: Readonly<Record<Language, readonly TestBrief[]>> = Object.assign(
	{},
	BY_LANGUAGE,
	...LANGUAGES.map((language) => ({
		[language]: [
			...BY_LANGUAGE[language],
			...(EVERYDAY[language] ?? []),
			...(ENGLISH_TRADES[language] ?? []),
			...(TRADES[language] ?? []),
		],
	})),
);
