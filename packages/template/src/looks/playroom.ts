import type { Look } from "./look.ts";

export const playroom: Look = {
	title: "Kids’ shapes",
	description: "Round letters among toys that rock",
	moods: [
		"kids",
		"children",
		"fun",
		"playful",
		"colourful",
		"bouncy",
		"toy",
		"happy",
		"silly",
		"cheerful",
		"family",
		"school",
		"party",
		"sweet",
	],
	fonts: { heading: "Fredoka", body: "Fredoka" },
	voice: {
		heading: { weight: 620, letterSpacing: -0.015, lineHeight: 1.06, case: "none" },
		body: { weight: 450, letterSpacing: 0, lineHeight: 1.34, case: "none" },
	},
	palettes: {
		light: [
			["#fff4d9", "#ffe3a6", "#2b2153", "#6b618c", "#d6336c", "#2f9e8f"],
			["#e4f5ff", "#c6e7fb", "#1b2559", "#57618c", "#c93f12", "#f2a900"],
			["#fdeaf4", "#fad0e5", "#3a1750", "#7c5a8c", "#7a35d1", "#ff8a3d"],
		],
		dark: [
			["#2a1a5e", "#3c2a7d", "#fff6e0", "#b9addf", "#ffd43b", "#ff6b9d"],
			["#0d3b4a", "#155365", "#f2fbff", "#9cc7d1", "#ffb84d", "#ff7b7b"],
		],
	},
	tone: "light",
	backdrop: "toys",
	form: { corner: "pill", radius: 56, stroke: 10, line: "bold", fill: "solid" },
	motion: { speed: 1.2, reveal: "pop", ease: "out", overshoot: 1, stagger: 1, camera: "sway", carry: "dot" },
	transitions: ["bounce", "dots"],
	music: ["bright", "warm"],
};
