import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { innerOf, tilesOf } from "./tiles";

const area = fc.record({ width: fc.integer({ min: 400, max: 4000 }), height: fc.integer({ min: 400, max: 4000 }) });

describe("tiles of a picture", () => {
	it("fill it without gaps and without overlaps, however many there are", () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 12 }), area, (count, size) => {
				const tiles = tilesOf(count, size);
				expect(tiles).toHaveLength(count);
				const covered = tiles.reduce((sum, tile) => sum + tile.width * tile.height, 0);
				expect(covered).toBeCloseTo(size.width * size.height, 0);
				for (const [index, tile] of tiles.entries()) {
					expect(tile.x + tile.width).toBeLessThanOrEqual(size.width + 0.01);
					expect(tile.y + tile.height).toBeLessThanOrEqual(size.height + 0.01);
					for (const other of tiles.slice(index + 1)) {
						const wide = Math.min(tile.x + tile.width, other.x + other.width) - Math.max(tile.x, other.x);
						const high = Math.min(tile.y + tile.height, other.y + other.height) - Math.max(tile.y, other.y);
						expect(Math.min(wide, high)).toBeLessThanOrEqual(0.01);
					}
				}
			}),
		);
	});

	it("are not narrow strips in a picture of any shape", () => {
		for (const [width, height] of [
			[1920, 1080],
			[1080, 1920],
			[1080, 1080],
			[1080, 1350],
			[2520, 1080],
		] as const) {
			for (let count = 1; count <= 7; count++) {
				for (const tile of tilesOf(count, { width, height })) expect(Math.min(tile.width, tile.height)).toBeGreaterThan(190);
			}
		}
	});

	it("keep their text inside the safe box and off their own edges", () => {
		const tile = { x: 0, y: 500, width: 400, height: 580 };
		const safe = { x: 96, y: 54, width: 1728, height: 972 };
		expect(innerOf(tile, safe, 40)).toEqual({ x: 96, y: 540, width: 264, height: 486 });
	});
});
