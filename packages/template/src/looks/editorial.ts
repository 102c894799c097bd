import type { Look } from "./look.ts";

export const editorial: Look = {
	title: "Editorial",
	description: "A magazine: serif headlines with italics, hairlines and a generous page",
	moods: [
		"editorial",
		"magazine",
		"literary",
		"thoughtful",
		"journalistic",
		"cultured",
		"refined",
		"story",
		"documentary",
		"quiet",
		"warm",
		"serious",
	],
	fonts: { heading: "Instrument Serif", body: "Newsreader" },
	voice: {
		heading: { weight: 400, letterSpacing: -0.022, lineHeight: 0.98, case: "none" },
		body: { weight: 420, letterSpacing: 0, lineHeight: 1.4, case: "none" },
		accent: { family: "Instrument Serif", weight: 400, letterSpacing: -0.02, lineHeight: 0.98, case: "none", italic: true },
	},
	palettes: {
		light: [
			["#f6f1e8", "#e8dfcf", "#1d1a16", "#6b6258", "#b23a1e", "#2e5a57"],
			["#f2f2ee", "#e0e1da", "#16201c", "#5d6761", "#1f6b4a", "#b0552b"],
			["#faf3f0", "#eeddd8", "#24161a", "#74605f", "#a3214b", "#3b4a7a"],
		],
		dark: [
			["#1b1a19", "#2b2928", "#f4eee4", "#aea598", "#ee8a63", "#8fc0b3"],
			["#14211d", "#20322c", "#f0eee2", "#a3b3a7", "#e5b567", "#8ec5a3"],
		],
	},
	tone: "light",
	backdrop: "page",
	form: { corner: "square", radius: 2, stroke: 2, line: "hair", fill: "outline" },
	motion: { speed: 0.9, reveal: "fade", ease: "glide", overshoot: 0.1, stagger: 1.3, camera: "rise", carry: "rule" },
	transitions: ["fade", "curtain"],
	music: ["calm", "warm"],
};
