import { isInstruction, type Reading } from "./classify.ts";
import type { Language } from "./language.ts";
import { trimmedSpan } from "./layout.ts";
import { PER, PRICE } from "./patterns.ts";
import { matches, type Span } from "./spans.ts";

/** Words from which on a clause without marks of punctuation is taken apart. */
const LEAST_WORDS = 9;
/** Letters within which a second cue begins nothing of its own. */
const CLOSE = 8;
/** Where in each language people who write without marks begin another thing: "its £12", "abrimos de 6 a 1". */
const CUES: Partial<Record<Language, string>> = {
	en: "its|it's|i do|we do|i am|im|i'm|we are|we're|we r|we have|we've got|we got|i have|i've got|call(?: me| us)?(?= [\\d+(])|ring(?= [\\d+(])|text(?= [\\d+(])|tel|dm (?:me|us)|insta|ig|instagram|fb|whatsapp|come (?:by|down|along|and)|bring (?:a|your)|find us|visit us|book (?:at|now|on|via)|order (?:at|now|on|via)|doors|tickets|we open|we close|(?:we )?deliver(?:y)?|also|plus|new (?:customers|clients) get|(?:first|1st) (?:time|visit|class|lesson|order)",
	de: "wir sind|wir haben|wir machen|wir bieten|wir öffnen|es gibt|geöffnet|ruft|anrufen|kommt vorbei|tel|telefon|insta|whatsapp|adresse|eintritt|wo|wann",
	fr: "on est|nous sommes|on fait|on a|on ouvre|on propose|ouvert|appelez|tel|tél|insta|c'est|il y a|venez|entrée|adresse",
	es: "abrimos|cerramos|estamos|somos|tenemos|hacemos|ll[aá]m(?:a|anos|enos)(?= )|tel|whatsapp|insta|s[ií]guenos|vis[ií]tanos|horario|env[ií]os|entrada|direcci[oó]n|ven(?: a)?(?= )",
	pt: "abrimos|fechamos|estamos|ficamos|somos|temos|fazemos|ligue|liga|tel|whats(?:app)?|insta|siga|atendemos|entregamos|entrega|endere[cç]o|aberto",
	it: "apriamo|chiudiamo|siamo|abbiamo|facciamo|chiama(?:teci|ci)?|tel|whatsapp|insta|ci trov(?:i|ate)|aperti?|ingresso|venite",
	nl: "we zijn|wij zijn|we hebben|we doen|wij doen|bel|kom(?: langs)?|het kost|geopend|open van|tel|insta|toegang",
	pl: "jesteśmy|mamy|robimy|otwarte|otwarci|czynne|zadzwoń|dzwoń|tel|insta|wstęp|przyjdź|adres",
	tr: "açığız|adresimiz|adres|arayın|tel|telefon|insta|bizi|giriş|siparişler?",
};

/** What may stand behind a price and belongs to it: "for 30 min", "an hour", "each". */
const BEHIND_PRICE = `(?:${PER}|\\s(?:for|für|por|pour|per|voor|za)\\s(?:\\d+\\s?|(?:an?|one|the|una?|eine?n?|een)\\s)\\p{L}{1,8}(?!\\p{L})|\\s(?:an?\\s\\p{L}{2,8}|each|pp|p\\.p\\.)(?!\\p{L}))?`;
/** The end of a price before a word that begins another thing. */
const AFTER_PRICE = new RegExp(
	`(?<![\\p{L}\\p{N}])(?:${PRICE})${BEHIND_PRICE}(?=\\s+(?!(?:for|to|and|or|off|per|each|with|in|on|at|discount|less|more|bis|und|oder|pro|statt|a|y|o|por|de|e|ou|et|à|par|al|en|za|na|do|voor|tot|ve|now|instead|entry)(?!\\p{L}))[\\p{L}\\p{Sc}\\d])`,
	"giu",
);

/** A clause that runs on without marks, in the things it says; a clause with few words or marks of its own stays whole. */
export function runOnParts(reading: Reading, clause: Span): Span[] {
	const said = reading.masked.slice(clause.from, clause.to);
	const words = said.match(/\S+/gu) ?? [];
	if (words.length < LEAST_WORDS || /[.!?:()"“”]\s/u.test(said)) return [clause];
	const cues = CUES[reading.lexicon.languages[0] ?? "en"];
	const starts = [
		...(cues ? matches(said, new RegExp(`(?<=\\s)(?:${cues})(?=\\s)`, "giu")).map(({ from }) => from) : []),
		...matches(said, AFTER_PRICE).map(({ to }) => to),
	]
		.sort((a, b) => a - b)
		// "On est ouvert": two cues side by side begin one thing.
		.filter((from, index, all) => index === 0 || from - (all[index - 1] ?? 0) > CLOSE);
	// One cue alone may stand within a sentence that somebody wrote with care.
	if (starts.length < 2 || isInstruction(reading, clause)) return [clause];
	const ends = [...starts.slice(1), said.length];
	const parts = [
		{ from: 0, to: starts[0] ?? said.length },
		...starts.map((from, index) => ({ from, to: ends[index] ?? said.length })),
	];
	return parts
		.map(({ from, to }) => trimmedSpan(reading.text, { from: clause.from + from, to: clause.from + to }))
		.filter(({ from, to }) => to > from);
}
