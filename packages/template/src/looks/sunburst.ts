import type { Look } from "./look.ts";

export const sunburst: Look = {
	title: "Sunburst",
	description: "Rays and rings of an old record sleeve, a friendly fat serif",
	moods: [
		"festival",
		"summer",
		"optimistic",
		"happy",
		"travel",
		"holiday",
		"sunny",
		"joyful",
		"community",
		"celebration",
		"music",
		"warm",
		"retro",
	],
	fonts: { heading: "Fraunces", body: "DM Sans" },
	voice: {
		heading: { weight: 820, letterSpacing: -0.035, lineHeight: 1, case: "none" },
		body: { weight: 480, letterSpacing: -0.005, lineHeight: 1.36, case: "none" },
	},
	palettes: {
		light: [
			["#fff1d6", "#ffdfa8", "#3b1a0f", "#7a553f", "#c9390b", "#d98e04"],
			["#fdeee3", "#f9d6be", "#2d1b3d", "#6d5878", "#b3266b", "#e07a1f"],
		],
		dark: [
			["#3a1230", "#531d45", "#ffedd2", "#d3a7b8", "#ffb02e", "#ff6f59"],
			["#10304f", "#1a4268", "#fff3dc", "#a3bdd2", "#ffc145", "#ff7f51"],
		],
	},
	tone: "light",
	backdrop: "rays",
	form: { corner: "pill", radius: 36, stroke: 6, line: "bold", fill: "solid" },
	motion: { speed: 1.05, reveal: "pop", ease: "out", overshoot: 0.6, stagger: 1, camera: "push" },
	transitions: ["clock", "iris"],
	music: ["bright", "warm"],
};
