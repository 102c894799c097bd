import type { MissingLetters, TextRun } from "../preview/index.ts";
import type { Behind, PictureFacts } from "./raster.ts";

/** A text of a frame, with what was measured in the frame's picture. */
export type MeasuredRun = TextRun & {
	/** Null: the picture was not measured there. */
	behind: Behind | null;
};

/** One frame of a film as it was measured. */
export interface Sample {
	frame: number;
	/** The only scene that is seen then; null: in a transition. */
	sceneId: string | null;
	/**
	 * As in the grid; `again`: a frame that was drawn before, `burst`: one of several that follow each other, `search`: words only,
	 * to find what the grid did not show.
	 */
	kind: "early" | "settled" | "transition" | "again" | "burst" | "search";
	runs: MeasuredRun[];
	labels: { text: string; sceneId: string | null }[];
	broken: { src: string; sceneId: string | null }[];
	/** Scenes with a canvas or a video. */
	drawnScenes: (string | null)[];
	/** Null: no picture was taken. */
	picture: PictureFacts | null;
}

/** Everything that one pass over a film has measured: what the rules judge. */
export interface FilmMeasures {
	samples: Sample[];
	/** Frames that were not drawn in their time. */
	undrawn: { frame: number; sceneId: string | null }[];
	/** Frames at which the page did not answer any more, for so many seconds; null: it did not come to its first frame. */
	blocked: { frame: number; sceneId: string | null; seconds: number | null }[];
	/** Scenes that the pass did not get to. */
	skippedScenes: string[];
	/** The pass ended before all that was wanted was measured. */
	outOfTime: boolean;
	letters: MissingLetters;
	/** Media that the storyboard names and that are not there: path below `public/`, and the scene (null: of the whole film). */
	missingFiles: { src: string; sceneId: string | null }[];
}
