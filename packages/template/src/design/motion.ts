import { Easing, spring, useCurrentFrame, useVideoConfig } from "remotion";
import type { EaseName } from "../looks";
import { useLook } from "../looks/context";
import { useTheme } from "../theme";
import { useScenePlace } from "./context";

/** Fast off the mark, long to settle: the house curve for things that come. */
export const easeOut = Easing.bezier(0.16, 1, 0.3, 1);
/** For things that go. */
export const easeIn = Easing.bezier(0.55, 0, 0.85, 0.25);
/** For things that travel: lines that draw, numbers that count. */
export const easeInOut = Easing.bezier(0.65, 0, 0.2, 1);

/** Curves by the names that looks use. */
const curves: Record<EaseName, (value: number) => number> = {
	out: easeOut,
	inOut: easeInOut,
	/** Hardly moves, jumps, and is there. */
	snap: Easing.bezier(0.8, 0, 0.05, 1),
	linear: (value) => value,
	/** Slow in and slower out, without haste. */
	glide: Easing.bezier(0.3, 0, 0.1, 1),
};

/**
 * Beats by which a film's first scene has begun before its first frame. That frame is what players, messengers and
 * thumbnails show of a film at rest: it has to hold the scene's main words.
 */
export const OPENING_BEATS = 0.6;

const clamp = (value: number) => Math.min(1, Math.max(0, value));

/**
 * The clock of a scene. Times are in beats: a beat is a second at normal speed, shorter when the theme's motion is
 * faster or the scene is so short that it would not finish. Write a scene as if it had two beats to arrive.
 */
export type Motion = {
	frame: number;
	fps: number;
	durationInFrames: number;
	/** 0 at the first frame, 1 at the last: for slow drifts over the whole scene. */
	through: number;
	/** Beats from the opening of the scene to the start of its exit. */
	beats: number;
	/** From 0 to 1, eased, beginning at beat `start` and taking `length` beats. */
	enter: (start: number, length?: number, ease?: (value: number) => number) => number;
	/** Like `enter`, with a spring that goes a little too far and comes back. */
	pop: (start: number, length?: number) => number;
	/** Beats between the arrivals of `count` things that begin at `start`: `wish`, less where there is no time for it. */
	stagger: (count: number, start: number, wish: number) => number;
	/** 0 until the scene begins to leave, then up to 1 at its last frame. */
	exit: number;
	/** The exit of part `index` of `count`: each leaves a little after the one before. */
	leave: (index: number, count: number) => number;
};

/** Parts leave within this share of the exit; the rest is the time that one of them takes. */
const LEAVE_SPREAD = 0.4;

export const useMotion = (): Motion => {
	const { fps, durationInFrames } = useVideoConfig();
	const { ease: easeName, overshoot, stagger, cadence } = useLook().motion;
	const now = useCurrentFrame();
	const held = cadence === undefined ? 1 : Math.max(1, fps / cadence);
	const frame = Math.min(now, Math.floor(Math.floor(now / held) * held));
	const speed = useTheme().motion;
	const place = useScenePlace();

	// The transition opens the scene: begin when about half of it can be seen.
	const opening = place.enterFrames * 0.4;
	const exitLength = Math.max(
		1,
		place.exitFrames > 0 ? place.exitFrames * 0.75 : Math.min((0.4 * fps) / speed, durationInFrames * 0.14),
	);
	const exitStart = durationInFrames - Math.max(place.exitFrames, exitLength);
	const open = Math.max(1, exitStart - opening);
	const framesPerBeat = Math.min(fps / speed, open / 1.9);
	const lead = place.index === 0 ? opening - OPENING_BEATS * framesPerBeat : opening;

	const share = (start: number, length: number) =>
		clamp((frame - lead - start * framesPerBeat) / Math.max(1, length * framesPerBeat));
	const leaving = place.isLast ? 0 : clamp((frame - exitStart) / exitLength);
	return {
		frame,
		fps,
		durationInFrames,
		through: clamp(frame / Math.max(1, durationInFrames - 1)),
		beats: open / framesPerBeat,
		enter: (start, length = 0.9, ease = curves[easeName]) => ease(share(start, length)),
		pop: (start, length = 0.8) =>
			spring({
				frame: frame - lead - start * framesPerBeat,
				fps,
				durationInFrames: Math.max(2, Math.round(length * framesPerBeat)),
				config: { damping: 20 - 14 * overshoot, stiffness: 150, mass: 0.8 },
			}),
		stagger: (count, start, wish) =>
			Math.max(0.02, Math.min(wish * stagger, ((open / framesPerBeat) * 0.62 - start) / Math.max(1, count))),
		exit: easeIn(leaving),
		leave: (index, count) => {
			const delay = count > 1 ? (index / (count - 1)) * LEAVE_SPREAD : 0;
			return easeIn(clamp((leaving - delay) / (1 - LEAVE_SPREAD)));
		},
	};
};
