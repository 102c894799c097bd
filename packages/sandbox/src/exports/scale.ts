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
	const candidates = [nearest, nearest + 1, nearest - 1].filter(
		(steps) => steps >= 1 && fits(steps) && Math.abs(steps - exact) <= Math.max(1, exact * 0.1),
	);
	candidates.sort((a, b) => Math.abs(a - exact) - Math.abs(b - exact));
	return (candidates[0] ?? nearest) / divisor;
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
