import type { Fact, Findings } from "../reading/findings.ts";
import { wordsOf } from "../reading/language.ts";
import type { ListFound } from "../reading/lists.ts";
import { capitalised, pick, shortened } from "../reading/spans.ts";
import { chunks, type Draft, kinetic, seconds } from "./drafts.ts";

/** Scenes for what the prompt enumerates: steps, points, comparisons, charts. */
export function listDrafts(brief: Findings): Draft[] {
	// A list's title that only says again what the film is about is left out.
	const said = `${brief.subject.topic} ${brief.subject.name ?? ""}`.toLowerCase();
	return brief.lists.flatMap((list) =>
		oneList(list.kind !== "chart" && said.includes(list.title.toLowerCase()) ? { ...list, title: "" } : list, brief),
	);
}

function oneList(list: ListFound, brief: Findings): Draft[] {
	switch (list.kind) {
		case "chart":
			return chart(list, brief);
		case "versus":
			return [
				{
					scene: "Comparison",
					props: {
						...(list.title ? { title: list.title } : {}),
						left: capitalisedSide(list.left),
						right: capitalisedSide(list.right),
					},
					seconds: seconds([list.left.title, ...list.left.points, list.right.title, ...list.right.points].join(" "), 2.4),
					at: list.from,
				},
			];
		case "steps":
			return chunks(list.items, 6).map((items, index) =>
				items.length < 2
					? { scene: "KineticText", props: kinetic(shortenedItem(items[0] ?? "")), seconds: 3, at: list.from + index / 1000 }
					: {
							scene: "Steps",
							props: {
								title: /^(?:|steps?|schritte?|pasos?|étapes?|process)$/i.test(list.title)
									? wordsOf(brief.language).steps
									: list.title,
								steps: items.map(stepOf),
								layout: "auto",
							},
							seconds: seconds(items.join(" "), 2),
							at: list.from + index / 1000,
						},
			);
		case "points":
			return chunks(list.items, 5).map((items, index) => ({
				scene: "Points",
				props: { ...(list.title ? { title: list.title } : {}), points: items.map((item) => capitalised(shortenedItem(item))) },
				seconds: seconds(items.join(" "), 1.8),
				at: list.from + index / 1000,
			}));
	}
}

/**
 * Bars, because they show every number they stand for. A line shows only its last one: it is drawn when it is asked for,
 * or for more than two rows of bars, and then a list of all values follows.
 */
function chart(list: Extract<ListFound, { kind: "chart" }>, brief: Findings): Draft[] {
	const title = list.title || (list.overTime ? wordsOf(brief.language).numbers : wordsOf(brief.language).highlights);
	const named = { title, ...(list.unit ? { unit: list.unit } : {}) };
	const points = uniqueLabels(list.points.slice(0, 12));
	if (points.length < 2) return [];
	if (/\b(?:line (?:chart|graph)|line|curve|trend|linien?diagramm|kurve|línea|courbe)\b/i.test(brief.prompt)) {
		const each = Math.ceil(points.length / 6);
		const shown =
			list.unit && !/^[$€£¥]$/.test(list.unit)
				? (value: number) => `${plainNumber(value)}${list.unit.length > 2 ? " " : ""}${list.unit}`
				: (value: number) => `${list.unit}${plainNumber(value)}`;
		const lines = grouped(
			points.map((point) => `${point.label}: ${shown(point.value)}`),
			each,
		);
		return [
			{ scene: "LineChart", props: { ...named, points }, seconds: 3 + points.length * 0.3, at: list.from },
			{ scene: "Points", props: { title, points: lines }, seconds: 2 + points.length * 0.3, at: list.from + 0.5 },
		];
	}
	return chunks(points, 8).flatMap((group, index): Draft[] => {
		const best = group.reduce((top, point) => (point.value > top.value ? point : top), group[0] ?? { label: "", value: 0 });
		return group.length < 2
			? []
			: [
					{
						scene: "BarChart",
						props: { ...named, bars: group, highlight: best.label },
						seconds: 3 + group.length * 0.4,
						at: list.from + index / 1000,
					},
				];
	});
}

function grouped(lines: readonly string[], each: number): string[] {
	return chunks(lines, each).map((group) => group.join(" · "));
}

/** As the scenes write numbers: thousands in groups, decimals as they are. */
function plainNumber(value: number): string {
	return value.toLocaleString("en-US", { maximumFractionDigits: 3 });
}

function uniqueLabels(points: readonly { label: string; value: number }[]): { label: string; value: number }[] {
	const seen = new Map<string, number>();
	return points.map((point) => {
		const times = (seen.get(point.label) ?? 0) + 1;
		seen.set(point.label, times);
		return times === 1 ? { ...point } : { ...point, label: `${point.label} ${times}` };
	});
}

/** Facts worth a scene of their own, and the rest as points. */
export function factDrafts(brief: Findings): Draft[] {
	const alone = brief.facts.filter((fact) => standsAlone(fact, brief));
	const percents = alone.filter((fact) => fact.suffix === "%" && !fact.start && fact.value >= 0);
	const asChart =
		percents.length >= 3 &&
		percents.length <= 6 &&
		new Set(percents.map((fact) => fact.label)).size === percents.length &&
		pick([true, false], brief.seed, "percents as bars");
	const drafts: Draft[] = [];
	if (asChart) {
		drafts.push({
			scene: "BarChart",
			props: {
				title: wordsOf(brief.language).numbers,
				unit: "%",
				bars: percents.map((fact) => ({ label: shortened(capitalised(fact.label), 28), value: fact.value })),
			},
			seconds: 3 + percents.length * 0.6,
			at: percents[0]?.from ?? 0,
		});
	}
	for (const fact of alone) if (!(asChart && percents.includes(fact))) drafts.push(bigNumber(fact, brief));
	return drafts;
}

export function standsAlone(fact: Fact, brief: Findings): boolean {
	return (
		fact.clean &&
		!fact.isYear &&
		fact.label !== "" &&
		fact.label.length <= 60 &&
		(brief.language === "en" || /^\d{1,3}$/.test(fact.digits))
	);
}

function bigNumber(fact: Fact, brief: Findings): Draft {
	const { from, fromAbove } = wordsOf(brief.language);
	const text = fact.start ? `${fact.label}, ${fact.value < fact.start.value ? fromAbove : from} ${fact.start.raw}` : fact.label;
	return {
		scene: "BigNumber",
		props: {
			value: fact.value,
			...(fact.prefix ? { prefix: fact.prefix } : {}),
			...(fact.suffix ? { suffix: fact.suffix } : {}),
			...(fact.decimals ? { decimals: fact.decimals } : {}),
			// "of users sleep better" goes on from the number: it keeps its small letter.
			label: /^of\b/i.test(text) ? text : capitalised(text),
			...(fact.start && Number.isFinite(fact.start.value) ? { from: fact.start.value } : {}),
		},
		seconds: seconds(text, 2.2),
		at: fact.from,
	};
}

function capitalisedSide(side: { title: string; points: string[] }): { title: string; points: string[] } {
	return { title: capitalised(side.title), points: side.points.slice(0, 4).map(capitalised) };
}

/** "Sign up: it takes a minute" is a step and what it means. */
function stepOf(item: string): { title: string; text?: string } {
	const match = /^(.{2,40}?)(?::\s+|\s+[–—-]\s+)(.+)$/.exec(item);
	if (match?.[1] && match[2]) return { title: capitalised(match[1]), text: capitalised(match[2]) };
	if (item.length > 60) {
		const title = shortened(item, 40);
		return { title: capitalised(title), text: item.slice(title.length).trim() };
	}
	return { title: capitalised(item) };
}

function shortenedItem(item: string): string {
	return item.length > 160 ? shortened(item, 160) : item;
}
