import type { Look } from "./look.ts";

export const kraft: Look = {
	title: "Kraft and ink",
	description: "Ink on brown board, drawn by hand",
	moods: [
		"kraft",
		"rustic",
		"handmade",
		"organic",
		"coffee",
		"bakery",
		"farm",
		"artisan",
		"natural",
		"craft",
		"honest",
		"market",
		"brewery",
	],
	fonts: { heading: "Caveat", body: "Courier Prime" },
	voice: {
		heading: { weight: 700, letterSpacing: -0.012, lineHeight: 0.94, case: "none" },
		body: { weight: 400, letterSpacing: -0.02, lineHeight: 1.32, case: "none" },
	},
	palettes: {
		light: [
			["#d9bd94", "#cbab7d", "#23180e", "#503d28", "#8f1d14", "#1f4b3f"],
			["#efe4cf", "#e0d0b2", "#2a2018", "#665743", "#a33a16", "#2f5a3c"],
			["#e3d5c5", "#d2c0aa", "#1f2430", "#545767", "#8a2335", "#27496b"],
		],
		dark: [
			["#2b2018", "#3b2d22", "#f3e3c8", "#bda588", "#f0a04b", "#9fbf7f"],
			["#20262b", "#2e363c", "#efe6d6", "#aab0b0", "#f1b24a", "#86b8b1"],
		],
	},
	tone: "light",
	backdrop: "kraft",
	form: { corner: "round", radius: 10, stroke: 5, line: "sketch", fill: "outline" },
	motion: { speed: 0.95, reveal: "type", ease: "out", overshoot: 0.4, stagger: 1.1, cadence: 15, camera: "sway" },
	transitions: ["brush", "fade"],
	music: ["warm", "calm"],
};
