import { createContext, createElement, type ReactNode, useContext } from "react";
import { z } from "zod";

const hex = z
	.string()
	.regex(/^#[0-9a-fA-F]{6}$/, "must be a colour like #1a2b3c")
	.meta({ format: "color" });

/** What the pictures behind the scenes are made of. */
export const backdrops = [
	"glow",
	"shapes",
	"grid",
	"plain",
	"poster",
	"bands",
	"slab",
	"toys",
	"page",
	"kraft",
	"raster",
	"rays",
	"cut-paper",
	"ribbons",
	"contours",
	"silk",
	"neon",
	"matrix",
	"screen",
	"botanical",
] as const;

export const themeSchema = z.looseObject({
	palette: z.looseObject({
		background: hex.describe("Behind everything"),
		surface: hex.describe("Cards, bars and frames"),
		text: hex.describe("Headings and text"),
		muted: hex.describe("Second voice: labels, captions"),
		accent: hex.describe("The one colour that calls"),
		accent2: hex.describe("A companion for charts and light"),
	}),
	fonts: z.looseObject({
		heading: z.string().describe("A family of src/fonts.ts"),
		body: z.string().describe("A family of src/fonts.ts"),
		mono: z.string().optional().describe("A family of src/fonts.ts; absent: the body's"),
	}),
	radius: z.number().min(0).max(200).describe("Corner radius in px where the short side is 1080 px"),
	motion: z.number().min(0.25).max(4).describe("1 is normal, 2 moves twice as fast"),
	backdrop: z.enum(backdrops).optional().describe("What is behind the scenes; absent: glow"),
});
export type Theme = z.infer<typeof themeSchema>;

const { palette, fonts } = themeSchema.shape;
/** Values of a theme in place of those of the film's look. */
export const themeOverridesSchema = themeSchema.extend({ palette: palette.partial(), fonts: fonts.partial() }).partial();
export type ThemeOverrides = z.infer<typeof themeOverridesSchema>;

const theme = (
	[background, surface, text, muted, accent, accent2]: [string, string, string, string, string, string],
	[heading, body]: [string, string],
	rest: { radius: number; motion: number; backdrop: (typeof backdrops)[number] },
): Theme => ({ palette: { background, surface, text, muted, accent, accent2 }, fonts: { heading, body }, ...rest });

/** Themes to start from: copy one into the storyboard's `theme` and change what you like. */
export const presets = {
	midnight: theme(["#0b0d17", "#171b2e", "#f4f5fb", "#9aa0bd", "#7c8cff", "#36d6c3"], ["Space Grotesk", "Inter"], {
		radius: 28,
		motion: 1,
		backdrop: "glow",
	}),
	paper: theme(["#f6f1e7", "#ebe3d3", "#221d18", "#776c60", "#c8452f", "#2f6f6a"], ["Fraunces", "Inter"], {
		radius: 14,
		motion: 0.9,
		backdrop: "shapes",
	}),
	studio: theme(["#f7f8fa", "#e9ecf1", "#10131a", "#667085", "#2f5bff", "#ff7a45"], ["Inter", "Inter"], {
		radius: 24,
		motion: 1,
		backdrop: "grid",
	}),
	ember: theme(["#140c0a", "#261714", "#fff3ea", "#c39f90", "#ff6b35", "#ffc145"], ["Space Grotesk", "Inter"], {
		radius: 20,
		motion: 1.15,
		backdrop: "glow",
	}),
	forest: theme(["#0f1f1a", "#1a3029", "#f3efe0", "#a5b8a6", "#d8f26e", "#5cc8a1"], ["Fraunces", "Inter"], {
		radius: 22,
		motion: 0.9,
		backdrop: "shapes",
	}),
	bloom: theme(["#fff4f3", "#ffe3e1", "#2a1220", "#8b6674", "#e5386d", "#7b4dff"], ["Space Grotesk", "Inter"], {
		radius: 36,
		motion: 1.1,
		backdrop: "shapes",
	}),
	mono: theme(["#0a0a0a", "#1b1b1b", "#fafafa", "#9b9b9b", "#ffe14d", "#fafafa"], ["Inter", "Inter"], {
		radius: 4,
		motion: 1.25,
		backdrop: "grid",
	}),
	ocean: theme(["#06192b", "#0e2a44", "#eef7ff", "#8fb0cc", "#2fb8ff", "#7affc9"], ["Inter", "Inter"], {
		radius: 26,
		motion: 1,
		backdrop: "glow",
	}),
} satisfies Record<string, Theme>;

const ThemeContext = createContext<Theme>(presets.midnight);

/** Everything below it is drawn with `theme`. */
export const ThemeProvider = ({ theme, children }: { theme: Theme; children: ReactNode }) =>
	createElement(ThemeContext, { value: theme }, children);

/** The film's theme, or the midnight preset outside a film. */
export const useTheme = (): Theme => useContext(ThemeContext);
