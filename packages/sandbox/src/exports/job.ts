import { ErrorCode, EXPORT_CODECS, ExportWarnings, LOUDNESS, WantedSegments } from "@storydream/protocol";
import { z } from "zod";

/**
 * What the exporter tells its render process: one line of JSON on its standard input, which then stays open. A second line answers
 * `planned`.
 */
export const RenderJob = z.object({
	/** The clean copy of the project. */
	tree: z.string(),
	/** Folder of the bundle; made when it is not there. */
	bundle: z.string(),
	/** Folder of the bundles of code that versions share. */
	codeBundles: z.string(),
	/** Folder of those that the installation brings, read only; null: none. */
	shippedBundles: z.string().nullable(),
	/** Folder of the segments that are kept from one export to the next. */
	segments: z.string(),
	/** Whether the exporter may bring segments that are not in that folder: `planned` is then answered. */
	bringsSegments: z.boolean(),
	/** The template of this release; null: not on this machine. */
	templateDir: z.string().nullable(),
	/** Versions of the browser and of all else that draws and encodes. */
	versions: z.string(),
	/** Folders that code of the film may be read from while bundling. */
	readable: z.array(z.string()),
	/** The finished file. */
	output: z.string(),
	codec: z.enum(EXPORT_CODECS),
	/** Null: the default of the codec. */
	scale: z.number().nullable(),
	loudness: z.enum(LOUDNESS),
	range: z.object({ from: z.int(), to: z.int() }).nullable(),
	/** Program that starts the browser. */
	browser: z.string(),
	headlessShell: z.boolean(),
	/** Port of the server that gives the bundle to the browser: the only address the browser may talk to. */
	port: z.int(),
	licenseKey: z.string().nullable(),
	concurrency: z.int().min(1),
	/** Bytes for each of the two caches of media. */
	mediaCacheBytes: z.int().positive(),
});
export type RenderJob = z.infer<typeof RenderJob>;

/** Of the whole export, with its size in pixels; null: it has no picture. */
const Frames = {
	framesTotal: z.int(),
	framesReused: z.int(),
	width: z.int().nullable(),
	height: z.int().nullable(),
};

/** What the render process answers, a line of JSON each, on its fourth stream. */
export const RenderMessage = z.discriminatedUnion("type", [
	z.object({ type: z.literal("bundling") }),
	/** What the film is made of, and what of it is not there. */
	z.object({ type: z.literal("planned"), ...WantedSegments.shape, missing: WantedSegments.shape.segments }),
	z.object({ type: z.literal("rendering"), framesDone: z.int(), ...Frames }),
	z.object({ type: z.literal("encoding"), ...Frames }),
	z.object({ type: z.literal("done"), warnings: ExportWarnings }),
	z.object({ type: z.literal("failed"), code: ErrorCode, message: z.string(), hint: z.string().optional(), detail: z.string() }),
]);
export type RenderMessage = z.infer<typeof RenderMessage>;
