/** Shapes for `clip-path`, in px. */

/** Several shapes as one clip: what is in any of them is seen. */
export const clipOf = (shapes: readonly string[]): string => `path("${shapes.length > 0 ? shapes.join(" ") : "M0 0Z"}")`;

const px = (value: number): string => value.toFixed(1);

export const rectangle = (x: number, y: number, width: number, height: number): string =>
	width <= 0 || height <= 0 ? "" : `M${px(x)} ${px(y)}h${px(width)}v${px(height)}h${px(-width)}Z`;

export const circle = (x: number, y: number, radius: number): string =>
	radius <= 0
		? ""
		: `M${px(x - radius)} ${px(y)}a${px(radius)} ${px(radius)} 0 1 1 ${px(radius * 2)} 0a${px(radius)} ${px(radius)} 0 1 1 ${px(-radius * 2)} 0Z`;

export const polygon = (points: readonly (readonly [x: number, y: number])[]): string =>
	`M${points.map(([x, y]) => `${px(x)} ${px(y)}`).join("L")}Z`;

/** Progress of part `index` of `count`, each a little after the one before; `spread` of the time lies between the first and the last. */
export const staggered = (progress: number, index: number, count: number, spread: number): number => {
	const delay = count > 1 ? (index / (count - 1)) * spread : 0;
	return Math.min(1, Math.max(0, (progress - delay) / (1 - spread)));
};
