import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import type { Language, WordTable } from "./types.ts";

/** The word tables of all languages the demo model reads. */
export const TABLES: Partial<Record<Language, WordTable>> & { en: WordTable } = { en, de, fr, es };
