import type { Ratio } from "@storydream/protocol";

/** One click away from a film. Each shows another kind of film; `mood` is how its card looks. */
export const EXAMPLES: readonly {
	title: string;
	prompt: string;
	ratio: Ratio;
	mood: { paper: string; ink: string; mark: string; shape: Shape };
}[] = [
	{
		title: "A product launch",
		ratio: "16:9",
		prompt:
			'A 20 second launch film for "Aurora", a lamp that follows the sun. Dark and calm, warm amber light. Say "Light that knows the hour", show that it saves 38% of energy, and end with "Order from 4 May".',
		mood: { paper: "#15110b", ink: "#ffd9a0", mark: "#f2a13c", shape: "sun" },
	},
	{
		title: "A year in numbers",
		ratio: "16:9",
		prompt:
			"A 25 second year in review for a bicycle workshop: 1,240 bikes repaired, 86 volunteers, 12 tonnes of CO2 saved. A bar chart of repairs by season: spring 410, summer 380, autumn 290, winter 160. Fresh green, optimistic.",
		mood: { paper: "#e9f0df", ink: "#1d3a24", mark: "#3f8f4f", shape: "bars" },
	},
	{
		title: "A story for phones",
		ratio: "9:16",
		prompt:
			'A fast 12 second vertical clip: "Three ways to slow down". 1. Walk without a phone. 2. Cook something slowly. 3. Write one letter. Bold type, coral and cream, ends with "Start tonight".',
		mood: { paper: "#f4775c", ink: "#2e0d05", mark: "#ffe3d2", shape: "steps" },
	},
	{
		title: "A quote worth a pause",
		ratio: "1:1",
		prompt:
			'A quiet 10 second square film around one sentence: "The sea does not hurry, and yet everything arrives." Deep blue, serif type, slow fades, no music.',
		mood: { paper: "#0d2036", ink: "#d7e6f5", mark: "#5f93c4", shape: "wave" },
	},
	{
		title: "How it works",
		ratio: "16:9",
		prompt:
			'Explain in 30 seconds how compost is made, in four steps: "Collect", "Layer", "Wait eight weeks", "Sieve". Friendly, earthy colours, drawn marks, ends with "Feed your garden".',
		mood: { paper: "#f0e6d2", ink: "#4a3423", mark: "#a8683a", shape: "rings" },
	},
	{
		title: "An event invitation",
		ratio: "9:16",
		prompt:
			'A vertical 15 second invitation: "Night of Short Films", Friday 21 November, 8 pm, Harbour Hall, 14 films from 9 countries. Black and violet, kinetic type, ends with "Free entry".',
		mood: { paper: "#120c1c", ink: "#eadcff", mark: "#9b6dff", shape: "frames" },
	},
];

export type Shape = "sun" | "bars" | "steps" | "wave" | "rings" | "frames";
