import { PreviewError, PreviewReport, SceneCatalog } from "@storydream/protocol";
import { z } from "zod";
import { FrameMeasure } from "./measures.ts";

/**
 * What the preview page says to its own server (`POST /__storydream/report`), so that the host knows what the page
 * shows when no studio page is open. The page runs foreign code: all of it is parsed and bounded, none of it believed
 * beyond this sandbox.
 */
export const PageReport = z.object({
	/** One load of the page. */
	page: z.string().max(64),
	/** `project`, or the sha of the version it shows. */
	tree: z.string().max(64),
	/** The camera's page. */
	capture: z.boolean().default(false),
	report: PreviewReport,
	/** Place in a served module that an error came from: `url:line:column`. */
	at: z.object({ url: z.string().max(2000), line: z.int(), column: z.int() }).optional(),
});
export type PageReport = z.infer<typeof PageReport>;

/** What the server answers: an error with its place in the source, where there was one. */
export const PageReportAnswer = z.object({ error: PreviewError.optional() });

/** `GET /__storydream/tree?tree=` */
export const TreeFacts = z.object({
	/** Sounds that ship with the film, below `public/`. */
	audio: z.array(z.string()),
	/** The text of `src/storyboard.json`; null: there is none. */
	storyboard: z.string().nullable(),
	/** Files that could not be compiled. */
	buildErrors: z.array(PreviewError),
	/** Changes of the project's files the server has seen so far. */
	changes: z.int(),
});
export type TreeFacts = z.infer<typeof TreeFacts>;

/** Name of the page's meta element that says how many changes the server had seen when it gave out the page. */
export const CHANGES_META = "storydream-changes";

/** The page asks over Vite's socket whether the server hears it, and the server answers by the same name. */
export const PING_EVENT = "storydream:ping";

/** Name of the event the server sends over Vite's socket. */
export const CHANGED_EVENT = "storydream:changed";
export const ChangedFiles = z.object({
	files: z.array(z.string()),
	/** Changes of the project's files the server had seen by then, this one among them. */
	changes: z.int(),
	/** Exports of a changed module that are as good as before, though they are new objects. */
	stable: z.record(z.string(), z.array(z.string())).default({}),
});

/** What the camera asks of its page (`window.__storydream`). */
export const CaptureState = z.object({
	state: z.enum(["ready", "failed"]),
	fps: z.number(),
	width: z.number(),
	height: z.number(),
	durationInFrames: z.int(),
	/** First frame and length of each scene, when the film has a storyboard. */
	scenes: z.array(z.object({ id: z.string(), from: z.int(), durationInFrames: z.int() })),
	catalog: SceneCatalog.nullable(),
	problem: z.string().nullable(),
	errors: z.array(PreviewError),
});
export type CaptureState = z.infer<typeof CaptureState>;

/** A frame's measures; `drawn` is false when something in it was still loading when its time ended. */
export const MeasuredFrame = FrameMeasure.extend({ drawn: z.boolean() });
export type MeasuredFrame = z.infer<typeof MeasuredFrame>;
/** Words with letters that no font draws: a scene's, or (null) those of the captions. */
export const MissingLetters = z
	.array(z.object({ sceneId: z.string().max(64).nullable(), letters: z.array(z.string().max(8)).max(20) }))
	.max(501);
export type MissingLetters = z.infer<typeof MissingLetters>;

/** What the camera calls on its page: `window.__storydream`. */
export interface Capture {
	/** Resolves when the film is there, or known not to come. */
	state(timeoutMs: number): Promise<CaptureState>;
	/** Goes to a frame and resolves when it is drawn with its fonts and pictures; false when `timeoutMs` ended before. */
	seek(frame: number, timeoutMs: number): Promise<boolean>;
	/** Goes to a frame like `seek`, and measures it; null when there is no film. */
	measure(frame: number, timeoutMs: number): Promise<MeasuredFrame | null>;
	/** Makes all words transparent, or shows them again. */
	hideWords(hidden: boolean): Promise<void>;
	letters(): MissingLetters;
	/** What is wrong until now. */
	errors(): CaptureState["errors"];
}
