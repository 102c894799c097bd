import { isInstruction, marksIn, type Reading } from "./classify.ts";
import type { Span } from "./spans.ts";

const FOR = /^(?:for|to|für|pour|para|per|dla|voor)$/iu;
export const NAMES_SUBJECT =
	/^(?:about|über|zum thema|sur|à propos de|au sujet de|sobre|acerca de|su|riguardo a|o|over|explaining|introducing|presenting|announcing|showing|that (?:explains|shows|introduces|presents|announces|promotes).*|to (?:explain|introduce|announce|present|promote|launch|show|celebrate))$/iu;
const ARTICLE_AHEAD =
	/^(?:unser\p{L}*|alle|junge\p{L}*|neue\p{L}*|werdende\p{L}*|die|den|ältere\p{L}*|kleine\p{L}*|meine|eine?n?)\s/iu;
/** Endings of German plurals of people. */
const PLURAL = /(?:en|er|innen|eltern|leute|kräfte|linge|e)$/u;
/** Endings of English plurals of people: what somebody does or is. */
const PEOPLE =
	/(?:[^aeiou\s]ers|eers|ors|ists|ians|mates|owners|tenants|assistants|residents|agents|students|parents|patients|trainees|employees|refugees|people|folks|men|women|families|couples|kids|teens|children|graders|newbies|dentists|nurses|vets|chefs|cooks|coaches|moms|mums|dads|heads|fans|lovers|experts|pros|cyclists|artists|businesses|companies|teams|firms|freelancers|hires|starters|joiners|recruits|newcomers|apprentices|neighbours|neighbors|crews?|staff|personnel|board|year[- ]?olds)$/iu;
/** Things whose names end like people. */
const THINGS =
	/(?:flow|show|tow|pow|num|lett|pap|print|comput|contain|sneak|trail|burg|stick|numb|answ|off|ord|corn|draw|lay|fib|fing|should|rubb|butt|wat|riv|summ|wint|dinn|fold|post|flyer?|fli|trous|hamm|speak|scoot|cook|mix|heat|tract|sens|motor?|doct?)ers$|(?:col|fl|mirr|err|harb|flav|vect|mot|sens|tract|edit)ou?rs$/iu;
/** How many words may say who somebody is: "people who can't sleep at night". */
const MOST_WORDS = 6;

/** "busy families", "5th graders", "people who can't sleep": people of any kind, and no name of theirs. */
export function arePeople(said: string): boolean {
	const words = said.trim().split(/\s+/);
	const [head = said] = said.split(/\s(?:who|that|with|aged?|over|under|in|at|from)(?=\s)/u);
	if (
		words.length > MOST_WORDS ||
		/\p{Sc}/u.test(said) ||
		/^(?:our|my|your|the|an?|this|these)\s/iu.test(said) ||
		/[,.:;!?]/u.test(said)
	)
		return false;
	if (/^(?:(?:grades?|years?|class(?:es)?|ages?|aged) \d{1,2}|\d{1,2}(?:st|nd|rd|th) grade)/iu.test(said)) return true;
	return PEOPLE.test(head.trim()) && !THINGS.test(head.trim()) && !/(?<=\s)\p{Lu}/u.test(head);
}

/** Whether words behind "for" say for whom the film is, and nothing of its subject. */
export function isForWhomAt(reading: Reading, part: Span): boolean {
	const said = reading.masked.slice(part.from, part.to).trim();
	if (said === "" || said.split(/\s+/).length > MOST_WORDS || /[\uE000.,:;!?]/u.test(said)) return false;
	if (isInstruction(reading, part)) return true;
	if (reading.lexicon.languages[0] !== "en") return false;
	if (/(?<=\s)\p{Lu}/u.test(said.replace(/(?<!\p{L})(?:Year|Grade|Class|I)(?!\p{L})/gu, ""))) return false;
	// "My Year 4 class": the last word names people of the tables.
	const last = marksIn(reading, part).some(
		(mark) => mark.kind === "audience" && reading.masked.slice(mark.to, part.to).trim() === "",
	);
	return (last && /^(?:our|my|your|the|an?|all|grade|year|class|some|new|young)\s/iu.test(said)) || arePeople(said);
}

/** Words that teach: what stands behind them may say whom. */
const TEACHES = /^(?:how|why|what|when|the basics of|basics of|tips|the rules of)(?!\p{L})/iu;

/** Where the words begin that name the audience of a subject: "photosynthesis to 5th graders". The end of the clause: there are none. */
export function audienceStart(reading: Reading, clause: Span): number {
	const said = reading.masked.slice(clause.from, clause.to).replace(/[.!?]+\s*$/u, "");
	const found = /\s(for|to)\s((?:(?!\s(?:for|to)\s).)+)$/iu.exec(said);
	if (!found?.[1] || !found[2] || reading.lexicon.languages[0] !== "en" || !arePeople(found[2])) return clause.to;
	const teaches = /(?:explain|explainer|tutorial|lesson|guide|teach|introduction|intro)(?!\p{L})/iu.test(
		reading.text.slice(0, clause.from),
	);
	return found[1].toLowerCase() === "to" ||
		teaches ||
		TEACHES.test(said.trim()) ||
		/^(?:grades?|years?|class|ages?|aged)\s\d/iu.test(found[2])
		? clause.from + found.index
		: clause.to;
}

/** "for beekeepers", before "about": a few words without a name. In German, where nouns have capitals, a plural. */
export function isAudience(reading: Reading, about: Span, part: Span, next: Span): boolean {
	const said = reading.masked.slice(part.from, part.to).trim();
	const words = said.split(/\s+/);
	const leads = reading.text.slice(next.from, next.to);
	const asks = /^on$/iu.test(leads) && /^\s*(?:how|why|what|when|where|which|who)(?!\p{L})/iu.test(reading.text.slice(next.to));
	if (!FOR.test(reading.text.slice(about.from, about.to))) return false;
	if (/^on$/iu.test(leads) && (asks || arePeople(said))) return isForWhomAt(reading, part);
	if (!NAMES_SUBJECT.test(leads)) return false;
	if (isForWhomAt(reading, part)) return true;
	if (said === "" || words.length > 5 || /[\d\uE000.,:;!?]/u.test(said)) return false;
	if (reading.lexicon.languages[0] !== "de") return !/\p{Lu}/u.test(said.replace(/\bI\b/g, ""));
	return words.length <= 3 && (ARTICLE_AHEAD.test(said) || (words.length === 1 && PLURAL.test(said)));
}
