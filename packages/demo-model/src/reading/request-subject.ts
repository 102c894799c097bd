import { isAudience, isForWhomAt, NAMES_SUBJECT } from "./audience.ts";
import { isEmpty, isInstruction, marksIn, type Reading, SAYS } from "./classify.ts";
import { clausesIn } from "./layout.ts";
import type { Span } from "./spans.ts";

/**
 * Where the subject begins behind a film's noun; null where nothing says so. `late`: behind content, where "for our club's
 * Instagram" names no subject.
 */
export function subjectStart(reading: Reading, at: Span, late: boolean): number | null {
	const joined = joinedSubject(reading, at);
	if (joined !== null) return joined;
	const abouts = marksIn(reading, at).filter((mark) => mark.kind === "about");
	let position = at.from;
	for (const [index, about] of abouts.entries()) {
		if (about.from < position) continue;
		const between = reading.text.slice(position, about.from).replace(/[(（][^()（）]*[)）]/gu, "");
		if (!isEmpty(reading, { from: position, to: about.from }) || /[.!?:]/.test(between)) break;
		const next = abouts.slice(index + 1).find((other) => other.from >= about.to);
		const part = { from: about.to, to: next?.from ?? at.to };
		// "Un corto sobre la historia de …": behind "about" a word for a film is what it is about.
		const names = NAMES_SUBJECT.test(reading.text.slice(about.from, about.to));
		if (names && marksIn(reading, part).some((mark) => mark.kind === "film")) return about.to;
		const label = audienceLabelEnd(reading, about, next, at);
		if (label !== null) return label;
		// "A video of 20 seconds about …", "a film for kids about …": what follows the first word is an instruction.
		const aside = isTime(reading, part) || (SAYS.test(reading.text.slice(part.from, part.to)) && isInstruction(reading, part));
		// "An invitation to the opening of Atelier Noord": what people come to.
		if (OPENING.test(reading.masked.slice(part.from, part.to))) return about.to;
		if (aside && !next) return null;
		const length = lengthBehind(reading, about, part);
		if (length !== null && /^\s+\p{L}/u.test(reading.masked.slice(length, at.to))) {
			if (!next || !isEmpty(reading, { from: length, to: next.from })) return length;
			position = next.from;
			continue;
		}
		// "A film for beekeepers about …": people of any kind, as the subject comes behind them.
		if (next && (aside || isAudience(reading, about, part, next) || isMeasure(reading, part))) {
			position = next.from;
			continue;
		}
		// "An onboarding video for new warehouse staff.": people, and no subject behind them.
		if (!next && isForWhomAt(reading, sentencePart(reading, part))) return sentencePart(reading, part).to;
		if (late && isPlatform(reading, about, part)) return null;
		if (next && next.from === about.from) continue;
		return next && !/[\p{L}\p{N}\uE000]/u.test(reading.masked.slice(about.to, next.from)) ? next.to : about.to;
	}
	return withStart(reading, at);
}

const OPENING =
	/^\s*(?:the |our |de |die |la |l['’])?(?:grand |feestelijke |feierliche )?(?:opening|eröffnung|ouverture|inauguration|apertura|inauguración|abertura|inauguração|inaugurazione|otwarcie)\s*$/iu;

/** "Una animación de 20 s con los resultados": where a length right behind "of" ends. Null: there is none. */
function lengthBehind(reading: Reading, about: Span, part: Span): number | null {
	const length = marksIn(reading, part).find(
		(mark) => (mark.kind === "length" || mark.kind === "ratio") && reading.text.slice(about.to, mark.from).trim() === "",
	);
	return length?.to ?? null;
}

/** "A tutorial for beginners: …": the subject stands behind the colon. Null: it does not. */
function audienceLabelEnd(reading: Reading, about: Span, next: Span | undefined, at: Span): number | null {
	const colon = /^[^:：\uE000]*[:：](?=\s)/u.exec(reading.masked.slice(about.to, at.to));
	const end = about.to + (colon?.[0].length ?? 0);
	const leads = /^(?:for|für|pour|para|per|dla|voor)$/iu.test(reading.text.slice(about.from, about.to));
	if (!colon || (next && next.from < end) || !leads) return null;
	// "For new hires, 40 s: …": instructions may stand between the people and the colon.
	const [whom = at, ...others] = clausesIn(reading.text, { from: about.to, to: end - 1 }, []);
	const people = isForWhomAt(reading, whom) || isInstruction(reading, { from: about.from, to: whom.to });
	return people && others.every((one) => isInstruction(reading, one)) && SAYS.test(reading.text.slice(end, at.to)) ? end : null;
}

function sentencePart(reading: Reading, part: Span): Span {
	const end = /[.!?]?\s*$/u.exec(reading.masked.slice(part.from, part.to))?.index ?? part.to - part.from;
	return { from: part.from, to: part.from + end };
}

/** "A story for tonight": when the film is shown. */
function isTime(reading: Reading, part: Span): boolean {
	return /^\s*(?:today|tonight|tomorrow|tmrw|tmr|tomoz|2day|2nite|(?:this|next|the) (?:week|weekend|month|season)|monday|tuesday|wednesday|thursday|friday|saturday|sunday)[\s.!?,:]*$/iu.test(
		reading.masked.slice(part.from, part.to).split(/(?<=[.!?:])/u, 1)[0] ?? "",
	);
}

/** "A clip of about 20 seconds announcing …": a length between two words that lead to a subject. */
function isMeasure(reading: Reading, part: Span): boolean {
	const said = reading.masked.slice(part.from, part.to);
	return isInstruction(reading, part) && /\p{N}/u.test(said);
}

/** "… for our club instagram": where the film is shown, as words of the tables say. */
function isPlatform(reading: Reading, about: Span, part: Span): boolean {
	const end = /[,.;:!?]/.exec(reading.masked.slice(part.from, part.to))?.index ?? part.to - part.from;
	const said = { from: part.from, to: part.from + end };
	const whom = marksIn(reading, said).some((mark) => mark.kind === "audience");
	return (
		/^for$/iu.test(reading.text.slice(about.from, about.to)) &&
		whom &&
		!/(?<=\s)\p{Lu}/u.test(reading.text.slice(said.from, said.to))
	);
}

/** "A video with our opening hours": what the film is to hold, in words of no table. */
function withStart(reading: Reading, at: Span): number | null {
	const said = reading.masked.slice(at.from, at.to);
	const leads = /(?:intro|introduction|guide|tribute|ode|invitation|invite|welcome)$/iu.test(reading.text.slice(0, at.from));
	const to = leads ? /^\s+to\s+(?=\S)/iu.exec(said) : null;
	if (to) return at.from + to[0].length;
	const found = /^\s*(?:with|of|featuring|including)\s+(?=(?:our|my|the|these|this|all)\s)/iu.exec(said);
	if (!found) return null;
	const from = at.from + found[0].length;
	const end = /[,.;:!?]/.exec(reading.masked.slice(from, at.to))?.index ?? at.to - from;
	return isInstruction(reading, { from, to: from + end }) || isEmpty(reading, { from, to: from + end }) ? null : from;
}

/**
 * In Arabic and Hebrew "for" is a letter of the word behind it: "a video of 15 seconds for-café Jasmine". Null: no such
 * word follows words about the film.
 */
export function joinedSubject(reading: Reading, at: Span): number | null {
	const said = reading.masked.slice(at.from, at.to);
	for (const word of said.matchAll(/(?<![\p{L}\p{M}])(?:ل(?!ل)|ל)(?=[\p{L}]{3,})[\p{L}\p{M}]+/gu)) {
		const from = at.from + word.index;
		if (!isEmpty(reading, { from: at.from, to: from })) return null;
		// "For-the-screen of the shop": where the film is shown is no subject.
		if (reading.marks.some((mark) => mark.place && mark.from <= from && mark.to > from)) continue;
		if (!isEmpty(reading, { from, to: from + word[0].length })) return from + 1;
	}
	return null;
}

/** Words before the film's noun that are its subject: "a Nova launch video". */
export function subjectAhead(reading: Reading, at: Span, named: boolean): Span | null {
	// "Turn my tweet into a video": what is turned follows.
	if (isEmpty(reading, at) || /\sinto\s/iu.test(reading.masked.slice(at.from, at.to))) return null;
	const genre = reading.lexicon
		.find("genre", reading.masked.slice(at.from, at.to))
		.map(({ from, to }) => ({ from: from + at.from, to: to + at.from }));
	// "Quote of the day": a word for a scene belongs to the words beside it.
	const marks = [...marksIn(reading, at).filter((mark) => mark.kind !== "scene" && mark.kind !== "list"), ...genre];
	const words = [...reading.masked.slice(at.from, at.to).matchAll(/[\p{L}\p{M}\p{N}'’&-]+/gu)]
		.map((word) => ({ from: at.from + word.index, to: at.from + word.index + word[0].length }))
		.filter((word) => !marks.some((mark) => word.from >= mark.from && word.to <= mark.to));
	const first = words[0];
	const last = words.at(-1);
	if (!first || !last || isEmpty(reading, { from: first.from, to: last.to })) return null;
	// Beside a named subject only a name is worth showing: "a Nova video about …".
	if (named && !/^\p{Lu}/u.test(reading.text.slice(first.from, last.to))) return null;
	return { from: first.from, to: last.to };
}
