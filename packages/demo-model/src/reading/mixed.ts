import type { Block } from "./blocks.ts";
import { type Grouping, type Said, single, words } from "./grouping.ts";
import { hoursIn, hoursOf } from "./hours.ts";
import { figuresIn, namesPrice } from "./item-figures.ts";
import type { Span } from "./spans.ts";

type Kind = "hours" | "price" | "other";

/** Items that say different things: opening hours beside an address, prices beside what is free. Each run has its block. */
export function mixedBlocks(
	grouping: Grouping,
	{ label, items, spans }: { label: string | null; items: readonly string[]; spans: readonly Span[] },
	common: Said,
): Block[] | null {
	const kinds = items.map((item): Kind => (hoursIn(item) ? "hours" : namesPrice(item) ? "price" : "other"));
	const count = (kind: Kind) => kinds.filter((one) => one === kind).length;
	if (count("other") === items.length || count("hours") + count("price") === 0 || (count("hours") === 0 && count("price") < 2))
		return null;
	const runs: { kind: Kind; from: number; to: number }[] = [];
	for (const [index, kind] of kinds.entries()) {
		const last = runs.at(-1);
		if (last?.kind === kind) last.to = index;
		else runs.push({ kind, from: index, to: index });
	}
	if (runs.length < 2) return null;
	return runs.flatMap((run, index): Block[] => {
		const said = items.slice(run.from, run.to + 1);
		const at = { from: spans[run.from]?.from ?? common.from, to: spans[run.to]?.to ?? common.from };
		const title = index === 0 ? label : null;
		const base = { from: at.from, text: [title, ...said].filter(Boolean).join("\n"), lines: said, hint: common.hint };
		if (run.kind === "hours")
			return [
				{
					...base,
					...hoursOf(
						said.flatMap((item) => hoursIn(item) ?? []),
						title,
					),
				},
			];
		const prices = run.kind === "price" ? figuresIn(said, title, "") : null;
		if (prices?.kind === "prices") return [{ ...base, ...prices }];
		if (said.length >= 3 && said.every((item) => item.length <= 60)) return [{ ...base, kind: "list", title, items: said }];
		const whole = words(grouping, { from: title === null ? at.from : common.from, to: at.to });
		return whole.length <= 90
			? single(grouping, { from: title === null ? at.from : common.from, to: at.to }, "")
			: said.flatMap((_, place) => single(grouping, spans[run.from + place] ?? at, ""));
	});
}
