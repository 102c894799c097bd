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
