import { BLANK, type Span } from "./spans.ts";

/** A number of the prompt, as it may stand in a film. */
export interface NumberFound extends Span {
	/** As written, with sign, currency and unit: `€3.4bn`. */
	raw: string;
	/** Only its digits as written: `3.4`. What must be seen. */
	digits: string;
	value: number;
	prefix: string;
	/** With its space, if it was written with one: ` million`, `%`. */
	suffix: string;
	decimals: number;
	/** 1900 to 2099, bare: shown as it is, never counted up or grouped. */
	isYear: boolean;
	/** Can be counted up on its own. False for dates, times, versions, ranges and the like: they are shown in their sentence. */
	clean: boolean;
}

const CURRENCY = "US\\$|A\\$|C\\$|[$€£¥₹₩₽]|CHF|USD|EUR|GBP";
const UNITS =
	"%|‰|percent(?:age points)?|per cent|pct\\.?|prozent|por ciento|pour cent|" +
	"thousand|million|billion|trillion|mio\\.?|mrd\\.?|millionen|milliarden|tausend|millones|millions|milliards|" +
	"k|K|M|B|T|bn|mn|m|x|×|°C|°F|°|km\\/h|mph|kWh|MWh|kW|MW|GW|Wh|kg|g|t|l|km|cm|mm|mg|ml|GB|MB|TB|PB|Mbps|Gbps|GHz|MHz|Hz|fps|dB|ms|" +
	"€|\\$|£|dollars|euros?|pounds|stars?|pts?|pp";
const NUMBER = new RegExp(
	`(?<![\\p{L}\\p{N}_#])(?<sign>[+\\-−–~]?)(?<prefix>(?:${CURRENCY})\\s?)?(?<digits>\\d{1,3}(?:,\\d{3}){1,6}(?:\\.\\d+)?|\\d{1,3}(?:[.   ’']\\d{3}){1,6}(?:,\\d+)?(?![\\d])|\\d+(?:[.,]\\d+)?)(?<suffix>[   ]?(?:${UNITS})(?![\\p{L}\\p{N}])(?:\\+)?|\\+(?!\\d))?`,
	"gu",
);

/** Finds the first numbers of a text, by default all. Positions are those of the text. */
export function findNumbers(text: string, most = Number.POSITIVE_INFINITY): NumberFound[] {
	const found: NumberFound[] = [];
	for (const match of text.matchAll(NUMBER)) {
		if (found.length >= most) break;
		const { sign = "", prefix = "", digits = "", suffix = "" } = match.groups ?? {};
		const from = match.index;
		const to = from + match[0].length;
		const before = text.slice(Math.max(0, from - 2), from);
		const after = text.slice(to, to + 3);
		const english = /^(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/.test(digits);
		const plain = digits.replaceAll(",", "");
		const decimals = /\.(\d+)$/.exec(plain)?.[1]?.length ?? 0;
		const value = english ? Number(plain) : Number.NaN;
		const isYear = /^(?:19|20)\d\d$/.test(digits) && prefix === "" && suffix === "" && !/[+\-−]/.test(sign);
		// Letters, colons, slashes or dashes stuck to it: a date, a time, a model, a range. It belongs to its sentence.
		const stuckAfter =
			/^(?:[\p{L}_#]|[:/.\-–][\p{L}\p{N}]|(?:st|nd|rd|th)\b)/u.test(after) || (/^[ ]?[-–][ ]?\d/.test(after) && suffix === "");
		const stuckBefore = /\S[:/.]$/.test(before) || /\d[-–−]$/.test(before);
		// "1 in 3" and "4.8 out of 5" are one thing.
		const ofMany =
			/^\s*(?:in|out of|of|von|sur|de)\s+\d/i.test(text.slice(to, to + 12)) ||
			/\d\s+(?:in|out of|von|sur)\s+$/i.test(text.slice(Math.max(0, from - 12), from));
		const range = /\d[ ]?$/.test(before) && /[-–−]/.test(sign);
		found.push({
			from,
			to,
			raw: match[0].trim(),
			digits,
			value: sign === "-" || sign === "−" ? -value : value,
			prefix: `${sign === "+" || sign === "~" ? sign : ""}${prefix.trimEnd()}${prefix.endsWith(" ") ? " " : ""}`,
			suffix: /^[ \u00a0\u202f]?(?:percent|per cent|pct\.?|prozent|por ciento|pour cent)$/.test(suffix) ? "%" : suffix,
			decimals,
			isYear,
			clean:
				english &&
				Number.isFinite(value) &&
				Math.abs(value) < 1e12 &&
				decimals <= 3 &&
				!stuckAfter &&
				!stuckBefore &&
				!ofMany &&
				!range &&
				!isDateOrTime(text, from, to) &&
				!/^0\d/.test(digits),
		});
	}
	return found;
}

const MONTH =
	"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mai|okt|dez|ene|abr|ago|dic|janv|févr|avr|juin|juil|août)[a-zäéû]*\\.?";
const MONTH_BEHIND = new RegExp(`^\\s+(?:de\\s+)?${MONTH}(?![\\p{L}])`, "iu");
const MONTH_AHEAD = new RegExp(`(?<![\\p{L}])${MONTH}\\s+$`, "iu");
/** "14 June 2025", "June 14", "3 pm", "7am", "at 9": parts of a date or a time of day. */
function isDateOrTime(text: string, from: number, to: number): boolean {
	const after = text.slice(to, to + 14);
	const before = text.slice(Math.max(0, from - 14), from);
	if (/^\s?(?:am|pm|a\.m\.|p\.m\.|uhr|o'clock|h\d\d)(?![\p{L}])/iu.test(after)) return true;
	return MONTH_BEHIND.test(after) || MONTH_AHEAD.test(before);
}

const BOUNDARY = /[.;!?\n,:()]|[—–]|\s-\s/;
const PREPOSITIONS = /^(?:of|in|on|at|by|to|for|from|with|than|per|and|or|as|since|über|von|de|del|du|des|en|par|por)\b/i;
const EDGE_WORDS =
	/^(?:and|or|but|with|that|which|who|it|is|are|was|were|has|have|had|the|a|an|our|we|they|there|now|about|over|only|just|more than|up to|nearly|almost|around|than|then|also|by|to|at|of|und|mit|y|et|con|avec|show|showing|shows|mention|mentions|include|includes|including|add|say|says|tell|use)\s+/i;
const EDGE_END =
	/\s+(?:and|or|but|with|that|which|is|are|was|were|has|have|had|the|a|an|of|by|to|at|in|for|about|over|only|just|more than|up to|nearly|almost|around|than|now|from|und|mit|y|et|con|avec|our|we|there|dans|en|im|in|de|für|para|pour|per|while|when|because|so)$/i;

/**
 * The words that say what a number counts: those after it ("1,200 customers"), or before it ("battery life: 20 hours").
 * `text` is the whole text with everything else that was read blanked out.
 */
export function labelOf(text: string, number: Span, numbers: readonly Span[]): string {
	const label = roughLabel(text, number, numbers);
	return /\p{L}{2,}/u.test(label) && !PREPOSITIONS.test(`${label} `.replace(/^of (?=\S)/, "")) ? label : "";
}

function roughLabel(text: string, number: Span, numbers: readonly Span[]): string {
	const next = numbers.find((other) => other.from >= number.to)?.from ?? text.length;
	const previous = numbers.findLast((other) => other.to <= number.from)?.to ?? 0;
	const after = trimEdges(upTo(text.slice(number.to, next)));
	const before = trimEdges(backTo(text.slice(previous, number.from)));
	if (/^\s*of\s/i.test(text.slice(number.to)) && after) return `of ${words(after, 7)}`;
	if (after && !PREPOSITIONS.test(after)) return words(after, 7);
	// Words behind another number of the same clause are that number's: "200 a month at 7%".
	const shared =
		previous > 0 &&
		!BOUNDARY.test(text.slice(previous, number.from)) &&
		!/\b(?:and|und|y|et)\b/i.test(text.slice(previous, number.from));
	// "She turns 80" says nothing without its subject and verb: it stays a sentence.
	if (/^(?:she|he|it|we|they|you|i|there|that|this)\b/i.test(before)) return "";
	if (before && !shared) return after ? words(`${before} ${after}`, 9) : words(before, 7);
	return words(after, 7);
}

function upTo(text: string): string {
	const cut = text.search(new RegExp(`${BOUNDARY.source}|${BLANK}|\\b(?:and|und|y|et|while|but|plus)\\b`, "i"));
	return cut < 0 ? text : text.slice(0, cut);
}

function backTo(text: string): string {
	const trimmed = text.replace(/[\s:–—-]+$/, "");
	let start = 0;
	for (const match of trimmed.matchAll(new RegExp(`${BOUNDARY.source}|${BLANK}|\\b(?:and|und|y|et|but|while)\\s`, "gi")))
		start = match.index + match[0].length;
	return trimmed.slice(start);
}

function trimEdges(text: string): string {
	let result = text
		.replaceAll(BLANK, " ")
		.replace(/\s+/g, " ")
		.replace(/^[\s"'“”+)]+|[\s"'“”(+]+$/g, "");
	for (let i = 0; i < 6; i++) {
		const shorter = ` ${result}`.slice(1).replace(EDGE_WORDS, "").replace(EDGE_END, "");
		if (shorter === result) break;
		result = shorter;
	}
	return EDGE_WORDS.test(`${result} `) ? "" : result;
}

function words(text: string, most: number): string {
	const list = text.split(" ").filter(Boolean);
	return trimEdges(list.slice(0, most).join(" "));
}
