import { matches, type Span } from "./spans.ts";

/** A line of a prompt without its marker. */
export interface Line extends Span {
	marker: "bullet" | "number" | "heading" | null;
	/** Whether an empty line stands before it. */
	gap: boolean;
}

const MARKER =
	/^\s*(?:(?<bullet>[-*+•·▪◦‣–—✓✔✅☐☑]|\p{Extended_Pictographic}\uFE0F?)\s+|(?<number>\(?\d{1,3}[.)](?!\d)|\d{1,3}️?⃣|[①-⑳]|(?:step|schritt|étape|paso|passo|krok|stap|adım)\s+\d{1,2}\s*[:.–-])\s*|(?<heading>#{1,6})\s+)(?:\[[ x]\]\s+)?/iu;

/** The lines of a text that hold something. */
export function linesOf(text: string): Line[] {
	const lines: Line[] = [];
	let gap = false;
	for (const { from, text: line } of matches(text, /[^\n]*(?:\n|$)/g)) {
		const bare = line.replace(/\n$/, "");
		if (bare.trim() === "") {
			gap = true;
			continue;
		}
		const found = MARKER.exec(bare);
		// A line of several texts with emoji between them is no item of a list.
		const marker =
			found &&
			/^\s*\p{Extended_Pictographic}/u.test(bare) &&
			(bare.match(/(?:\p{Extended_Pictographic}[^\p{L}\p{N}]*)+/gu)?.length ?? 0) > 1
				? null
				: found;
		const kind = marker?.groups?.bullet
			? "bullet"
			: marker?.groups?.number
				? "number"
				: marker?.groups?.heading
					? "heading"
					: null;
		const start = marker ? marker[0].length : bare.length - bare.trimStart().length;
		lines.push({ from: from + start, to: from + bare.trimEnd().length, marker: kind, gap });
		gap = false;
	}
	return lines.filter((line) => line.to > line.from);
}

/** Numbers of steps within a line: "1. Walk 2. Cook", or bare before a sentence each: "1 Beat the eggs. 2 Add sugar." */
const NUMBERED_WITHIN: readonly { marks: RegExp; least: number }[] = [
	{ marks: /(?<![\p{L}\p{N}.,:/-])\(?(\d{1,2})[.)](?=\s)\s*/gu, least: 2 },
	{ marks: /(?<=^|[.!?;:]\s+)(\d{1,2})\s+(?=\p{Lu})/gu, least: 3 },
];

/** Steps numbered within one line. Null: none. */
export function numberedWithin(text: string, at: Span, blocked: readonly Span[]): { before: Span; items: Span[] } | null {
	for (const { marks, least } of NUMBERED_WITHIN) {
		const found = numberedBy(text, at, blocked, marks);
		if (found && found.items.length >= least) return found;
	}
	return null;
}

function numberedBy(text: string, at: Span, blocked: readonly Span[], pattern: RegExp): { before: Span; items: Span[] } | null {
	const found = matches(text.slice(at.from, at.to), pattern).filter((match) => !within(at.from + match.from, blocked));
	const start = found.findIndex((match) => match.groups[0] === "1");
	if (start < 0) return null;
	const marks: typeof found = [];
	for (const match of found.slice(start)) if (Number(match.groups[0]) === marks.length + 1) marks.push(match);
	const items = marks.map((mark, index) => ({
		from: at.from + mark.to,
		to: at.from + (marks[index + 1]?.from ?? at.to - at.from),
	}));
	return { before: { from: at.from, to: at.from + (marks[0]?.from ?? 0) }, items };
}

/** Abbreviations that end no sentence. */
const ABBREVIATION =
	/(?:^|[\s(])(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Devanagari}])\p{L}|mr|mrs|ms|dr|prof|st|no|nr|vs|etc|approx|ca|bzw|z\.\s?b|d\.\s?h|u\.\s?a|usw|inkl|ggf|str|tel|av|avda|bd|rte|sra?|dra|ltd|inc|co|jan|feb|mar|apr|jun|jul|aug|sept?|oct|okt|nov|dec|dez|a\.m|p\.m|e\.g|i\.e|max|min|sek|std|kl|ul|godz|mio|mrd|mme|mlle|env|डॉ|प्रो|श्री)$/iu;
/** Short forms of weekdays, before hours: "sob. 10:00". */
const SHORT_DAY =
	/(?:^|[\s–-])(?:pon|wt|śr|czw|pt|sob|niedz|ndz|lun|mer|jeu|ven|sam|dim|mié|jue|vie|sáb|dom|seg|ter|qua|qui|sex|gio|mon|tues?|weds?|thurs?|fri|sat|sun|mo|di|mi|do|fr|sa|so|ma|wo|za|zo)$/iu;

const CJK = "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}]";
/** Emoji that stand between words as a mark of separation; signs that are read as words are none. */
const EMOJI = "(?:(?![★☆⭐❤♥©®™✓✔])\\p{Extended_Pictographic}(?:\\uFE0F|\\u200D|[\\u{1F3FB}-\\u{1F3FF}])*)+";
/** What ends a sentence. Full stops of ASCII need no blank behind them between letters of scripts without blanks. */
const STOPS = new RegExp(
	`[.!?…]+[)"”»’]*(?=\\s|$|\\uE000)|(?<=${CJK})[.!?](?=${CJK})|(?<=\\s)${EMOJI}(?=\\s+\\p{L})|[。！？｡؟।]+[」』”]?|\\n+`,
	"gu",
);

/** Sentences within a range; nothing inside `blocked` (quotes, links, numbers) ends one. */
export function sentencesIn(text: string, at: Span, blocked: readonly Span[]): Span[] {
	const found: Span[] = [];
	let start = at.from;
	// A quoted sentence that ends in its own mark ends the sentence around it, if another begins behind it.
	const quoted = blocked
		.filter(
			(quote) =>
				/[.!?…]["”»“'’]$/.test(text.slice(quote.from, quote.to)) && /^\s+[\p{Lu}\p{N}]/u.test(text.slice(quote.to, at.to)),
		)
		.map((quote) => ({ from: quote.to - at.from, to: quote.to - at.from, text: "" }));
	const stops = matches(text.slice(at.from, at.to), STOPS);
	for (const stop of [...stops, ...quoted].sort((a, b) => a.from - b.from)) {
		const from = at.from + stop.from;
		const to = at.from + stop.to;
		if (to <= start || within(from, blocked)) continue;
		if (stop.text.startsWith(".") && stop.text.length === 1 && !endsSentence(text, start, from, to)) continue;
		if (text.slice(start, to).trim() !== "") found.push({ from: start, to });
		start = to;
	}
	if (text.slice(start, at.to).trim() !== "") found.push({ from: start, to: at.to });
	return found.map((span) => trimmedSpan(text, span));
}

function endsSentence(text: string, start: number, from: number, to: number): boolean {
	const before = text.slice(start, from);
	const after = text.slice(to).trimStart();
	// "Voltam ao mar. Em 2023": a word of Portuguese and Spanish, and March only before a figure.
	if (/\s(?:al|ao|no|o|el|del|do|en el) mar$/iu.test(before)) return true;
	// "…, 11 h 30 - 22 h. Ambiance": a unit behind a figure is no initial.
	if (/\d\s?(?:h|g|l|m|s|km|cm|kg|ml|min|std|sek)$/u.test(before) && /^(?:\p{Lu}|[\p{Ll} ]{2,30}:\s)/u.test(after)) return true;
	// "Bahnhofstr. 7": a street and its number.
	if (/\p{L}str$/iu.test(before) && /^\d/u.test(after)) return false;
	// "The kiosk by lift B. Questions": a letter behind what it tells apart.
	if (
		/(?<!\p{L})(?:lift|gate|room|hall|block|platform|building|wing|class|group|vitamin|plan|part|section|zone|bay|stand|aisle|grade)\s\p{Lu}$/iu.test(
			before,
		)
	)
		return true;
	if (ABBREVIATION.test(before)) return after === "" || (/^\p{Lu}/u.test(after) && /(?:etc|usw|a\.m|p\.m)$/i.test(before));
	if (
		SHORT_DAY.test(before) &&
		/^(?:\d|nieczynne|zamknięte|geschlossen|closed|cerrado|chiuso|fermé|fechado|gesloten|kapalı)/iu.test(after)
	)
		return false;
	// "der 5. Klasse", "5. sınıf": an ordinal.
	if (/(?:^|\s)\d{1,2}$/.test(before) && isOrdinalNoun(before, after)) return false;
	// "4. Mai", "21. November": an ordinal of a date.
	if (/(?:^|[\s–-])\d{1,2}$/.test(before) && /^(?:\p{L}{3,}|\d)/u.test(after)) return !isMonthAhead(after);
	return true;
}

/** "Zum 25. Geburtstag", "die 3. Runde": an article before the figure, or a noun that is counted by ordinals. */
function isOrdinalNoun(before: string, after: string): boolean {
	if (isWeekdayAhead(after)) return true;
	return (
		/(?<![\p{L}])(?:der|die|das|den|dem|zum|zur|am|im|vom|unser\p{L}{0,2}|mein\p{L}{0,2}|ihr\p{L}{0,2})\s\d{1,2}$/iu.test(
			before,
		) ||
		/^(?:Klasse|Jahrgangsstufe|Geburtstag|Jahrestag|Jubiläum|Hochzeitstag|Platz|Stock|Etage|Obergeschoss|Auflage|Runde|Spieltag|Semester|Lebensjahr|Advent|Jahrhundert|sınıf|yıl(?:dönümü)?|kez|sezon|klas[ay]|rocznic|urodzin|miejsce|piętro|edycj|rund)/u.test(
			after,
		)
	);
}

let weekdays: RegExp | null = null;

/** Whether a text ends with the name of a weekday: "Saturday, 6 September" is one date. */
function isWeekdayBehind(text: string): boolean {
	weekdays ??= new RegExp(
		`(?<![\\p{L}])(?:${weekdayNames()
			.filter((name) => name.length > 3)
			.join("|")})$`,
		"iu",
	);
	return weekdays.test(text.slice(-14));
}

let weekdaysAhead: RegExp | null = null;

/** "Jeden 1. Samstag": a weekday behind an ordinal. */
function isWeekdayAhead(text: string): boolean {
	weekdaysAhead ??= new RegExp(
		`^(?:${weekdayNames()
			.filter((name) => name.length > 3)
			.join("|")})(?!\\p{L})`,
		"iu",
	);
	return weekdaysAhead.test(text);
}

let months: RegExp | null = null;

/** Whether a text begins with the name of a month, in any language of ours. */
function isMonthAhead(text: string): boolean {
	months ??= new RegExp(`^(?:${monthNames().join("|")})`, "iu");
	return months.test(text);
}

/** Names of months, long and short, in all languages whose dates we read. */
export function monthNames(): string[] {
	return dateNames("month", 12, (index) => new Date(Date.UTC(2024, index, 15)));
}

/** Names of weekdays, long and short. */
export function weekdayNames(): string[] {
	return dateNames("weekday", 7, (index) => new Date(Date.UTC(2024, 0, 1 + index)));
}

const DATE_LANGUAGES = ["en", "de", "fr", "es", "pt", "it", "pl", "nl", "tr", "ar", "he", "hi", "ja", "zh", "ko"];

function dateNames(part: "month" | "weekday", count: number, day: (index: number) => Date): string[] {
	const names = new Set<string>();
	for (const language of DATE_LANGUAGES) {
		for (const width of ["long", "short"] as const) {
			const alone = new Intl.DateTimeFormat(language, { [part]: width, timeZone: "UTC" });
			// Within a date some languages inflect the name: Polish "maj", "5 maja".
			const inDate = new Intl.DateTimeFormat(language, { [part]: width, day: "numeric", timeZone: "UTC" });
			for (let index = 0; index < count; index++) {
				names.add(alone.format(day(index)));
				for (const piece of inDate.formatToParts(day(index))) if (piece.type === part) names.add(piece.value);
			}
		}
	}
	return [...names]
		.map((name) => name.replace(/\.$/, ""))
		.filter((name) => name.length > 1 && !/\d/.test(name))
		.sort((a, b) => b.length - a.length);
}

const COLON_BEFORE_FIGURE = /:(?=\s+[^\p{L}\d,;:]{0,3}\d[^,;:]*(?:[,;]|$))/gu;

/** Clauses of a sentence: what commas, semicolons, colons and dashes between blanks part. Positions in brackets or `blocked` part nothing. */
export function clausesIn(text: string, at: Span, blocked: readonly Span[]): Span[] {
	const found: Span[] = [];
	let start = at.from;
	let depth = 0;
	// "Ana – founder, Tom – engineer": with commas between them, dashes join the parts of an item.
	const said = text.slice(at.from, at.to);
	const joining = said.includes(",") && (said.match(/\s[–—-]\s/g)?.length ?? 0) >= 2;
	// "Hives: 2021: 10, 2022: 14": a colon before a figure joins the parts of an item, where several items have one.
	const figures = [...said.matchAll(COLON_BEFORE_FIGURE)].map((match) => at.from + match.index);
	const joined = new Set(figures.length >= 2 ? figures : []);
	for (let index = at.from; index < at.to; index++) {
		const letter = text[index] ?? "";
		if (within(index, blocked) || joined.has(index)) continue;
		if ("([（".includes(letter)) depth++;
		if (")]）".includes(letter)) depth = Math.max(0, depth - 1);
		if (depth > 0 || !partsHere(text, index) || (joining && /[–—-]/.test(letter))) continue;
		if (text.slice(start, index).trim() !== "") found.push(trimmedSpan(text, { from: start, to: index }));
		start = index + 1;
	}
	if (text.slice(start, at.to).trim() !== "") found.push(trimmedSpan(text, { from: start, to: at.to }));
	return found;
}

const IS_CJK = new RegExp(CJK, "u");

function partsHere(text: string, index: number): boolean {
	const letter = text[index] ?? "";
	const next = text[index + 1] ?? " ";
	const before = text[index - 1] ?? " ";
	if (letter === "," && /^,\s*\d/u.test(text.slice(index, index + 4)) && isWeekdayBehind(text.slice(0, index))) return false;
	// "At 10, 13 and 16": figures alone are no clauses.
	if (
		letter === "," &&
		/\s\d{1,4}$/.test(text.slice(0, index)) &&
		/^,\s\d{1,4}(?:,\s\d{1,4})*,?\s(?:and|or|&|und|oder|et|y|e|i|en)\s\d{1,4}(?!\d|\s?\p{L}{1,3}\s\p{L})/u.test(text.slice(index))
	)
		return false;
	// "In 3, 2, 1...": a count.
	if (letter === "," && /\s\d(?:, \d)*$/u.test(text.slice(0, index)) && /^(?:, \d)+(?:\.\.\.|…|!)/u.test(text.slice(index)))
		return false;
	if (letter === "," || letter === ";") return !/\d/.test(next) || !/\d/.test(before);
	// "Aalen 28 : 31 Ulm": a score.
	if (letter === ":" && /\d\s$/.test(text.slice(0, index)) && /^:\s\d/.test(text.slice(index))) return false;
	if (letter === ":") return /\s|\uE000/.test(next) || (IS_CJK.test(before) && next !== "/");
	if ("、，；：،؛|".includes(letter)) return true;
	return /[–—-]/.test(letter) && /\s/.test(next) && /\s/.test(before) && !/\d\s$/.test(text.slice(0, index));
}

export function within(position: number, ranges: readonly Span[]): boolean {
	return ranges.some((range) => position >= range.from && position < range.to);
}

export function trimmedSpan(text: string, span: Span): Span {
	let { from, to } = span;
	while (from < to && /\s/.test(text[from] ?? "")) from++;
	while (to > from && /\s/.test(text[to - 1] ?? "")) to--;
	return { from, to };
}
