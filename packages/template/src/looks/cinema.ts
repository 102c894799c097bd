import type { Look } from "./look.ts";

export const cinema: Look = {
	title: "Cinema",
	description: "Wide screen, dust in the light, spaced capitals",
	moods: [
		"cinematic",
		"epic",
		"dramatic",
		"film",
		"trailer",
		"mysterious",
		"dark",
		"emotional",
		"adventure",
		"history",
		"moody",
		"night",
		"serious",
	],
	fonts: { heading: "Oswald", body: "Newsreader" },
	voice: {
		heading: { weight: 500, letterSpacing: 0.035, lineHeight: 1.12, case: "upper" },
		body: { weight: 420, letterSpacing: 0.002, lineHeight: 1.42, case: "none" },
	},
	palettes: {
		light: [
			["#efe9df", "#ddd4c5", "#171310", "#655b50", "#9a3412", "#1f4e5f"],
			["#e8ecef", "#d3dade", "#10171c", "#56626b", "#0f5c78", "#9a4a12"],
		],
		dark: [
			["#0b0d10", "#1a1e24", "#f3ede2", "#a39c90", "#f0a24a", "#5fb3c4"],
			["#0a1413", "#152523", "#eef3ec", "#93a8a3", "#e8b65a", "#6fd0c0"],
			["#160a0c", "#2a1518", "#f6e9e4", "#b49a97", "#ff6b4a", "#d9b36c"],
		],
	},
	tone: "dark",
	backdrop: "screen",
	form: { corner: "square", radius: 0, stroke: 2, line: "hair", fill: "soft" },
	motion: { speed: 0.75, reveal: "fade", ease: "glide", overshoot: 0, stagger: 1.7, camera: "push" },
	transitions: ["dissolve", "zoom"],
	music: ["cinematic", "calm"],
};
