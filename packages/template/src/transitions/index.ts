import { easeIn, easeInOut, easeOut } from "../design/motion";
import { bounce, cover, dissolve, push } from "./moves";
import { blinds, brush, clock, curtain, dots, glitch, scan, slices, stripes, tear } from "./shapes";
import type { Transition } from "./transition";

export type { Transition, TransitionMoment } from "./transition";

const fade: Transition = {
	title: "Fade",
	description: "The new scene comes up over the old one",
	covers: false,
	enter: ({ progress }) => ({ opacity: easeInOut(progress) }),
};

const slide: Transition = {
	title: "Slide",
	description: "The new scene pushes the old one out to the left",
	covers: true,
	enter: ({ progress }) => ({ transform: `translateX(${(1 - easeInOut(progress)) * 100}%)` }),
	// The old scene goes more slowly, as if it lay deeper.
	exit: ({ progress }) => ({ transform: `translateX(${easeInOut(progress) * -38}%)` }),
};

const wipe: Transition = {
	title: "Wipe",
	description: "A slanted edge runs across the picture",
	covers: true,
	enter: ({ progress, width, height }) => {
		const slant = (height / width) * 22;
		const edge = easeInOut(progress) * (100 + slant);
		return { clipPath: `polygon(0 0, ${edge}% 0, ${edge - slant}% 100%, 0 100%)` };
	},
	exit: ({ progress }) => ({ transform: `translateX(${easeInOut(progress) * 5}%)` }),
};

const zoom: Transition = {
	title: "Zoom",
	description: "The camera flies through the old scene into the new one",
	covers: true,
	enter: ({ progress }) => ({
		// It is seen only once it nearly fills the picture: no edges.
		opacity: Math.min(1, Math.max(0, progress - 0.2) * 2),
		transform: `scale(${0.82 + 0.18 * easeOut(progress)})`,
	}),
	exit: ({ progress }) => ({
		opacity: 1 - easeIn(Math.min(1, progress * 1.3)),
		transform: `scale(${1 + 0.5 * easeIn(progress)})`,
	}),
};

const blur: Transition = {
	title: "Blur",
	description: "Out of focus and back; the slowest to render",
	covers: false,
	enter: ({ progress, width }) => ({
		opacity: easeInOut(Math.min(1, Math.max(0, progress * 2 - 0.5))),
		filter: progress > 0.25 && progress < 1 ? `blur(${(1 - easeOut(progress)) * width * 0.012}px)` : undefined,
		transform: `scale(${1.06 - 0.06 * easeOut(progress)})`,
	}),
	exit: ({ progress, width }) => ({
		filter: progress > 0 ? `blur(${easeInOut(Math.min(1, progress * 1.6)) * width * 0.012}px)` : undefined,
	}),
};

const iris: Transition = {
	title: "Iris",
	description: "A circle opens from the middle",
	covers: true,
	enter: ({ progress, width, height }) => ({
		clipPath: `circle(${(easeInOut(progress) * Math.hypot(width, height)) / 2}px at 50% 50%)`,
	}),
	exit: ({ progress }) => ({ transform: `scale(${1 + 0.06 * easeInOut(progress)})` }),
};

/** By the name that stands in the storyboard; "none" is a hard cut and needs no entry. */
export const transitions: Record<string, Transition> = {
	fade,
	slide,
	wipe,
	zoom,
	blur,
	iris,
	push,
	cover,
	dissolve,
	bounce,
	curtain,
	slices,
	blinds,
	stripes,
	dots,
	clock,
	tear,
	brush,
	scan,
	glitch,
};
