import { z } from "zod";

/** Width and height of a film, by its ratio. */
export const SIZES: Readonly<Record<string, readonly [width: number, height: number]>> = {
	"16:9": [1920, 1080],
	"9:16": [1080, 1920],
	"1:1": [1080, 1080],
	"4:5": [1080, 1350],
	"21:9": [2520, 1080],
};

/** Which stills to draw: each scene in each layout, look and palette, at each frame. Names, or `all`. */
export const SheetRequest = z.object({
	scenes: z.array(z.string()).default(["all"]),
	looks: z.array(z.string()).default(["all"]),
	/** "light-1", "dark-0": a tone and the number of its palette; "own": the look's first. */
	palettes: z.array(z.string()).default(["own"]),
	/** `auto`: as the scene chooses. */
	layouts: z.array(z.string()).default(["auto"]),
	/** From the end where negative. */
	frames: z.array(z.number()).default([60]),
	/** Laid over a scene's default props. */
	props: z.record(z.string(), z.unknown()).default({}),
	/** Laid over its other fields. */
	fields: z.record(z.string(), z.unknown()).default({}),
	/** Every text is made longer, or one long word. */
	stress: z.enum(["none", "long", "word"]).default("none"),
	/** A storyboard: then `frames` of this film are drawn, and no scenes by themselves. */
	board: z.unknown().default(null),
	/** Whether the name of each still stands below it. */
	labels: z.boolean().default(true),
	width: z.number(),
	height: z.number(),
});
export type SheetRequest = z.infer<typeof SheetRequest>;

/** One still: what it shows, and the film it is a frame of. */
export const Cell = z.object({
	label: z.string(),
	scene: z.string(),
	layout: z.string(),
	look: z.string(),
	board: z.unknown(),
	frame: z.number(),
});
export type Cell = z.infer<typeof Cell>;
