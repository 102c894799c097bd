/** A counted noun by the plural rule of its language; `{n}` is the number. */
export type Counted = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** What is different in a film after a change. */
export const CHANGE_KINDS = ["words", "look", "music", "size", "length", "order", "added", "removed", "scenes"] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Why a wish was not carried out. */
export const REASONS = ["unknown", "cannot", "refused", "same", "missing"] as const;
export type Reason = (typeof REASONS)[number];

/** Wishes about a film there is, in English: the form that the plan's edits understand. `#` is a number, `…` any words. */
export const WISHES = [
	"make it square",
	"make it vertical",
	"another look",
	"make it calmer",
	"no music",
	"make the ending longer",
	"swap scene # and #",
	"remove scene #",
	"remove the …",
	"change the title to …",
	"undo",
] as const;
export type Wish = (typeof WISHES)[number];

/**
 * The sentences of the demo model in one language. `{name}` is a place to fill. Lists of words are separated by `|`, with
 * `*` for any ending.
 */
export interface AnswerTable {
	/** Opening and closing quotation mark, with the spaces inside them: two halves of one length. */
	quotes: string;
	ready: string;
	readyUnnamed: string;
	scenes: Counted;
	understood: string;
	notShown: string;
	cannot: string;
	/** What a prompt may ask for that the demo model does not make: a voice, captions. */
	cannotWords: string;
	missingFiles: string;
	capped: string;
	tight: string;
	/** How much of a long text is shown: `{shown}` of `{total}`. */
	longText: string;
	pictures: string;
	troubled: string;
	/** Asked with a film that had to invent its subject. */
	aboutWhat: string;
	/** Asked in place of a film when nothing says what it is about. */
	ask: string;
	hello: string;
	welcome: string;
	next: string;
	/** Two wishes to suggest in this language's own words. */
	suggest: readonly [string, string];
	done: string;
	now: string;
	nothing: string;
	notDone: string;
	changes: Record<ChangeKind, string>;
	reasons: Record<Reason, string>;
	/** Words for the wishes, as alternatives of a whole message. */
	wishes: Record<Wish, string>;
	greetings: string;
	thanks: string;
	/** Asks for another film, and for nothing but to begin again. */
	newFilm: string;
	startOver: string;
}
