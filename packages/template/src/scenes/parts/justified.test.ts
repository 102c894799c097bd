import { describe, expect, it } from "vitest";
import { justify } from "./justified";

/** Every sign half as wide as it is high. */
const measure = (text: string, size: number) => [...text].length * size * 0.5;
const linesOf = (text: string, width: number, height: number) =>
	justify(text, measure, { width, height, lineHeight: 1, most: 400 }).lines.map((line) => line.text);

describe("a block of lines as wide as the picture", () => {
	it.each([
		["Harbour Nights", 900, 1400],
		["Old Weir", 900, 1500],
		["Nachtzug nach Lissabon", 900, 1500],
		["Donaudampfschifffahrtsgesellschaft", 900, 1500],
	])("breaks between words only: %s", (text, width, height) => {
		expect(linesOf(text, width, height).join(" ")).toBe(text);
	});

	it("breaks between signs of a script without spaces", () => {
		expect(linesOf("灯火夜市今晚见", 900, 1500).length).toBeGreaterThan(1);
	});
});
