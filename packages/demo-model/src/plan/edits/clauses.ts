import { findColours } from "../../reading/colours.ts";
import { findQuotes } from "../../reading/quotes.ts";
import { blank } from "../../reading/spans.ts";
import type { Clause } from "./film.ts";
import { EXCEPT, KEEP_VERB, WITHOUT_CHANGE } from "./refusals.ts";

export const EDIT_VERB =
	"(?:change|set|make|rename|update|replace|swap|exchange|switch|turn|use|give|put|move|add|insert|include|append|remove|delete|drop|cut|take out|get rid of|lose|shorten|lengthen|extend|trim|stretch|speed up|slow down|mute|reorder|reverse|colou?r|darken|lighten|brighten|start with|open with|end with|finish with|write|say|call|fix|correct|ändere|mach(?:e)?|setze|füge|entferne|lösche|tausche|verschiebe|cambia|pon|añade|agrega|elimina|quita|mueve|change[rz]?|mets|ajoute[rz]?|supprime[rz]?|enlève|déplace)";

const MANNERS =
	"faster|slower|darker|lighter|brighter|longer|shorter|calmer|warmer|bolder|quieter|louder|bigger|smaller|vertical|square|landscape|portrait|horizontal";
const PARTS =
	"background|accent|text|font|music|title|subtitle|headline|quote|outro|ending|chart|logo|first|second|third|fourth|fifth|last|scene|film|video|duration|transitions?|numbers?|big number|points|steps|button|caption|tagline|author|label";

/** Verbs of wishes that the demo model does not carry out: such a wish must not be read as a part of the one before it. */
const OTHER_VERB =
	"(?:fade|zoom|blur|animate|crop|rotate|flip|duplicate|copy|clone|shuffle|highlight|show|hide|play|stop|loop|start|end|go|bring|pull|push|shift|place|translate|record|pause|underline|mirror|export|resize|scale|reduce|increase|raise|lower|skip|omit|blende|zeige|muestra|montre)";
/** Begins a wish with a verb the demo model has no operation for. */
export const BEGINS_OTHER = new RegExp(`^${OTHER_VERB}(?![\\p{L}])`, "iu");
const KEPT_THING =
	"(?:the|my|our|its|this|that|it|all|every\\w*|both|scenes?|music|der|die|das|den|alles|el|la|los|las|todo|le|les|tout)(?![\\p{L}])";
const STARTS_KEEP = new RegExp(`^(?:please\\s+)?${KEEP_VERB}`, "iu");
const NEGATION = "(?:do not|don['’]?t|never|nicht|no|ne|n['’])";
/** A place, a colour or a length was named: a scene named after it begins a wish of its own. */
const PLACE_OR_LENGTH =
	/\b(?:to|at|an) (?:the |das |den )?(?:very )?(?:start|beginning|front|top|end|bottom|ende|anfang)\b|\b(?:before|after|in front of|behind)\b|\d\s*(?:s|secs?|seconds?)\b/iu;
const NAMES_SCENE = /^(?:the\s+)?(?:scene|slide|szene|escena|scène)\s+(?:number\s+|#)?\d/iu;

/**
 * Splits a message into single wishes: at sentence ends, line breaks, semicolons, and at "and", "then" or a comma where a
 * new wish begins. Quoted words are never split.
 */
export function splitClauses(prompt: string): Clause[] {
	const masked = blank(prompt, findQuotes(prompt));
	const and = "(?:and|but|und|y|et)";
	const cut = new RegExp(
		[
			"(?<=[.!?])\\s+",
			"(?<=[.!?][”\"’'»)])\\s+",
			"\\n+",
			";\\s*",
			`,?\\s+${and}?\\s*(?:then|also|please|danach|außerdem|luego|también|ensuite|puis|aussi)\\s+(?=${EDIT_VERB}\\b|the\\b)`,
			`,?\\s+${and}\\s+(?=(?:also\\s+|then\\s+|please\\s+)?${EDIT_VERB}\\b)`,
			`,?\\s+${and}\\s+(?=(?:a (?:bit|little)\\s+)?(?:${MANNERS})\\b)`,
			`,?\\s+${and}\\s+(?=\\d+(?:[.,]\\d+)?[\\s-]*(?:seconds?|secs?|s|minutes?)\\b)`,
			`,?\\s+${and}\\s+(?=(?:the|its|all)\\s+(?:${PARTS})\\b)`,
			`,\\s*(?=(?:also\\s+|then\\s+|please\\s+)?${EDIT_VERB}\\b)`,
			`,\\s*(?=(?:the|its)\\s+(?:${PARTS})\\b)`,
			`(?:,|,?\\s+(?:and|but|while|und|aber|y|pero|et|mais))\\s+(?=(?:please\\s+|just\\s+)?${KEEP_VERB}\\s+${KEPT_THING})`,
			`,?\\s+(?=${WITHOUT_CHANGE}\\s+${KEPT_THING})`,
			`,?\\s+(?:and|but|und|aber|y|pero|et|mais)\\s+(?=${NEGATION}\\s*${EDIT_VERB}\\b)`,
			`,?\\s+${and}\\s+(?=${OTHER_VERB}(?:\\s+(?:in|out|up|down|on))?\\s+(?:the|an?|it|this|that|all|my|our|every|scenes?|der|die|das|el|la|le)\\b)`,
			"(?:,|,?\\s+(?:and|und|y|et))\\s+(?=(?:the\\s+)?(?:scene|slide|szene|escena|scène)\\s+(?:number\\s+|#)?\\d)",
		].join("|"),
		"giu",
	);
	const clauses: Clause[] = [];
	let at = 0;
	let joiner = "";
	const push = (from: number, to: number) => {
		const text = prompt.slice(from, to);
		const lead = text.length - text.trimStart().length;
		const trimmed = text.trim().replace(/^[-*•]\s+/, "");
		if (!/[\p{L}\p{N}]/u.test(trimmed)) return;
		const start = from + lead + (text.trim().length - trimmed.length);
		clauses.push({ text: trimmed, masked: masked.slice(start, start + trimmed.length), joiner });
	};
	const begins = new RegExp(`^${EDIT_VERB}\\b`, "iu");
	for (const match of masked.matchAll(cut)) {
		// "Swap the title and the quote" is one wish about two scenes.
		const pair = /\b(?:swap|exchange|switch|between|compare|tausche|intercambia|échange[rz]?)\b[^.!?\n]*$/i.test(
			masked.slice(at, match.index),
		);
		if (
			pair &&
			!begins.test(masked.slice(match.index + match[0].length)) &&
			!/[.!?;\n]/.test(masked.slice(match.index - 1, match.index + match[0].length))
		)
			continue;
		// "Scene 1 and scene 2 red" is one wish; "scene 1 blue and scene 2 red" are two.
		const left = masked.slice(at, match.index);
		if (
			NAMES_SCENE.test(masked.slice(match.index + match[0].length)) &&
			/^(?:,|,?\s+(?:and|und|y|et))\s+$/iu.test(match[0]) &&
			!PLACE_OR_LENGTH.test(left) &&
			findColours(left).length === 0
		)
			continue;
		// "Everything but the title" is one wish with an exception.
		const around = match.index + match[0].length + 12;
		if (
			/\bbut\b/i.test(match[0]) &&
			EXCEPT.test(masked.slice(at, around)) &&
			!STARTS_KEEP.test(masked.slice(match.index + match[0].length))
		)
			continue;
		push(at, match.index);
		joiner = match[0];
		at = match.index + match[0].length;
	}
	push(at, prompt.length);
	return clauses;
}
