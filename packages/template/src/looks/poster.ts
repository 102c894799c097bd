import type { Look } from "./look.ts";

export const poster: Look = {
	title: "Bold poster",
	description: "Condensed capitals as tall as the picture allows, slanted bands, fast cuts",
	moods: ["bold", "loud", "energetic", "sporty", "powerful", "urgent", "sale", "strong", "punchy", "dynamic", "fast", "action"],
	fonts: { heading: "Anton", body: "Archivo" },
	voice: {
		heading: { weight: 800, letterSpacing: -0.008, lineHeight: 1.02, case: "upper" },
		body: { weight: 480, letterSpacing: 0, lineHeight: 1.32, case: "none" },
	},
	palettes: {
		light: [
			["#f3efe6", "#e2dbcb", "#141210", "#5e574d", "#d62300", "#141210"],
			["#ffdd1f", "#f2c900", "#14120a", "#54490d", "#c4171f", "#14120a"],
			["#dfe9ff", "#c6d6fb", "#0a1030", "#49537c", "#2436ff", "#e0004d"],
		],
		dark: [
			["#121212", "#242424", "#ffffff", "#ababab", "#ffe01f", "#ff4d2e"],
			["#16083a", "#28155c", "#ffffff", "#b8aadb", "#ff4f8b", "#ffd23f"],
			["#0c1f17", "#16352a", "#f2fff6", "#9dbfae", "#c8ff2d", "#ff6b3d"],
		],
	},
	tone: "dark",
	backdrop: "bands",
	form: { corner: "square", radius: 0, stroke: 10, line: "bold", fill: "solid" },
	motion: { speed: 1.35, reveal: "blocks", ease: "snap", overshoot: 0.1, stagger: 0.8, camera: "pan" },
	transitions: ["slices", "push"],
	music: ["drive", "bright"],
};
