import fc from "fast-check";
import { expect, test } from "vitest";
import { fittingScale } from "./scale.ts";

const FORMATS = [
	{ width: 1920, height: 1080 },
	{ width: 1080, height: 1920 },
	{ width: 1080, height: 1080 },
	{ width: 3840, height: 2160 },
	{ width: 1080, height: 1350 },
];

test("a usual film scales to whole, even sides close to the wanted size", () => {
	fc.assert(
		fc.property(fc.constantFrom(...FORMATS), fc.double({ min: 0.1, max: 2, noNaN: true }), (film, wanted) => {
			const scale = fittingScale(film, wanted, true);
			expect([film.width * scale, film.height * scale].map((side) => side % 2)).toEqual([0, 0]);
			expect(Math.abs(scale - wanted)).toBeLessThan(0.15 * Math.max(0.2, wanted));
		}),
	);
});

test.each([
	[1920, 1080, 1, 1],
	[1920, 1080, 0.5, 0.5],
	[1920, 1080, 2, 2],
	[1080, 1920, 0.25, 0.25],
])("%i x %i at %f stays as it was asked for", (width, height, wanted, scale) => {
	expect(fittingScale({ width, height }, wanted, true)).toBe(scale);
});
