import { matches, type Span } from "./spans.ts";

export interface DurationFound extends Span {
	seconds: number;
}

export const FILM_NOUN =
	"(?:video|film|movie|clip|reel|short|ad|advert|advertisement|commercial|spot|promo|teaser|trailer|intro|outro|explainer|animation|story|montage|presentation|loop|piece|sequence|bumper|tiktok|vorspann|werbespot|anuncio|vídeo|película|vidéo|publicité)s?";
const SECONDS = "(?:seconds?|secs?|s|sekunden?|sek|segundos?|secondes?)";
const MINUTES = "(?:minutes?|mins?|m|minuten?|minutos?)";
const WORDS: Record<string, number> = {
	a: 1,
	an: 1,
	one: 1,
	two: 2,
	three: 3,
	four: 4,
	five: 5,
	six: 6,
	seven: 7,
	eight: 8,
	nine: 9,
	ten: 10,
	twelve: 12,
	fifteen: 15,
	twenty: 20,
	thirty: 30,
	"forty-five": 45,
	forty: 40,
	sixty: 60,
	ninety: 90,
	eine: 1,
	einer: 1,
	ein: 1,
	un: 1,
	una: 1,
	une: 1,
	zehn: 10,
	zwanzig: 20,
	dreißig: 30,
	diez: 10,
	veinte: 20,
	treinta: 30,
	dix: 10,
	vingt: 20,
	trente: 30,
};
const WORD = Object.keys(WORDS)
	.sort((a, b) => b.length - a.length)
	.join("|");
/** An amount and what comes before its unit: "20", "20-", "twenty ". A word needs the gap and a whole unit: "as" is no second. */
const AMOUNT = `(\\d+(?:[.,]\\d+)?(?=[\\s-]*)|(?:${WORD})(?=[\\s-]+\\p{L}{3}))`;
const TIME = new RegExp(
	`(?<![\\p{L}\\p{N}.:])(?:(half a minute|half-minute|eine halbe minute|medio minuto|une demi-minute)|(a minute and a half|one and a half minutes|1½ minutes|(?:1|one) minute and a half)|${AMOUNT}[\\s-]*${MINUTES}(?:(?:\\s+and)?\\s+(\\d+)\\s*${SECONDS})?|${AMOUNT}[\\s-]*${SECONDS}|(\\d{1,2}):(\\d{2})(?=\\s+(?:minutes?|mins?|long)))(?![\\p{L}\\p{N}])`,
	"giu",
);

/**
 * Every length of time a text names, in seconds, with a score for how surely it means the film's own length and not a
 * fact about its subject ("charges in 30 seconds"). Below 1 it is taken for a fact.
 */
function candidates(text: string): (DurationFound & { score: number })[] {
	return matches(text, TIME).map((match) => {
		const [half, oneAndHalf, minutes, extra, seconds, clockMinutes, clockSeconds] = match.groups;
		let value = 0;
		if (half) value = 30;
		else if (oneAndHalf) value = 90;
		else if (minutes) value = amount(minutes) * 60 + Number(extra || 0);
		else if (seconds) value = amount(seconds);
		else value = Number(clockMinutes) * 60 + Number(clockSeconds);
		return { from: match.from, to: match.to, seconds: value, score: score(text, match, Boolean(seconds)) };
	});
}

function score(text: string, match: Span & { text: string }, inSeconds: boolean): number {
	const before = text.slice(Math.max(0, match.from - 40), match.from);
	const after = text.slice(match.to, match.to + 60);
	let points = 0;
	if (new RegExp(`^[-\\s]+(?:long\\s+)?(?:[\\p{L}\\p{N}:/-]+[\\s,]+){0,5}?${FILM_NOUN}(?![\\p{L}])`, "iu").test(after))
		points += 4;
	if (
		new RegExp(
			`${FILM_NOUN}\\s+(?:of|in|that (?:is|lasts|runs)|lasting|running|with a length of|von|mit|de|,)?\\s*(?:about|around|roughly|exactly|ca\\.?)?\\s*$`,
			"iu",
		).test(before)
	)
		points += 3;
	if (
		/(?:duration|length|runtime|run time|running time|lasts?|lasting|länge|dauer|duración|durée)\s*(?:of|is|:|=|von|de)?\s*(?:about|around|roughly|exactly|ca\.?)?\s*$/i.test(
			before,
		)
	)
		points += 4;
	if (/^\s*(?:long|in length|in total|total|max(?:imum)?\b|lang|de largo|de duración|de long)/i.test(after)) points += 3;
	if (
		/\b(?:make it|keep it|should be|must be|film to|video to|whole thing)\s*(?:to|under|about|around|exactly|only)?\s*$/i.test(
			before,
		)
	)
		points += 3;
	// "Half a minute about the Eiffel Tower".
	if (/^\s*$|[.!?\n]\s*$/.test(text.slice(0, match.from)) && /^\s+(?:about|on|for|of|über|sobre|sur)\s/i.test(after)) points += 3;
	// A clause of its own: "…, 20 seconds, vertical".
	if (
		/(?:^|[,.;!?\n(|–—\uE000-])\s*(?:about|around|approx\.?|roughly|exactly|in|ca\.?)?\s*$/i.test(before) &&
		/^\s*(?:$|[,.;!?\n)|–—\uE000]|\p{L}+\s*(?:$|[,.;!?\n)]))/u.test(after)
	)
		points += inSeconds ? 2 : 1;
	if (/^\s*$/.test(text.slice(0, match.from)) && inSeconds) points += 2;
	if (
		/\bin\s*$/i.test(before) &&
		inSeconds &&
		/^\s*(?:$|[.!?\n,])/.test(after) &&
		/\b(?:explain|tell|show|summari[sz]e|make|create|present|pitch|introduce|erklär\w*|explica\w*|expliqu\w*)\b/i.test(
			text
				.slice(0, match.from)
				.split(/[.!?\n]/)
				.at(-1) ?? "",
		)
	)
		points += 2;
	if (
		/\b(?:every|per|each|within|after|takes?|charges?|ready|setup|set up|boots?|loads?|delivered|response|wait\w*|first|last)\b[^,.;!?\n]{0,20}$/i.test(
			before,
		)
	)
		points -= 2;
	return points;
}

/** The film's length, if the text names one. */
export function findDuration(text: string): DurationFound | null {
	let best: (DurationFound & { score: number }) | null = null;
	for (const candidate of candidates(text)) {
		if (candidate.seconds > 0 && candidate.score >= 1 && (!best || candidate.score > best.score)) best = candidate;
	}
	return best && { from: best.from, to: best.to, seconds: best.seconds };
}

/** The first length of time of a text that is about nothing else ("make it 20 seconds"). */
export function findAnyDuration(text: string): DurationFound | null {
	return candidates(text).find((candidate) => candidate.seconds > 0) ?? null;
}

function amount(text: string): number {
	return WORDS[text.toLowerCase()] ?? Number(text.replace(",", "."));
}
