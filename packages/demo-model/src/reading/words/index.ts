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
import type { Language, WordTable } from "./types.ts";
import { zh } from "./zh.ts";

/** The word tables of all languages the demo model reads. */
export const TABLES: Record<Language, WordTable> = { en, de, fr, es, pt, it, pl, nl, tr, ja, zh, ko, ar, he, hi };
