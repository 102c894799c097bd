import { random } from "remotion";
import { easeInOut, easeOut } from "../design/motion";
import { circle, clipOf, polygon, rectangle, staggered } from "./paths";
import type { Transition } from "./transition";

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
/** The old scene moves a little under the new one, so that it does not look frozen. */
const settle = ({ progress }: { progress: number }) => ({ transform: `scale(${1 + 0.05 * easeInOut(progress)})` });

export const curtain: Transition = {
	title: "Curtain",
	description: "The new scene opens from the middle to both sides",
	covers: true,
	enter: ({ progress }) => ({ clipPath: `inset(0 ${(1 - easeInOut(progress)) * 50}%)` }),
	exit: settle,
};

const SLICES = 7;
export const slices: Transition = {
	title: "Slices",
	description: "Columns fall in from above and below in turn",
	covers: true,
	enter: ({ progress, width, height }) => ({
		clipPath: clipOf(
			numbers(SLICES).map((index) => {
				const size = easeInOut(staggered(progress, index, SLICES, 0.4)) * height;
				const wide = width / SLICES + 1;
				return rectangle((index * width) / SLICES, index % 2 === 0 ? 0 : height - size, wide, size);
			}),
		),
	}),
	exit: settle,
};

const BLINDS = 9;
export const blinds: Transition = {
	title: "Blinds",
	description: "Strips open across the whole picture",
	covers: true,
	enter: ({ progress, width, height }) => ({
		clipPath: clipOf(
			numbers(BLINDS).map((index) => {
				const strip = height / BLINDS;
				const size = easeInOut(staggered(progress, index, BLINDS, 0.3)) * (strip + 1);
				return rectangle(0, index * strip, width, size);
			}),
		),
	}),
};

const STRIPES = 8;
export const stripes: Transition = {
	title: "Stripes",
	description: "Slanted stripes grow until they meet",
	covers: true,
	enter: ({ progress, width, height }) => {
		const slant = height * 0.36;
		const step = (width + slant) / STRIPES;
		return {
			clipPath: clipOf(
				numbers(STRIPES).map((index) => {
					const size = easeInOut(staggered(progress, index, STRIPES, 0.35)) * (step + 2);
					const x = index * step;
					return polygon([
						[x, 0],
						[x + size, 0],
						[x + size - slant, height],
						[x - slant, height],
					]);
				}),
			),
		};
	},
	exit: settle,
};

export const dots: Transition = {
	title: "Dots",
	description: "Dots grow from one corner to the other until they fill the picture",
	covers: true,
	enter: ({ progress, width, height }) => {
		const columns = Math.max(4, Math.round(width / 240));
		const cell = width / columns;
		const rows = Math.ceil(height / cell);
		const cells = numbers(columns * rows).map((index) => ({ column: index % columns, row: Math.floor(index / columns) }));
		return {
			clipPath: clipOf(
				cells.map(({ column, row }) => {
					const grown = easeOut(staggered(progress, column + row, columns + rows - 1, 0.55));
					return circle((column + 0.5) * cell, (row + 0.5) * cell, grown * cell * 0.72);
				}),
			),
		};
	},
};

export const clock: Transition = {
	title: "Clock",
	description: "A hand goes round and leaves the new scene behind it",
	covers: true,
	enter: ({ progress, width, height }) => {
		const reach = Math.hypot(width, height);
		const turned = easeInOut(progress) * Math.PI * 2;
		const steps = Math.max(1, Math.ceil(turned / 0.5));
		const edge = numbers(steps + 1).map((step): [number, number] => {
			const angle = (turned * step) / steps - Math.PI / 2;
			return [width / 2 + Math.cos(angle) * reach, height / 2 + Math.sin(angle) * reach];
		});
		return { clipPath: clipOf([polygon([[width / 2, height / 2], ...edge])]) };
	},
};

export const tear: Transition = {
	title: "Tear",
	description: "A torn edge runs across, as of paper",
	covers: true,
	enter: ({ progress, width, height }) => {
		const teeth = 26;
		const rough = width * 0.045;
		const edge = easeInOut(progress) * (width + rough * 2) - rough;
		const points = numbers(teeth + 1).map((index): [number, number] => {
			const lean = (0.5 - index / teeth) * width * 0.08;
			return [edge + lean + (random(`tear-${index}`) - 0.5) * rough, (index / teeth) * height];
		});
		return { clipPath: clipOf([polygon([[-rough, 0], ...points, [-rough, height]])]) };
	},
	exit: ({ progress }) => ({ transform: `translateX(${easeInOut(progress) * 4}%) rotate(${easeInOut(progress) * 0.6}deg)` }),
};

const STROKES = 5;
export const brush: Transition = {
	title: "Brush",
	description: "Broad strokes paint the new scene, to and fro",
	covers: true,
	enter: ({ progress, width, height }) => {
		const high = height / STROKES;
		return {
			clipPath: clipOf(
				numbers(STROKES).map((index) => {
					const drawn = easeInOut(staggered(progress, index, STROKES, 0.5));
					const end = drawn * (width + high * 2) - high;
					const bristles = numbers(7).map((nth): [number, number] => {
						const far = end + (random(`brush-${index}-${nth}`) - 0.5) * high * 1.1;
						return [index % 2 === 0 ? far : width - far, (index + nth / 6) * high];
					});
					const start = index % 2 === 0 ? -high : width + high;
					return drawn <= 0 ? "" : polygon([[start, index * high - 1], ...bristles, [start, (index + 1) * high + 1]]);
				}),
			),
		};
	},
};

const COLUMNS = 16;
const ROWS = 18;
export const scan: Transition = {
	title: "Scan",
	description: "Blocks run down the picture like lines of a screen",
	covers: true,
	enter: ({ progress, width, height }) => ({
		clipPath: clipOf(
			numbers(COLUMNS).map((column) => {
				const lead = random(`scan-${column}`) * 0.3;
				const shown = Math.min(1, Math.max(0, (progress - lead) / 0.7));
				const size = (Math.ceil(shown * ROWS) / ROWS) * height;
				return rectangle((column * width) / COLUMNS, 0, width / COLUMNS + 1, size);
			}),
		),
	}),
};

const BANDS = 14;
export const glitch: Transition = {
	title: "Glitch",
	description: "Bands of the new scene break through, and it jumps into place",
	covers: true,
	enter: ({ progress, width, height }) => {
		const step = Math.floor(progress * 8);
		const shift = progress > 0.92 ? 0 : (random(`jump-${step}`) - 0.5) * width * 0.06;
		return {
			transform: `translateX(${shift}px)`,
			clipPath: clipOf(
				numbers(BANDS)
					.filter((band) => progress > 0.92 || random(`band-${band}-${Math.floor(step / 2)}`) < progress * 1.05)
					.map((band) => rectangle(-width, (band * height) / BANDS, width * 3, height / BANDS + 1)),
			),
		};
	},
	exit: ({ progress, width }) => ({
		transform: `translateX(${progress > 0.9 ? 0 : (random(`away-${Math.floor(progress * 8)}`) - 0.5) * width * 0.04}px)`,
	}),
};
