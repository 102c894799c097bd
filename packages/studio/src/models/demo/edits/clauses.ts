import { findQuotes } from "../reading/quotes.ts";
import { blank } from "../reading/spans.ts";
import type { Clause } from "./film.ts";

export const EDIT_VERB =
	"(?:change|set|make|rename|update|replace|swap|exchange|switch|turn|use|give|put|move|add|insert|include|append|remove|delete|drop|cut|take out|get rid of|lose|shorten|lengthen|extend|trim|stretch|speed up|slow down|mute|reorder|reverse|colou?r|darken|lighten|brighten|start with|open with|end with|finish with|write|say|call|fix|correct|ändere|mach(?:e)?|setze|füge|entferne|lösche|tausche|verschiebe|cambia|pon|añade|agrega|elimina|quita|mueve|change[rz]?|mets|ajoute[rz]?|supprime[rz]?|enlève|déplace)";

/**
 * Splits a message into single wishes: at sentence ends, line breaks, semicolons, and at "and", "then" or a comma where a
 * new wish begins. Quoted words are never split.
 */
export function splitClauses(prompt: string): Clause[] {
	const masked = blank(prompt, findQuotes(prompt));
	const cut = new RegExp(
		`(?<=[.!?])\\s+|(?<=[.!?][”"’'»)])\\s+|\\n+|;\\s*|,?\\s+(?:and|und|y|et)?\\s*(?:then|also|please|danach|außerdem|luego|también|ensuite|puis|aussi)\\s+(?=${EDIT_VERB}\\b|the\\b)|,?\\s+(?:and|but|und|y|et)\\s+(?=(?:also\\s+|then\\s+|please\\s+)?${EDIT_VERB}\\b)|,\\s*(?=(?:also\\s+|then\\s+|please\\s+)?${EDIT_VERB}\\b)`,
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
	for (const match of masked.matchAll(cut)) {
		push(at, match.index);
		at = match.index + match[0].length;
	}
	push(at, prompt.length);
	return clauses;
}
