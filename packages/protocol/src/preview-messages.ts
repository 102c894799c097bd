import { z } from "zod";
import { PreviewError } from "./agent-events.ts";
import { SceneCatalog, Storyboard } from "./storyboard.ts";

/**
 * What the preview frame and the studio's page say to each other with `postMessage`. The frame is foreign: the page
 * parses everything it sends with these schemas and checks its origin. `channel` marks our messages among others.
 */
const channel = z.literal("storydream-preview");

/**
 * Page -> preview.
 * @example { channel: "storydream-preview", type: "seek", frame: 45 }
 */
export const PreviewCommand = z.discriminatedUnion("type", [
	z.object({ channel, type: z.literal("hello") }),
	z.object({ channel, type: z.literal("play") }),
	z.object({ channel, type: z.literal("pause") }),
	z.object({ channel, type: z.literal("seek"), frame: z.int().nonnegative() }),
	z.object({ channel, type: z.literal("volume"), /** 0 to 1 */ volume: z.number().min(0).max(1) }),
	z.object({ channel, type: z.literal("loop"), loop: z.boolean() }),
	/** Frames played in a loop; null: all. */
	z.object({ channel, type: z.literal("range"), range: z.object({ from: z.int(), to: z.int() }).nullable() }),
	/** While on, a click selects an element instead of doing nothing. */
	z.object({ channel, type: z.literal("inspect"), on: z.boolean() }),
]);
export type PreviewCommand = z.infer<typeof PreviewCommand>;

/**
 * Preview -> page.
 * @example { channel: "storydream-preview", type: "frame", frame: 45, playing: true }
 */
export const PreviewReport = z.discriminatedUnion("type", [
	/**
	 * The page has arrived and begins to load the film. Without it, what the frame holds is the browser's own page on a
	 * connection that broke, or a page of ours that says why there is no preview.
	 */
	z.object({ channel, type: z.literal("loading") }),
	/** The page is about to load itself anew: until it is `ready` again there is nothing to see. */
	z.object({ channel, type: z.literal("leaving") }),
	/** The composition is known and its first frame is painted. Sent again when the film's shape changes. */
	z.object({
		channel,
		type: z.literal("ready"),
		fps: z.number().positive(),
		width: z.number().positive(),
		height: z.number().positive(),
		durationInFrames: z.int().positive(),
		/** The storyboard the page is showing; null when the project left the convention. */
		storyboard: Storyboard.nullable(),
		catalog: SceneCatalog.nullable(),
		/** Why there is nothing to edit, when there is no storyboard. */
		problem: z.string().nullable(),
	}),
	z.object({ channel, type: z.literal("frame"), frame: z.int().nonnegative(), playing: z.boolean() }),
	/** A saved file has been painted. */
	z.object({ channel, type: z.literal("updated"), files: z.array(z.string()) }),
	z.object({ channel, type: z.literal("error"), error: PreviewError }),
	/** All errors shown before are gone. */
	z.object({ channel, type: z.literal("recovered") }),
	z.object({
		channel,
		type: z.literal("selected"),
		element: z.object({ file: z.string(), line: z.int(), column: z.int(), text: z.string(), tag: z.string() }),
		frame: z.int().nonnegative(),
		sceneId: z.string().nullable(),
	}),
	/** A key the preview did not use, so that shortcuts work wherever the focus is. */
	z.object({
		channel,
		type: z.literal("key"),
		key: z.string(),
		code: z.string(),
		meta: z.boolean(),
		ctrl: z.boolean(),
		shift: z.boolean(),
		alt: z.boolean(),
	}),
]);
export type PreviewReport = z.infer<typeof PreviewReport>;
