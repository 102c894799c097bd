import type { BlockOf } from "../reading/blocks.ts";
import { capitalised } from "../reading/spans.ts";
import { chunks } from "./drafts.ts";
import { defined, MOST, pointShots, type Shot, shot, textShots } from "./shots.ts";

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

export function priceShots({ title, rows, lines }: BlockOf<"prices">): Shot[] {
	return chunks(rows, MOST.prices).map((group, index) => {
		const items = group.map(({ name, value }) => ({ name: capitalised(name), price: value }));
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
