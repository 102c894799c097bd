import type { CSSProperties } from "react";
import type { SceneLook } from "../design/scene";
import { useTheme } from "../theme";
import { isObject, objects } from "./index";
import { type Fill, ObjectPicture } from "./ObjectPicture";
import { tonesOf } from "./tones";

/** Beats between the arrivals of two parts, where there is time. */
const PART_STAGGER = 0.07;

/**
 * An object as the picture of a scene: its parts arrive one after the other and it moves gently, all by the scene's
 * clock. It is a square of `size` px that may stand over the edge of the picture. Draws nothing for an unknown id.
 */
export const Subject = ({
	scene,
	id,
	size,
	start = 0,
	fill = scene.form.fill,
	lean = 0,
	still = false,
	style,
}: {
	scene: Pick<SceneLook, "u" | "palette" | "motion" | "form">;
	id: string;
	/** Side of the square, in px. */
	size: number;
	/** Beat at which the first part arrives. */
	start?: number;
	/** The look's own when absent. */
	fill?: Fill;
	/** Degrees by which it leans to the right. */
	lean?: number;
	/** Only its own parts move: for small ones in numbers. */
	still?: boolean;
	style?: CSSProperties;
}) => {
	const speed = Math.min(useTheme().motion, 1.5);
	const object = isObject(id) ? objects[id] : undefined;
	if (!object) return null;
	const { motion, palette, u } = scene;
	const seconds = (motion.frame / motion.fps) * speed;
	const step = motion.stagger(object.parts.length, start, PART_STAGGER);
	const sway = still ? 0 : Math.sin(seconds * 0.9) * 1.6;
	const lift = still ? 0 : Math.sin(seconds * 1.2) * u(7);
	return (
		<svg
			width={size}
			height={size}
			viewBox="0 0 200 200"
			role="img"
			aria-label={object.title}
			style={{
				display: "block",
				overflow: "visible",
				transform: `translateY(${lift}px) rotate(${lean + sway}deg)`,
				...style,
			}}
		>
			<ObjectPicture
				object={object}
				tones={tonesOf(palette)}
				fill={fill}
				ground={palette.background}
				seconds={seconds}
				shownOf={(index) => motion.pop(start + index * step, 0.75)}
			/>
		</svg>
	);
};
