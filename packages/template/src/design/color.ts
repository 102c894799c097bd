/** Colours are `#rrggbb` everywhere. These helpers are pure, so a scene may call them on every frame. */

type Rgb = readonly [red: number, green: number, blue: number];

const rgbOf = (hex: string): Rgb => {
	const value = Number.parseInt(hex.slice(1), 16);
	return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
};

/** The same colour, see-through: `alpha` from 0 to 1. */
export const withAlpha = (hex: string, alpha: number): string => {
	const [red, green, blue] = rgbOf(hex);
	return `rgba(${red}, ${green}, ${blue}, ${alpha})`;
};

/** From `from` (amount 0) to `to` (amount 1), as `#rrggbb`. */
export const mix = (from: string, to: string, amount: number): string => {
	const [a, b] = [rgbOf(from), rgbOf(to)];
	const channel = (index: 0 | 1 | 2) => Math.round(a[index] + (b[index] - a[index]) * amount);
	return `#${[channel(0), channel(1), channel(2)].map((value) => value.toString(16).padStart(2, "0")).join("")}`;
};

/** Relative luminance of WCAG, 0 (black) to 1 (white). */
const luminance = (hex: string): number => {
	const [red, green, blue] = rgbOf(hex).map((channel) => {
		const value = channel / 255;
		return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
};

/** Contrast ratio of WCAG: 1 (none) to 21. Text wants 4.5, large text 3. */
export const contrast = (one: string, other: string): number => {
	const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
	return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
};

export const isDark = (hex: string): boolean => luminance(hex) < 0.2;

/** The one of `candidates` that reads best on `background`. */
export const readableOn = (background: string, ...candidates: string[]): string =>
	[...candidates, "#0b0b0f", "#ffffff"].reduce((best, next) =>
		contrast(best, background) >= 4.5 || contrast(best, background) >= contrast(next, background) ? best : next,
	);

/** How far two colours lie apart in red, green and blue: 0 (the same) to 441 (black and white). */
export const distance = (one: string, other: string): number => {
	const [a, b] = [rgbOf(one), rgbOf(other)];
	return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
};
