import type { Look } from "./look.ts";

export const retro: Look = {
	title: "Retro print",
	description: "Fat italics on rastered print of two inks",
	moods: [
		"retro",
		"vintage",
		"seventies",
		"print",
		"diner",
		"groovy",
		"nostalgic",
		"summer",
		"record",
		"old-school",
		"fun",
		"food",
	],
	fonts: { heading: "Shrikhand", body: "DM Sans" },
	voice: {
		heading: { weight: 400, letterSpacing: -0.012, lineHeight: 1.06, case: "none" },
		body: { weight: 500, letterSpacing: -0.005, lineHeight: 1.36, case: "none" },
	},
	palettes: {
		light: [
			["#f7e7c6", "#eed5a3", "#3a1d14", "#75543f", "#bf3a12", "#cf8a16"],
			["#e9e3cf", "#d7cfb2", "#1d2d35", "#55636a", "#b8371f", "#2e7d7a"],
			["#fbe3d4", "#f4cab2", "#3b1530", "#7c4f66", "#b0245f", "#d9772b"],
		],
		dark: [
			["#2c1a2e", "#402743", "#fbe9cf", "#c0a3ae", "#ff8f3f", "#f2c14e"],
			["#123331", "#1d4744", "#f8ead0", "#a2bdb4", "#f5a623", "#ee6c4d"],
		],
	},
	tone: "light",
	backdrop: "raster",
	form: { corner: "round", radius: 18, stroke: 6, line: "bold", fill: "solid" },
	motion: { speed: 1, reveal: "slide", ease: "out", overshoot: 0.6, stagger: 1.1, camera: "pan", carry: "dot" },
	transitions: ["stripes", "iris"],
	music: ["warm", "bright"],
};
