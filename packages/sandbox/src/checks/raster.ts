import { createHash } from "node:crypto";
import { PNG } from "pngjs";

/** Pixels of a picture, row by row, four bytes each: red, green, blue, opacity. */
export interface Raster {
	width: number;
	height: number;
	data: Uint8Array;
}

export type Rgb = readonly [red: number, green: number, blue: number];

/** What is kept of a frame's picture. Brightness is relative luminance (WCAG 2.2), 0 to 1. */
export interface PictureFacts {
	/** Mean of the pixels. */
	brightness: number;
	/** Standard deviation of brightness; near 0 for a picture of one colour. */
	contrast: number;
	/** Mean colours of a grid of `GRID` by `GRID` fields, three bytes each: what two frames are compared by. */
	grid: Uint8Array;
	/** The same for the same picture. */
	hash: string;
}

const GRID = 24;
/** Every second pixel of every second row says as much. */
const STEP = 2;

/** The pixels of a PNG. Throws when it is none. */
export function decodePng(bytes: Buffer): Raster {
	const { width, height, data } = PNG.sync.read(bytes);
	return { width, height, data };
}

/**
 * Relative luminance of a colour, 0 to 1.
 * Source: WCAG 2.2, "relative luminance", https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
 */
export function luminance([red, green, blue]: Rgb): number {
	return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

const LINEAR = Float64Array.from({ length: 256 }, (_, value) => {
	const share = value / 255;
	return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
});
function linear(value: number): number {
	return LINEAR[Math.max(0, Math.min(255, Math.round(value)))] ?? 0;
}

/**
 * Contrast of two colours, 1 to 21.
 * Source: WCAG 2.2, "contrast ratio", https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
 */
export function contrastRatio(one: Rgb, other: Rgb): number {
	const [a, b] = [luminance(one), luminance(other)];
	return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** A colour laid over another one. @param alpha 0 to 1 */
export function over([red, green, blue]: Rgb, alpha: number, ground: Rgb): Rgb {
	const mix = (top: number, below: number) => top * alpha + below * (1 - alpha);
	return [mix(red, ground[0]), mix(green, ground[1]), mix(blue, ground[2])];
}

/**
 * What is kept of a frame's picture.
 * @param png its bytes as the browser gave them: the same picture is the same file
 */
export function pictureFacts(raster: Raster, png: Buffer): PictureFacts {
	const { width, height, data } = raster;
	const sums = new Float64Array(GRID * GRID * 3);
	const counts = new Uint32Array(GRID * GRID);
	let sum = 0;
	let squares = 0;
	let pixels = 0;
	for (let y = 0; y < height; y += STEP) {
		const row = Math.floor((y * GRID) / height) * GRID;
		for (let x = 0; x < width; x += STEP) {
			const at = (y * width + x) * 4;
			const red = data[at] ?? 0;
			const green = data[at + 1] ?? 0;
			const blue = data[at + 2] ?? 0;
			const light = 0.2126 * (LINEAR[red] ?? 0) + 0.7152 * (LINEAR[green] ?? 0) + 0.0722 * (LINEAR[blue] ?? 0);
			sum += light;
			squares += light * light;
			pixels += 1;
			const field = row + Math.floor((x * GRID) / width);
			counts[field] = (counts[field] ?? 0) + 1;
			sums[field * 3] = (sums[field * 3] ?? 0) + red;
			sums[field * 3 + 1] = (sums[field * 3 + 1] ?? 0) + green;
			sums[field * 3 + 2] = (sums[field * 3 + 2] ?? 0) + blue;
		}
	}
	const brightness = sum / Math.max(1, pixels);
	return {
		brightness,
		contrast: Math.sqrt(Math.max(0, squares / Math.max(1, pixels) - brightness ** 2)),
		grid: Uint8Array.from(sums, (value, index) => value / Math.max(1, counts[Math.floor(index / 3)] ?? 1)),
		hash: createHash("sha1").update(png).digest("base64"),
	};
}

/** How different two frames are: the largest mean difference of one field's colours, 0 to 255. */
export function difference(one: PictureFacts, other: PictureFacts): number {
	let most = 0;
	for (let at = 0; at < one.grid.length; at += 3) {
		const apart = [0, 1, 2].reduce((sum, channel) => {
			return sum + Math.abs((one.grid[at + channel] ?? 0) - (other.grid[at + channel] ?? 0));
		}, 0);
		most = Math.max(most, apart / 3);
	}
	return most;
}

/** A rectangle of whole pixels inside a picture; null where it has none there. */
export function pixelsOf(
	raster: Pick<Raster, "width" | "height">,
	box: { x: number; y: number; width: number; height: number },
	scale: number,
): { left: number; top: number; right: number; bottom: number } | null {
	const left = Math.max(0, Math.floor(box.x * scale));
	const top = Math.max(0, Math.floor(box.y * scale));
	const right = Math.min(raster.width, Math.ceil((box.x + box.width) * scale));
	const bottom = Math.min(raster.height, Math.ceil((box.y + box.height) * scale));
	return right > left && bottom > top ? { left, top, right, bottom } : null;
}

/** What stands behind some words. */
export interface Behind {
	/** The contrast that four fifths of the pixels behind the words have at least. */
	ratio: number;
	/** Mean colour behind them. */
	color: Rgb;
	/** Share of pixels that change when the words are hidden: 0 where something covers them. */
	drawn: number;
}

/** Pixels of one text that are looked at; more say nothing new. */
const MOST_PIXELS = 4_000;

/**
 * Measures a text against what is behind it.
 * @param shown the frame as it is. @param bare the same frame without words
 * @param boxes of its letters, in pixels of the film; `scale` makes pixels of the pictures of them
 * @param color of the letters, with its opacity
 */
export function behindText(
	{ shown, bare, scale }: { shown: Raster; bare: Raster; scale: number },
	boxes: readonly { x: number; y: number; width: number; height: number }[],
	color: Rgb,
	alpha: number,
): Behind | null {
	const ratios: number[] = [];
	const sum = [0, 0, 0];
	let changed = 0;
	const areas = boxes.flatMap((box) => pixelsOf(bare, box, scale) ?? []);
	const all = areas.reduce((count, { left, top, right, bottom }) => count + (right - left) * (bottom - top), 0);
	const step = Math.max(1, Math.floor(Math.sqrt(all / MOST_PIXELS)));
	for (const { left, top, right, bottom } of areas) {
		for (let y = top; y < bottom; y += step) {
			for (let x = left; x < right; x += step) {
				const at = (y * bare.width + x) * 4;
				const ground: Rgb = [bare.data[at] ?? 0, bare.data[at + 1] ?? 0, bare.data[at + 2] ?? 0];
				ratios.push(contrastRatio(over(color, alpha, ground), ground));
				for (const channel of [0, 1, 2]) sum[channel] = (sum[channel] ?? 0) + (ground[channel] ?? 0);
				if ([0, 1, 2].some((channel) => Math.abs((shown.data[at + channel] ?? 0) - (ground[channel] ?? 0)) > 6)) changed += 1;
			}
		}
	}
	if (ratios.length === 0) return null;
	ratios.sort((a, b) => a - b);
	const mean = (channel: number) => (sum[channel] ?? 0) / ratios.length;
	return {
		ratio: ratios[Math.floor(ratios.length * 0.2)] ?? 1,
		color: [mean(0), mean(1), mean(2)],
		drawn: changed / ratios.length,
	};
}
