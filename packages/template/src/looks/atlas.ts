import type { Look } from "./look.ts";

export const atlas: Look = {
	title: "Atlas",
	description: "Contour lines and a clear grotesque, as on good maps",
	moods: [
		"outdoor",
		"travel",
		"adventure",
		"map",
		"hiking",
		"mountain",
		"sport",
		"explore",
		"nature",
		"expedition",
		"running",
		"cycling",
		"geography",
	],
	fonts: { heading: "Space Grotesk", body: "DM Sans" },
	voice: {
		heading: { weight: 660, letterSpacing: -0.045, lineHeight: 1.02, case: "none" },
		body: { weight: 450, letterSpacing: -0.005, lineHeight: 1.38, case: "none" },
	},
	palettes: {
		light: [
			["#f2efe4", "#e2dccb", "#1b2620", "#5d675e", "#c2410c", "#2d6a4f"],
			["#edf3f5", "#d9e5e9", "#10252e", "#50656e", "#0a6c8f", "#c2571a"],
		],
		dark: [
			["#14241d", "#203529", "#f1efdf", "#a3b3a2", "#ff9a3d", "#8fd19e"],
			["#0e2230", "#193447", "#eef6fa", "#98b2c2", "#ffb238", "#62c6e0"],
		],
	},
	tone: "light",
	backdrop: "contours",
	form: { corner: "round", radius: 12, stroke: 4, line: "dotted", fill: "solid" },
	motion: { speed: 1.05, reveal: "slide", ease: "out", overshoot: 0.3, stagger: 1, camera: "pan", carry: "dot" },
	transitions: ["cover", "wipe"],
	music: ["bright", "drive"],
};
