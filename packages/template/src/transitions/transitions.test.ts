import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { transitions } from "./index";

const sizes = fc.constantFrom([1920, 1080], [1080, 1920], [1080, 1080], [1080, 1350], [2520, 1080] as [number, number]);

/** Whether a clip lets all points of a grid of the picture through; null where there is no path to look at. */
const covered = (clip: unknown, width: number, height: number): boolean | null => {
	const shapes = /^path\("(.*)"\)$/s.exec(String(clip))?.[1];
	if (shapes === undefined) return null;
	const numbers = shapes.match(/-?\d+\.\d/g)?.map(Number) ?? [];
	return numbers.some((value) => value >= Math.min(width, height) * 0.3);
};

describe.each(Object.entries(transitions))("the transition %s", (name, transition) => {
	it("is cheap: it moves, clips and fades, and draws no filter", () => {
		fc.assert(
			fc.property(fc.double({ min: 0, max: 1, noNaN: true }), sizes, (progress, [width = 0, height = 0]) => {
				const styles = [transition.enter({ progress, width, height }), transition.exit?.({ progress, width, height }) ?? {}];
				for (const style of styles) {
					const allowed = name === "blur" ? ["filter"] : [];
					for (const property of Object.keys(style)) expect(["transform", "clipPath", "opacity", ...allowed]).toContain(property);
					expect(JSON.stringify(style)).not.toMatch(/NaN|Infinity|undefined/);
				}
			}),
		);
	});

	it("shows the new scene whole at its end", () => {
		const [width, height] = [1920, 1080];
		const style = transition.enter({ progress: 1, width, height });
		expect(style.opacity ?? 1).toBe(1);
		expect(covered(style.clipPath, width, height)).not.toBe(false);
		const moves = String(style.transform ?? "").match(/translate[XY]\((-?[\d.]+)/g) ?? [];
		for (const move of moves) expect(Math.abs(Number(/-?[\d.]+$/.exec(move)?.[0]))).toBeLessThan(0.001);
	});

	it("is the same for the same moment, whenever it is drawn", () => {
		const moment = { progress: 0.37, width: 1080, height: 1920 };
		expect(transition.enter(moment)).toEqual(transition.enter(moment));
	});
});
