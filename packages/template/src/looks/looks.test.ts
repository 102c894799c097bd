import { themeOf } from "@storydream/protocol";
import { describe, expect, it } from "vitest";
import { backdropPictures } from "../backdrops";
import { contrast } from "../design/color";
import { fontFamilies } from "../fonts";
import { backdrops, presets } from "../theme";
import { transitions } from "../transitions";
import { artDirectionOf } from "./context";
import { chooseLook, lookCatalog, looks } from "./index";

describe("a film without a look", () => {
	it.each(Object.entries(presets))("is drawn with the values of its theme: %s", (_name, theme) => {
		const { look, theme: drawn } = artDirectionOf({ theme });
		expect(drawn).toBe(theme);
		expect(look.form.radius).toBe(theme.radius);
		expect(look.motion).toMatchObject({ speed: theme.motion, reveal: "rise" });
		expect(look.voice.body).toEqual({ weight: 430, letterSpacing: -0.008, lineHeight: 1.38, case: "none" });
	});

	it("sets its headings as before looks existed", () => {
		const heading = (family: string) =>
			artDirectionOf({ theme: { ...presets.paper, fonts: { heading: family, body: "Inter" } } }).look.voice.heading;
		expect(heading("Fraunces")).toEqual({ weight: 560, letterSpacing: -0.012, lineHeight: 1.08, case: "none" });
		expect(heading("Space Grotesk")).toEqual({ weight: 600, letterSpacing: -0.035, lineHeight: 1.06, case: "none" });
		expect(heading("Inter")).toEqual({ weight: 700, letterSpacing: -0.035, lineHeight: 1.07, case: "none" });
	});
});

describe("a film with a look", () => {
	it("takes over every value that its theme does not give", () => {
		const { theme } = artDirectionOf({ look: "swiss", theme: { motion: 2, palette: { accent: "#00ff00" } } });
		expect(theme).toMatchObject({ motion: 2, radius: 0, fonts: { heading: looks.swiss?.fonts.heading } });
		expect(theme.palette).toMatchObject({ accent: "#00ff00", background: looks.swiss?.palettes.light[0]?.[0] });
	});

	it("takes its dark palette under a dark background of the theme's own", () => {
		const { theme } = artDirectionOf({ look: "swiss", theme: { palette: { background: "#000000" } } });
		expect(theme.palette).toMatchObject({ background: "#000000", text: looks.swiss?.palettes.dark[0]?.[2] });
	});
});

describe.each(Object.entries(looks))("the look %s", (name, look) => {
	it("names fonts, transitions and a palette that exist", () => {
		for (const family of Object.values(look.fonts)) expect(Object.keys(fontFamilies)).toContain(family);
		for (const transition of look.transitions) expect([...Object.keys(transitions), "none"]).toContain(transition);
		expect(backdrops).toContain(look.backdrop);
	});

	it.each([
		["light", look.palettes.light],
		["dark", look.palettes.dark],
	] as const)("has several %s palettes in which everything can be read", (tone, palettes) => {
		expect(palettes.length).toBeGreaterThanOrEqual(2);
		for (const [background, surface, text, muted, accent] of palettes) {
			const at = `${name} ${tone} ${background}`;
			expect.soft(contrast(text, background), `text, ${at}`).toBeGreaterThanOrEqual(7);
			expect.soft(contrast(text, surface), `text on surface, ${at}`).toBeGreaterThanOrEqual(5.5);
			expect.soft(contrast(muted, background), `muted, ${at}`).toBeGreaterThanOrEqual(4.5);
			expect.soft(contrast(accent, background), `accent, ${at}`).toBeGreaterThanOrEqual(3);
		}
	});

	it("is in the catalog with the theme that films with it have", () => {
		const entry = lookCatalog.find((one) => one.look === name);
		expect(entry?.theme).toEqual(artDirectionOf({ look: name, theme: {} }).theme);
		expect(themeOf({ look: name, theme: {} }, lookCatalog)).toEqual(entry?.theme);
	});
});

describe("the backdrops", () => {
	it("are those that a theme may name, and plain", () => {
		expect([...Object.keys(backdropPictures), "plain"].toSorted()).toEqual([...backdrops].toSorted());
	});
});

describe("choosing a look", () => {
	const subjects = Array.from({ length: 400 }, (_, index) => `subject number ${index}`);

	it("gives the same look for the same words and subject", () => {
		for (const subject of subjects) expect(chooseLook(["playful"], subject)).toEqual(chooseLook(["playful"], subject));
	});

	it("gives each look to some subject where no mood is known", () => {
		expect(new Set(subjects.map((subject) => chooseLook([], subject).look))).toEqual(new Set(Object.keys(looks)));
	});

	it("gives two subjects different looks or colours, most of the time", () => {
		for (const moods of [[], ["elegant"], ["playful", "colourful"], ["techy"], ["calm"]]) {
			const same = subjects.filter((subject, index) => {
				const next = chooseLook(moods, subjects[(index + 1) % subjects.length] ?? "");
				return JSON.stringify(next) === JSON.stringify(chooseLook(moods, subject));
			});
			expect(same.length / subjects.length).toBeLessThan(0.35);
		}
	});

	const moods: [moods: string[], looks: string[]][] = [
		[["neon", "night"], ["neon"]],
		[["luxury"], ["luxury"]],
		[["elegant"], ["luxury"]],
		[["technical"], ["terminal"]],
		[["brutalist"], ["brutal"]],
		[["minimal"], ["swiss"]],
		[["handmade"], ["papercut", "kraft"]],
		[["playful"], ["papercut", "playroom"]],
		[["cinematic"], ["cinema"]],
		[["organic"], ["botanical", "kraft"]],
		[["corporate"], ["calm"]],
	];
	it.each(moods)("finds looks for %j", (words, expected) => {
		const found = new Set(subjects.slice(0, 60).map((subject) => chooseLook(words, subject).look));
		expect(
			[...found].every((look) => expected.includes(look)),
			[...found].join(", "),
		).toBe(true);
	});

	it("keeps to dark or light where that is wanted, whatever the look is at home in", () => {
		for (const subject of subjects.slice(0, 60)) {
			const tone = (dark: boolean) => chooseLook([], subject, { dark }).theme.palette;
			expect(contrast(tone(true).background, "#ffffff")).toBeGreaterThan(7);
			expect(contrast(tone(false).text, "#ffffff")).toBeGreaterThan(7);
		}
	});

	it("puts the person's colours in, and words stay readable on them", () => {
		for (const subject of subjects.slice(0, 60)) {
			const { palette } = chooseLook([], subject, { colours: { background: "#0b1f3f", accent: "#ff7059" } }).theme;
			expect(palette).toMatchObject({ background: "#0b1f3f", accent: "#ff7059" });
			expect(contrast(palette.text, palette.background)).toBeGreaterThanOrEqual(4.5);
		}
	});
});
