import type { Rect } from "../../design/scene";

type Size = { width: number; height: number };

/** The tiles' favourite shape, width by height. */
const SHAPE = 1.3;

/** Rows in which `count` tiles come nearest to their favourite shape. */
const rowsFor = (count: number, { width, height }: Size): number => {
	const misfit = (rows: number) => Math.abs(Math.log(width / Math.ceil(count / rows) / (height / rows) / SHAPE));
	return Array.from({ length: count }, (_, index) => index + 1).reduce(
		(best, rows) => (misfit(rows) < misfit(best) ? rows : best),
		1,
	);
};

const shares = (weights: number[], length: number): { from: number; size: number }[] => {
	const total = weights.reduce((sum, weight) => sum + weight, 0);
	let at = 0;
	return weights.map((weight) => {
		const size = (length * weight) / total;
		at += size;
		return { from: at - size, size };
	});
};

/** Widths in a row alternate, and the wide one changes sides from row to row. */
const uneven = (count: number, row: number): number[] =>
	count === 1 ? [1] : Array.from({ length: count }, (_, index) => ((index + row) % 2 === 0 ? 1.18 : 0.92));

/**
 * Divides an area into `count` tiles of uneven width, without gaps. The first row, which is read first, holds the fewest.
 * In px from the top left of the area.
 */
export const tilesOf = (count: number, area: Size): Rect[] => {
	const rows = rowsFor(count, area);
	const least = Math.floor(count / rows);
	const more = count % rows;
	const perRow = Array.from({ length: rows }, (_, row) => least + (row >= rows - more ? 1 : 0));
	const heights = shares(
		perRow.map((_, row) => (row === 0 && rows > 1 ? 1.12 : 1)),
		area.height,
	);
	return perRow.flatMap((inRow, row) =>
		shares(uneven(inRow, row), area.width).map(({ from, size }) => ({
			x: from,
			y: heights[row]?.from ?? 0,
			width: size,
			height: heights[row]?.size ?? 0,
		})),
	);
};

/** The part of `tile` in which text may stand: inside the safe box, with `padding` px to the tile's own edges. */
export const innerOf = (tile: Rect, safe: Rect, padding: number): Rect => {
	const left = Math.max(tile.x + padding, safe.x);
	const top = Math.max(tile.y + padding, safe.y);
	const right = Math.min(tile.x + tile.width - padding, safe.x + safe.width);
	const bottom = Math.min(tile.y + tile.height - padding, safe.y + safe.height);
	return { x: left, y: top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
};
