import { describe, expect, it } from "vitest";
import { subjectPlace } from "./place";

const sizes = [
	["16:9", 1920, 1080, "wide"],
	["9:16", 1080, 1920, "tall"],
	["1:1", 1080, 1080, "square"],
	["4:5", 1080, 1350, "square"],
	["21:9", 2520, 1080, "wide"],
] as const;

describe("a large object beside words", () => {
	it.each(sizes)("leaves room for the words and is cut by an edge in %s", (_name, width, height, ratio) => {
		const x = Math.max(width * 0.05, ratio === "wide" ? 144 : 84);
		const box = { x, y: 92, width: width - 2 * x, height: height - 184 };
		for (const side of ["right", "left", "below"] as const) {
			const { square, words } = subjectPlace({ width, height, ratio, box, u: (units) => units }, side);
			expect(words.width).toBeGreaterThan(width * 0.3);
			expect(words.height).toBeGreaterThan(height * 0.25);
			const apart = words.x + words.width <= square.x || words.x >= square.x + square.size || words.y + words.height <= square.y;
			expect(apart, side).toBe(true);
			expect(square.x < 0 || square.x + square.size > width || square.y + square.size > height, side).toBe(true);
		}
	});
});
