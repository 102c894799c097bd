import { describe, expect, it } from "vitest";
import { volumeAt } from "../AudioTracks";
import { presets } from "../theme";
import { transitions } from "../transitions";
import { contrast, mix, readableOn } from "./color";
import { keyed } from "./keyed";
import { formatValue } from "./numbers";

describe("colours", () => {
	it.each(Object.entries(presets))("of the theme %s can be read", (_name, { palette }) => {
		expect(contrast(palette.text, palette.background)).toBeGreaterThanOrEqual(7);
		expect(contrast(palette.text, palette.surface)).toBeGreaterThanOrEqual(7);
		expect(contrast(palette.muted, palette.background)).toBeGreaterThanOrEqual(4.4);
		expect(contrast(palette.accent, palette.background)).toBeGreaterThanOrEqual(3);
		expect(contrast(readableOn(palette.accent, palette.background, palette.text), palette.accent)).toBeGreaterThanOrEqual(4.4);
	});

	it("mix from one to the other", () => {
		expect(mix("#000000", "#ffffff", 0)).toBe("#000000");
		expect(mix("#000000", "#ffffff", 1)).toBe("#ffffff");
		expect(mix("#102030", "#304050", 0.5)).toBe("#203040");
	});
});

describe("numbers of a chart", () => {
	it.each([
		[1234567, undefined, "1,234,567"],
		[12.5, "%", "12.5%"],
		[40, "$", "$40"],
		[-40, "$", "−$40"],
		[3, "million", "3"],
	] as const)("%s in %s is %s", (value, unit, text) => {
		expect(formatValue(value, unit)).toBe(text);
	});
});

describe("volume of a track", () => {
	const track = { volume: 0.5, fadeInFrames: 10, fadeOutFrames: 20 };
	it("rises from nothing, stays, and is nothing at its last frame", () => {
		expect(volumeAt(0, 100, track)).toBe(0);
		expect(volumeAt(5, 100, track)).toBeCloseTo(0.25);
		expect(volumeAt(50, 100, track)).toBe(0.5);
		expect(volumeAt(89, 100, track)).toBeCloseTo(0.25);
		expect(volumeAt(99, 100, track)).toBe(0);
	});

	it("does not fade where no fade is requested", () => {
		expect(volumeAt(0, 100, { volume: 1, fadeInFrames: 0, fadeOutFrames: 0 })).toBe(1);
		expect(volumeAt(99, 100, { volume: 1, fadeInFrames: 0, fadeOutFrames: 0 })).toBe(1);
	});
});

describe("transitions", () => {
	it.each(Object.entries(transitions))("%s ends with the new scene as it is", (_name, transition) => {
		const style = transition.enter({ progress: 1, width: 1920, height: 1080 });
		expect(style.opacity ?? 1).toBe(1);
		expect(style.filter).toBeUndefined();
		expect(style.transform ?? "scale(1)").toMatch(/^(scale\(1\)|translate[XY]\(0(%|px)\))$/);
	});

	it.each(Object.entries(transitions))("%s changes something half-way", (_name, transition) => {
		const at = (progress: number) => JSON.stringify(transition.enter({ progress, width: 1920, height: 1080 }));
		expect(at(0.5)).not.toBe(at(1));
	});
});

it("things with the same text have different keys", () => {
	expect(keyed(["a", "b", "a"], String).map(({ key }) => key)).toEqual(["a", "b", "a#2"]);
});
