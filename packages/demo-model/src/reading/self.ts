import type { Reading } from "./classify.ts";
import type { Span } from "./spans.ts";

/** "I'm a physics teacher": who asks for the film, without a name. */
const WHO_ASKS = /^(?:hi,? )?(?:i am|i'm|im) an? [\p{L} -]{3,50}[.!,]?$/iu;
/** "I run a pottery studio named Claywell": what the film is about, behind words of the person. */
const RUNS =
	/^(?:i|we)(?:'ve| have| also| both)? (?:run|own|manage|have|started|founded|opened|operate|organi[sz]e)\s+(?=(?:an?|the|our|my|two|three)\s)/iu;
/** "For our Facebook page we need …": where the film is shown, before the request. */
const SHOWN_AT =
	/^for (?:our|my|the) [\p{L} '&-]{2,40}?,?\s+(?=(?:we|i)(?:'d| would)? (?:really )?(?:need|want|like|love)\b|(?:can|could) (?:you|we|i)\b)/iu;

/** Whether a sentence says who asks for the film. */
export function saysWhoAsks(reading: Reading, at: Span): boolean {
	const behind = reading.masked.slice(at.to);
	return (
		WHO_ASKS.test(reading.masked.slice(at.from, at.to).trim()) &&
		!/(?<=\s)(?!I\b)\p{Lu}/u.test(reading.masked.slice(at.from, at.to)) &&
		reading.pieces.length === 0 &&
		reading.lexicon.find("film", behind).length > 0
	);
}

/** Where the subject begins behind "I run"; null: the sentence does not begin so, or names nothing. */
export function ownStart(reading: Reading, at: Span): number | null {
	const said = reading.masked.slice(at.from, at.to);
	const found = RUNS.exec(said);
	if (!found || reading.pieces.length > 0 || reading.requested) return null;
	const named =
		/(?<=\s)\p{Lu}/u.test(said.slice(found[0].length)) || reading.lexicon.leads(said).some(({ lead }) => lead === "title");
	return named ? at.from + found[0].length : null;
}

/** Where a sentence begins behind "for our Facebook page"; its start: it names no place to show the film. */
export function behindPlatform(reading: Reading, at: Span): number {
	const said = reading.masked.slice(at.from, at.to);
	const found = SHOWN_AT.exec(said);
	if (!found || reading.lexicon.find("audience", found[0]).length === 0) return at.from;
	return at.from + found[0].length;
}

/** "We are the rowing club Oakfield and need a film": who asks, by name, before the request in the same sentence. */
const WE_ARE =
	/^((?:we are|we're|i am|i'm|wij zijn|wir sind|ich bin|nous sommes|je suis|(?:nosotros )?somos|(?:nós )?somos|(?:noi )?siamo|jesteśmy)\s)(.{3,70}?)((?:,)?\s(?:and|und|et|y|e|i|en)\s(?=(?:(?:we|i|wir|ich|nous|on|wij)\s)?(?:would |'d )?(?:really )?(?:need|want|like|love|looking|are looking|brauchen?|möchten?|suchen?|wünschen|hätten|voulons|voudrions|aimerions|souhaitons|cherchons|avons besoin|queremos|necesitamos|buscamos|precisamos|gostaríamos|vogliamo|vorremmo|cerchiamo|abbiamo bisogno|chcemy|potrzebujemy|szukamy|chcielibyśmy|willen|zoeken|zouden|hebben)))/iu;

/** The same in Chinese, up to the comma: "我们是星河幼儿园，想做一个视频". */
const WE_ARE_ZH =
	/^((?:你好|您好)?[，,]?(?:我们是|我是|这里是|我们店叫|我们公司叫))([^，,。]{2,20})([，,])(?=(?:我们)?(?:想|要|需要|希望|打算|请))/u;

const CAPITAL = /(?:^|\s)\p{Lu}[\p{L}\d'’&.-]*(?:\s|$)/u;
const TWO_CAPITALS = /\p{Lu}[\p{L}\d'’&.-]*\s(?:&\s)?[\p{Lu}\d]|\p{Lu}{2}/u;

/** The places of who asks and of their request; null: the sentence does not begin so. A trade alone ("I'm a dentist") is no name. */
export function introducesItself(reading: Reading, at: Span): { name: Span | null; end: number } | null {
	const said = reading.masked.slice(at.from, at.to);
	const found = reading.requested || reading.pieces.length > 0 ? null : (WE_ARE.exec(said) ?? WE_ARE_ZH.exec(said));
	const [, ahead = "", name = "", join = ""] = found ?? [];
	// German nouns have capitals: only two of them side by side, or letters and signs of a brand, are a name there.
	const capital = reading.lexicon.languages[0] === "de" ? TWO_CAPITALS : CAPITAL;
	const named = capital.test(name) || name.includes("\uE000") || reading.lexicon.languages[0] === "zh";
	if (!found || reading.lexicon.find("film", reading.masked.slice(at.from + found[0].length, at.to)).length === 0) return null;
	const from = at.from + ahead.length;
	return { name: named ? { from, to: from + name.length } : null, end: from + name.length + join.length };
}
