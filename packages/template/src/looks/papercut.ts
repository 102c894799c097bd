import type { Look } from "./look.ts";

export const papercut: Look = {
	title: "Paper cut",
	description: "Layers of coloured paper that move like stop motion",
	moods: ["paper", "handmade", "craft", "playful", "warm", "storybook", "children", "gentle", "cheerful", "whimsical", "school"],
	fonts: { heading: "Bricolage Grotesque", body: "DM Sans" },
	voice: {
		heading: { weight: 760, letterSpacing: -0.035, lineHeight: 1.02, case: "none" },
		body: { weight: 480, letterSpacing: -0.005, lineHeight: 1.36, case: "none" },
	},
	palettes: {
		light: [
			["#fdf3df", "#f5dfba", "#2a2135", "#6c6070", "#d1421f", "#e08a00"],
			["#e9f3ec", "#cfe3d4", "#17312a", "#51695f", "#c2452d", "#2c7a5b"],
			["#fde9e6", "#f8cfc8", "#33182c", "#7a5668", "#c22a5b", "#3f5fb5"],
		],
		dark: [
			["#1f2547", "#2e3664", "#fdf3df", "#aeb2d2", "#ff8a5c", "#ffc94d"],
			["#17352f", "#22493f", "#f7f0dc", "#a4bfb2", "#ffb347", "#ff7a59"],
		],
	},
	tone: "light",
	backdrop: "cut-paper",
	form: { corner: "round", radius: 26, stroke: 5, line: "bold", fill: "paper" },
	motion: { speed: 1, reveal: "pop", ease: "out", overshoot: 0.7, stagger: 1, cadence: 12, camera: "sway" },
	transitions: ["tear", "slide"],
	music: ["bright", "warm"],
};
