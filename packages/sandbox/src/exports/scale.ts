/**
 * The scale nearest to the wanted one that gives whole pixels on both sides, and even ones where the codec needs that.
 * What can't be even (an odd ratio such as 961 to 541) loses a row or column of pixels.
 */
export function fittingScale(film: { width: number; height: number }, wanted: number, even: boolean): number {
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
function exactly(film: { width: number; height: number }, scale: number): number | null {
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
export function scaled(pixels: number, scale: number, even: boolean): number {
	let source = pixels;
	while (even && Math.round(source * scale) % 2 !== 0) source -= 1;
	return Math.max(1, Math.round(source * scale));
}
