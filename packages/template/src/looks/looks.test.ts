import { themeOf } from "@storydream/protocol";
import { describe, expect, it } from "vitest";
import { fontFamilies } from "../fonts";
import { presets } from "../theme";
import { transitions } from "../transitions";
import { artDirectionOf } from "./context";
import { lookCatalog, looks } from "./index";

describe("a film without a look", () => {
	it.each(Object.entries(presets))("is drawn with the values of its theme: %s", (_name, theme) => {
		const { look, theme: drawn } = artDirectionOf({ theme });
		expect(drawn).toBe(theme);
		expect(look.form.radius).toBe(theme.radius);
		expect(look.motion).toMatchObject({ speed: theme.motion, reveal: "mask" });
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
		expect(look.palettes[look.tone].length).toBeGreaterThan(0);
	});

	it("is in the catalog with the theme that films with it have", () => {
		const entry = lookCatalog.find((one) => one.look === name);
		expect(entry?.theme).toEqual(artDirectionOf({ look: name, theme: {} }).theme);
		expect(themeOf({ look: name, theme: {} }, lookCatalog)).toEqual(entry?.theme);
	});
});
