import type { Look } from "./look.ts";

export const brutal: Look = {
	title: "Brutalist",
	description: "Stretched heavy letters, thick frames, hazard stripes, no manners",
	moods: [
		"brutalist",
		"raw",
		"punk",
		"rebellious",
		"loud",
		"provocative",
		"street",
		"underground",
		"radical",
		"industrial",
		"edgy",
	],
	fonts: { heading: "Archivo", body: "JetBrains Mono" },
	voice: {
		heading: { weight: 880, letterSpacing: -0.045, lineHeight: 0.96, case: "upper", stretch: "expanded" },
		body: { weight: 500, letterSpacing: -0.03, lineHeight: 1.36, case: "none" },
	},
	palettes: {
		light: [
			["#ffffff", "#e9e9e9", "#000000", "#4d4d4d", "#ff4d00", "#000000"],
			["#c9ff3d", "#b4ee1f", "#0a0f00", "#40500d", "#0a0f00", "#7a00e6"],
			["#e8e4dc", "#d6d0c4", "#0b0b0b", "#56524a", "#0b3bff", "#ff3b00"],
		],
		dark: [
			["#0a0a0a", "#1f1f1f", "#ffffff", "#b3b3b3", "#d4ff00", "#ff3d81"],
			["#1a00c2", "#2f18dd", "#ffffff", "#c3bdf7", "#ffe600", "#ff5c39"],
		],
	},
	tone: "light",
	backdrop: "slab",
	form: { corner: "cut", radius: 0, stroke: 10, line: "bold", fill: "outline" },
	motion: { speed: 1.4, reveal: "blocks", ease: "snap", overshoot: 0, stagger: 0.7, carry: "rule" },
	transitions: ["glitch", "slices"],
	music: ["drive", "night"],
};
