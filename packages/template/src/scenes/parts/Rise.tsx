import type { CSSProperties, ReactNode } from "react";
import type { SceneLook } from "../../design/scene";

/** Anything that comes up from behind an edge, as `Text` does line by line. */
export const Rise = ({
	scene,
	start,
	length = 0.9,
	style,
	children,
}: {
	scene: SceneLook;
	/** Beat at which it comes. */
	start: number;
	length?: number;
	style?: CSSProperties;
	children: ReactNode;
}) => {
	const shown = scene.motion.enter(start, length);
	return (
		<div style={{ overflow: "clip", ...style }}>
			<div style={{ transform: `translateY(${(1 - shown) * 105}%)`, opacity: Math.min(1, shown * 4) }}>{children}</div>
		</div>
	);
};
