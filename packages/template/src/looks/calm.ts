import type { Look } from "./look.ts";

export const calm: Look = {
	title: "Corporate calm",
	description: "Clear type over soft ribbons, nothing in a hurry",
	moods: [
		"corporate",
		"calm",
		"business",
		"professional",
		"trustworthy",
		"finance",
		"insurance",
		"consulting",
		"friendly",
		"clear",
		"reliable",
		"health",
		"report",
		"medical",
	],
	fonts: { heading: "DM Sans", body: "DM Sans" },
	voice: {
		heading: { weight: 650, letterSpacing: -0.035, lineHeight: 1.06, case: "none" },
		body: { weight: 440, letterSpacing: -0.008, lineHeight: 1.4, case: "none" },
	},
	palettes: {
		light: [
			["#f6f9fc", "#e6edf5", "#0f1f33", "#54667c", "#1257c9", "#0a8a7f"],
			["#f8f7f4", "#ebe8e1", "#1c2321", "#5e6763", "#0b6e5c", "#b7622c"],
			["#f7f5fb", "#e8e4f3", "#1d1733", "#605a7a", "#5b3fd1", "#c2487a"],
		],
		dark: [
			["#0c1b2e", "#172a43", "#f1f6fc", "#9fb3cb", "#5aa9ff", "#46d3b6"],
			["#14211f", "#20322f", "#eff6f3", "#a2b8b1", "#56cfa8", "#f0b56b"],
		],
	},
	tone: "light",
	backdrop: "ribbons",
	form: { corner: "round", radius: 24, stroke: 3, line: "hair", fill: "soft" },
	motion: { speed: 0.9, reveal: "mask", ease: "glide", overshoot: 0.2, stagger: 1.1, camera: "pan", carry: "dot" },
	transitions: ["fade", "slide"],
	music: ["calm", "bright"],
};
