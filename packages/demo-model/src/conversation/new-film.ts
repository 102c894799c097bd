import { findQuotes } from "../reading/quotes.ts";
import { blank } from "../reading/spans.ts";
import { LANGUAGES } from "../reading/words/types.ts";
import { ANSWERS } from "./answers/index.ts";
import { entriesIn, languageSaying } from "./matching.ts";

/** What people call a whole film. Not "intro" or "loop": those name a part of the film there is. */
const NOUN =
	"(?:video|film|movie|clip|reel|short|ad|advert|advertisement|commercial|promo|teaser|trailer|explainer|animation|story|montage|presentation|tiktok|werbespot|anuncio|vídeo|película|vidéo|publicité)s?";
/** Polite words and short answers that may stand before a request. */
const MANNERS =
	"(?:(?:please|hi|hello|hey|ok(?:ay)?|no|yes|now|well|so|actually|sorry|instead|bitte|jetzt|nein|por favor|ahora|s'il (?:te|vous) plaît|maintenant|(?:can|could|would|will) you|kannst du|könntest du|puedes|podrías|peux-tu|pouvez-vous|(?:forget|scrap|discard|drop) (?:it|this|that|everything|all of (?:it|this|that)|(?:the|this) (?:film|video))|and|then|und|dann|y|et)[\\s,.!;:]+)*";
const VERB =
	"(?:make|create|build|produce|design|generate|write|prepare|do|give|start|begin|(?:i|we)(?:['’]d| would)? (?:want|need|like)|let['’]?s (?:do|make|create|start)|erstelle?|mach(?:e)?|(?:ich|wir) (?:möchten?|brauchen?|will|wollen)|crea|haz(?:me)?|quiero|queremos|necesito|crée[rz]?|créer|fais|faire|je veux|je voudrais|nous voulons)(?:\\s+(?:me|us|mir|uns|nos|moi|nous|-moi))?";
const DETERMINER = "(?:an?|one|eine?[nrs]?|une?|uno|una)";
const NEW = "(?:brand[- ]new|new|another|different|second|neue[nrs]?|andere[nrs]?|nuev[ao]|otr[ao]|nouve(?:au|lle)|autre)";
/** Words between the determiner and the noun: lengths, formats, moods. None that names a part of a film or begins a phrase. */
const ADJECTIVES =
	"(?:(?!(?:title|titel|título|titre|sub-?title|headline|heading|caption|label|button|scene|szene|escena|scène|slide|quote|chart|text|logo|intro|outro|ending|music|background|like|of|for|with|that|which|about|as|to|in|the|this|feel|look|says?|saying)(?![\\p{L}]))[\\p{L}\\p{N}][\\p{L}\\p{N}:.'’-]*[\\s,]+){0,7}?";
const ABOUT = "(?:about|introducing|über|sobre|acerca de|sur|à propos|au sujet)(?![\\p{L}])";
/** "a 20 second film about", "new film about". */
const FILM_ABOUT = `(?:${DETERMINER}\\s+)?${ADJECTIVES}${NOUN}\\s+(?:${NEW}\\s+)?${ABOUT}`;
const NEW_FILM = `(?:${DETERMINER}\\s+)?(?:[\\p{L}-]+ly\\s+)?(?:${NEW}\\s+${ADJECTIVES}${NOUN}|${NOUN}\\s+${NEW})(?![\\p{L}])`;
const START_OVER =
	"(?:(?:let['’]?s\\s+)?(?:start|begin|restart)(?:\\s+(?:it|this|everything|the (?:film|video)))?\\s+(?:all\\s+)?(?:over|again|anew|afresh|from scratch|from zero)|from scratch|(?:fang(?:e)?\\s+|(?:noch ?mal|wieder|ganz)\\s+)*von vorne?(?:\\s+an(?:fangen)?)?|neu anfangen|(?:empieza|empezar|comienza)\\s+(?:de nuevo|de cero|desde cero|otra vez)|(?:desde|de) cero|recommence[rz]?(?:\\s+(?:tout|à zéro|de zéro))*|repars?\\s+(?:à|de) zéro|(?:de|à) zéro)(?:\\s+(?:again|please|now|bitte|por favor|from scratch))*";

const at = (pattern: string) => new RegExp(`^${MANNERS}${pattern}`, "iu");
const ASKS_ABOUT = at(`${VERB}\\s+${DETERMINER}\\s+${ADJECTIVES}${NOUN}\\s+${ABOUT}`);
const ASKS_NEW = at(`${VERB}\\s+${NEW_FILM}(?:\\s+${ABOUT}|\\s*:|(?:\\s+(?:please|instead|bitte))*[\\s.!?]*$)`);
const NAMES_NEW = at(`${NEW_FILM}\\s*(?:\\s${ABOUT}|:)`);
const NAMES_ABOUT = at(`${DETERMINER}\\s+${ADJECTIVES}${NOUN}\\s+${ABOUT}`);
const ASKS_START = at(
	`${START_OVER}(?:[\\s.!?]*$|[\\s,.:;!–—-]+(?:(?:with|and|then|mit|und|con|y|avec|et)\\s+)*(?:${VERB}\\s+)?(?:${FILM_ABOUT}|${NEW_FILM}|(?:it\\s+|this time\\s+)*${ABOUT}))`,
);
const BARE_START = at(`${START_OVER}[\\s.!?]*$`);
/** Words that speak of the film there is. */
const OF_THIS =
	/\b(?:as well|also|too|versions?|variants?|the (?:film|video)|this (?:film|video)|auch|fassung|también|versión|aussi)\b/iu;
/** "A film about tea should be the title" is no request for a film. */
const IS_WORDS = /\b(?:should|must|has to|needs to|as the|is the|soll|debe|doit)\b/iu;

/** Whether a message asks to start over and says nothing of what the new film is about. */
export function isBareStartOver(prompt: string): boolean {
	return BARE_START.test(prompt) || languageSaying("startOver", prompt) !== null;
}

/** Languages whose requests for a film have patterns above; the others are known by the words of their tables. */
const BY_PATTERN: readonly string[] = ["en", "de", "es", "fr"];

/** Whether the first sentence asks for another film in the words of a table: "un nuovo film su …", "新しい動画". */
function namesNewFilm(words: string): boolean {
	const first = words.split(/[.!?。！？\n]/u, 1)[0] ?? "";
	return LANGUAGES.some((language) => {
		if (BY_PATTERN.includes(language)) return false;
		const table = ANSWERS[language];
		// What changes the title of a film asks for no new one.
		return entriesIn(table.newFilm, first).length > 0 && !TITLE_WORDS.test(first);
	});
}
const TITLE_WORDS =
	/(?<!\p{L})(?:t[ií]tulo|titolo|titel|tytuł\p{L}*|başlı[kğ]\p{L}*|cena|scena|scenę|scène|sahne\p{L}*)(?!\p{L})|タイトル|シーン|标题|场景|제목|장면|العنوان|المشهد|כותרת|סצנה|शीर्षक|दृश्य/iu;

/**
 * Whether a message asks for a film in place of the one there is. Only its beginning counts, and no quoted words: what
 * stands in quotes is text for the film.
 */
export function asksForNewFilm(prompt: string): boolean {
	const words = blank(prompt, findQuotes(prompt));
	if (languageSaying("startOver", prompt) !== null || namesNewFilm(words)) return true;
	if (ASKS_START.test(words) || ASKS_NEW.test(words) || NAMES_NEW.test(words)) return true;
	const first = words.split(/[.!?\n]/, 1)[0] ?? "";
	return !OF_THIS.test(words) && (ASKS_ABOUT.test(words) || (NAMES_ABOUT.test(words) && !IS_WORDS.test(first)));
}
