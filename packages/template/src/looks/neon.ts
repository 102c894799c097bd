import type { Look } from "./look.ts";

export const neon: Look = {
	title: "Neon night",
	description: "Tubes of light over a dark street, wide round letters",
	moods: [
		"neon",
		"night",
		"club",
		"electronic",
		"futuristic",
		"cyber",
		"party",
		"synthwave",
		"glowing",
		"gaming",
		"techno",
		"music",
	],
	fonts: { heading: "Unbounded", body: "Space Grotesk" },
	voice: {
		heading: { weight: 640, letterSpacing: -0.035, lineHeight: 1.06, case: "none" },
		body: { weight: 430, letterSpacing: -0.005, lineHeight: 1.36, case: "none" },
	},
	palettes: {
		light: [
			["#f3efff", "#e2d9fb", "#1a1033", "#5d5180", "#a100c2", "#0072b8"],
			["#eafaf6", "#d2efe8", "#08201f", "#43625e", "#c2006e", "#00776f"],
		],
		dark: [
			["#0b0620", "#1a1038", "#f6f0ff", "#a99bd0", "#ff3df0", "#24e5ff"],
			["#04121a", "#0b2530", "#eafdff", "#8db5bf", "#00f0b5", "#ff4d97"],
			["#160310", "#2c0a22", "#fff0f8", "#c79ab3", "#ff2e63", "#ffd166"],
		],
	},
	tone: "dark",
	backdrop: "neon",
	form: { corner: "pill", radius: 40, stroke: 4, line: "bold", fill: "outline" },
	motion: { speed: 1.15, reveal: "slide", ease: "out", overshoot: 0.4, stagger: 0.9, camera: "push" },
	transitions: ["zoom", "scan"],
	music: ["drive", "night"],
};
