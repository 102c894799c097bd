import type { Theme } from "@storydream/protocol";
import type { Mood } from "../reading/style.ts";
import { contrast, isDark, mix, readableOn } from "./colour-maths.ts";

type Palette = Pick<Theme["palette"], "background" | "surface" | "text" | "muted" | "accent" | "accent2">;
export interface Look {
	name: string;
	palette: Palette;
	heading: "Inter" | "Space Grotesk" | "Fraunces";
	radius: number;
	moods: readonly Mood[];
	/** Topics it was made for. */
	topics?: RegExp;
}

function look(
	name: string,
	colours: string,
	heading: Look["heading"],
	radius: number,
	moods: readonly Mood[],
	topics?: RegExp,
): Look {
	const [
		background = "#000000",
		surface = "#111111",
		text = "#ffffff",
		muted = "#999999",
		accent = "#ff0000",
		accent2 = "#00ff00",
	] = colours.split(" ");
	return {
		name,
		palette: { background, surface, text, muted, accent, accent2 },
		heading,
		radius,
		moods,
		...(topics ? { topics } : {}),
	};
}

/** The looks the demo model chooses from: background, surface, text, muted, accent, second accent. */
export const LOOKS: readonly Look[] = [
	look(
		"ink",
		"#0b0e14 #161b26 #f3f5f9 #8f9bb0 #5b8cff #35d6b4",
		"Space Grotesk",
		18,
		["techy", "serious"],
		/\b(?:software|app|api|cloud|data|code|developers?|startup|saas|ai|robots?|tech\w*|cyber\w*|crypto|platform|hardware|chips?)\b/i,
	),
	look(
		"paper",
		"#f6f1e7 #ebe3d3 #231f1a #7a7064 #c4512d #2f5d50",
		"Fraunces",
		6,
		["elegant", "warm"],
		/\b(?:books?|novels?|writers?|history|museum|library|architecture|wine|poe\w+|letters?)\b/i,
	),
	look(
		"roast",
		"#24160f #38241a #f8ecdd #b99d86 #e8a04c #d96f4a",
		"Fraunces",
		14,
		["warm", "cinematic"],
		/\b(?:coffee|roast\w*|caf[eé]s?|espresso|chocolate|baker\w*|bread|whisk\w+|tea)\b/i,
	),
	look(
		"tide",
		"#06243a #0d3652 #eef8fb #86aabf #33c4d8 #f4b860",
		"Inter",
		20,
		["calm", "natural"],
		/\b(?:ocean|sea|water|surf\w*|sail\w*|coast|beach|fish\w*|whales?|rivers?|swim\w*|dive|islands?)\b/i,
	),
	look(
		"moss",
		"#10241b #1a3628 #eff6ee #93b09f #8fd06f #f0c75e",
		"Inter",
		22,
		["natural", "calm"],
		/\b(?:forests?|trees?|eco\w*|plants?|garden\w*|green energy|nature|climate|sustainab\w+|farm\w*|organic|photosynthesis|hik\w+|recycl\w+)\b/i,
	),
	look(
		"citrus",
		"#fff8e6 #ffedc2 #2a2008 #8a7747 #f2771a #1fa187",
		"Space Grotesk",
		28,
		["playful", "energetic"],
		/\b(?:kids|children|games?|toys?|party|birthday|fruit|juice|ice cream|summer|school|pets?|dogs?|cats?)\b/i,
	),
	look(
		"ember",
		"#170b0b #2a1414 #fff3ee #bb9389 #ff5a36 #ffb23e",
		"Space Grotesk",
		10,
		["energetic", "cinematic"],
		/\b(?:sports?|fitness|gym|running|race|racing|fire|football|soccer|boxing|marathon|bikes?|motor\w*|workout|training)\b/i,
	),
	look(
		"orchid",
		"#1b1030 #2a1b47 #f7f1ff #a896c9 #c77dff #ff8fb1",
		"Space Grotesk",
		24,
		["playful", "techy"],
		/\b(?:music|festival|concert|dance|dj|band|album|fashion|beauty|art|design|night)\b/i,
	),
	look(
		"ivory",
		"#fbfaf7 #f0ede6 #1c1c1a #77756e #9c7a3c #3f4a3c",
		"Fraunces",
		2,
		["elegant", "serious"],
		/\b(?:jewel\w*|perfume|luxury|hotel|watch(?:es)?|wedding|gallery|interior\w*|estate|spa)\b/i,
	),
	look(
		"ledger",
		"#f4f7fb #e4ebf4 #10203a #64748b #1f5fd6 #12a37a",
		"Inter",
		12,
		["serious"],
		/\b(?:bank\w*|financ\w+|insur\w+|revenue|report|quarter\w*|invest\w*|market|b2b|consult\w*|law|tax|budget|company|results|sales)\b/i,
	),
	look(
		"blush",
		"#fdeff0 #f9dcdf #3a1622 #9b6a76 #d83a6a #f08a4b",
		"Fraunces",
		26,
		["warm", "playful"],
		/\b(?:love|valentine\w*|flowers?|cosmetics?|skin\w*|mother\w*|family|cake|bak\w+|dessert)\b/i,
	),
	look(
		"aurora",
		"#071a1f #0e2b33 #ecfbf7 #84aaa8 #4ff0b4 #7aa7ff",
		"Space Grotesk",
		16,
		["cinematic", "techy", "calm"],
		/\b(?:space|stars?|planets?|moon|mars|science|universe|galaxy|energy|solar|physics|aurora|rocket\w*)\b/i,
	),
	look(
		"clinic",
		"#f1faf8 #dff1ed #0d2b2a #5d7f7c #0f9d8a #f2784b",
		"Inter",
		20,
		["calm", "serious"],
		/\b(?:health|medical|doctors?|hospital|clinic|dent\w+|yoga|sleep|wellness|therap\w+|medicine|care|nutrition|vitamins?)\b/i,
	),
	look(
		"terra",
		"#f3e6d8 #e8d3bd #331d12 #8c6b56 #b5482a #3d6b5c",
		"Fraunces",
		12,
		["warm", "natural"],
		/\b(?:travel|desert|spain|italy|mexico|morocco|pottery|craft\w*|ceramic\w*|cook\w*|food|restaurant|pizza|spices?|recipes?|city|lisbon|porto|tour\w*)\b/i,
	),
	look(
		"graphite",
		"#15171b #21242a #f5f5f3 #94979f #f4d03f #e5e7eb",
		"Inter",
		4,
		["serious", "cinematic", "energetic"],
		/\b(?:cars?|automotive|construction|engineer\w*|industr\w*|factory|security|film noir|photograph\w*|news|machines?|tools?)\b/i,
	),
	look(
		"pool",
		"#e9f4ff #d3e8ff #0c2340 #5f7a99 #2a7bf6 #ff7a59",
		"Space Grotesk",
		30,
		["playful", "energetic"],
		/\b(?:learn\w*|course|education|students?|teach\w*|explain\w*|weather|clean\w*|delivery|apps?|community)\b/i,
	),
	look(
		"velvet",
		"#1a0d16 #2c1826 #fdf2ea #b5929f #e0b36a #c94f6d",
		"Fraunces",
		8,
		["elegant", "cinematic"],
		/\b(?:theat\w+|opera|cinema|film festival|cocktail\w*|gala|awards?|vintage|noir|mystery|ballet)\b/i,
	),
	look(
		"meadow",
		"#f2f8e9 #e2efcf #1d2b12 #6d7f58 #4b9b2e #e2762d",
		"Inter",
		18,
		["natural", "playful"],
		/\b(?:spring|animals?|bees?|honey|vegetables?|salad|picnic|vegan|market|cycling|outdoors?|parks?)\b/i,
	),
];

/** A palette on a background the person chose: everything else is derived so that it stays readable. */
export function paletteOn(
	base: Palette,
	wanted: {
		background?: string | undefined;
		accent?: string | undefined;
		accent2?: string | undefined;
		text?: string | undefined;
	},
): Palette {
	const background = wanted.background ?? base.background;
	const moved = background !== base.background;
	const text = wanted.text ?? (moved ? readableOn(background, base.text) : base.text);
	const surface = moved ? mix(background, text, isDark(background) ? 0.1 : 0.07) : base.surface;
	const muted = moved || wanted.text ? mix(text, background, 0.4) : base.muted;
	const accent = wanted.accent ?? legible(base.accent, background);
	const accent2 = wanted.accent2 ?? legible(base.accent2, background);
	return { background, surface, text, muted, accent, accent2: accent2 === accent ? mix(accent, text, 0.35) : accent2 };
}

/** An accent nobody asked for is moved until it stands out. */
function legible(colour: string, background: string): string {
	let result = colour;
	for (let step = 0; step < 8 && contrast(result, background) < 2.6; step++)
		result = mix(result, isDark(background) ? "#ffffff" : "#000000", 0.18);
	return result;
}
