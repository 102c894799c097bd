import { LANGUAGES, type Language } from "../../reading/words/types.ts";
import { ar } from "./ar.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { he } from "./he.ts";
import { hi } from "./hi.ts";
import { it } from "./it.ts";
import { ja } from "./ja.ts";
import { ko } from "./ko.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { pt } from "./pt.ts";
import { tr } from "./tr.ts";
import type { AnswerTable } from "./types.ts";
import { zh } from "./zh.ts";

export type { AnswerTable, ChangeKind, Reason, Wish } from "./types.ts";
export { WISHES } from "./types.ts";

/** The sentences of the demo model by language. */
export const ANSWERS: Record<Language, AnswerTable> = { en, de, fr, es, pt, it, pl, nl, tr, ja, zh, ko, ar, he, hi };

/** The table of a language; English where there is none. */
export function answersIn(language: string): AnswerTable {
	const found = LANGUAGES.find((one) => one === language.split("-")[0]);
	return ANSWERS[found ?? "en"];
}

/** A sentence with its places filled; places without a value stay empty. */
export function filled(sentence: string, values: Record<string, string>): string {
	return sentence.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
}
