import { easeInOut } from "../../design/motion";
import type { SceneLook } from "../../design/scene";

export type Reel = {
	/** Where the reel stands: 0 is the first thing, 1.5 is half-way between the second and the third. */
	position: number;
	/** 1 for the thing that is in front, 0 for those one step or more away. */
	focus: (index: number) => number;
};

/** Shows `count` things one after the other, each for the same share of the scene. The last one stays. */
export const reelOf = ({ motion }: Pick<SceneLook, "motion">, count: number, first = 0.2): Reel => {
	const share = Math.max(0.25, (motion.beats - first - 0.2) / Math.max(1, count));
	const travel = Math.min(0.6, share * 0.7);
	const position = Array.from({ length: count - 1 }, (_, index) =>
		motion.enter(first + (index + 1) * share - travel / 2, travel, easeInOut),
	).reduce((sum, passed) => sum + passed, 0);
	return { position, focus: (index) => Math.max(0, 1 - Math.abs(index - position)) };
};
