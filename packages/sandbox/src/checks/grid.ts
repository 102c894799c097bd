import { overlapInFrames, type Storyboard, sceneSpans } from "@storydream/protocol";

/** A frame to measure, and why. */
export interface GridFrame {
	frame: number;
	/** The only scene that is seen then; null: two scenes are, or none is known. */
	sceneId: string | null;
	/** All scenes that are seen then, in the film's order. */
	scenes: string[];
	/** Colours are measured there: in two settled frames of a scene, since a fault of both is one. */
	behind: boolean;
	/** `early`: while a scene comes in. `settled`: its words stand. `transition`: between two scenes. */
	kind: "early" | "settled" | "transition";
}

/** A scene leaves within this share of its length, and not longer than these seconds, where no transition takes its place. */
const EXIT_SHARE = 0.14;
const EXIT_SECONDS = 0.4;
/** Where between its beginning and its exit a scene is looked at. */
const EARLY = 0.1;
const SETTLED = [0.66, 0.82, 0.97];

/**
 * The fixed grid of frames: four of each scene (one early, three while its words stand) and two of each transition, in the
 * film's order. The same storyboard gives the same frames.
 */
export function gridOf(storyboard: Pick<Storyboard, "scenes" | "fps">): GridFrame[] {
	const { scenes, fps } = storyboard;
	return sceneSpans(storyboard).flatMap(({ id, from, durationInFrames }, index): GridFrame[] => {
		const scene = scenes[index];
		const next = scenes[index + 1];
		if (!scene) return [];
		const enter = overlapInFrames(scenes[index - 1], scene);
		const exit = next ? overlapInFrames(scene, next) : 0;
		const own = exit > 0 ? exit : Math.min(durationInFrames * EXIT_SHARE, EXIT_SECONDS * fps);
		const start = from + enter;
		const end = Math.max(start + 1, from + durationInFrames - Math.ceil(own));
		const at = (share: number) => Math.min(end - 1, start + Math.floor((end - start) * share));
		const [first = start, ...rest] = SETTLED.map(at);
		// An odd distance: a film that changes with every second frame does not look the same in both.
		const settled = [first, ...rest.map((frame, nth) => oddFrom(first, frame, nth))].map((frame) => Math.min(end - 1, frame));
		const frames: GridFrame[] = [...new Set([at(EARLY), ...settled])].map((frame) => ({
			frame,
			sceneId: id,
			scenes: [id],
			kind: settled.includes(frame) ? "settled" : "early",
			behind: frame === settled[0] || frame === settled.at(-1),
		}));
		const before = scenes[index - 1];
		return before ? [...transitionFrames(from, enter, [before.id, id]), ...frames] : frames;
	});
}

/** Of the first one after `first`, an odd distance; the next is as it comes. */
function oddFrom(first: number, frame: number, nth: number): number {
	return nth === 0 && (frame - first) % 2 === 0 ? frame + 1 : frame;
}

/** Two frames of the overlap; of a cut, the frames on both of its sides. */
function transitionFrames(from: number, overlap: number, scenes: string[]): GridFrame[] {
	const frames = overlap > 1 ? [from + Math.floor(overlap / 3), from + Math.floor((overlap * 2) / 3)] : [from - 1, from];
	return [...new Set(frames)].map((frame) => ({
		frame: Math.max(0, frame),
		sceneId: null,
		scenes,
		kind: "transition",
		behind: false,
	}));
}
