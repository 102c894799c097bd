/** `unicode-range` of the subsets in which Latin, Greek and Cyrillic fonts are published. */
export const SUBSETS = {
	latin:
		"U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
	"latin-ext":
		"U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF",
	vietnamese:
		"U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB",
	greek: "U+0370-0377,U+037A-037F,U+0384-038A,U+038C,U+038E-03A1,U+03A3-03FF",
	"greek-ext": "U+1F00-1FFF",
	cyrillic: "U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116",
	"cyrillic-ext": "U+0460-052F,U+1C80-1C8A,U+20B4,U+2DE0-2DFF,U+A640-A69F,U+FE2E-FE2F",
} as const;
export type Subset = keyof typeof SUBSETS;

type Span = readonly [first: number, last: number];
const parsed = new Map<string, Span[]>();

/** Spans of code points of a `unicode-range`. */
const spansOf = (range: string): Span[] => {
	const known = parsed.get(range);
	if (known) return known;
	const spans = range.split(",").flatMap((part): Span[] => {
		const [first = "", last = first] = part.trim().replace(/^U\+/i, "").split("-");
		const span: Span = [Number.parseInt(first, 16), Number.parseInt(last, 16)];
		return Number.isNaN(span[0]) ? [] : [span];
	});
	parsed.set(range, spans);
	return spans;
};

/** The code points of `points` in a `unicode-range`. */
export const pointsIn = (range: string, points: Iterable<number>): number[] => {
	const spans = spansOf(range);
	return [...points].filter((point) => spans.some(([first, last]) => point >= first && point <= last));
};

/** A `unicode-range` of exactly these code points. */
export const rangeOf = (points: readonly number[]): string =>
	points.map((point) => `U+${point.toString(16).toUpperCase()}`).join(",");

/**
 * The code points of a text in both cases, since a look may set it in another case than it is written in. Controls and
 * spaces don't count.
 */
export const pointsOf = (text: string): Set<number> => {
	const points = new Set<number>();
	for (const variant of [text, text.toUpperCase(), text.toLowerCase()]) {
		for (const sign of variant) {
			const point = sign.codePointAt(0) ?? 0;
			if (point > 32) points.add(point);
		}
	}
	return points;
};
