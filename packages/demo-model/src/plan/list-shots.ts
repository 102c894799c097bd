import type { BlockOf } from "../reading/blocks.ts";
import { capitalised, pick } from "../reading/spans.ts";
import { objectsFor } from "../subject/index.ts";
import { chunks } from "./drafts.ts";
import { defined, MOST, pointShots, type Scenery, type Shot, shot, textShots } from "./shots.ts";

/** `texts`: what each step says beside its name. */
export function stepShots(title: string | null, items: readonly string[], texts: readonly string[] = []): Shot[] {
	if (items.length < 2) return textShots(items.join(" "));
	let next = 0;
	return chunks(items, MOST.steps).flatMap((group, index) => {
		const from = next;
		next += group.length;
		const heading = index === 0 && title ? capitalised(title) : null;
		const said = group.map((item, at) => [item, texts[from + at] ?? ""].filter(Boolean).join(" "));
		// The scene numbers its steps itself: a second one would begin at 1 again.
		if (group.length < 2 || (index > 0 && texts.length === 0)) return pointShots(heading, said);
		const steps = group.map((item, at) => defined({ title: capitalised(item), text: texts[from + at] }));
		return [shot("Steps", { title: heading, steps }, [heading ?? "", ...said].join(" "), 2)];
	});
}

/** Things of a few words, each with an icon for what it means. */
export function iconShots(title: string | null, items: readonly string[]): Shot[] {
	if (items.some((item) => item.length > 48)) return pointShots(title, items);
	return chunks(items, MOST.points + 1).map((group, index) =>
		shot(
			"IconList",
			{ title: index === 0 && title ? capitalised(title) : null, items: group.map((text) => ({ text: capitalised(text) })) },
			[title ?? "", ...group].join(" "),
			1.8,
		),
	);
}

/** Longest name that runs through the picture, and that stands below a picture of its thing. */
const NAME = { running: 18, below: 26 };

/**
 * A list of things. Names that the template can draw are a gallery; many short ones run through the picture; others
 * stand below each other with their icons.
 */
export function listShots({ title, items, text }: BlockOf<"list">, { brief }: Scenery): Shot[] {
	const heading = title ? capitalised(title) : null;
	const named = items.map((item) => objectsFor(item, brief.language).find(({ direct }) => direct)?.id ?? null);
	const drawn = named.filter((id) => id !== null);
	const fit = (length: number) => items.every((item) => item.length <= length);
	if (items.length >= 3 && items.length <= 6 && fit(NAME.below) && new Set(drawn).size === items.length) {
		const pictures = items.map((item, index) => ({ object: named[index], caption: capitalised(item) }));
		if (pick([true, true, false], brief.seed, `gallery ${text}`))
			return [shot("Gallery", { title: heading, pictures }, text, 2.2)];
	}
	const runs = items.length >= 4 && items.length <= 12 && fit(NAME.running) && items.every((item) => !/\d/.test(item));
	if (runs && drawn.length <= items.length / 2)
		return [shot("Ticker", { title: heading, words: items.map(capitalised) }, text, 2.2)];
	return iconShots(title, items);
}

export function recipeShots({ title, rows, lines, steps }: BlockOf<"recipe">): Shot[] {
	if (rows.length > MOST.ingredients) return [...pointShots(title, lines.slice(0, rows.length)), ...stepShots(null, steps)];
	// "320 g of spaghetti" is one phrase; "320 g spaghetti" are an amount and a name.
	const ingredients = rows.map(({ name, value }, index) =>
		value === "" || /^(?:of|de|d['’]|di|von|van|do|da)\b/iu.test(name) ? { name: lines[index] ?? name } : { amount: value, name },
	);
	return [
		shot(
			"Recipe",
			{ title: title ? capitalised(title) : null, ingredients, steps: steps.map(capitalised) },
			lines.join(" "),
			2.4,
		),
	];
}

export function priceShots({ title, rows, lines, text }: BlockOf<"prices">, { brief }: Scenery): Shot[] {
	const [only] = rows;
	// One thing has the picture to itself.
	if (only && rows.length === 1 && !title) {
		const object = objectsFor(only.name, brief.language)[0]?.id;
		return [shot("ProductCard", { name: capitalised(only.name), price: only.value, object }, text, 2.2)];
	}
	return chunks(rows, MOST.prices).map((group, index) => {
		const items = group.map(({ name, value, old }) => ({
			name: capitalised(name),
			price: value,
			...(old === undefined ? {} : { oldPrice: old }),
		}));
		return shot("PriceList", { title: index === 0 && title ? capitalised(title) : null, items }, lines.join(" "), 2.2);
	});
}

export function hourShots({ title, rows, lines }: BlockOf<"hours">): Shot[] {
	if (rows.length > MOST.days) return pointShots(title, lines);
	return [
		shot(
			"OpeningHours",
			{ title: title ? capitalised(title) : null, days: rows.map(({ days, hours }) => ({ day: days, hours })) },
			lines.join(" "),
			2.2,
		),
	];
}

export function timelineShots({ title, moments, lines }: BlockOf<"timeline">): Shot[] {
	if (moments.some(({ date }) => date.length > 40)) return pointShots(title, lines);
	return chunks(moments, MOST.moments).map((group, index) =>
		shot(
			"Timeline",
			{
				title: index === 0 && title ? capitalised(title) : null,
				events: group.map(({ date, text }) => ({ date, text: capitalised(text) })),
			},
			lines.join(" "),
			2.4,
		),
	);
}

export function teamShots({ title, people, credits, lines }: BlockOf<"team">): Shot[] {
	if ((credits || people.length > MOST.people) && people.length <= MOST.credits)
		return [
			shot(
				"Credits",
				{ title: title ? capitalised(title) : null, lines: people.map(({ name, role }) => ({ name, role: capitalised(role) })) },
				lines.join(" "),
				2.6,
			),
		];
	if (people.length > MOST.people) return pointShots(title, lines);
	return [shot("Team", { title: title ? capitalised(title) : null, people }, lines.join(" "), 2.2)];
}
