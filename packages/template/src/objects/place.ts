import type { Rect, SceneLook } from "../design/scene";

/** Where a large object stands: `right` and `left` of the words, or `below` them. */
export type SubjectSide = "right" | "left" | "below";

export type SubjectPlace = {
	/** The square of the object, in px of the picture; it may stand over the edges. */
	square: { x: number; y: number; size: number };
	/** What is left for words, inside the scene's box. */
	words: Rect;
};

/** Between the object and the words, in design units. */
const GAP = 36;

/** Beside: the object is higher than the picture, and cut by the edge at its side. */
const beside = (scene: Place, left: boolean): SubjectPlace => {
	const { width, height, box, u } = scene;
	const size = Math.min(height * 1.16, width * 0.6);
	const centre = width - size * 0.4;
	const edge = centre - size * 0.5;
	const square = { x: left ? width - edge - size : edge, y: height * 0.52 - size / 2, size };
	const free = edge - u(GAP) - box.x;
	return { square, words: { ...box, x: left ? width - box.x - free : box.x, width: free } };
};

/** Under: the object is wider than what is left of the picture, and cut by its foot. */
const under = (scene: Place, side: SubjectSide): SubjectPlace => {
	const { width, height, box, u, ratio } = scene;
	const wide = ratio === "wide";
	const size = wide ? height * 1.2 : Math.min(width * (ratio === "tall" ? 1.2 : 1.08), height * 0.8);
	const middle = side === "right" ? 0.7 : side === "left" ? 0.3 : wide ? 0.6 : 0.5;
	const top = wide ? height * 0.46 : ratio === "tall" ? height * 0.42 : height * 0.44;
	return {
		square: { x: width * middle - size / 2, y: top, size },
		words: { ...box, height: Math.min(box.height, top - u(GAP) - box.y) },
	};
};

/** Where a large object stands behind the words of a title. */
export const titleSquare = ({ width, height, ratio }: Place, leftward: boolean): SubjectPlace["square"] => {
	if (ratio === "wide") {
		const size = Math.min(height * 1.22, width * 0.6);
		const x = width - size * 0.84;
		return { x: leftward ? width - x - size : x, y: height * 0.47 - size / 2, size };
	}
	const tall = ratio === "tall";
	const size = Math.min(width * (tall ? 1.24 : 1.06), height * 0.8);
	return { x: width * (leftward ? 0.3 : 0.7) - size / 2, y: height * (tall ? 0.46 : 0.45), size };
};

type Place = Pick<SceneLook, "width" | "height" | "ratio" | "box" | "u">;

/** Divides a picture between a large object and words. */
export const subjectPlace = (scene: Place, side: SubjectSide): SubjectPlace =>
	scene.ratio === "wide" && side !== "below" ? beside(scene, side === "left") : under(scene, side);
