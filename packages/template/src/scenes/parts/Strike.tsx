import type { CSSProperties, ReactNode } from "react";
import { easeInOut } from "../../design/motion";
import type { SceneLook } from "../../design/scene";

/** Words that a stroke crosses out. */
export const Strike = ({
	scene,
	start,
	color,
	size,
	style,
	children,
}: {
	scene: SceneLook;
	/** Beat at which the stroke is drawn. */
	start: number;
	color: string;
	/** Of the words, px: the stroke is as bold as they are. */
	size: number;
	style?: CSSProperties;
	children: ReactNode;
}) => (
	<span style={{ position: "relative", display: "inline-block", ...style }}>
		{children}
		<span
			style={{
				position: "absolute",
				left: "-4%",
				top: "50%",
				width: "108%",
				height: Math.max(2, size * 0.09),
				backgroundColor: color,
				transform: `rotate(-5deg) scaleX(${scene.motion.enter(start, 0.5, easeInOut)})`,
				transformOrigin: "0 50%",
			}}
		/>
	</span>
);
