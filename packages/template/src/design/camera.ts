/** How the camera of a film moves, across all of its scenes. */
export type CameraMove = "still" | "pan" | "rise" | "push" | "sway";

/** Where the camera stands: its way as shares of the picture, and how near it is (1: as the picture was laid out). */
export type Camera = { x: number; y: number; scale: number };

/** Largest way, as a share of the picture. */
const REACH = 0.02;
/** By how much a backdrop is larger than the picture, so that its edges stay out of it. */
export const OVERSCAN = 1 + 2 * REACH + 0.005;

const wave = (seconds: number, period: number): number => Math.sin((seconds / period) * Math.PI * 2);

const STILL: Camera = { x: 0, y: 0, scale: 1 };

/**
 * The camera after `seconds` of the film. It knows no scenes: where one ends and the next begins it stands at the same place,
 * so that both belong to one picture. Pure.
 */
export const cameraAt = (move: CameraMove, seconds: number): Camera => {
	if (move === "pan") return { x: REACH * wave(seconds, 22), y: 0, scale: 1 };
	if (move === "rise") return { x: 0, y: REACH * wave(seconds, 18), scale: 1 };
	if (move === "sway") return { x: REACH * wave(seconds, 19), y: REACH * 0.6 * wave(seconds, 13), scale: 1 };
	if (move === "push") return { x: 0, y: 0, scale: 1 + REACH * (1 - Math.cos((seconds / 9) * Math.PI)) };
	return STILL;
};

/** The way on which words come into scene number `index` and go out of the one before: a unit vector, in the picture's axes. */
export const wayInto = (move: CameraMove, index: number): { x: number; y: number } => {
	if (move === "pan") return { x: 1, y: 0 };
	if (move === "sway") return index % 2 === 0 ? { x: 0, y: 1 } : { x: 1, y: 0 };
	return { x: 0, y: 1 };
};
