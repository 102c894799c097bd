import fc from "fast-check";
import { expect, test } from "vitest";
import { exportSize } from "./export-size.ts";

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
			const { scale, width, height } = exportSize(film, { codec: "mp4", scale: wanted });
			expect([film.width * scale, film.height * scale]).toEqual([width, height]);
			expect([width, height].map((side) => side % 2)).toEqual([0, 0]);
			expect(Math.abs(scale - wanted)).toBeLessThan(0.15 * Math.max(0.2, wanted));
		}),
	);
});

test.each([
	[1920, 1080, 1, 1],
	[1920, 1080, 0.5, 0.5],
	[1920, 1080, 2, 2],
	[1080, 1920, 0.25, 0.25],
])("%i x %i at %f keeps that scale", (width, height, wanted, scale) => {
	expect(exportSize({ width, height }, { codec: "mp4", scale: wanted }).scale).toBe(scale);
});

test("a video's pixels are even, a still's need not be", () => {
	expect(exportSize({ width: 1080, height: 1350 }, { codec: "mp4", scale: 0.5 })).toMatchObject({ width: 536, height: 670 });
	expect(exportSize({ width: 1080, height: 1350 }, { codec: "png", scale: 0.5 })).toMatchObject({ width: 540, height: 675 });
});

test.each([
	[1920, 1080, 480, 270],
	[1080, 1920, 477, 848],
	[1080, 1080, 480, 480],
	[400, 300, 400, 300],
	[7680, 4320, 768, 432],
])("a GIF of a film of %i x %i is %i x %i unless another size is wanted", (filmWidth, filmHeight, width, height) => {
	const film = { width: filmWidth, height: filmHeight };
	expect(exportSize(film, { codec: "gif" })).toMatchObject({ width, height });
	expect(exportSize(film, { codec: "gif", scale: 1 })).toMatchObject(film);
});

test.each(["mp4", "webm", "png"] as const)("a film as %s has its own size unless another is wanted", (codec) => {
	expect(exportSize({ width: 1920, height: 1080 }, { codec })).toEqual({ scale: 1, width: 1920, height: 1080 });
});
