import type { Storyboard } from "@storydream/protocol";
import { isEditWish } from "../plan/edits/index.ts";
import { type Offered, type Plan, planFilm } from "../plan/index.ts";
import { type Brief, readBrief } from "../reading/brief.ts";
import { FILM_NOUN } from "../reading/duration.ts";
import { languageOf } from "../reading/language.ts";
import { findQuotes } from "../reading/quotes.ts";
import { blank, compact } from "../reading/spans.ts";
import { answersIn } from "./answers/index.ts";
import { languageSaying } from "./matching.ts";
import { asksForNewFilm, isBareStartOver } from "./new-film.ts";
import type { Turn } from "./turns.ts";
import { undo } from "./undo.ts";
import { editInAnyLanguage, type SpokenEdit } from "./wishes.ts";
import { helpText } from "./words.ts";

/** What to do about a prompt. `talk` needs no tools; the others end in a storyboard to write. */
export type Decision =
	| { kind: "talk"; text: string }
	| { kind: "film"; brief: Brief; plan: Plan; storyboard: Storyboard }
	| ({ kind: "edit" } & SpokenEdit);

export interface Situation {
	turn: Turn;
	earlier: readonly Turn[];
	/** The film as it is; null while it has not been read. */
	current: Storyboard | null;
	/** Pictures below `public/assets/`. */
	files: readonly string[];
	/** What the project's template has; absent: all that ours has. */
	offered?: Offered;
}

const MAKE = new RegExp(
	`(?<![\\p{L}])(?:make|create|build|produce|design|generate|write|prepare|need|want|would like|let'?s (?:do|make)|start over|from scratch|turn this into|erstelle?|mach\\w*|crea|haz(?:me)?|quiero|crée[rz]?|fais|je veux|ich (?:möchte|brauche|will))(?![\\p{L}])[^.!?\\n]{0,80}?(?<![\\p{L}])${FILM_NOUN}(?![\\p{L}])`,
	"iu",
);
const FILM_ABOUT = new RegExp(
	`(?<![\\p{L}])${FILM_NOUN}\\s+(?:about|for|on|of|that|showing|introducing|über|für|sobre|para|sur|pour)(?![\\p{L}])`,
	"iu",
);
const GREETING =
	/^(?:hi|hello|hey|hallo|hola|bonjour|salut|good (?:morning|evening|afternoon)|moin|servus|yo)(?:\s+(?:there|you|everyone|storydream|claude))?[\s!.,?]*$/i;
/** Words of which a message may consist and still ask for nothing. */
const PLEASANTRIES = new Set(
	"thanks thank you thx great perfect nice cool awesome wonderful lovely amazing excellent fantastic super good love it looks look like i that this is so much very a lot the work job well done really beautiful ok okay yes yeah wow danke schön vielen gracias muchas merci beaucoup toll klasse genial bravo now for film video".split(
		" ",
	),
);
const THANKFUL =
	/\b(?:than(?:ks?|x)|thx|great|perfect|nice|cool|awesome|wonderful|lovely|amazing|excellent|fantastic|super|love|good|beautiful|wow|danke|gracias|merci|toll|klasse|genial|bravo|well done)\b/i;
function isThanks(prompt: string): boolean {
	return (
		prompt.length < 120 &&
		THANKFUL.test(prompt) &&
		prompt
			.toLowerCase()
			.split(/[^\p{L}]+/u)
			.every((word) => word === "" || PLEASANTRIES.has(word) || word === "s")
	);
}
const HELP =
	/^(?:help|\?+|what can (?:you|i) (?:do|say|ask)[^?]*\??|how does this work\??|what (?:are|is) (?:you|this)\??|who are you\??|what model (?:are|is)[^?]*\??|hilfe|ayuda|aide|was kannst du\??)[\s!.]*$/i;

/** Pure: the same situation always leads to the same decision. */
export function decide(situation: Situation): Decision {
	const { turn, earlier, current } = situation;
	const prompt = compact(turn.prompt);
	if (prompt === "")
		return { kind: "talk", text: helpText("I can't see into pictures, so I need a few words: what is your film about?") };
	const greeting = languageSaying("greetings", prompt);
	if (greeting !== null && greeting !== "en") return { kind: "talk", text: answersIn(greeting).hello };
	if (GREETING.test(prompt)) return { kind: "talk", text: helpText(answersIn("en").hello) };
	if (HELP.test(prompt))
		return {
			kind: "talk",
			text: helpText("Describe a film, or how to change the one you have."),
		};
	const thanks = languageSaying("thanks", prompt);
	if (thanks !== null || isThanks(prompt)) return { kind: "talk", text: answersIn(thanks ?? "en").welcome };
	const asked = undo(prompt, turn, earlier, current);
	if (asked) return asked;
	if (wantsFilm(prompt, earlier, current)) {
		const brief = readBrief(prompt);
		if (isBareStartOver(prompt) || (brief.vague && !brief.outline?.sections.length && !hasLook(brief)))
			return { kind: "talk", text: answersIn(languageSaying("startOver", prompt) ?? languageOf(prompt)).ask };
		const plan = planFilm(brief, current, situation.files, situation.offered);
		return { kind: "film", brief, plan, storyboard: plan.storyboard };
	}
	if (!current)
		return { kind: "edit", storyboard: emptyFilm(), notes: [], problems: [], touched: new Set(), language: languageOf(prompt) };
	return { kind: "edit", ...editInAnyLanguage(current, prompt, { pointedAt: turn.pointedAt, files: situation.files }) };
}

/** Whether a prompt without a subject says at least how the film shall look: then it is made. */
function hasLook(brief: Brief): boolean {
	return brief.spans.some((span) => span.kind === "style" || span.kind === "colour");
}

/** A new film, or a change of the one there is? */
function wantsFilm(message: string, earlier: readonly Turn[], current: Storyboard | null): boolean {
	// There is a film: it is replaced only by a message that begins by asking for another.
	if (current !== null && !isStart(current)) return asksForNewFilm(message);
	const edit = isEditWish(message);
	// Quoted words are text for the film, never what is to be done.
	const prompt = blank(message, findQuotes(message));
	const started = earlier.some((turn) => turn.calls.some((call) => call.name.endsWith("Write")));
	if (asksForNewFilm(message)) return true;
	if (
		MAKE.test(prompt) &&
		!/\b(?:make|mach\w*)\s+(?:the|this|my|that|our|das|den|diesen)\s+(?:whole\s+|entire\s+)?(?:film|video|movie|clip|intro|outro|ending|story)\b/i.test(
			prompt,
		)
	)
		return !/^(?:please\s+)?(?:add|remove|change|move|swap|delete|replace)\b/i.test(prompt);
	if (FILM_ABOUT.test(prompt) && !edit) return true;
	// Nothing has been made yet: whatever is said is what the film is about, unless it clearly changes what is there.
	if (!started && (current === null || isStart(current))) return !edit;
	// A long text with its own sentences is a new brief rather than a change nobody can make out.
	return !edit && prompt.split(/\s+/).length >= 25;
}

/** The film every new project starts from. */
function isStart(storyboard: Storyboard): boolean {
	return storyboard.scenes.length <= 4 && /your film starts here/i.test(JSON.stringify(storyboard.scenes));
}

/** Stands in while the film has not been read; never written. */
function emptyFilm(): Storyboard {
	return planFilm(readBrief("Film"), null).storyboard;
}
