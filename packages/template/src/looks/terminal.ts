import type { Look } from "./look.ts";

export const terminal: Look = {
	title: "Tech mono",
	description: "Monospaced type on a matrix of dots, everything typed",
	moods: [
		"tech",
		"technical",
		"code",
		"developer",
		"software",
		"data",
		"hacker",
		"engineering",
		"robotic",
		"ai",
		"startup",
		"science",
		"digital",
		"security",
	],
	fonts: { heading: "JetBrains Mono", body: "JetBrains Mono" },
	voice: {
		heading: { weight: 700, letterSpacing: -0.055, lineHeight: 1.08, case: "none" },
		body: { weight: 430, letterSpacing: -0.03, lineHeight: 1.42, case: "none" },
	},
	palettes: {
		light: [
			["#f3f5f4", "#e1e6e3", "#0e1714", "#54635c", "#00795a", "#b34700"],
			["#f4f4f8", "#e3e3ee", "#11121f", "#565a72", "#4036d6", "#c2410c"],
		],
		dark: [
			["#07110e", "#10211b", "#e4fff4", "#86a89a", "#2dfca1", "#ffb454"],
			["#0b0e1a", "#171c30", "#eaf0ff", "#8e99bd", "#7aa2ff", "#ff9e64"],
			["#141005", "#241d0d", "#fff4d6", "#b5a47c", "#ffb000", "#ff6f3c"],
		],
	},
	tone: "dark",
	backdrop: "matrix",
	form: { corner: "square", radius: 4, stroke: 3, line: "dotted", fill: "outline" },
	motion: { speed: 1.2, reveal: "type", ease: "linear", overshoot: 0, stagger: 0.9 },
	transitions: ["scan", "blinds"],
	music: ["drive", "night"],
};
