import { type ExportSettings, type Storyboard, sceneSpans } from "@storydream/protocol";

/** What of the film is wanted, as the form has it. */
export type Wanted = { part: "whole" } | { part: "scene"; sceneId: string } | { part: "frames"; from: number; to: number };

interface Film {
	durationInFrames: number;
	storyboard: Storyboard | null;
}

/** First and last frame of what is wanted, both included; undefined is the whole film. */
export function rangeOf(wanted: Wanted, film: Film): ExportSettings["range"] {
	const last = Math.max(0, film.durationInFrames - 1);
	if (wanted.part === "frames") {
		const from = Math.min(Math.max(0, Math.round(wanted.from)), last);
		return { from, to: Math.min(Math.max(from, Math.round(wanted.to)), last) };
	}
	if (wanted.part === "scene" && film.storyboard) {
		const span = sceneSpans(film.storyboard).find((one) => one.id === wanted.sceneId);
		if (span) return { from: span.from, to: Math.min(last, span.from + span.durationInFrames - 1) };
	}
	return undefined;
}

const GIF_FPS = 15;
/** Bytes a pixel of each frame, of flat and of busy pictures. */
const GIF_BYTES_PER_PIXEL = { least: 0.05, most: 0.35 };

/** Bytes that a GIF will have at least and at most, as far as its size and length tell. */
export function gifBytes(size: { width: number; height: number }, frames: number, fps: number): { least: number; most: number } {
	const drawn = Math.ceil(frames / Math.max(1, Math.round(fps / GIF_FPS)));
	const pixels = size.width * size.height * drawn;
	return { least: pixels * GIF_BYTES_PER_PIXEL.least, most: pixels * GIF_BYTES_PER_PIXEL.most };
}
