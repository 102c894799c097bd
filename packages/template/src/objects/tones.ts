import { contrast, isDark, mix } from "../design/color";
import type { Palette } from "../design/scene";
import type { Role } from "./drawing";

/** Colours of one role: the body of a part and its shaded edge. */
export type Tone = { base: string; shade: string };
export type Tones = Record<Role, Tone>;

/** Moves `color` toward `target` until it can be distinguished from `ground`. */
const apart = (color: string, ground: string, target: string, wanted: number): string => {
	for (let share = 0; share < 1; share += 0.1) {
		const tried = mix(color, target, share);
		if (contrast(tried, ground) >= wanted) return tried;
	}
	return target;
};

/** The colours of drawings on the palette's background, light or dark. */
export const tonesOf = (palette: Pick<Palette, "background" | "surface" | "text" | "accent" | "accent2">): Tones => {
	const { background, text } = palette;
	const dark = isDark(background);
	const ink = dark ? mix(background, "#000000", 0.35) : mix(text, "#000000", 0.1);
	const main = apart(palette.accent, background, text, 1.7);
	const accent = apart(palette.accent2, background, text, 1.5);
	// The darkest parts are wheels and outlines too: on a dark background they have to be seen.
	const line = dark ? mix(background, text, 0.27) : mix(text, main, 0.06);
	const light = dark ? mix(text, "#ffffff", 0.55) : mix(background, "#ffffff", 0.82);
	const tint = apart(mix(main, "#ffffff", dark ? 0.62 : 0.66), background, mix(main, ink, 0.4), 1.28);
	const tone = (base: string, amount: number, toward = ink): Tone => ({ base, shade: mix(base, toward, amount) });
	return {
		main: tone(main, 0.24),
		shade: tone(mix(main, ink, 0.36), 0.24),
		tint: tone(tint, 0.26, mix(main, ink, 0.3)),
		accent: tone(accent, 0.24),
		accent2: tone(mix(accent, ink, 0.36), 0.24),
		light: tone(light, 0.2, mix(main, ink, 0.35)),
		line: tone(line, 0.3, dark ? "#000000" : ink),
	};
};
