import type { Look } from "./look.ts";

export const swiss: Look = {
	title: "Swiss",
	description: "Large tight grotesque on a strict grid, one loud colour, hard edges",
	moods: ["swiss", "clean", "minimal", "modern", "precise", "clear", "architectural", "rational", "direct", "serious"],
	fonts: { heading: "Inter", body: "Inter" },
	voice: {
		heading: { weight: 780, letterSpacing: -0.05, lineHeight: 0.98, case: "none" },
		body: { weight: 470, letterSpacing: -0.008, lineHeight: 1.34, case: "none" },
	},
	palettes: {
		light: [
			["#f4f2ee", "#e4e0d8", "#111111", "#5f5b55", "#d9001b", "#111111"],
			["#ffffff", "#ececec", "#0d0d0d", "#5c5c5c", "#0037ff", "#0d0d0d"],
			["#f7d417", "#eac400", "#121212", "#4a4312", "#c1121f", "#121212"],
		],
		dark: [
			["#111111", "#232323", "#f5f3ef", "#a8a49d", "#ff4433", "#f5f3ef"],
			["#0a1a3f", "#14285a", "#ffffff", "#a9b6d6", "#ff5a36", "#ffffff"],
		],
	},
	tone: "light",
	backdrop: "poster",
	form: { corner: "square", radius: 0, stroke: 6, line: "bold", fill: "solid" },
	motion: { speed: 1.1, reveal: "mask", ease: "out", overshoot: 0, stagger: 1, camera: "pan", carry: "rule" },
	transitions: ["push", "wipe"],
	music: ["drive", "bright"],
};
