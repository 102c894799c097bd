/**
 * Path data by a few strokes of the pen. A drawing stands in a box of 200 by 200; all helpers give absolute commands
 * (M, L, C, Z) alone, so that a path can be moved and measured by its numbers.
 */

type Point = readonly [x: number, y: number];

/** Kappa of the cubic that comes closest to a quarter of a circle. */
const QUARTER = 0.5523;

const number = (value: number): string => String(Math.round(value * 100) / 100);
const at = (...points: Point[]): string => points.map(([x, y]) => `${number(x)} ${number(y)}`).join(" ");

const pointsOf = (text: string): { point: Point; corner: boolean }[] =>
	text
		.trim()
		.split(/\s+/)
		.map((entry) => {
			const [x, y] = entry.replace("!", "").split(",").map(Number);
			return { point: [x ?? 0, y ?? 0], corner: entry.endsWith("!") };
		});

export const ellipse = (cx: number, cy: number, rx: number, ry: number): string => {
	const [kx, ky] = [rx * QUARTER, ry * QUARTER];
	return [
		`M${at([cx - rx, cy])}`,
		`C${at([cx - rx, cy - ky], [cx - kx, cy - ry], [cx, cy - ry])}`,
		`C${at([cx + kx, cy - ry], [cx + rx, cy - ky], [cx + rx, cy])}`,
		`C${at([cx + rx, cy + ky], [cx + kx, cy + ry], [cx, cy + ry])}`,
		`C${at([cx - kx, cy + ry], [cx - rx, cy + ky], [cx - rx, cy])}Z`,
	].join("");
};

export const circle = (cx: number, cy: number, radius: number): string => ellipse(cx, cy, radius, radius);

/** A closed shape with straight sides: "x,y x,y …". `radius` rounds its corners; a corner marked "x,y!" stays sharp. */
export const poly = (text: string, radius = 0): string => {
	const points = pointsOf(text);
	const last = points.length;
	const parts = points.map(({ point, corner }, index) => {
		if (radius === 0 || corner) return `L${at(point)}`;
		const toward = (other: Point): Point => {
			const length = Math.hypot(other[0] - point[0], other[1] - point[1]);
			const share = Math.min(radius, length / 2) / Math.max(length, 0.01);
			return [point[0] + (other[0] - point[0]) * share, point[1] + (other[1] - point[1]) * share];
		};
		const before = toward(points[(index + last - 1) % last]?.point ?? point);
		const after = toward(points[(index + 1) % last]?.point ?? point);
		const pull = (from: Point): Point => [from[0] + (point[0] - from[0]) * QUARTER, from[1] + (point[1] - from[1]) * QUARTER];
		return `L${at(before)}C${at(pull(before), pull(after), after)}`;
	});
	return `M${parts.join("").slice(1)}Z`;
};

export const rect = (x: number, y: number, width: number, height: number, radius = 0): string =>
	poly(`${x},${y} ${x + width},${y} ${x + width},${y + height} ${x},${y + height}`, radius);

/** Straight strokes through the points. */
export const lines = (text: string): string =>
	pointsOf(text)
		.map(({ point }, index) => `${index === 0 ? "M" : "L"}${at(point)}`)
		.join("");

const smooth = (text: string, closed: boolean, tension: number): string => {
	const points = pointsOf(text);
	const count = points.length;
	const get = (index: number) => points[closed ? (index + count) % count : Math.min(count - 1, Math.max(0, index))];
	/** The pull of a point on the curve beside it: none where it is a corner. */
	const tangent = (index: number): Point => {
		const [before, self, after] = [get(index - 1), get(index), get(index + 1)];
		if (!before || !self || !after || self.corner) return [0, 0];
		return [(after.point[0] - before.point[0]) * tension, (after.point[1] - before.point[1]) * tension];
	};
	const start = get(0)?.point ?? [0, 0];
	const segments = Array.from({ length: closed ? count : count - 1 }, (_, index) => {
		const [from, to] = [get(index)?.point ?? start, get(index + 1)?.point ?? start];
		const [out, into] = [tangent(index), tangent(index + 1)];
		return `C${at([from[0] + out[0], from[1] + out[1]], [to[0] - into[0], to[1] - into[1]], to)}`;
	});
	return `M${at(start)}${segments.join("")}${closed ? "Z" : ""}`;
};

/** A closed, soft shape through the points; a point marked "x,y!" is a sharp corner. */
export const blob = (text: string, tension = 0.19): string => smooth(text, true, tension);

/** An open, soft stroke through the points. */
export const curve = (text: string, tension = 0.19): string => smooth(text, false, tension);

/** A star: `points` tips, from the outer to the inner radius. */
export const star = (cx: number, cy: number, outer: number, inner: number, points: number, rounding = 0): string => {
	const corners = Array.from({ length: points * 2 }, (_, index) => {
		const angle = (Math.PI * index) / points - Math.PI / 2;
		const radius = index % 2 === 0 ? outer : inner;
		return `${number(cx + Math.cos(angle) * radius)},${number(cy + Math.sin(angle) * radius)}`;
	});
	return poly(corners.join(" "), rounding);
};

/** An open part of a circle, from `from` to `to` degrees (0 is right, 90 is down). */
export const arc = (cx: number, cy: number, radius: number, from: number, to: number): string => {
	const pieces = Math.max(1, Math.ceil(Math.abs(to - from) / 60));
	const step = ((to - from) / pieces) * (Math.PI / 180);
	const pull = (4 / 3) * Math.tan(step / 4) * radius;
	const place = (angle: number): Point => [cx + Math.cos(angle) * radius, cy + Math.sin(angle) * radius];
	const first = from * (Math.PI / 180);
	const segments = Array.from({ length: pieces }, (_, index) => {
		const [a, b] = [first + step * index, first + step * (index + 1)];
		const [p, q] = [place(a), place(b)];
		const one: Point = [p[0] - Math.sin(a) * pull, p[1] + Math.cos(a) * pull];
		const other: Point = [q[0] + Math.sin(b) * pull, q[1] - Math.cos(b) * pull];
		return `C${at(one, other, q)}`;
	});
	return `M${at(place(first))}${segments.join("")}`;
};

/** Half a disc or any segment: an arc closed by a straight line. */
export const segment = (cx: number, cy: number, radius: number, from: number, to: number): string =>
	`${arc(cx, cy, radius, from, to)}Z`;

/** Each coordinate of a path through `change`. */
const changed = (path: string, change: (point: Point) => Point): string =>
	path.replace(/(-?[\d.]+) (-?[\d.]+)/g, (_, x: string, y: string) => at(change([Number(x), Number(y)])));

export const moved = (path: string, dx: number, dy: number): string => changed(path, ([x, y]) => [x + dx, y + dy]);

/** Turned by `degrees`, clockwise, about a point. */
export const turned = (path: string, degrees: number, cx = 100, cy = 100): string => {
	const [sin, cos] = [Math.sin(degrees * (Math.PI / 180)), Math.cos(degrees * (Math.PI / 180))];
	return changed(path, ([x, y]) => [cx + (x - cx) * cos - (y - cy) * sin, cy + (x - cx) * sin + (y - cy) * cos]);
};

/** The mirror image, left and right exchanged about `cx`. */
export const mirrored = (path: string, cx = 100): string => changed(path, ([x, y]) => [2 * cx - x, y]);

export const scaled = (path: string, factor: number, cx = 100, cy = 100): string =>
	changed(path, ([x, y]) => [cx + (x - cx) * factor, cy + (y - cy) * factor]);

/** Pressed flat about the height `cy`: a circle becomes a ring seen from the side. */
export const flattened = (path: string, share: number, cy = 100): string => changed(path, ([x, y]) => [x, cy + (y - cy) * share]);

/** Where a path reaches, by its points and the handles of its curves: never too small. */
export const reach = (path: string): { x: number; y: number; width: number; height: number } => {
	const points = [...path.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map((match): Point => [Number(match[1]), Number(match[2])]);
	const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
	const [x, y] = [Math.min(...xs), Math.min(...ys)];
	return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
};
