import { contrast, isDark, readableOn } from "../design/color.ts";
import type { Theme, ThemeOverrides } from "../theme.ts";
import type { Look, Palette6 } from "./look.ts";
import { paletteOf } from "./resolve.ts";

/** What a brief says of a film's appearance; what it does not say is absent. */
export type LookWish = {
	/** True: a dark picture; false: a light one. */
	dark?: boolean | undefined;
	/** Colours by name, each `#rrggbb`. They replace those of the palette, and choose the one that is nearest. */
	colours?: Partial<Theme["palette"]> | undefined;
};

export type ChosenLook = {
	/** Id of the look. */
	look: string;
	/** Goes into the storyboard's `theme`. */
	theme: ThemeOverrides & { palette: Theme["palette"] };
	/** The film's usual transition, and the one for turns. */
	transitions: readonly [main: string, second: string];
	/** Moods of music, best first. */
	music: readonly string[];
};

/** A number from 0 to 1 for a text: the same on every machine. */
const chance = (seed: string, purpose: string): number => {
	let hash = 2_166_136_261;
	for (const sign of `${purpose}|${seed}`) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 16_777_619) >>> 0;
	// The last signs of a text move only the low bits: mixed into all of them.
	hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_507) >>> 0;
	return ((hash ^ (hash >>> 13)) >>> 0) / 4_294_967_296;
};

const pickBy = <Item>(items: readonly Item[], seed: string, purpose: string): Item | undefined =>
	items[Math.floor(chance(seed, purpose) * items.length)];

/** Letters that two words of a stem have in common: "playfully" is "playful", "art" is not "artisan". */
const STEM = 5;
const isSameWord = (one: string, other: string): boolean =>
	one === other || (Math.min(one.length, other.length) >= STEM && (one.startsWith(other) || other.startsWith(one)));

/** How well a look suits moods: the first one says most, and so do the first words of the look. */
const fitOf = (look: Look, moods: readonly string[]): number =>
	moods.reduce((sum, mood, place) => {
		const at = look.moods.findIndex((word) => isSameWord(word, mood.trim().toLowerCase()));
		return at < 0 ? sum : sum + (1 - at / (look.moods.length * 2)) / (1 + place * 0.5);
	}, 0);

/** Looks that come near the best one are as good as it: the seed chooses among them. */
const NEAR = 0.72;

const channels = (hex: string): number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
const distance = (one: string, other: string): number => {
	const to = channels(other);
	return channels(one).reduce((sum, value, index) => sum + (value - (to[index] ?? 0)) ** 2, 0);
};

/** The palette with the person's colours in it; text that could not be read on them gives way. */
const withColours = (palette: Palette6, colours: NonNullable<LookWish["colours"]>): Theme["palette"] => {
	const merged = { ...paletteOf(palette), ...colours } as Theme["palette"];
	const { background, text, muted, accent } = merged;
	if (!colours.text && contrast(text, background) < 4.5) merged.text = readableOn(background, text);
	if (!colours.muted && contrast(muted, background) < 3.2) merged.muted = merged.text;
	if (!colours.accent && contrast(accent, background) < 2) merged.accent = merged.text;
	return merged;
};

/**
 * A function that chooses among `looks`: the one that suits the moods best, and where several do, one by the seed. Pure: the
 * same words and the same seed give the same look; another subject gives another look or other colours.
 */
export const choosingFrom =
	(looks: Readonly<Record<string, Look>>) =>
	/**
	 * @param moods English words, the most important first
	 * @param seed what the film is about
	 */
	(moods: readonly string[], seed: string, wish: LookWish = {}): ChosenLook => {
		const fits = Object.entries(looks).map(([id, look]) => ({ id, look, fit: fitOf(look, moods) }));
		const best = Math.max(...fits.map(({ fit }) => fit));
		const chosen = pickBy(
			fits.filter(({ fit }) => fit >= best * NEAR),
			seed,
			"look",
		);
		if (!chosen) throw new Error("There is no look to choose from.");
		const { id, look } = chosen;
		const colours = wish.colours ?? {};
		const background = colours.background;
		const dark = wish.dark ?? (background === undefined ? look.tone === "dark" : isDark(background));
		const palettes = look.palettes[dark ? "dark" : "light"];
		const far = ([, , , , accent]: Palette6) => (colours.accent ? distance(accent, colours.accent) : 0);
		const nearest = Math.min(...palettes.map(far));
		const palette = pickBy(
			palettes.filter((one) => far(one) === nearest),
			seed,
			"palette",
		);
		if (!palette) throw new Error(`The look "${id}" has no ${dark ? "dark" : "light"} palette.`);
		return { look: id, theme: { palette: withColours(palette, colours) }, transitions: look.transitions, music: look.music };
	};
