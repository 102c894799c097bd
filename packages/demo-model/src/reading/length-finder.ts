import { longest, matches, type Span } from "./spans.ts";
import { alternatives, pairs, UNSPACED } from "./word-lists.ts";
import type { Language, WordTable } from "./words/types.ts";

/** "An 80s game show", "like the 90s" name a decade. */
const DECADE_AHEAD = /(?<!\p{L})(?:an?|the|early|late|mid)[\s-]$/iu;
/** "The 1950s" are no length. */
const DECADE = /^(?:1[5-9]|20)\d0['’]?s$/i;

function isDecade(text: string, { from, to }: Span): boolean {
	const said = text.slice(from, to);
	return (
		DECADE.test(said) ||
		(/^[2-9]0s$/i.test(said) &&
			DECADE_AHEAD.test(text.slice(0, from)) &&
			/^\s(?!video|film|clip|spot|ad|reel|teaser|promo|trailer|short|intro|loop|vertical|square|portrait)/iu.test(text.slice(to)))
	);
}

/** "Duration: 0:25": minutes and seconds behind a label. */
const LABELLED_CLOCK =
	/(?<!\p{L})(?:duration|length|run ?time|dauer|länge|durée|duración|duração|durata|czas|duur|süre)\s*[:=]?\s{0,2}(\d{1,2}):(\d{2})(?![\d:])/giu;

/** Finds lengths of time: "20 seconds", "1 min 20 s", "half a minute", "1:30 min". */
export function lengthFinder(language: Language, table: WordTable): (text: string) => (Span & { seconds: number })[] {
	const counts = new Map(pairs(table.counts).map(([word, value]) => [word, Number(value)]));
	const words = [...counts.keys()]
		.sort((a, b) => b.length - a.length)
		.map((word) => alternatives(word))
		.join("|");
	const open = UNSPACED.has(language) ? "" : "(?<![\\p{L}\\p{N}.,:/–-])";
	const shut = UNSPACED.has(language) || language === "ko" ? "" : "(?![\\p{L}\\p{N}])";
	const amount = `(\\d{1,4}(?:[.,]\\d{1,2})?${words ? `|(?:${words})(?=[\\s-])` : ""})`;
	const gap = "[\\s\\u00a0-]*";
	const seconds = alternatives(table.seconds);
	const minutes = alternatives(table.minutes);
	const about = alternatives(table.about);
	const clock = new RegExp(`${open}(\\d{1,2}):(\\d{2})\\s*(?:${minutes})${shut}`, "giu");
	const both = new RegExp(
		// "1 min 30" without its second unit, where nothing that is counted follows.
		`${open}${amount}${gap}(?:${minutes})\\s*(?:(?:${alternatives(table.and)})\\s+)?(\\d{1,2})(?:\\s*(?:${seconds})${shut}|(?=\\s*(?:$|[,.;:!?)]|(?:${about})${shut})))`,
		"giu",
	);
	const long = new RegExp(`${open}${amount}${gap}(?:${minutes})${shut}`, "giu");
	const short = new RegExp(`${open}${amount}${gap}(?:${seconds})${shut}`, "giu");
	const value = (text: string) => counts.get(text.toLowerCase()) ?? Number(text.replace(",", "."));
	return (text) => {
		const found = [
			...matches(text, LABELLED_CLOCK).map((m) => ({ ...m, seconds: Number(m.groups[0]) * 60 + Number(m.groups[1]) })),
			...matches(text, clock).map((m) => ({ ...m, seconds: Number(m.groups[0]) * 60 + Number(m.groups[1]) })),
			...matches(text, both).map((m) => ({ ...m, seconds: value(m.groups[0] ?? "") * 60 + Number(m.groups[1]) })),
			...matches(text, long).map((m) => ({ ...m, seconds: value(m.groups[0] ?? "") * 60 })),
			...matches(text, short).map((m) => ({ ...m, seconds: value(m.groups[0] ?? "") })),
		];
		return longest(
			found
				.filter((one) => one.seconds > 0 && !isDecade(text, one))
				.map(({ from, to, seconds: length }) => ({ from, to, seconds: length })),
		);
	};
}
