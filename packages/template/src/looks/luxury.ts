import type { Look } from "./look.ts";

export const luxury: Look = {
	title: "Luxury serif",
	description: "High contrast letters in a frame of hairlines, folds of silk, slow",
	moods: [
		"luxury",
		"elegant",
		"premium",
		"exclusive",
		"jewellery",
		"fashion",
		"hotel",
		"perfume",
		"wedding",
		"refined",
		"sophisticated",
		"gold",
		"beauty",
	],
	fonts: { heading: "Bodoni Moda", body: "Cormorant Garamond" },
	voice: {
		heading: { weight: 560, letterSpacing: -0.012, lineHeight: 1.06, case: "none" },
		body: { weight: 560, letterSpacing: 0.01, lineHeight: 1.34, case: "none" },
		accent: { family: "Bodoni Moda", weight: 480, letterSpacing: -0.01, lineHeight: 1.06, case: "none", italic: true },
	},
	palettes: {
		light: [
			["#f7f3ec", "#ebe3d6", "#201b16", "#6d6356", "#8a6426", "#5d2f3a"],
			["#f5eef0", "#e8dade", "#251820", "#6f5f68", "#93304f", "#7a5b1e"],
		],
		dark: [
			["#12100e", "#221e1a", "#f5ead8", "#b0a28c", "#d8b26a", "#b98a8a"],
			["#0f1c2b", "#1a2b3f", "#f3eddf", "#a5b0bd", "#dcc08a", "#8fb0c9"],
			["#2a0d18", "#3d1826", "#f8e9e4", "#c3a0a6", "#e3b977", "#d98c9a"],
		],
	},
	tone: "dark",
	backdrop: "silk",
	form: { corner: "square", radius: 0, stroke: 2, line: "hair", fill: "outline" },
	motion: { speed: 0.7, reveal: "fade", ease: "glide", overshoot: 0, stagger: 1.6, camera: "push", carry: "rule" },
	transitions: ["dissolve", "curtain"],
	music: ["calm", "cinematic"],
};
