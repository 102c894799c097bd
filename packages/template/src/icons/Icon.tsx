import type { ReactNode } from "react";
import { useLazyData } from "../design/lazy-data";
import type { SceneLook } from "../design/scene";
import { icons } from "./index";

/** Thinnest and thickest line, in units of the icon's box of 24. */
const THINNEST = 1.1;
const THICKEST = 2.4;

/**
 * A small icon of Lucide, `size` px wide, that is drawn stroke by stroke, its line as thick as the look's form. A name that no
 * icon has shows `fallback`.
 */
export const Icon = ({
	scene,
	name,
	size,
	start = 0,
	color = scene.palette.accent,
	fallback = null,
}: {
	scene: Pick<SceneLook, "u" | "palette" | "motion" | "form">;
	name: string;
	/** Side of the square, in px. */
	size: number;
	/** Beat at which the first stroke begins. */
	start?: number;
	color?: string;
	fallback?: ReactNode;
}) => {
	const loaded = useLazyData(icons);
	if (loaded === null) return null;
	const strokes = loaded.strokesOf(name);
	if (strokes === null) return fallback;
	const { motion, form, u } = scene;
	const width = Math.min(THICKEST, Math.max(THINNEST, (u(form.stroke) / size) * 24));
	const step = motion.stagger(strokes.length, start, 0.1);
	return (
		<svg
			width={size}
			height={size}
			viewBox="0 0 24 24"
			role="presentation"
			fill="none"
			stroke={color}
			strokeWidth={width}
			strokeLinecap="round"
			strokeLinejoin="round"
			style={{ display: "block", overflow: "visible" }}
		>
			{strokes.map((d, index) => {
				const drawn = motion.enter(start + index * step, 0.8);
				return <path key={d} d={d} pathLength={1} strokeDasharray={`${drawn} 2`} opacity={drawn === 0 ? 0 : 1} />;
			})}
		</svg>
	);
};
