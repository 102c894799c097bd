import { filmDurationInFrames, type Storyboard } from "@storydream/protocol";
import { findColours } from "../../reading/colours.ts";
import type { Clause, FilmInWork } from "./film.ts";
import { findTargets } from "./targets.ts";

/** Words that turn a wish into its opposite. "No music" and "without the outro" are wishes to remove, and not among them. */
const NEGATED = new RegExp(
	[
		"(?<![\\p{L}])(?:not|never|cannot|dont|doesnt|wont|avoid|refrain|nicht|niemals|nie|kein(?:e[nmrs]?)?|jamais|pas|nunca|jamás|não|nunca)(?![\\p{L}])",
		"\\p{L}n['’]t(?![\\p{L}])",
		// "No remove", "no quites".
		"(?<![\\p{L}])no\\s+(?:(?:lo|la|los|las|le|me|se)\\s+)?(?:remove|delete|change|move|add|make|cut|replace|swap|quit(?:es?|ar)|elimin(?:es?|ar)|borr(?:es?|ar)|muev(?:as?)|mover|cambi(?:es?|ar)|pong(?:as?)|poner|añad(?:as?|ir)|agreg(?:ues?|ar)|hag(?:as?)|hacer|toqu(?:es?)|tocar|saqu(?:es?)|sacar|us(?:es?|ar)|reemplac(?:es?)|reemplazar)(?![\\p{L}])",
		"(?<![\\p{L}])(?:ne\\s|n['’])",
	].join("|"),
	"iu",
);
/** "I don't like the look" asks for another look; "navy, not red" names one colour and drops the other. */
const NOT_NEGATED =
	/\b(?:do not|don['’]?t) (?:really )?(?:like|love) (?:the |these |this )?(?:look|style|palette|colou?rs?|design)|\b(?:if (?:it is |it's )?not|why not)\b/giu;
export const EXCEPT =
	/(?<![\p{L}])(?:except(?:ing)?|apart from|aside from|other than|rather than|save for|but not|(?:all|every|everything|nothing|anything|else)(?: of)?(?: the)?(?: other)?(?: \p{L}+)? but(?= (?:for |the |this |that |scene|my |one ))|außer|bis auf|ausgenommen|excepto|salvo|menos|sauf|excepté|hormis|à part|à l['’]exception)(?![\p{L}])/iu;
export const KEEP_VERB =
	"(?:(?:keep|leave|retain|preserve)(?:ing)?(?! (?:out|only|just|off)\\b)|behalte|lass(?:e)?|laisse[rz]?|garde[rz]?|conserve[rz]?|deja|mantén|conserva)(?![\\p{L}])";
export const WITHOUT_CHANGE =
	"(?:(?:leaving|keeping)|without (?:changing|touching|removing|affecting|altering|moving|losing)|sin (?:cambiar|tocar|quitar)|sans (?:changer|toucher|enlever))(?![\\p{L}])";
/** The new words of a text, unquoted: "change the title to Never give up" asks for no opposite. */
const NEW_TEXT =
	/^((?:please\s+|can you\s+|could you\s+)*(?:change|set|rename|update|add|call|ändere|setze|cambia|pon|change[rz]?|mets|the|make)(?![\p{L}])[^.]{0,30}?(?<![\p{L}])(?:title|sub-?title|headline|heading|text|words|quote|caption|tag ?line|slogan|button|label|author|outro|ending|scene(?: \d+)?|slide|it|titel|untertitel|título|subtítulo|titre|sous-titre)\s+(?:(?:should )?(?:to|say|saying|says|reads?|into)|zu|a|en)(?![\p{L}])|[^:.]{0,40}:).*$/isu;
/** A wish that says what is to stay. */
const KEEPS = new RegExp(`^(?:please\\s+|but\\s+|and\\s+|just\\s+)*(?:${KEEP_VERB}|${WITHOUT_CHANGE})`, "iu");
/** What a wish to keep may not hold: then it asks for more than to keep. */
const MORE_THAN_KEEP =
	/\d|\b(?:only|just|but|short|long|dark|light|loud|quiet|calm|\p{L}+er|under|below|above|within|to|at|in|for|until|from)\b/iu;

/** Why a wish is not carried out because of a word in it that turns it around; null when there is none. */
export function whyRefused(clause: Clause): string | null {
	if (EXCEPT.test(clause.masked))
		return "I can't make exceptions, so I changed nothing here. Name what is to change: “remove scene 2 and 3”.";
	const words = clause.masked
		.replace(NEW_TEXT, "$1")
		.replace(NOT_NEGATED, " ")
		// "Navy, not red": the colour after it is left out where colours are read.
		.replace(/\bnot\s+(?=(\S+)\s*$)/giu, (found, next: string) =>
			findColours(clause.masked).length > 1 && isColour(next) ? " " : found,
		);
	return isNegated(words) ? "It says what not to do, so I changed nothing here. Tell me what to change instead." : null;
}

/** "… no, don't", "never mind": takes back everything else of its message. */
export function takesBack(clause: Clause): boolean {
	return /^(?:(?:no|oh|wait|well|but|please)[,.!\s]+)*(?:don['’]?t(?: do (?:it|that))?|do not|never ?mind|forget it|lieber nicht|doch nicht)\W*$/iu.test(
		clause.masked,
	);
}

function isNegated(words: string): boolean {
	return NEGATED.test(words);
}

function isColour(word: string): boolean {
	return findColours(word).length === 1;
}

/** Whether a clause says only that something is to stay as it is. */
export function isKeep(clause: Clause): boolean {
	const verb = KEEPS.exec(clause.masked);
	if (!verb) return false;
	const rest = clause.masked
		.slice(verb[0].length)
		.replace(
			/\b(?:(?:exactly |just )?as (?:it|they) (?:is|are|was|were)|as[- ]is|the way (?:it|they) (?:is|are|was|were)|how (?:it|they) (?:is|are)|in place|scenes? \d+(?:(?:,| and) \d+)*)\b/giu,
			" ",
		);
	return !MORE_THAN_KEEP.test(rest) && findColours(rest).length === 0;
}

/** Whether a change touches what another clause of the message wants to keep. */
export function touchesKept(keep: Clause, before: Storyboard, after: Storyboard, film: FilmInWork): boolean {
	const words = keep.masked;
	const differ = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other);
	if (/\b(?:music|soundtrack|sound|audio|song|volume|musik|ton|música|musique)\b/iu.test(words))
		return differ(before.audio, after.audio);
	if (/\b(?:length|duration|länge|duración|durée)\b/iu.test(words))
		return filmDurationInFrames(before) !== filmDurationInFrames(after);
	if (/\b(?:format|size|ratio|vertical|square|landscape|portrait)\b/iu.test(words))
		return before.width !== after.width || before.height !== after.height;
	if (/\b(?:fonts?|schrift\w*|fuente|police)\b/iu.test(words)) return differ(before.theme.fonts, after.theme.fonts);
	if (
		/\b(?:colou?rs?|background|accent|look|style|theme|palette|farben?|hintergrund|colores|fondo|couleurs?|fond)\b/iu.test(words)
	)
		return differ(before.theme, after.theme);
	if (/\b(?:order|reihenfolge|orden|ordre)\b/iu.test(words))
		return differ(
			before.scenes.map(({ id }) => id),
			after.scenes.map(({ id }) => id),
		);
	const targets = findTargets(words, { ...film, storyboard: before });
	// "Remove all quotes but keep the first one": which one is not known, so no scene may go.
	if (/\b(?:ones?|it|them|that|this)\b/iu.test(words) && after.scenes.length < before.scenes.length) return true;
	if (targets.length === 0) {
		return /\b(?:texts?|words|wording|everything|rest|others?|all|alles|todo|tout)\b/iu.test(words)
			? differ(
					before.scenes.map(({ props }) => props),
					after.scenes.map(({ props }) => props),
				)
			: false;
	}
	return (
		differ(before.theme, after.theme) ||
		targets.some(({ scene }) =>
			differ(
				scene,
				after.scenes.find((one) => one.id === scene.id),
			),
		)
	);
}
