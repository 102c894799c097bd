import type { ExportSettings } from "./resources.ts";

/** A GIF is for messages and pages of text: larger ones take megabytes a second. */
const GIF_WIDTH = 480;
const LEAST_SCALE = 0.1;

interface Size {
	/** Pixels. */
	width: number;
	height: number;
}

/**
 * Size of an export in pixels, and the factor of the film's own size that gives it.
 *
 * Without a `scale` an export has the film's own size, and a GIF is about 480 pixels wide, never wider than the film. The
 * factor is the nearest to the wanted one with whole pixels on both sides: even ones where the codec needs that.
 *
 * @example exportSize({ width: 1920, height: 1080 }, { codec: "gif" }) // { scale: 0.25, width: 480, height: 270 }
 */
export function exportSize(film: Size, settings: Pick<ExportSettings, "codec" | "scale">): Size & { scale: number } {
	const isEven = settings.codec === "mp4";
	const scale = fittingScale(film, settings.scale ?? defaultScale(film, settings.codec), isEven);
	return { scale, width: scaled(film.width, scale, isEven), height: scaled(film.height, scale, isEven) };
}

function defaultScale(film: Size, codec: ExportSettings["codec"]): number {
	return codec === "gif" ? Math.min(1, Math.max(LEAST_SCALE, GIF_WIDTH / film.width)) : 1;
}

/**
 * The scale nearest to the wanted one that gives whole pixels on both sides, and even ones where the codec needs that.
 * What can't be even (an odd ratio such as 961 to 541) loses a row or column of pixels.
 */
function fittingScale(film: Size, wanted: number, even: boolean): number {
	const divisor = greatestDivisor(film.width, film.height);
	const [width, height] = [film.width / divisor, film.height / divisor];
	const fits = (steps: number) => !even || ((width * steps) % 2 === 0 && (height * steps) % 2 === 0);
	const exact = wanted * divisor;
	const nearest = Math.max(1, Math.round(exact));
	const reach = Math.max(1, Math.ceil(exact * 0.15));
	const candidates = Array.from({ length: 2 * reach + 1 }, (_, index) => nearest - reach + index).filter(
		(steps) => steps >= 1 && fits(steps),
	);
	candidates.sort((a, b) => Math.abs(a - exact) - Math.abs(b - exact));
	for (const steps of candidates) {
		const scale = exactly(film, steps / divisor);
		if (scale !== null) return scale;
	}
	return exactly(film, nearest / divisor) ?? wanted;
}

/** The number beside `scale` whose products are whole numbers for the machine too (360 × 0.35 is 125.99999999999999). */
function exactly(film: Size, scale: number): number | null {
	for (let step = 0; step <= 16; step += 1) {
		for (const candidate of [scale + step * Number.EPSILON * scale, scale - step * Number.EPSILON * scale]) {
			if (Number.isInteger(film.width * candidate) && Number.isInteger(film.height * candidate)) return candidate;
		}
	}
	return null;
}

function greatestDivisor(a: number, b: number): number {
	return b === 0 ? a : greatestDivisor(b, a % b);
}

/** Pixels of one side after scaling. */
function scaled(pixels: number, scale: number, even: boolean): number {
	let source = pixels;
	while (even && Math.round(source * scale) % 2 !== 0) source -= 1;
	return Math.max(1, Math.round(source * scale));
}
