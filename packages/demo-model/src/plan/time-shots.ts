import type { BlockOf } from "../reading/blocks.ts";
import { skyIn } from "../reading/sky-words.ts";
import { capitalised } from "../reading/spans.ts";
import { MOST, pointShots, type Shot, shot, textShots } from "./shots.ts";

/** Longest texts that the fields of these scenes take. */
const PRICE = 40;
const DAY = 40;
const TEMPERATURE = 16;

/** How many are left, where nothing stands before the number. */
export function countdownShots({ count, unit, lead, label, text }: BlockOf<"countdown">): Shot[] {
	if (lead === "") return [shot("Countdown", { count, unit, label }, text, 2)];
	// The board has no place for a word before its count: "Noch 5 Tage".
	if (lead.length > 10 || !/\s/.test(text)) return textShots(text);
	const said = [unit, label].filter(Boolean).join(" ");
	return [shot("BigNumber", { value: count, shown: `${lead} ${count}`, label: said, decimals: 0 }, text, 2)];
}

/** The old price, crossed out, and the new one, each in its own words. */
export function priceChangeShots({ before, after, label, text }: BlockOf<"priceChange">): Shot[] {
	if (label === "" || before.length > PRICE || after.length > PRICE) return textShots(text);
	return [shot("PriceList", { items: [{ name: capitalised(label), price: after, oldPrice: before }] }, text, 2.2)];
}

export function beforeAfterShots(block: BlockOf<"beforeAfter">): Shot[] {
	const { title, before, after, beforeLabel, afterLabel, text } = block;
	if (Math.max(before.length, after.length) > 120) return pointShots(title, block.lines);
	return [
		shot(
			"BeforeAfter",
			{
				title,
				beforeLabel: capitalised(beforeLabel),
				before: capitalised(before),
				afterLabel: capitalised(afterLabel),
				after: capitalised(after),
			},
			text,
			2.4,
		),
	];
}

/** Days with their sky and temperature. A day whose sky no word names makes a list of all. */
export function weatherShots({ title, days, lines }: BlockOf<"weather">): Shot[] {
	const drawn = days.map(({ day, temperature, sky }) => {
		// "24/15" are two figures; a range is one.
		const [high = "", low] = temperature.split(/\s?\/\s?/);
		return { day: sky === "" ? day : `${day} · ${sky}`, sky: skyIn(sky), high, low };
	});
	const fits = drawn.every(
		({ day, sky, high, low }) =>
			sky !== null && day.length <= DAY && high.length <= TEMPERATURE && (low ?? "").length <= TEMPERATURE,
	);
	if (!fits || days.length > MOST.days) return pointShots(title, lines);
	return [
		shot(
			"Weather",
			{ title: title ? capitalised(title) : null, days: drawn.map(({ low, ...day }) => (low ? { ...day, low } : day)) },
			lines.join(" "),
			2.4,
		),
	];
}
