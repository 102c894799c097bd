import type { CSSProperties } from "react";

/** What a transition gets on each frame of the overlap. */
export type TransitionMoment = {
	/** From 0 (only the old scene) to 1 (only the new one), linear. */
	progress: number;
	/** Of the picture, px. */
	width: number;
	height: number;
};

export type Transition = {
	title: string;
	description: string;
	/** How the new scene, which lies on top, is shown. */
	enter: (moment: TransitionMoment) => CSSProperties;
	/** How the old scene below is shown; absent: unchanged. */
	exit?: (moment: TransitionMoment) => CSSProperties;
	/** True when the old scene is covered or carried off, so that its content need not fade by itself. */
	covers: boolean;
};
