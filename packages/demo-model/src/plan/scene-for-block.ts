import type { Block, BlockKind, BlockOf } from "../reading/blocks.ts";
import type { Brief } from "../reading/brief.ts";
import { figureValue } from "../reading/figures.ts";
import { capitalised, pick, pieces } from "../reading/spans.ts";
import { chunks, type Draft, KINETIC, kinetic, markOf, seconds } from "./drafts.ts";

/** What a scene's choice depends on besides its block. */
export interface Scenery {
	brief: Brief;
	/** Names of pictures below `public/assets/`. */
	files: readonly string[];
	/** The film's name, where it has one of its own. */
	name: string | null;
}

/** A scene before it knows its place. */
type Shot = Omit<Draft, "at">;
type Mapping = { [K in BlockKind]: (block: BlockOf<K>, scenery: Scenery) => Shot[] };

/** Lines one scene of points can take, and the most its schema allows of steps, bars, and parts of a whole. */
const MOST = {
	points: 5,
	ingredients: 14,
	prices: 8,
	rows: 8,
	columns: 6,
	days: 7,
	moments: 10,
	people: 12,
	steps: 6,
	bars: 8,
	values: 12,
	parts: 6,
	icons: 100,
};

/** The scenes that show a block: one line a kind, so that a new scene of the template is one change here. */
const SCENES: Mapping = {
	title: (block, { brief }) => [titleShot(block, brief)],
	statement: (block) => textShots(block.text),
	question: (block) => textShots(block.text),
	quote: (block) => quoteShots(block),
	number: (block) => numberShots(block),
	percent: (block) => percentShots(block),
	nOfM: (block) => countShots(block),
	score: (block) => scoreShots(block),
	priceChange: (block) => textShots(block.text),
	rating: (block) => ratingShots(block),
	route: (block) => routeShots(block),
	countdown: (block) => textShots(block.text),
	list: (block) => iconShots(block.title, block.items),
	steps: (block) => stepShots(block.title, block.items),
	numbers: (block) => figureShots(block.title, block.items),
	recipe: (block) => recipeShots(block),
	prices: (block) => priceShots(block),
	series: (block) => seriesShots(block),
	shares: (block) => shareShots(block),
	table: (block) => tableShots(block),
	comparison: (block) => comparisonShots(block),
	timeline: (block) => timelineShots(block),
	hours: (block) => hourShots(block),
	weather: (block) => pointShots(block.title, block.lines),
	team: (block) => teamShots(block),
	contact: (block, scenery) => contactShots(block, scenery),
	invitation: (block) => [invitationShot(block)],
	picture: (block, { brief }) => [pictureShot(block.file, brief)],
	ending: (block, scenery) => endingShots(block, scenery),
};

/** The scenes of a block, in order. */
export function scenesFor(block: Block, scenery: Scenery): Shot[] {
	// The compiler can't tie the block to the entry of its own kind.
	const map = SCENES[block.kind] as (block: Block, scenery: Scenery) => Shot[];
	return map(block, scenery);
}

function shot(scene: string, props: Record<string, unknown>, text: string, base = 1.6): Shot {
	return { scene, props: defined(props), seconds: seconds(text, base), text };
}

function defined(props: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== null && value !== undefined && value !== ""));
}

function titleShot(block: BlockOf<"title">, brief: Brief): Shot {
	const { title, kicker, subtitle } = block;
	const text = [kicker, title, subtitle].filter(Boolean).join(" ");
	return shot("Title", { title, kicker, subtitle, align: pick(["center", "left"], brief.seed, "title align") }, text, 1.8);
}

/** A text as moving words, in as many scenes as it needs. */
function textShots(text: string): Shot[] {
	return pieces(text, text.length <= KINETIC * 1.3 ? KINETIC * 1.3 : KINETIC).map((piece) =>
		shot("KineticText", kinetic(capitalised(piece)), piece, 1.4),
	);
}

function quoteShots({ quote, author, role }: BlockOf<"quote">): Shot[] {
	const parts = pieces(quote, 200);
	return parts.map((part, index) =>
		shot("Quote", index === parts.length - 1 ? { quote: part, author, role } : { quote: part }, `${part} ${author ?? ""}`),
	);
}

/** A figure that begins its sentence stands alone, with what it counts; within a sentence it stays there. */
function numberShots(block: BlockOf<"number">): Shot[] {
	const { lead, prefix, digits, suffix, label, text } = block;
	const shown = `${prefix}${digits}${suffix}`;
	if (lead !== "" || label === "" || label.length > 60 || isYear(shown) || shown.length > 16) return textShots(text);
	const value = figureValue(shown);
	if (!Number.isFinite(value)) return textShots(text);
	return [shot("BigNumber", { value, shown, label, decimals: Math.min(3, (String(value).split(".")[1] ?? "").length) }, text)];
}

function isYear(text: string): boolean {
	return /^(?:1[5-9]|20)\d\d$/.test(text);
}

function percentShots({ lead, digits, label, text }: BlockOf<"percent">): Shot[] {
	if (lead !== "" || label === "") return textShots(text);
	const shown = text.slice(0, text.length - label.length).trim();
	return [shot("Ring", { value: figureValue(digits), shown, label }, text)];
}

function countShots({ n, m, raw, lead, label, text }: BlockOf<"nOfM">): Shot[] {
	if (lead !== "" || label === "" || m > MOST.icons) return textShots(text);
	return [shot("IconArray", { count: n, total: m, shown: raw, label }, text)];
}

function pointShots(title: string | null, items: readonly string[]): Shot[] {
	return chunks(items, MOST.points).map((group, index) =>
		shot(
			"Points",
			{ title: index === 0 && title ? capitalised(title) : null, points: group.map(capitalised) },
			[title ?? "", ...group].join(" "),
			1.8,
		),
	);
}

/** `texts`: what each step says beside its name. */
function stepShots(title: string | null, items: readonly string[], texts: readonly string[] = []): Shot[] {
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

/** Several figures: the first alone, large; the others together, so that no two bare numbers follow each other. */
function figureShots(title: string | null, items: readonly string[]): Shot[] {
	const [first = "", ...rest] = items;
	const found =
		title === null && rest.length >= 2
			? /^([^\p{L}\d]{0,3}\d[\d.,’' ]*\d?\s?(?:%|[kKMB](?![\p{L}]))?\+?)\s+(.{2,50})$/u.exec(first)
			: null;
	const value = found?.[1] ? figureValue(found[1]) : Number.NaN;
	if (!found?.[1] || !found[2] || !Number.isFinite(value) || isYear(found[1])) return pointShots(title, items);
	return [shot("BigNumber", { value, shown: found[1], label: found[2] }, first), ...pointShots(null, rest)];
}

/** Things of a few words, each with an icon for what it means. */
function iconShots(title: string | null, items: readonly string[]): Shot[] {
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

function scoreShots({ title, home, away, homeScore, awayScore, text }: BlockOf<"score">): Shot[] {
	return [shot("Score", { title, home, homeScore: String(homeScore), awayScore: String(awayScore), away }, text)];
}

function ratingShots({ raw, value, most, lead, label, text }: BlockOf<"rating">): Shot[] {
	if (lead !== "" || value > most) return textShots(text);
	return [shot("Rating", { stars: value, total: most, shown: raw, label }, text)];
}

/** A map, where nothing but the way itself is said. */
function routeShots({ origin, destination, text }: BlockOf<"route">): Shot[] {
	const around =
		text
			.replace(origin, "")
			.replace(destination, "")
			.match(/[\p{L}\p{N}]+/gu) ?? [];
	return around.length <= 2 ? [shot("RouteMap", { from: origin, to: destination }, text, 2.6)] : textShots(text);
}

function recipeShots({ title, rows, lines }: BlockOf<"recipe">): Shot[] {
	if (rows.length > MOST.ingredients) return pointShots(title, lines);
	// "320 g of spaghetti" is one phrase; "320 g spaghetti" are an amount and a name.
	const ingredients = rows.map(({ name, value }, index) =>
		value === "" || /^(?:of|de|d['’]|di|von|van|do|da)\b/iu.test(name) ? { name: lines[index] ?? name } : { amount: value, name },
	);
	return [shot("Recipe", { title: title ? capitalised(title) : null, ingredients, steps: [] }, lines.join(" "), 2.4)];
}

function priceShots({ title, rows, lines }: BlockOf<"prices">): Shot[] {
	return chunks(rows, MOST.prices).map((group, index) => {
		const items = group.map(({ name, value }) => ({ name: capitalised(name), price: value }));
		return shot("PriceList", { title: index === 0 && title ? capitalised(title) : null, items }, lines.join(" "), 2.2);
	});
}

function hourShots({ title, rows, lines }: BlockOf<"hours">): Shot[] {
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

function timelineShots({ title, moments, lines }: BlockOf<"timeline">): Shot[] {
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

function teamShots({ title, people, lines }: BlockOf<"team">): Shot[] {
	if (people.length > MOST.people) return pointShots(title, lines);
	return [shot("Team", { title: title ? capitalised(title) : null, people }, lines.join(" "), 2.2)];
}

function seriesShots({ title, unit, points, overTime, hint, text, lines }: BlockOf<"series">): Shot[] {
	const line = /line|linie|curve|courbe|kurve|línea/i.test(hint);
	if (!title || points.length > MOST.values || (!line && points.length > MOST.bars)) return pointShots(title, lines);
	if (new Set(points.map(({ label }) => label)).size < points.length) return pointShots(title, lines);
	const drawn = points.map(({ label, value, raw }) => ({ label: capitalised(label), value, shown: shownWith(raw, unit) }));
	if (line || (overTime && points.length > 4))
		return [shot("LineChart", { title: capitalised(title), points: drawn }, text, 2.4)];
	const best = drawn.reduce((top, point) => (point.value > top.value ? point : top));
	return [shot("BarChart", { title: capitalised(title), bars: drawn, highlight: best.label }, text, 2.4)];
}

function shownWith(raw: string, unit: string): string {
	return unit !== "" && !raw.includes(unit) ? `${raw} ${unit}` : raw;
}

function shareShots({ title, points, text, lines }: BlockOf<"shares">): Shot[] {
	if (points.length > MOST.parts) return pointShots(title, lines);
	const parts = points.map(({ label, value, raw }) => ({ label: capitalised(label), value, shown: raw }));
	return [shot("Donut", { title: title ? capitalised(title) : null, parts }, text, 2.4)];
}

function tableShots({ title, columns, rows }: BlockOf<"table">): Shot[] {
	const [unit = "", ...names] = columns ?? [];
	const figures = rows.map((row) => row.slice(1).map((cell) => ({ raw: cell, value: figureValue(cell) })));
	const numeric = figures.every((row) => row.every(({ raw, value }) => Number.isFinite(value) && /^[^\p{L}]{0,3}\d/u.test(raw)));
	if (numeric && rows[0]?.length === 2 && rows.length <= MOST.bars && rows.length >= 2) {
		const bars = rows.map((row, index) => ({ label: row[0] ?? "", value: figures[index]?.[0]?.value ?? 0, shown: row[1] ?? "" }));
		const heading = [title, columns?.join(" · ")].filter(Boolean).join(" – ");
		if (heading !== "")
			return [shot("BarChart", { title: capitalised(heading), bars }, [heading, ...rows.flat()].join(" "), 2.4)];
	}
	if (columns && columns.length <= MOST.columns && rows.length <= MOST.rows)
		return [
			shot(
				"Table",
				{ title, columns, rows: rows.map((cells) => ({ cells })) },
				[title ?? "", ...columns, ...rows.flat()].join(" "),
				2.6,
			),
		];
	const lines = rows.map((row) => row.join(" · "));
	return pointShots(
		title ?? (columns ? [unit, ...names].join(" · ") : null),
		title && columns ? [columns.join(" · "), ...lines] : lines,
	);
}

function comparisonShots({ title, sides, text, lines }: BlockOf<"comparison">): Shot[] {
	const [left, right] = sides;
	const full = sides.every((side) => side.points.length > 0 && side.points.length <= 5);
	if (!left || !right || sides.length > 2 || !full)
		return sides.some((side) => side.points.length > 0) ? pointShots(title, lines) : textShots(text);
	const card = ({ title: name, points }: typeof left) => ({ title: capitalised(name), points: points.map(capitalised) });
	return [shot("Comparison", { title, left: card(left), right: card(right) }, text, 2.4)];
}

function contactShots({ entries, text }: BlockOf<"contact">, { name }: Scenery): Shot[] {
	const [only] = entries;
	if (entries.length === 1 && only && !only.text.includes(" ") && name)
		return [shot("Outro", { title: name, url: only.text }, text, 2.2)];
	if (entries.length === 1) return [shot("Outro", { title: text }, text, 2.2)];
	return pointShots(
		null,
		entries.map((entry) => entry.text),
	);
}

function invitationShot({ entries, text }: BlockOf<"invitation">): Shot {
	const [first, ...rest] = entries.map((entry) => entry.text);
	return shot("Title", { title: capitalised(first ?? ""), subtitle: rest.join(" · "), align: "center" }, text, 2);
}

function pictureShot(file: string, brief: Brief): Shot {
	return {
		scene: "ImagePan",
		props: { src: `assets/${file}`, move: pick(["in", "left", "out", "right"], brief.seed, file) },
		seconds: 4,
		text: "",
	};
}

/** Longest words of a button. */
const BUTTON = 26;

function endingShots({ action, link, text }: BlockOf<"ending">, { name }: Scenery): Shot[] {
	if (!action) return [shot("Outro", name ? { title: name, url: link } : { title: link }, text, 2)];
	if (action.length > 70) return [...textShots(action), ...(link ? [shot("Outro", { title: link }, link, 2)] : [])];
	if (name && action.length <= BUTTON && name.length <= 40) return [shot("Outro", { title: name, action, url: link }, text, 2.2)];
	return [shot("Outro", { title: action, url: link }, text, 2)];
}

/** The film's name at its end, as a sign. */
export function signOff(name: string, brief: Brief): Shot {
	return { scene: "Logo", props: { name, mark: markOf(brief) }, seconds: 2.4, text: "" };
}
