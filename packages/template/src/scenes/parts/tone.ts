import { contrast, mix, readableOn } from "../../design/color";
import type { Palette, SceneLook } from "../../design/scene";

/** A flat colour that fills an area, with the colours that are readable on it. */
export type Tone = {
	fill: string;
	/** Main text on `fill`. */
	ink: string;
	/** Second voice on `fill`: labels and notes. */
	quiet: string;
	/** A colour that stands out on `fill`: marks, bars, lines. */
	signal: string;
	/** Hairlines and empty tracks on `fill`. */
	line: string;
};

const toneOn = (fill: string, palette: Palette): Tone => {
	const ink = readableOn(fill, palette.text, palette.background);
	const soft = mix(ink, fill, 0.3);
	const signal = [palette.accent, palette.accent2].find((colour) => contrast(colour, fill) >= 3) ?? ink;
	return { fill, ink, quiet: contrast(soft, fill) >= 4.5 ? soft : ink, signal, line: mix(fill, ink, 0.2) };
};

/** The flat colours of a palette, each with its readable text. */
export const tonesOf = ({ palette }: Pick<SceneLook, "palette">) => ({
	base: {
		fill: palette.background,
		ink: palette.text,
		quiet: palette.muted,
		signal: palette.accent,
		line: palette.line,
	} satisfies Tone,
	surface: toneOn(palette.surface, palette),
	accent: toneOn(palette.accent, palette),
	second: toneOn(palette.accent2, palette),
	inverse: toneOn(palette.text, palette),
	tint: toneOn(mix(palette.background, palette.accent, 0.2), palette),
});

/** A palette whose background is a tone's fill: for drawings and text that stand on it. */
export const paletteOn = (palette: Palette, tone: Tone): Palette => ({
	...palette,
	background: tone.fill,
	surface: mix(tone.fill, tone.ink, 0.14),
	text: tone.ink,
	muted: tone.quiet,
	accent: tone.signal,
	accent2: contrast(palette.accent2, tone.fill) >= 1.5 && palette.accent2 !== tone.signal ? palette.accent2 : tone.ink,
	line: tone.line,
	onAccent: readableOn(tone.signal, tone.fill, tone.ink),
});

/** Tones for things in a row: neighbours differ, and the accent leads. */
export const toneCycle = (scene: Pick<SceneLook, "palette">): Tone[] => {
	const { accent, surface, inverse, second, tint } = tonesOf(scene);
	return [accent, surface, inverse, tint, second, surface];
};

/** The tone of the thing number `index`. */
export const toneAt = (tones: Tone[], index: number): Tone => {
	const tone = tones[index % tones.length] ?? tones[0];
	if (!tone) throw new Error("There are no tones to choose from.");
	return tone;
};
