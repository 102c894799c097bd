import { z } from "zod";

/**
 * What the page measures of one frame. The page runs foreign code: all of it is parsed and bounded, none of it believed
 * beyond this sandbox. Lengths are pixels of the film, from the top left of its picture.
 */
const Box = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
export type Box = z.infer<typeof Box>;

/** The words of one text node, as they are drawn. */
export const TextRun = z.object({
	text: z.string().max(2001),
	/** Runs of one block (a paragraph, a line, a label) have the same number. */
	block: z.int(),
	/** Of the scene that draws it; null: the page does not say, as for captions and in projects that do not mark their scenes. */
	sceneId: z.string().max(64).nullable(),
	/** Decoration: a copy or an ornament that nobody has to read (`aria-hidden`). */
	decoration: z.boolean(),
	/** Where its letters are, line by line, uncut. */
	boxes: z.array(Box).max(60),
	/** Share of the letters' area that no edge cuts, 0 to 1. */
	uncut: z.number().min(0).max(1),
	/** What cuts it: the edge of the picture, or of an element around it. */
	cutBy: z.enum(["picture", "element"]).nullable(),
	/** Effective, in pixels of the film. */
	fontSize: z.number(),
	/** The family that was requested first. */
	family: z.string().max(200),
	/** False: the browser draws it in another family, because the one requested is not there. */
	familyFound: z.boolean(),
	weight: z.number(),
	/** Red, green, blue (0 to 255) and opacity (0 to 1) of its fill; null: a gradient or a picture. */
	color: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
	/** Of all elements around it, multiplied: 0 to 1. */
	opacity: z.number().min(0).max(1),
	/** Turned out of the horizontal, blended or masked: its boxes and colours are no exact measure. */
	inexact: z.boolean(),
	/** The nearest box around it that is drawn as one (a card, a chip); null: none. */
	card: Box.nullable(),
});
export type TextRun = z.infer<typeof TextRun>;

export const FrameMeasure = z.object({
	runs: z.array(TextRun).max(600),
	/** Words that stand for a picture, such as `aria-label`, with their scene. */
	labels: z.array(z.object({ text: z.string().max(500), sceneId: z.string().max(64).nullable() })).max(200),
	/** Pictures and videos that did not load, by their address. */
	broken: z.array(z.object({ src: z.string().max(500), sceneId: z.string().max(64).nullable() })).max(50),
	/** Scenes with a canvas or a video: words may be drawn there that no measure sees. */
	drawnScenes: z.array(z.string().max(64).nullable()).max(50),
});
export type FrameMeasure = z.infer<typeof FrameMeasure>;
