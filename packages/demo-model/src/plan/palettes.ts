import type { Theme } from "@storydream/protocol";
import { contrast, isDark, mix, readableOn } from "./colour-maths.ts";

type Palette = Theme["palette"];

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
