import type { Role } from "./brief-spans.ts";
import { addContent, addInstruction, isEmpty, type Reading, SAYS } from "./classify.ts";
import { trimmedSpan } from "./layout.ts";
import type { QuotedText } from "./quotes.ts";
import { BLANK, blank, type Span } from "./spans.ts";

export function quotesIn(reading: Reading, at: Span): (QuotedText | Span)[] {
	return [...reading.quotes, ...reading.links].filter((quote) => quote.from >= at.from && quote.to <= at.to);
}

/** The range as it would be without its quotes: for asking what is said around them. */
export function withoutQuotes(reading: Reading, at: Span): Span {
	// Positions can't be removed from a range: quotes are blanked in a copy of the reading instead.
	const quotes = quotesIn(reading, at);
	if (quotes.length === 0) return at;
	const first = quotes[0] ?? at;
	const last = quotes.at(-1) ?? at;
	const between = reading.text.slice(first.from, last.to);
	const inner = quotes.reduce((text, quote) => text.replace(reading.text.slice(quote.from, quote.to), ""), between);
	// “Bonjour” then “Good morning”: words of order part quotes, as "and" does.
	const orders = reading.lexicon.leads(inner).filter((lead) => lead.lead === "next" || lead.lead === "ending");
	if (
		SAYS.test(
			blank(inner, orders)
				.replaceAll(BLANK, " ")
				.replace(new RegExp(`(?<![\\p{L}])(?:${reading.lexicon.and})(?![\\p{L}])`, "giu"), ""),
		)
	)
		return at;
	const before = { from: at.from, to: first.from };
	const after = { from: last.to, to: at.to };
	return isEmpty(reading, before) ? after : isEmpty(reading, after) ? before : at;
}

/** The place of the author where a clause is a quote and who said it: “Slow is smooth” by Ada King. */
export function quoteWithAuthor(reading: Reading, at: Span): { quote: Span; author: Span } | null {
	const [quote, ...others] = quotesIn(reading, at);
	if (!quote || others.length > 0 || !("role" in quote) || !quote.author || quote.from !== at.from) return null;
	const from = reading.text.indexOf(quote.author, quote.to);
	const around = reading.text.slice(quote.to, at.to).replace(quote.author, "");
	if (from < 0 || from >= at.to || (around.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) > 1) return null;
	return { quote, author: { from, to: from + quote.author.length } };
}

export function readQuoteWithAuthor(reading: Reading, at: Span, role: Role, hint: string): Role {
	const found = quoteWithAuthor(reading, at);
	if (!found) return role;
	const next = readQuotes(reading, found.quote, role, hint);
	addInstruction(reading, { from: found.quote.to, to: found.author.from }, "lead");
	addContent(reading, [found.author], next);
	addInstruction(reading, { from: found.author.to, to: at.to }, "lead");
	return next;
}

const FOR_WHOM =
	/^\s*(?:for|für|pour|para|per|dla|voor)\s+(?:(?:our|my|the|unser\p{L}*|notre|nuestr[oa]|noss[oa]|onze)\s)?(?=\p{Lu})/u;

/** “We are open!” for Kiln Street Pottery: quoted words, and behind them by name whose film it is. */
export function quoteForName(reading: Reading, at: Span): { quote: QuotedText; name: Span } | null {
	const [quote, ...others] = quotesIn(reading, at);
	if (!quote || others.length > 0 || !("role" in quote) || quote.from !== at.from || reading.requested) return null;
	if (reading.pieces.some((piece) => piece.role === "subject" || piece.role === "title")) return null;
	const found = FOR_WHOM.exec(reading.masked.slice(quote.to, at.to));
	const name = { from: quote.to + (found?.[0].length ?? 0), to: at.to };
	return found && !isEmpty(reading, name) ? { quote, name } : null;
}

export function readQuoteForName(reading: Reading, at: Span, role: Role, hint: string): Role {
	const found = quoteForName(reading, at);
	if (!found) return role;
	readQuotes(reading, found.quote, role, hint);
	addInstruction(reading, { from: found.quote.to, to: found.name.from }, "lead");
	addContent(reading, [found.name], "subject");
	return "statement";
}

/** Each quote of a clause as content of its own; what stands around them is an instruction. */
export function readQuotes(reading: Reading, at: Span, role: Role, hint: string): Role {
	let position = at.from;
	let next = role;
	for (const quote of quotesIn(reading, at)) {
		const inner = "role" in quote ? innerOf(reading.text, quote) : withPlatform(reading, { from: position, to: quote.to }, quote);
		addInstruction(reading, { from: position, to: Math.min(inner.from, quote.from) }, "lead");
		addContent(reading, [inner], "role" in quote ? quoteRole(quote, next) : next, {
			...("role" in quote ? { quote } : {}),
			hint,
		});
		if (next === "subject" || next === "title" || next === "tagline" || next === "opening") next = "statement";
		position = quote.to;
	}
	addInstruction(reading, { from: position, to: at.to }, "lead");
	return next;
}

/** "WhatsApp 07700 900 218": a number or a handle with the place it belongs to. */
function withPlatform(reading: Reading, at: Span, link: Span): Span {
	const ahead = reading.masked.slice(at.from, link.from);
	const platform = reading.lexicon.find("platform", ahead).at(-1);
	return platform && /^[\s:：]*$/u.test(ahead.slice(platform.to)) ? { from: at.from + platform.from, to: link.to } : link;
}

/** A clause with quotes and other content: each in turn. */
export function readAround(reading: Reading, at: Span, role: Role, hint: string): Role {
	let position = at.from;
	let next = role;
	const quotes = quotesIn(reading, at);
	for (const [index, quote] of [...quotes, null].entries()) {
		const part = { from: position, to: quote?.from ?? at.to };
		if (isEmpty(reading, part)) addInstruction(reading, part, "lead");
		else {
			const join =
				index === 0 ? null : new RegExp(`^\\s*(?:${reading.lexicon.and})\\s+`, "iu").exec(reading.text.slice(part.from, part.to));
			const tail = /(?:\s[\p{L}]{1,4})?\s*$/u.exec(reading.text.slice(part.from, part.to))?.[0] ?? "";
			const small =
				quote && tail.trim() !== "" && isEmpty(reading, { from: part.to - tail.length, to: part.to }) ? tail.length : 0;
			// "The café “Rain”": the quoted name is the subject, the words before it say what it is.
			const ahead = next === "subject" && quote !== null;
			addContent(reading, [{ from: part.from + (join?.[0].length ?? 0), to: part.to - small }], ahead ? "occasion" : next, {
				hint,
			});
			if (next === "subject" && !ahead) next = "statement";
		}
		if (quote) next = readQuotes(reading, quote, next, hint);
		position = quote?.to ?? at.to;
	}
	return next;
}

function quoteRole(quote: QuotedText, role: Role): Role {
	if (role !== "statement") return role;
	if (quote.role === "action") return "ending";
	return quote.role === "title" || quote.role === "tagline" || quote.role === "quote" ? quote.role : role;
}

/** The quoted words without their marks. */
function innerOf(text: string, quote: Span): Span {
	return trimmedSpan(text, { from: quote.from + 1, to: quote.to - 1 });
}
