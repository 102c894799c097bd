import { random } from "remotion";

type Ellipse = { x: number; y: number; rx: number; ry: number; opacity: number };

const tiles = new Map<string, string>();
const MOST_TILES = 200;

/**
 * Ellipses of one colour on a square of `size` px as a background image to repeat. A browser gets it as pixels: a tile that is
 * a drawing or a gradient would be drawn again for each of its places on every frame.
 */
const tileOf = (color: string, size: number, ellipses: readonly Ellipse[]): string => {
	const canvas = typeof document === "undefined" ? null : document.createElement("canvas");
	const context = canvas?.getContext("2d");
	if (!canvas || !context) return drawnTile(color, size, ellipses);
	canvas.width = size;
	canvas.height = size;
	context.fillStyle = color;
	for (const { x, y, rx, ry, opacity } of ellipses) {
		context.globalAlpha = opacity;
		context.beginPath();
		context.ellipse(x, y, rx, ry, 0, 0, Math.PI * 2);
		context.fill();
	}
	return `url("${canvas.toDataURL("image/png")}")`;
};

const drawnTile = (color: string, size: number, ellipses: readonly Ellipse[]): string => {
	const shapes = ellipses
		.map(({ x, y, rx, ry, opacity }) => `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" opacity="${opacity}"/>`)
		.join("");
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" fill="${color}">${shapes}</svg>`;
	return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`;
};

const made = (key: string, make: () => string): string => {
	const known = tiles.get(key);
	if (known) return known;
	// Colours that change while somebody drags them would fill it.
	if (tiles.size >= MOST_TILES) tiles.clear();
	const tile = make();
	tiles.set(key, tile);
	return tile;
};

const rounded = (value: number): number => Math.round(value * 100) / 100;

/**
 * A tile of fine specks as a background image, the same for the same seed: paper, print and dust.
 * @param size of the tile, whole px
 * @param largest half of the largest speck, px
 */
export const speckTile = (seed: string, color: string, size: number, count: number, largest: number): string =>
	made([seed, color, size, count, largest].join("|"), () => {
		const specks = Array.from({ length: count }, (_, index): Ellipse => {
			const at = (what: string) => random(`${seed}-${what}-${index}`);
			const radius = (0.25 + at("r") * 0.75) * largest;
			return {
				x: rounded(at("x") * size),
				y: rounded(at("y") * size),
				rx: rounded(radius),
				ry: rounded(radius * (0.4 + at("s"))),
				opacity: rounded(0.25 + at("o") * 0.75),
			};
		});
		return tileOf(color, size, specks);
	});

/**
 * A tile with one dot in its middle as a background image.
 * @param size of the tile, whole px
 * @param radius of the dot, px
 */
export const dotTile = (color: string, size: number, radius: number): string =>
	made(["dot", color, size, radius].join("|"), () =>
		tileOf(color, size, [{ x: size / 2, y: size / 2, rx: radius, ry: radius, opacity: 1 }]),
	);
