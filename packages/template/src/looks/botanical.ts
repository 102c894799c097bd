import type { Look } from "./look.ts";

export const botanical: Look = {
	title: "Botanical",
	description: "Large leaves and a fine garamond, unhurried",
	moods: [
		"botanical",
		"natural",
		"nature",
		"garden",
		"organic",
		"plants",
		"wellness",
		"green",
		"gentle",
		"fresh",
		"spa",
		"healthy",
		"sustainable",
		"calm",
	],
	fonts: { heading: "Cormorant Garamond", body: "DM Sans" },
	voice: {
		heading: { weight: 560, letterSpacing: -0.02, lineHeight: 0.98, case: "none" },
		body: { weight: 430, letterSpacing: 0, lineHeight: 1.42, case: "none" },
		accent: { family: "Cormorant Garamond", weight: 560, letterSpacing: -0.015, lineHeight: 0.98, case: "none", italic: true },
	},
	palettes: {
		light: [
			["#f4f1e4", "#e5e2cd", "#1f2c22", "#5c675a", "#2f6b3f", "#b5533c"],
			["#eef2ea", "#dbe4d6", "#182821", "#54645a", "#1f6d5d", "#c0682c"],
			["#f8eee8", "#ecdacf", "#2c221f", "#70605a", "#7a5b1e", "#a8465a"],
		],
		dark: [
			["#13261d", "#1d372b", "#f3efdd", "#a8b9a5", "#9ccf7a", "#f0b28a"],
			["#1c2420", "#2a352f", "#f1ede3", "#aab3a8", "#c9d08b", "#e29b84"],
		],
	},
	tone: "light",
	backdrop: "botanical",
	form: { corner: "pill", radius: 48, stroke: 3, line: "hair", fill: "soft" },
	motion: { speed: 0.8, reveal: "fade", ease: "glide", overshoot: 0.2, stagger: 1.3, camera: "sway" },
	transitions: ["iris", "fade"],
	music: ["calm", "warm"],
};
