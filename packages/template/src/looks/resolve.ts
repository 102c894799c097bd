import type { Theme, ThemeOverrides } from "../theme.ts";
import type { Look, LookVoice, Palette6 } from "./look.ts";

/** The theme's palette of six colours in order. */
export const paletteOf = ([background, surface, text, muted, accent, accent2]: Palette6): Theme["palette"] => ({
	background,
	surface,
	text,
	muted,
	accent,
	accent2,
});

/** Sum of the channels, weighed as an eye does: enough to tell dark colours from light ones. */
const isDarkHex = (hex: string): boolean => {
	const value = Number.parseInt(hex.slice(1), 16);
	return 0.3 * ((value >> 16) & 255) + 0.59 * ((value >> 8) & 255) + 0.11 * (value & 255) < 118;
};

/** The palette a look starts from: the first of its own tone, or of the tone of a background that replaces its own. */
const basePalette = (look: Look, background: string | undefined): Theme["palette"] => {
	const tone = background === undefined ? look.tone : isDarkHex(background) ? "dark" : "light";
	const first = look.palettes[tone][0] ?? look.palettes.light[0] ?? look.palettes.dark[0];
	if (!first) throw new Error(`The look "${look.title}" has no palette.`);
	return paletteOf(first);
};

/** The whole theme of a film with this look; `overrides` replace single values. */
export const themeOfLook = (look: Look, overrides: ThemeOverrides = {}): Theme => ({
	...overrides,
	palette: { ...basePalette(look, overrides.palette?.background), ...overrides.palette },
	fonts: { ...look.fonts, ...overrides.fonts },
	radius: overrides.radius ?? look.form.radius,
	motion: overrides.motion ?? look.motion.speed,
	backdrop: overrides.backdrop ?? (look.backdrop as Theme["backdrop"]),
});

/** How a family is set that no look has chosen. */
export const plainVoice = (family: string): LookVoice => {
	if (family === "Fraunces") return { weight: 560, letterSpacing: -0.012, lineHeight: 1.08, case: "none" };
	if (family === "Space Grotesk") return { weight: 600, letterSpacing: -0.035, lineHeight: 1.06, case: "none" };
	return { weight: 700, letterSpacing: -0.035, lineHeight: 1.07, case: "none" };
};

/** The look of a film that names none: everything as its theme says. */
export const lookOfTheme = (theme: Theme): Look => {
	const { background, surface, text, muted, accent, accent2 } = theme.palette;
	const palette: Palette6 = [background, surface, text, muted, accent, accent2];
	return {
		title: "Own theme",
		description: "The values of the storyboard's theme",
		moods: [],
		fonts: { heading: theme.fonts.heading, body: theme.fonts.body, ...(theme.fonts.mono ? { mono: theme.fonts.mono } : {}) },
		voice: {
			heading: plainVoice(theme.fonts.heading),
			body: { weight: 430, letterSpacing: -0.008, lineHeight: 1.38, case: "none" },
		},
		palettes: { light: [palette], dark: [palette] },
		tone: isDarkHex(background) ? "dark" : "light",
		backdrop: theme.backdrop ?? "glow",
		form: { corner: "round", radius: theme.radius, stroke: 3, line: "hair", fill: "soft" },
		motion: { speed: theme.motion, reveal: "rise", ease: "out", overshoot: 0.5, stagger: 1 },
		transitions: ["slide", "fade"],
		music: [],
	};
};

/** What a film is drawn with: its look, and the whole theme with the storyboard's own values. */
export type ArtDirection = { look: Look; theme: Theme };
