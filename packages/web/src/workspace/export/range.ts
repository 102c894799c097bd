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

/** Pixels at a scale; even where the codec needs it. */
export function sizeAt(
	film: { width: number; height: number },
	scale: number,
	codec: ExportSettings["codec"],
): { width: number; height: number } {
	const even = codec === "mp4" || codec === "webm";
	const fit = (value: number) =>
		even ? Math.max(2, 2 * Math.round((value * scale) / 2)) : Math.max(1, Math.round(value * scale));
	return { width: fit(film.width), height: fit(film.height) };
}

/** A GIF is for messages and pages of text: larger ones take megabytes a second. */
const GIF_WIDTH = 480;
const GIF_FPS = 15;
/** Bytes a pixel of each frame, of flat and of busy pictures. */
const GIF_BYTES_PER_PIXEL = { least: 0.05, most: 0.35 };

/** Scale that a GIF of a film has unless another is chosen: 480 pixels wide, never larger than the film. */
export function gifScale(film: { width: number }): number {
	return Math.min(1, Math.max(0.1, GIF_WIDTH / film.width));
}

/** Bytes that a GIF will have at least and at most, as far as its size and length tell. */
export function gifBytes(size: { width: number; height: number }, frames: number, fps: number): { least: number; most: number } {
	const drawn = Math.ceil(frames / Math.max(1, Math.round(fps / GIF_FPS)));
	const pixels = size.width * size.height * drawn;
	return { least: pixels * GIF_BYTES_PER_PIXEL.least, most: pixels * GIF_BYTES_PER_PIXEL.most };
}
