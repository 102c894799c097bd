import { random } from "remotion";

const tiles = new Map<string, string>();

/**
 * A tile of fine specks as a background image, the same for the same seed: paper, print and dust. Drawn once by the browser,
 * however often it is repeated.
 * @param size of the tile, px
 */
export const speckTile = (seed: string, color: string, size: number, count: number, largest: number): string => {
	const key = [seed, color, Math.round(size), count, largest].join("|");
	const known = tiles.get(key);
	if (known) return known;
	const specks = Array.from({ length: count }, (_, index) => {
		const at = (what: string) => random(`${seed}-${what}-${index}`);
		const radius = (0.25 + at("r") * 0.75) * largest;
		return `<ellipse cx="${(at("x") * size).toFixed(1)}" cy="${(at("y") * size).toFixed(1)}" rx="${radius.toFixed(2)}" ry="${(radius * (0.4 + at("s"))).toFixed(2)}" opacity="${(0.25 + at("o") * 0.75).toFixed(2)}"/>`;
	}).join("");
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" fill="${color}">${specks}</svg>`;
	const tile = `url("data:image/svg+xml,${encodeURIComponent(svg)}")`;
	tiles.set(key, tile);
	return tile;
};
