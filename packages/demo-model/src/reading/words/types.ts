import type { Ratio } from "@storydream/protocol";
import type { Mood } from "../style.ts";

/** Languages with a word table, as ISO 639-1 codes. */
export const LANGUAGES = ["en", "de", "fr", "es", "pt", "it", "pl", "nl", "tr", "ja", "zh", "ko", "ar", "he", "hi"] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * The words of one language that are about the film and not about its subject. Each entry is a list of words separated
 * by `|`; `*` stands for any ending, a space for any blank.
 */
export interface WordTable {
	/** Words that no sentence says something with: articles, prepositions, "please". Without "is" and its like. */
	small: string;
	/** Small words that only this language has, to tell it from others. */
	own: string;
	/** Greetings, thanks, signs of a letter, words of hesitation, and what says where the film's text stands: never shown alone. */
	manners: string;
	/** Verbs that request a film. */
	make: string;
	/** Nouns for a film and its kinds. */
	film: string;
	/** What is said of a film before its noun, and means nothing for it: "product", "nice". */
	genre: string;
	/** Kinds of film whose name is shown: "year in review". */
	occasion: string;
	/** What stands between the film and its subject: "about". */
	about: string;
	/** The same behind the subject, in languages that have it there. */
	aboutBehind?: string;
	/** Units of a film's length. */
	seconds: string;
	minutes: string;
	/** Spelled numbers that a length is named with, as `word=value`. */
	counts: string;
	ratios: Partial<Record<Ratio, string>>;
	/** Look, tone and pace. */
	style: string;
	moods: Partial<Record<Mood, string>>;
	/** Colours, as `word=English name`. */
	colours: string;
	/** Nouns of film making: music, font, background. */
	technique: string;
	music: {
		/** Nouns for music. */
		noun: string;
		/** What asks for a film without any sound or music: "no music", "silent". */
		silent: string;
		/** What music can be, as `word=English word` of the template's tracks. */
		kind: string;
		/** Instruments, in the same form: they ask for music by themselves. */
		instrument: string;
	};
	/** Verbs of instructions about how the film is made: "use", "keep", "should be". */
	direct: string;
	/** "No", "without", "never". */
	not: string;
	/** People a film is made for, behind "for". */
	audience: string;
	/** Prepositions that begin an instruction at the end of a clause: "in", "with", "for". */
	before: string;
	/** Words that begin a piece of content and say what it is for. */
	lead: {
		title: string;
		tagline: string;
		opening: string;
		ending: string;
		say: string;
		next: string;
	};
	/** Nouns that say which scene shows what follows. */
	scene: string;
	/** Counted nouns of lists: "four steps". */
	list: string;
	/** Joins the last two items of a list. */
	and: string;
	/** Between two things that are compared. */
	versus: string;
}
