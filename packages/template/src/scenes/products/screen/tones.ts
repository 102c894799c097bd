import { contrast, isDark, mix, readableOn } from "../../../design/color";
import type { Palette } from "../../../design/scene";
import type { Tone } from "../../parts/tone";

export type ScreenTones = {
	/** Behind everything on the screen. */
	ground: Tone;
	/** Cards, bubbles, bars. */
	card: Tone;
	/** The one thing that stands out. */
	accent: Tone;
	/** The body of a device. */
	body: string;
	/** Its edge, which catches the light. */
	edge: string;
};

const toneOf = (fill: string, palette: Palette): Tone => {
	const ink = readableOn(fill, palette.text, palette.background);
	const quiet = mix(ink, fill, 0.36);
	return {
		fill,
		ink,
		quiet: contrast(quiet, fill) >= 4.5 ? quiet : ink,
		signal: contrast(palette.accent, fill) >= 2 ? palette.accent : ink,
		line: mix(fill, ink, 0.13),
	};
};

/** Colours of an interface in the film's palette: light on light, dark on dark, the screen set off from the backdrop. */
export const screenTones = (palette: Palette): ScreenTones => {
	const dark = isDark(palette.background);
	const ground = dark ? mix(palette.background, palette.text, 0.07) : mix(palette.background, "#ffffff", 0.72);
	const card = dark ? mix(palette.background, palette.text, 0.15) : mix(ground, palette.text, 0.065);
	return {
		ground: toneOf(ground, palette),
		card: toneOf(card, palette),
		accent: toneOf(palette.accent, palette),
		body: dark ? "#060608" : mix(palette.text, "#000000", 0.5),
		edge: dark ? mix(palette.background, palette.text, 0.34) : mix(palette.text, "#ffffff", 0.3),
	};
};
