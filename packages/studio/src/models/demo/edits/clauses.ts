import { findQuotes } from "../reading/quotes.ts";
import { blank } from "../reading/spans.ts";
import type { Clause } from "./film.ts";

export const EDIT_VERB =
	"(?:change|set|make|rename|update|replace|swap|exchange|switch|turn|use|give|put|move|add|insert|include|append|remove|delete|drop|cut|take out|get rid of|lose|shorten|lengthen|extend|trim|stretch|speed up|slow down|mute|reorder|reverse|colou?r|darken|lighten|brighten|start with|open with|end with|finish with|write|say|call|fix|correct|ändere|mach(?:e)?|setze|füge|entferne|lösche|tausche|verschiebe|cambia|pon|añade|agrega|elimina|quita|mueve|change[rz]?|mets|ajoute[rz]?|supprime[rz]?|enlève|déplace)";

const MANNERS =
	"faster|slower|darker|lighter|brighter|longer|shorter|calmer|warmer|bolder|quieter|louder|bigger|smaller|vertical|square|landscape|portrait|horizontal";
const PARTS =
	"background|accent|text|font|music|title|subtitle|headline|quote|outro|ending|chart|logo|first|second|third|fourth|fifth|last|scene|film|video|duration|transitions?|numbers?|big number|points|steps|button|caption|tagline|author|label";

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
		].join("|"),
		"giu",
	);
	const clauses: Clause[] = [];
	let at = 0;
	const push = (from: number, to: number) => {
		const text = prompt.slice(from, to);
		const lead = text.length - text.trimStart().length;
		const trimmed = text.trim().replace(/^[-*•]\s+/, "");
		if (!/[\p{L}\p{N}]/u.test(trimmed)) return;
		const start = from + lead + (text.trim().length - trimmed.length);
		clauses.push({ text: trimmed, masked: masked.slice(start, start + trimmed.length) });
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
		push(at, match.index);
		at = match.index + match[0].length;
	}
	push(at, prompt.length);
	return clauses;
}
