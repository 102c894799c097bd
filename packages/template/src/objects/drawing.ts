import type { Move } from "./move.ts";
import { moved, reach } from "./path.ts";

/**
 * What a part is for in its drawing; the palette gives the colour.
 * `main`: the body. `shade`: darker than the body. `tint`: a pale relative of the body that stands on any background.
 * `accent`: the second colour. `accent2`: darker than that. `light`: nearly white, for what lies on other parts.
 * `line`: the darkest.
 */
export const roles = ["main", "shade", "tint", "accent", "accent2", "light", "line"] as const;
export type Role = (typeof roles)[number];

/** `solid` has a body and a shaded edge, `flat` one colour, `stroke` is a line of `width` in the drawing's own units. */
export type Shape =
	| { kind: "solid"; role: Role; d: string /** The body, moved off the edge that is in the shade. */; lit: string }
	| { kind: "flat"; role: Role; d: string }
	| { kind: "stroke"; role: Role; d: string; width: number };
/** Parts that move as one, or are seen only inside `clip`. */
export type Group = { kind: "group"; parts: Part[]; move?: Move; clip?: string };
export type Part = Shape | Group;

/** A thing to be shown, drawn in a box of 200 by 200. Its parts arrive one after the other, the first one first. */
export type ObjectDefinition = { /** English name, for people. */ title: string; parts: Part[] };

export const drawing = (title: string, ...parts: Part[]): ObjectDefinition => ({ title, parts });

/** The light comes from the upper left; the shaded edge is as broad as suits the size of the part. */
export const solid = (role: Role, d: string): Shape => {
	const { width, height } = reach(d);
	const edge = Math.min(11, Math.max(2.5, Math.min(width, height) * 0.11));
	return { kind: "solid", role, d, lit: moved(d, -edge, -edge * 0.55) };
};
export const flat = (role: Role, d: string): Shape => ({ kind: "flat", role, d });
export const stroke = (role: Role, d: string, width: number): Shape => ({ kind: "stroke", role, d, width });

/** Parts that move together. */
export const moving = (move: Move, ...parts: Part[]): Group => ({ kind: "group", parts, move });
/** Parts seen only inside the path: stripes, windows, a level of water. */
export const inside = (clip: string, ...parts: Part[]): Group => ({ kind: "group", parts, clip });
/** Parts that arrive together. */
export const together = (...parts: Part[]): Group => ({ kind: "group", parts });
