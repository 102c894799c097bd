import type { SceneLook } from "../design/scene";
import { strokesOf } from "./index";

/** Thinnest and thickest line, in units of the icon's box of 24. */
const THINNEST = 1.1;
const THICKEST = 2.4;

/**
 * A small icon of `size` px that is drawn stroke by stroke, its line as thick as the look's form. Draws nothing for a
 * name that no icon has.
 */
export const Icon = ({
	scene,
	name,
	size,
	start = 0,
	color = scene.palette.accent,
}: {
	scene: Pick<SceneLook, "u" | "palette" | "motion" | "form">;
	name: string;
	/** Side of the square, in px. */
	size: number;
	/** Beat at which the first stroke begins. */
	start?: number;
	color?: string;
}) => {
	const strokes = strokesOf(name);
	if (!strokes) return null;
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
