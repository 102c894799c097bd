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
