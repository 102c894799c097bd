import type { BlockOf } from "../reading/blocks.ts";
import { figureValue } from "../reading/item-figures.ts";
import { capitalised } from "../reading/spans.ts";
import { MOST, pointShots, type Shot, shot, textShots } from "./shots.ts";

export function seriesShots({ title, unit, points, overTime, hint, text, lines }: BlockOf<"series">): Shot[] {
	const line = /line|linie|curve|courbe|kurve|línea/i.test(hint);
	if (!title || points.length > MOST.values || (!line && points.length > MOST.bars)) return pointShots(title, lines);
	if (new Set(points.map(({ label }) => label)).size < points.length) return pointShots(title, lines);
	const drawn = points.map(({ label, value, raw }) => ({ label: capitalised(label), value, shown: shownWith(raw, unit) }));
	const bars = /\bbars?\b|balken|säulen|barras|barres|barre\b|słupk|staaf|çubuk|sütun|棒|柱|막대/iu.test(hint);
	if (line || (overTime && points.length > 4 && !bars))
		return [shot("LineChart", { title: capitalised(title), points: drawn }, text, 2.4)];
	const best = drawn.reduce((top, point) => (point.value > top.value ? point : top));
	return [shot("BarChart", { title: capitalised(title), bars: drawn, highlight: best.label }, text, 2.4)];
}

function shownWith(raw: string, unit: string): string {
	// The unit of a series can stand around its figures: "$M" of "$1.2M".
	const around = raw.replace(/[\d.,’'\u00a0\u202f]+/g, "").trim();
	return unit !== "" && around !== unit && !raw.includes(unit) ? `${raw} ${unit}` : raw;
}

export function shareShots({ title, points, text, lines }: BlockOf<"shares">): Shot[] {
	if (points.length > MOST.parts) return pointShots(title, lines);
	const parts = points.map(({ label, value, raw }) => ({ label: capitalised(label), value, shown: raw }));
	return [shot("Donut", { title: title ? capitalised(title) : null, parts }, text, 2.4)];
}

export function tableShots({ title, columns, rows, hint, from, text }: BlockOf<"table">): Shot[] {
	const [unit = "", ...names] = columns ?? [];
	const figures = rows.map((row) => row.slice(1).map((cell) => ({ raw: cell, value: figureValue(cell) })));
	const numeric = figures.every((row) => row.every(({ raw, value }) => Number.isFinite(value) && /^[^\p{L}]{0,3}\d/u.test(raw)));
	if (numeric && rows[0]?.length === 2 && rows.length <= MOST.bars && rows.length >= 2) {
		const bars = rows.map((row, index) => ({ label: row[0] ?? "", value: figures[index]?.[0]?.value ?? 0, shown: row[1] ?? "" }));
		const heading = [title, columns?.join(" · ")].filter(Boolean).join(" – ");
		if (heading !== "")
			return [shot("BarChart", { title: capitalised(heading), bars }, [heading, ...rows.flat()].join(" "), 2.4)];
	}
	// "Feature, Us, Them": two or three things with a row for each of their values.
	const [first = "", ...sides] = columns ?? [];
	if (/versus/.test(hint) && sides.length >= 2 && sides.length <= 3 && (title === null || first === "")) {
		const compared = rows.map(([label = "", ...values]) => ({ label, values }));
		return versusShots({
			kind: "versus",
			from,
			hint,
			text,
			lines: rows.map((row) => row.join(" · ")),
			title: title ?? first,
			sides,
			rows: compared,
		});
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

/** Two things side by side; without points only where both are names. */
export function comparisonShots({ title, sides, text, lines }: BlockOf<"comparison">): Shot[] {
	const [left, right] = sides;
	const full = sides.every((side) => side.points.length > 0 && side.points.length <= MOST.pointsOfSide);
	const named = sides.every((side) => side.points.length === 0 && side.title.length <= 24 && !/\d/.test(side.title));
	const most = Math.max(...sides.map((side) => side.points.length));
	if (sides.length === 3 && sides.every((side) => side.points.length === most && most > 0) && most <= MOST.rows) {
		const rows = Array.from({ length: most }, (_, row) => ({ cells: sides.map((side) => capitalised(side.points[row] ?? "")) }));
		return [shot("Table", { title, columns: sides.map((side) => capitalised(side.title)), rows }, text, 2.6)];
	}
	if (!left || !right || sides.length > 2 || !(full || named))
		return sides.some((side) => side.points.length > 0) ? pointShots(title, lines) : textShots(text);
	const card = ({ title: name, points }: typeof left) => ({ title: capitalised(name), points: points.map(capitalised) });
	return [shot("Comparison", { title, left: card(left), right: card(right) }, text, 2.4)];
}

/** Two or three things, row by row. */
export function versusShots({ title, sides, rows, text, lines }: BlockOf<"versus">): Shot[] {
	if (rows.length > MOST.versusRows || rows.some((row) => row.values.length !== sides.length)) return pointShots(title, lines);
	return [shot("Versus", { title: title ? capitalised(title) : null, sides: sides.map(capitalised), rows }, text, 2.6)];
}
