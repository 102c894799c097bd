import type { CSSProperties, ReactNode } from "react";
import { useScenePlace } from "../../design/context";
import { easeInOut } from "../../design/motion";
import type { Rect, SceneLook } from "../../design/scene";

export type Side = "left" | "right" | "top" | "bottom";

/** What `hidden` (0 to 1) of a box leaves to be seen when it opens from `side`. */
export const openFrom = (side: Side, hidden: number): string => {
	const away = `${hidden * 100}%`;
	if (side === "left") return `inset(0 ${away} 0 0)`;
	if (side === "right") return `inset(0 0 0 ${away})`;
	if (side === "top") return `inset(0 0 ${away} 0)`;
	return `inset(${away} 0 0 0)`;
};

const OPPOSITE: Record<Side, Side> = { left: "right", right: "left", top: "bottom", bottom: "top" };

/** A flat area that opens from one side of its place and closes towards the other. Children are in its coordinates. */
export const Panel = ({
	scene,
	rect,
	fill,
	from,
	start = 0,
	length = 0.9,
	style,
	children,
}: {
	scene: SceneLook;
	rect: Rect;
	fill: string;
	from: Side;
	/** Beat at which it opens, and how many it takes. */
	start?: number;
	length?: number;
	style?: CSSProperties;
	children?: ReactNode;
}) => {
	const { exitCovers } = useScenePlace();
	const hidden = 1 - scene.motion.enter(start, length, easeInOut);
	const leaving = exitCovers ? 0 : scene.motion.exit;
	return (
		<div
			style={{
				position: "absolute",
				left: rect.x,
				top: rect.y,
				// Half a px more, so that no hairline of the backdrop shows between neighbours.
				width: rect.width + 0.5,
				height: rect.height + 0.5,
				backgroundColor: fill,
				clipPath: leaving > 0 ? openFrom(OPPOSITE[from], leaving) : openFrom(from, hidden),
				...style,
			}}
		>
			{children}
		</div>
	);
};
