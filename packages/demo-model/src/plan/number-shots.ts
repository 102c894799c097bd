import type { BlockOf } from "../reading/blocks.ts";
import { figureValue } from "../reading/item-figures.ts";
import type { Language } from "../reading/language.ts";
import { capitalised } from "../reading/spans.ts";
import { objectsFor } from "../subject/index.ts";
import { MOST, pointShots, type Shot, shot, textShots } from "./shots.ts";

/** A short word before a figure stands beside it, as large: "Only 9%". */
const LEAD = 8;
/** Longest figure of a ring, with its word. */
const SHOWN = 16;
/** Longest rating with the word before it: "Bewertung 4,9 von 5". */
const RATED = 24;

/** One thing and what it costs: "Sourdough bread: £4.80". */
const THING = /^(\p{L}[\p{L}\p{N}\s'’&-]{1,38}?)\s*[:：]$/u;
const CURRENCY =
	/[\p{Sc}]|(?<!\p{L})(?:eur|usd|gbp|chf|zł|kr|tl|lei|kč|ft|r\$|euros?|dollars?|pounds?|dirhams?)(?!\p{L})|[元円원]|درهم/iu;

/** A thing with its price has the picture to itself. Null: the figure is no price of a thing. */
function productShot({ lead, prefix, digits, suffix, label, text }: BlockOf<"number">, language: Language): Shot | null {
	const name = THING.exec(lead.trim())?.[1];
	const price = `${prefix}${digits}${suffix}`;
	if (!name || label !== "" || !CURRENCY.test(price)) return null;
	return shot("ProductCard", { name: capitalised(name), price, object: objectsFor(name, language)[0]?.id }, text, 2.2);
}

/** A figure that begins its sentence stands alone, with what it counts; within a sentence it stays there. */
export function numberShots(block: BlockOf<"number">, language: Language): Shot[] {
	const product = productShot(block, language);
	if (product) return [product];
	const { lead, prefix, digits, suffix, label, text } = block;
	const shown = `${prefix}${digits}${suffix}`;
	if (lead !== "" || label === "" || label.length > 60 || isYear(shown) || shown.length > 16) return textShots(text);
	const value = figureValue(shown);
	if (!Number.isFinite(value)) return textShots(text);
	return [shot("BigNumber", { value, shown, label, decimals: Math.min(3, (String(value).split(".")[1] ?? "").length) }, text)];
}

export function isYear(text: string): boolean {
	return /^(?:1[5-9]|20)\d\d$/.test(text);
}

export function percentShots({ lead, digits, label, text }: BlockOf<"percent">): Shot[] {
	if (lead.length > LEAD || label === "") return textShots(text);
	const shown = text.slice(0, text.length - label.length).trim();
	if (shown.length > SHOWN) return textShots(text);
	return [shot("Ring", { value: figureValue(digits), shown, label }, text)];
}

export function countShots({ n, m, raw, lead, label, text }: BlockOf<"nOfM">): Shot[] {
	if (lead.length > LEAD || label === "" || m > MOST.icons) return textShots(text);
	return [shot("IconArray", { count: n, total: m, shown: [lead, raw].filter(Boolean).join(" "), label }, text)];
}

/** Several figures: the first alone, large; the others together, so that no two bare numbers follow each other. */
export function figureShots(title: string | null, items: readonly string[]): Shot[] {
	const [first = "", ...rest] = items;
	const found =
		title === null && rest.length >= 2
			? /^([^\p{L}\d]{0,3}\d[\d.,’' ]*\d?\s?(?:%|[kKMB](?![\p{L}]))?\+?)\s+(.{2,50})$/u.exec(first)
			: null;
	const value = found?.[1] ? figureValue(found[1]) : Number.NaN;
	if (!found?.[1] || !found[2] || !Number.isFinite(value) || isYear(found[1])) return pointShots(title, items);
	return [shot("BigNumber", { value, shown: found[1], label: found[2] }, first), ...pointShots(null, rest)];
}

export function scoreShots({ title, home, away, homeScore, awayScore, note, text }: BlockOf<"score">): Shot[] {
	return [shot("Score", { title, home, homeScore: String(homeScore), awayScore: String(awayScore), away, note }, text)];
}

export function ratingShots({ raw, value, most, lead, label, text }: BlockOf<"rating">): Shot[] {
	const shown = [lead, raw].filter(Boolean).join(" ");
	if (shown.length > RATED || value > most) return textShots(text);
	return [shot("Rating", { stars: value, total: most, shown, label }, text)];
}
