import { overlapInFrames, type StoryboardScene } from "@storydream/protocol";

/** Width of a block, without what transitions cover, at which its name can be read (CSS pixels). */
export const READABLE_PX = 72;
/** The track is at most so many times as wide as readable blocks of equal length: one very short scene doesn't stretch it further. */
const MOST_STRETCH = 6;
const LEAST_TRACK_PX = 200;

/** Pixels per frame: `fit` shows the whole film in the room there is, `readable` every name; the track scrolls where it is larger. */
export interface Scales {
	fit: number;
	readable: number;
}

/** The scales of a film. `width`: room for the track in CSS pixels. `durationInFrames`: of the film. */
export function scalesOf(scenes: readonly StoryboardScene[], durationInFrames: number, width: number): Scales {
	const frames = Math.max(1, durationInFrames);
	const fit = Math.max(LEAST_TRACK_PX, width) / frames;
	const shortest = Math.min(...scenes.map((_, index) => uncoveredFrames(scenes, index)));
	const most = (scenes.length * READABLE_PX * MOST_STRETCH) / frames;
	return { fit, readable: Math.max(fit, Math.min(READABLE_PX / Math.max(1, shortest), most)) };
}

/** Frames of a scene that no transition shares with another one. */
function uncoveredFrames(scenes: readonly StoryboardScene[], index: number): number {
	const scene = scenes[index];
	if (!scene) return 0;
	const after = scenes[index + 1];
	const shared = overlapInFrames(scenes[index - 1], scene) + (after ? overlapInFrames(scene, after) : 0);
	return Math.max(1, scene.durationInFrames - shared);
}

const ZOOM_STEP = 1.5;
const MOST_ZOOM = 10;

/** The next zoom in a direction; null at the end. 1 shows readable blocks, less shows more of the film, down to all of it. */
export function nextZoom(zoom: number, direction: "in" | "out", { fit, readable }: Scales): number | null {
	const least = fit / readable;
	if (direction === "in") return zoom > MOST_ZOOM ? null : zoom * ZOOM_STEP;
	return zoom <= least * 1.001 ? null : Math.max(least, zoom / ZOOM_STEP);
}

/** Room kept free beside what is scrolled into view, as a share of the visible width. */
const MARGIN = 0.1;

/**
 * The scroll position at which `[from, to]` is visible, or null where it is already. All in CSS pixels of the track.
 * What is wider than the view, and what lies to the right of it, begins near the left edge, so that what follows is seen.
 */
export function scrollToShow(range: { from: number; to: number }, view: { left: number; width: number }): number | null {
	const inside = range.from >= view.left && range.to <= view.left + view.width;
	const fills = range.from <= view.left && range.to >= view.left + view.width;
	if (view.width <= 0 || inside || fills) return null;
	return Math.max(0, Math.round(range.from - view.width * MARGIN));
}

/** Seconds between two marks of the ruler, so that their labels never touch. */
const STEPS = [0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600];
const LEAST_GAP_PX = 56;
/** A mark needs room for its label before the film ends. */
const LABEL_PX = 18;

export interface Mark {
	second: number;
	label: string;
	left: number;
}

/** The labelled marks of the ruler. `left` in CSS pixels of the track. */
export function rulerMarks(durationInFrames: number, fps: number, pxPerFrame: number): Mark[] {
	const pxPerSecond = fps * pxPerFrame;
	const step = STEPS.find((one) => one * pxPerSecond >= LEAST_GAP_PX) ?? Math.ceil(LEAST_GAP_PX / pxPerSecond / 3600) * 3600;
	const room = durationInFrames * pxPerFrame - LABEL_PX;
	return Array.from({ length: Math.floor(durationInFrames / fps / step) + 1 }, (_, index) => index * step)
		.filter((second) => second === 0 || second * pxPerSecond < room)
		.map((second) => ({ second, label: labelOf(second), left: second * pxPerSecond }));
}

function labelOf(second: number): string {
	return second < 60 ? `${second}s` : `${Math.floor(second / 60)}:${String(second % 60).padStart(2, "0")}`;
}
