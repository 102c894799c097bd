import type { Look } from "./look.ts";

export const swiss: Look = {
	title: "Swiss",
	description: "Large tight grotesque on a strict grid, one loud colour, hard edges",
	moods: ["swiss", "clean", "minimal", "modern", "precise", "clear", "design", "architecture", "confident", "direct"],
	fonts: { heading: "Inter", body: "Inter" },
	voice: {
		heading: { weight: 760, letterSpacing: -0.045, lineHeight: 0.98, case: "none" },
		body: { weight: 460, letterSpacing: -0.008, lineHeight: 1.34, case: "none" },
	},
	palettes: {
		light: [["#f4f2ee", "#e6e3dc", "#111111", "#66625b", "#e4002b", "#111111"]],
		dark: [["#101010", "#1d1d1d", "#f5f3ef", "#a09c95", "#ff3b30", "#f5f3ef"]],
	},
	tone: "light",
	backdrop: "grid",
	form: { corner: "square", radius: 0, stroke: 4, line: "bold", fill: "solid" },
	motion: { speed: 1.1, reveal: "mask", ease: "out", overshoot: 0, stagger: 1 },
	transitions: ["slide", "wipe"],
	music: ["drive", "bright"],
};
