import { easeIn, easeInOut, easeOut } from "../design/motion";
import type { Transition } from "./transition";

export const push: Transition = {
	title: "Push",
	description: "The new scene pushes the old one up and out",
	covers: true,
	enter: ({ progress }) => ({ transform: `translateY(${(1 - easeInOut(progress)) * 100}%)` }),
	exit: ({ progress }) => ({ transform: `translateY(${easeInOut(progress) * -100}%)` }),
};

export const cover: Transition = {
	title: "Cover",
	description: "The new scene slides over the old one, which steps back",
	covers: true,
	enter: ({ progress }) => ({ transform: `translateX(${(1 - easeOut(progress)) * 100}%)` }),
	exit: ({ progress }) => ({
		transform: `scale(${1 - 0.12 * easeOut(progress)})`,
		opacity: 1 - 0.6 * easeIn(progress),
	}),
};

export const dissolve: Transition = {
	title: "Dissolve",
	description: "The two scenes melt into each other while the camera goes on",
	covers: false,
	enter: ({ progress }) => ({
		opacity: easeInOut(progress),
		transform: `scale(${1.06 - 0.06 * easeOut(progress)})`,
	}),
	exit: ({ progress }) => ({ transform: `scale(${1 + 0.06 * easeInOut(progress)})` }),
};

/** Falls, and jumps twice, lower each time. */
const fall = (progress: number): number => {
	if (progress < 0.56) return (progress / 0.56) ** 2;
	if (progress < 0.84) return 1 - 0.12 * (1 - ((progress - 0.7) / 0.14) ** 2);
	return 1 - 0.03 * (1 - ((progress - 0.92) / 0.08) ** 2);
};

export const bounce: Transition = {
	title: "Bounce",
	description: "The new scene drops in from above and bounces",
	covers: true,
	enter: ({ progress }) => ({ transform: `translateY(${(fall(progress) - 1) * 100}%)` }),
	exit: ({ progress }) => ({ transform: `translateY(${easeIn(Math.min(1, progress * 2)) * 6}%)` }),
};
