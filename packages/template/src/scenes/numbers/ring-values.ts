import { easeInOut } from "../../design/motion";
import type { SceneLook } from "../../design/scene";
import type { RingProps } from "./Ring";

/** The words of the percentage. */
export const shownOf = (props: RingProps) => props.shown ?? `${props.value}%`;

/** Share of the whole that is filled now, 0 to 1. */
export const filledOf = ({ motion }: SceneLook, value: number) =>
	(value / 100) * motion.enter(0, Math.min(1.8, motion.beats * 0.55), easeInOut);
