import { addByKind } from "./add-by-kind.ts";
import { arePeople } from "./audience.ts";
import { addContent, isEmpty, isInstruction, leftover, marksIn, type Reading } from "./classify.ts";
import type { Mark } from "./lexicon.ts";
import { behindRequest, betweenRequest, middleRequest, verbLastRequest } from "./request-orders.ts";
import { joinedSubject, subjectAhead, subjectStart } from "./request-subject.ts";
import { behindAsides, type Request, startsWithVerb } from "./request-words.ts";
import { BLANK, type Span } from "./spans.ts";
import { isLate, readLateTail } from "./tail.ts";

/** Words before the film's noun that a request may have beside those about the film. */
const MOST_WORDS_AHEAD = 5;

/**
 * Reads a sentence as a request for a film ("Make a 15 second video about …") and adds its instructions. Null: it is none.
 */
export function readRequest(reading: Reading, at: Span): Request | null {
	const found =
		launchRequest(reading, at) ??
		forRequest(reading, at) ??
		betweenRequest(reading, at) ??
		middleRequest(reading, at) ??
		behindRequest(reading, at) ??
		verbLastRequest(reading, at) ??
		aheadRequest(reading, at) ??
		bareRequest(reading, at);
	if (found) reading.requested = true;
	return found;
}

/** What a film is for, before the name of its subject: "App launch for Tidy", "Teaser für Nova". */
const LAUNCH =
	/^(?:(?:[Aa]n?|[Tt]he|[Oo]ur|[Mm]y)\s)?(?:(?:[Aa]pp|[Pp]roduct|[Bb]rand|[Ww]ebsite|[Ss]hop|[Ss]tore|[Bb]ook|[Aa]lbum|[Gg]ame|[Pp]rodukt)[\s-])?(?:[Ll]aunch|[Bb]efore(?:[ /&-]|[ -](?:and|&)[ -])[Aa]fter|[Vv]orher[ /-](?:und )?[Nn]achher|[Aa]vant[ /-](?:et )?[Aa]près|[Pp]romo|[Tt]easer|[Tt]railer|[Ii]ntro|[Ll]ancement|[Ll]anzamiento|[Ll]ançamento|[Ll]ancio)\s(?:for|of|für|von|pour|de|para|per|di)\s(?=(?:(?:our|my|the|unser\p{L}*|mein\p{L}*|notre|mon|nuestr[oa]|nosso|nossa)\s(?:\p{Ll}+\s){0,3})?[\p{Lu}\uE000])/u;

function launchRequest(reading: Reading, at: Span): Request | null {
	if (reading.requested || reading.sentence > 1) return null;
	const found = LAUNCH.exec(reading.masked.slice(at.from, at.to));
	if (!found) return null;
	addByKind(reading, { from: at.from, to: at.from + found[0].length });
	return { subject: { from: at.from + found[0].length, to: at.to }, rest: null };
}

/** "For the charity Warm Socks: …": whom the film is for, by name, before a colon, and no word for the film. */
const FOR_NAME =
	/^(?:[Ff]or|[Ff]ür|[Pp]our|[Pp]ara|[Pp]er|[Dd]la|[Vv]oor)\s(?=(?:[\p{L}'’-]+\s){0,4}(?:\p{Lu}[\p{L}'’&.-]*(?:\s(?:&\s)?[\p{Lu}\d][\p{L}'’&.\d-]*){0,4}|\uE000+)\s?[:：]\s)/u;

function forRequest(reading: Reading, at: Span): Request | null {
	if (reading.requested || reading.sentence > 1 || reading.pieces.length > 0) return null;
	const said = reading.masked.slice(at.from, at.to);
	const found = FOR_NAME.exec(said);
	if (!found) return null;
	const start = at.from + found[0].length;
	const head = { from: start, to: start + said.slice(found[0].length).search(/[:：]/u) };
	if (isEmpty(reading, head) || marksIn(reading, head).some((mark) => mark.kind === "film" || mark.kind === "audience"))
		return null;
	addByKind(reading, { from: at.from, to: start });
	return { subject: { from: start, to: at.to }, rest: null };
}

/** "Make a 20 second film about …", "Bakery promo, 15 s". */
function aheadRequest(reading: Reading, at: Span): Request | null {
	const verb = startsWithVerb(reading, at);
	const film = marksIn(reading, at).find((mark) => mark.kind === "film" && isFilmNoun(reading, at, mark, verb));
	const occasion = occasionIn(reading, at);
	if (occasion && (!film || occasion.from < film.from)) {
		const to = film && isEmpty(reading, { from: occasion.to, to: film.from }) ? film.to : occasion.to;
		return requestAt(reading, at, { from: occasion.from, to }, occasion);
	}
	return film ? requestAt(reading, at, film, null) : null;
}

/** "Wedding save the date for Hannah & Luis": occasions that begin a sentence, and a name behind them. */
function headingOccasion(reading: Reading, at: Span): Span | null {
	const said = reading.masked.slice(at.from, at.to);
	let end = 0;
	for (const { from, to } of reading.lexicon.find("occasion", said).sort((a, b) => a.from - b.from)) {
		if (said.slice(end, from).trim() === "") end = Math.max(end, to);
	}
	return end > 0 && /^\s(?:for|of)\s(?=[\p{Lu}\uE000])/u.test(said.slice(end)) ? { from: at.from, to: at.from + end } : null;
}

/** The request with the film's noun at `film`, and what of its head is shown. */
function requestAt(reading: Reading, at: Span, film: Span, occasion: Span | null): Request {
	const late = isLate(reading, at);
	const headline = occasion || late ? null : headlineAhead(reading, { from: at.from, to: film.from });
	if (headline) {
		const end = behindAsides(reading, { from: film.to, to: at.to });
		addContent(reading, [headline], "title");
		addByKind(reading, { from: headline.to, to: end });
		return { subject: null, rest: { from: end, to: at.to } };
	}
	const after = subjectStart(reading, { from: film.to, to: at.to }, late);
	const ahead = occasion ?? subjectAhead(reading, { from: at.from, to: film.from }, after !== null || late);
	const headEnd = after ?? (late ? film.to : null) ?? behindAsides(reading, { from: film.to, to: at.to });
	for (const part of ahead
		? [
				{ from: at.from, to: ahead.from },
				{ from: ahead.to, to: headEnd },
			]
		: [{ from: at.from, to: headEnd }])
		addByKind(reading, part);
	const rest = { from: headEnd, to: at.to };
	const colon = /^\s*[:：]/.test(reading.text.slice(headEnd, at.to));
	const names = colon && ahead !== null && (!occasion || film.to < headEnd) && isNamedBehind(reading, rest);
	if (ahead) addContent(reading, [ahead], after === null && !occasion && !names ? "subject" : "occasion");
	if (after !== null || names) return { subject: rest, rest: null };
	if (late) return readLateTail(reading, rest);
	// "Petit film de 20 secondes : 350 adhérents, 24 sorties": figures in a row are no subject.
	const behind = reading.masked.slice(headEnd, at.to);
	const counts = /^\s*[:：]\s*[\p{Sc}+]?\d[^,;.]*[,;]/u.test(behind) || ROW_IN_BRACKETS.test(behind);
	return colon && !ahead && !counts ? { subject: rest, rest: null } : { subject: null, rest };
}

/** "Our bakery in numbers, film of 20 seconds: …": a clause of its own before the film. Null: there is none. */
function headlineAhead(reading: Reading, at: Span): Span | null {
	const [, said] = /^([^,.:;!?\uE000]{4,60}),\s*[^,.:;!?]{0,20}$/u.exec(reading.masked.slice(at.from, at.to)) ?? [];
	if (!said || reading.requested || startsWithVerb(reading, at) || said.split(" ").length < 3) return null;
	const span = { from: at.from, to: at.from + said.length };
	const behind = { from: span.to, to: at.to };
	return isEmpty(reading, span) || isInstruction(reading, span) || !isEmpty(reading, behind) ? null : span;
}

/** "Dana (CEO), Mo (design)": several things with what they are in brackets. */
const ROW_IN_BRACKETS = /^[^.!?()]{2,40}\([^()]{2,40}\),[^.!?()]{2,40}\(/u;

/** "Lost cat video: Miso, …": a short name or a few words behind the colon, and no figure, are what the film is about. */
function isNamedBehind(reading: Reading, at: Span): boolean {
	const said = reading.text.slice(at.from, at.to).replace(/^\s*[:：]\s*/u, "");
	const quote = reading.quotes.find((one) => one.from === at.to - said.length);
	if (quote) return quote.text.split(" ").length <= 7 && !/[.!?]$/.test(quote.text);
	// "Team intro: Dana (CEO), Mo (design)": a row of people is no name.
	if (ROW_IN_BRACKETS.test(said)) return false;
	const first = said.split(/[,;:：.!?]|\s[–—-]\s/u, 1)[0] ?? "";
	// "… film: from Leeds to Whitby": a way is shown on a map.
	if (/^(?:from|von|de|desde|da|van|z|od)\s\p{Lu}.*\s(?:to|nach|à|a|naar|do)\s\p{Lu}/u.test(first)) return false;
	// "Anniversary film: Halden Glass 1974–2024"
	const name = first.replace(/\s(?:1\d{3}|20\d{2})(?:\s?[–-]\s?\d{2,4})?\s*$/u, "");
	return /^\p{L}\D*$/u.test(name) && first.split(" ").length <= 4;
}

function isFilmNoun(reading: Reading, at: Span, mark: Mark, verb: Mark | null): boolean {
	const ahead = { from: at.from, to: mark.from };
	// "Advertise our lessons": the verb is no noun.
	if (verb && mark.from === verb.from) return false;
	const words = leftover(reading, ahead);
	if (reading.masked.slice(ahead.from, ahead.to).includes(BLANK) || /\p{N}/u.test(words)) return false;
	if (/[.!?]/.test(reading.text.slice(at.from, mark.from))) return false;
	// "How to tie a bowline: make a loop": a step, and no request.
	if (/^\s*(?:how to|comment|cómo|como|come|jak|hoe)\s[^:：]+[:：]/iu.test(reading.masked.slice(at.from, mark.from)))
		return false;
	const unknown = words.match(/[\p{L}\p{M}'’-]+/gu)?.length ?? 0;
	if (verb ? unknown > MOST_WORDS_AHEAD : reading.requested || unknown > 3) return false;
	// "Rezeptvideo Kartoffelsuppe: …": a word that can mean nothing but a film, and its subject.
	const said = reading.text.slice(mark.from, mark.to);
	if (
		mark.from === at.from &&
		/.{4}(?:video|film|spot|clip)$/i.test(said) &&
		/^\s[^,.;:]{2,40}:/.test(reading.text.slice(mark.to, at.to))
	)
		return true;
	const next = /^[^\S\n]*(?![-–—]\s)([\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*)/u.exec(reading.masked.slice(mark.to, at.to));
	if (!next?.[1] || joinedSubject(reading, { from: mark.to, to: at.to }) !== null) return true;
	const from = mark.to + next[0].length - next[1].length;
	return (
		reading.marks.some((other) => other.from === from) ||
		reading.lexicon.leads(reading.masked.slice(from, at.to)).some((lead) => lead.from === 0)
	);
}

function occasionIn(reading: Reading, at: Span): Span | null {
	if (reading.requested) return null;
	const heading = headingOccasion(reading, at);
	if (heading) return heading;
	for (const { from, to } of reading.lexicon.find("occasion", reading.masked.slice(at.from, at.to))) {
		const span = { from: at.from + from, to: at.from + to };
		const head = { from: at.from, to: span.from };
		const words = leftover(reading, head);
		// "Mia's birthday" is a subject; "a 25 second year in review" is a kind of film.
		if (
			!/[\p{L}\p{N}]/u.test(words) &&
			isInstruction(reading, head) &&
			!marksIn(reading, head).some((mark) => mark.kind === "about" && mark.to >= span.from - 6)
		)
			return span;
	}
	return null;
}

/** "20 seconds about our allotment": a length with nothing but small words before it, and what leads to the subject. */
function startsWithLength(reading: Reading, at: Span): Mark | null {
	const length = marksIn(reading, at).find((mark) => mark.kind === "length");
	if (!length || !isEmpty(reading, { from: at.from, to: length.from })) return null;
	const next = /^\s+(?=\S)/.exec(reading.masked.slice(length.to, at.to));
	const led = next && marksIn(reading, at).some((mark) => mark.kind === "about" && mark.from === length.to + next[0].length);
	return led && !/^\s+(?:of|de|di|von)\s/i.test(reading.masked.slice(length.to)) ? length : null;
}

/** "Explain in 30 seconds how compost is made": a verb, and no noun for the film. Only the first sentence can be one. */
function bareRequest(reading: Reading, at: Span): Request | null {
	if (reading.requested || reading.sentence > 1) return null;
	const verb = startsWithVerb(reading, at) ?? startsWithLength(reading, at);
	if (!verb) return null;
	let position = verb.to;
	for (const mark of marksIn(reading, { from: verb.to, to: at.to })) {
		if (mark.from < position || /[\p{L}\p{N}\uE000]/u.test(reading.masked.slice(position, mark.from))) continue;
		const part = { from: verb.to, to: mark.to };
		if (
			mark.kind === "length" ||
			mark.kind === "about" ||
			(mark.kind === "make" && /^\s*(?:and|&)\s*$/iu.test(reading.text.slice(position, mark.from))) ||
			(mark.kind === "audience" && mark.phrase) ||
			(mark.kind === "small" &&
				/^(?:me|us|to|about|that|mir|uns|nous|moi|in|en)$/iu.test(reading.text.slice(mark.from, mark.to)) &&
				isEmpty(reading, part))
		)
			position = mark.to;
	}
	// "Explain to 8 year olds why …": whom the film is for, before its subject.
	const told = /^\s*(?:to\s)?((?:(?!\s(?:how|why|what|where|when|who)\s).){3,40})\s(?=(?:how|why|what|where|when|who)\s)/iu.exec(
		reading.masked.slice(position, at.to),
	);
	if (told?.[1] && arePeople(told[1])) position += told[0].length;
	const pasted = PASTED.exec(reading.masked.slice(position, at.to));
	const end = position + (pasted && !/(?<=\s)\p{Lu}/u.test(pasted[0]) ? pasted[0].length : 0);
	addByKind(reading, { from: at.from, to: end });
	const rest = { from: end, to: at.to };
	return end > position ? { subject: null, rest } : { subject: rest, rest: null };
}

/** "Animate this list for our kitchen wall": what the film shows follows. */
const PASTED =
	/^\s*(?:this|these|the following|the)\s(?:list|table|text|notes?|recipe|schedule|menu|lines?|points?|steps?|rules?|message|poem|numbers?|agenda|programme|program)(?!\p{L})[^:.,]*/iu;
