import { expect, it } from "vitest";
import { slotPlaces } from "./slot";

const SIZES = [
	[1920, 1080],
	[1080, 1920],
	[1080, 1080],
	[1080, 1350],
	[2520, 1080],
] as const;

it.each(SIZES)(
	"a slot and its scene fill a picture of %d by %d between them, the scene with the larger part",
	(width, height) => {
		for (const index of [0, 1]) {
			const { slot, rest } = slotPlaces({ width, height }, index);
			const area = (one: { width: number; height: number }) => one.width * one.height;
			expect(area(slot) + area(rest)).toBe(width * height);
			expect(area(rest)).toBeGreaterThan(area(slot) * 1.4);
			expect(Math.min(slot.width, slot.height)).toBeGreaterThan(380);
		}
	},
);

it("stands on the other side in the next scene of a wide film", () => {
	const sides = [0, 1, 2].map((index) => slotPlaces({ width: 1920, height: 1080 }, index).side);
	expect(sides).toEqual(["right", "left", "right"]);
});
