import { filmDurationInFrames, type Storyboard } from "@storydream/protocol";
import type { FilmCode } from "./film-code.ts";
import { type FrameRange, planSegments, type Segment, wholeFilm } from "./segments.ts";

/** The segments of a film, and what their keys and the sound's are made of. */
export interface FilmPlan {
	segments: Segment[];
	/** Null: the film is not known to follow it. */
	board: Storyboard | null;
	/** `unknown` says why the film is one segment. */
	code: FilmCode;
}

/**
 * Cuts a film into segments where its storyboard decides what is drawn; any other film is one segment.
 * @param board null: the project has none that can be read
 * @param durationInFrames of the composition, as the film's own code registers it
 */
export function planFilm(board: Storyboard | null, range: FrameRange, durationInFrames: number, code: FilmCode): FilmPlan {
	const unknown = code.unknown ?? mismatchOf(board, durationInFrames);
	if (board === null || unknown !== null) return { segments: [wholeFilm(board, range)], board: null, code: { ...code, unknown } };
	const seesFilm = new Set(Object.keys(code.scenes).filter((name) => code.scenes[name]?.seesFilm));
	return { segments: planSegments(board, range, seesFilm), board, code };
}

function mismatchOf(board: Storyboard | null, durationInFrames: number): string | null {
	if (board === null) return "the project has no storyboard that can be read";
	return filmDurationInFrames(board) === durationInFrames ? null : "the film is not as long as its storyboard";
}
