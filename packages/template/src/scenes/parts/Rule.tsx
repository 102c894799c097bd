import type { CSSProperties } from "react";
import { easeInOut } from "../../design/motion";
import type { SceneLook } from "../../design/scene";

/** A line across `width` px that draws itself. `thick` is in design units. */
export const Rule = ({
	scene,
	width,
	start,
	color,
	thick = 3,
	style,
}: {
	scene: SceneLook;
	width: number;
	/** Beat at which it begins. */
	start: number;
	color: string;
	thick?: number;
	style?: CSSProperties;
}) => (
	<div
		style={{
			width,
			height: Math.max(1, scene.u(thick)),
			backgroundColor: color,
			transform: `scaleX(${scene.motion.enter(start, 1, easeInOut)})`,
			transformOrigin: "0 50%",
			...style,
		}}
	/>
);
