import { type EffectName, effectPath, effects } from "./effects.ts";
import { BEATS_PER_BAR, beatFrames, endingPath, LEAD_IN, type Track } from "./tracks.ts";

/* Where the parts of the film's sound lie on its frames. Pure, and without JSX: programs that plan films import it too. */

/** A file that plays once. */
export type Clip = {
	/** Path below `public/`. */
	src: string;
	/** Frame of the film it begins at. */
	from: number;
	durationInFrames: number;
	/** Frames over which it becomes silent before its end. */
	fadeOutFrames: number;
};

/** Seconds that the last chord has at least before the film ends. */
const LEAST_RING = 1.1;
/** Seconds that a file rings on behind its last bar. */
const TAIL = 2;
/** The ending begins on every second beat, so that a bar is at most halved. */
const GRID = 2;

type Span = { startFrame: number; length: number; fps: number };

/**
 * The beat, counted from the music's own beginning, on which the ending of a track begins so that its last chord rings out
 * with the film; null: the film is too short for an ending.
 */
export const endingBeat = (track: Track, { length, fps }: Pick<Span, "length" | "fps">): number | null => {
	const beat = beatFrames(track, fps);
	const latest = (length - LEAST_RING * fps) / beat - track.cadence;
	const start = Math.floor(latest / GRID) * GRID;
	return start < GRID ? null : start;
};

/** The frame of the last chord, counted from the music's own beginning; null: there is none. */
export const lastChordFrame = (track: Track, span: Pick<Span, "length" | "fps">): number | null => {
	const start = endingBeat(track, span);
	return start === null ? null : Math.round((start + track.cadence) * beatFrames(track, span.fps));
};

/** A track of ours from `startFrame` for `length` frames: again and again, each time over what still rings, then its ending. */
export const trackClips = (track: Track & { id: string }, src: string, { startFrame, length, fps }: Span): Clip[] => {
	const beat = beatFrames(track, fps);
	const ending = endingBeat(track, { length, fps });
	const until = ending === null ? length : Math.round(ending * beat);
	const leadIn = Math.round(LEAD_IN * fps);
	const form = track.bars * BEATS_PER_BAR * beat;
	const clips: Clip[] = [];
	for (let begin = 0; Math.round(begin) < until; begin += form) {
		const from = Math.round(begin);
		const end = Math.min(until, Math.round(begin + form + TAIL * fps));
		const fadeOutFrames = ending !== null && end === until ? Math.min(leadIn, end - from - 1) : 0;
		clips.push({ src, from: startFrame + from, durationInFrames: end - from, fadeOutFrames });
	}
	if (ending !== null) {
		const from = until - leadIn;
		clips.push({ src: endingPath(track.id), from: startFrame + from, durationInFrames: length - from, fadeOutFrames: 0 });
	}
	return clips;
};

/** A sound of a transition: it begins before the middle of the transition, where it is loudest. */
export const transitionClip = (name: EffectName, transition: { from: number; durationInFrames: number }, fps: number): Clip => {
	const middle = transition.from + transition.durationInFrames / 2;
	const from = Math.max(0, Math.round(middle - effects[name].lead * fps));
	return { src: effectPath(name), from, durationInFrames: Math.round(3 * fps), fadeOutFrames: 0 };
};
