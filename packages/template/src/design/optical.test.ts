import { describe, expect, it } from "vitest";
import { opticalSize, sizeForFew } from "./optical";

describe("the largest size of a text", () => {
	it("grows the fewer its letters are, and never falls below that of a sentence", () => {
		const sizes = ["Fait main", "Brewed since 1897", "Light that knows the hour", "A sentence of some length about the sea"].map(
			(text) => sizeForFew(text, 100),
		);
		expect(sizes).toEqual(sizes.toSorted((one, other) => other - one));
		expect(sizes[0]).toBeGreaterThan(150);
		expect(sizeForFew("word ".repeat(60), 100)).toBe(100);
	});

	it("counts a sign of Chinese as two letters", () => {
		expect(sizeForFew("灯火夜市今晚见吧", 100)).toBe(sizeForFew("sixteen letters ", 100));
	});

	it("is larger in a family with small letters, but not for scripts that another family draws", () => {
		expect(opticalSize({ family: "Caveat" }, "Old Weir")).toBeGreaterThan(opticalSize({ family: "Inter" }, "Old Weir"));
		expect(opticalSize({ family: "Caveat" }, "ليل الورد")).toBe(1);
	});
});
