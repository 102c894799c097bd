import { getSubpaths } from "@remotion/paths";

type Attributes = Readonly<Record<string, string>>;

const circle = (cx: number, cy: number, rx: number, ry: number): string =>
	`M${cx - rx} ${cy}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0`;

const box = (x: number, y: number, width: number, height: number, r: number): string => {
	const corner = (dx: number, dy: number) => (r === 0 ? "" : `a${r} ${r} 0 0 1 ${dx} ${dy}`);
	return `M${x + r} ${y}h${width - 2 * r}${corner(r, r)}v${height - 2 * r}${corner(-r, r)}h${2 * r - width}${corner(-r, -r)}v${2 * r - height}${corner(r, -r)}z`;
};

/** An element as the data of paths, one a stroke; nothing for a group, whose elements follow. */
const pathsOf = (tag: string, attributes: Attributes): string[] => {
	const number = (name: string) => Number(attributes[name] ?? 0);
	switch (tag) {
		case "path":
			return getSubpaths(attributes.d ?? "");
		case "circle":
			return [circle(number("cx"), number("cy"), number("r"), number("r"))];
		case "ellipse":
			return [circle(number("cx"), number("cy"), number("rx"), number("ry"))];
		case "rect":
			return [box(number("x"), number("y"), number("width"), number("height"), number("rx") || number("ry"))];
		default:
			return [];
	}
};

/**
 * The strokes of SVG elements, in their order. Understands what icons drawn in lines are made of: paths, circles, ellipses
 * and rectangles.
 *
 * @param body elements as text, without the `<svg>` around them
 */
export const strokesIn = (body: string): string[] =>
	[...body.matchAll(/<(\w+)([^>]*)>/g)].flatMap(([, tag = "", rest = ""]) =>
		pathsOf(tag, Object.fromEntries([...rest.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key = "", value = ""]) => [key, value]))),
	);
