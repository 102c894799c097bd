import { marksIn, type Reading } from "./classify.ts";
import type { LeadKind } from "./lexicon.ts";
import type { Span } from "./spans.ts";

/** Words between a lead-in and what is quoted: "with the slogan", "mit dem Aufruf". */
const SAID =
	/^\s*(?:\p{L}{1,4}\s){0,2}(?:slogan|motto|claim|texto?|texte|testo|tekst(?:em)?|frase|phrase|satz|zin|zdani\p{L}{1,2}|hasł\p{L}{1,3}|napis\p{L}{0,2}|scritta|aufruf|spruch|hinweis|worten|palabras|mots|parole|woorden|słowami|mensaje|mensagem|messaggio|boodschap|message|adresse?|dirección|endereço|indirizzo|lien|link|enlace|website|webseite|url|accroche|rótulo|网址|二维码|网站|הכתובת|כתובת|הכיתוב|המשפט|الرابط|العنوان|عبارة)(?=\s*[:：]?\s*\uE000)/iu;

/** Verbs that ask to show something; in a recipe they are a step: "Add the lemon". */
const ADDS =
	/^(?:add|include|mix|fold|füge?n? ?(?:hinzu)?|ajoute[rz]?|añad\p{L}+|agreg\p{L}+|adicion\p{L}+|junt\p{L}+|aggiung\p{L}+|doda\p{L}+|voeg toe|voeg|ekle\p{L}*)$/iu;
/** Words of prompts that teach how something is done. */
export const HOW_TO =
	/how to|recipe|you(?:'ll)? need|ingredients|rezept|zutaten|recette|ingrédients|comment |receta|ingredientes|cómo |receita|como fazer|ricetta|ingredienti|przepis|składniki|recept|ingrediënten|tarif|malzeme/iu;

/** Most words before "called" where it names what the film is about. */
const MOST_BEFORE_NAME = 10;

type Lead = Span & { lead: LeadKind };

/** "最後に雨になる", "finally it rains": behind steps the end is the last of them, unless something is to be shown there. */
function isLastStep(reading: Reading, at: Span, lead: Lead): boolean {
	if (lead.lead !== "ending") return false;
	const behind = { from: lead.to, to: at.to };
	const said = reading.masked.slice(behind.from, behind.to);
	if (
		/^\s*[:：]|\uE000/u.test(said) ||
		marksIn(reading, behind).some((mark) => mark.kind === "direct" || mark.kind === "technique")
	)
		return false;
	const within = reading.lexicon.leads(reading.masked.slice(at.from, lead.from)).some((other) => other.lead === "next");
	return within || (reading.pieces.at(-1)?.role === "step" && reading.ordered);
}

/** Lead-ins that begin a part: at the start, behind a mark of separation, or of more than one word. */
export function leadsIn(reading: Reading, at: Span): Lead[] {
	const found = reading.lexicon
		.leads(reading.masked.slice(at.from, at.to))
		.map((lead) => ({ ...lead, from: lead.from + at.from, to: lead.to + at.from }))
		.map((lead) => ({ ...lead, to: lead.to + (SAID.exec(reading.masked.slice(lead.to, at.to))?.[0].length ?? 0) }))
		.map((lead) => (isLastStep(reading, at, lead) ? { ...lead, lead: "next" as const } : lead));
	const nexts = found.filter((lead) => lead.lead === "next").length;
	return found.filter((lead) => {
		const words = reading.text.slice(lead.from, lead.to);
		// "The word RESET": what it is, in capitals or quoted, and nothing before it.
		if (/^the word$/iu.test(words))
			return (
				!/[\p{L}\p{N}]/u.test(reading.text.slice(at.from, lead.from)) &&
				/^\s(?:\p{Lu}{2}|\uE000)/u.test(reading.masked.slice(lead.to))
			);
		if (
			lead.lead === "say" &&
			ADDS.test(words) &&
			HOW_TO.test(reading.text) &&
			!/^\s*[:：\uE000]/u.test(reading.masked.slice(lead.to))
		)
			return false;
		const before = reading.text.slice(at.from, lead.from);
		const behindMark =
			before.trim() === "" ||
			/[,;:.!?(–—、，。،؛।；：]\s*$/.test(before) ||
			new RegExp(`[\\s,](?:${reading.lexicon.and})\\s*$`, "iu").test(before);
		// "Next: Foxes v Herons": a label.
		if (/^next$/iu.test(words) && nexts < 2 && /^\s*:\s*[^\s\uE000]/u.test(reading.masked.slice(lead.to))) return false;
		if (lead.lead === "next")
			return (
				behindMark &&
				(nexts >= 2 ||
					((before.trim() === "" || /[:：]\s*$/u.test(before)) && reading.ordered) ||
					/^\s*[,:\uE000]/u.test(reading.masked.slice(lead.to, at.to)))
			);
		// "A cat named Biscuit" in a later sentence is no name of the film.
		const named = reading.pieces.some((piece) => piece.role === "subject" || piece.role === "title");
		// "… and a band called the Tin Whistles": far into a sentence it is no name of the film.
		const near = (before.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) <= MOST_BEFORE_NAME;
		return behindMark || /\s/.test(words) || (lead.lead === "title" && !/[:]/.test(words) && !named && near);
	});
}
