import type { CSSProperties, ReactNode } from "react";
import { easeInOut } from "../../design/motion";
import type { SceneLook } from "../../design/scene";

/** Content that a block of colour uncovers: the block crosses it from the left and leaves on the right. */
export const Sweep = ({
	scene,
	start,
	length = 0.8,
	color,
	style,
	children,
}: {
	scene: SceneLook;
	/** Beat at which the block comes, and how many beats it takes to be gone. */
	start: number;
	length?: number;
	color: string;
	style?: CSSProperties;
	children: ReactNode;
}) => {
	const crossed = scene.motion.enter(start, length, easeInOut);
	const clipPath = crossed < 0.5 ? `inset(0 ${(1 - crossed * 2) * 100}% 0 0)` : `inset(0 0 0 ${(crossed * 2 - 1) * 100}%)`;
	return (
		<div style={{ position: "relative", ...style }}>
			<div style={{ opacity: crossed >= 0.5 ? 1 : 0 }}>{children}</div>
			{crossed > 0 && crossed < 1 ? <div style={{ position: "absolute", inset: 0, backgroundColor: color, clipPath }} /> : null}
		</div>
	);
};
