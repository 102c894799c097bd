import type { CSSProperties, ReactNode } from "react";
import { AbsoluteFill } from "remotion";
import { Backdrop } from "./Backdrop";
import { useScenePlace } from "./context";
import type { SceneLook } from "./scene";

/**
 * The frame of every scene: the backdrop, and the content in its box, which leaves softly at the end. `bleed` is drawn
 * between the two and may reach the edges.
 */
export const Stage = ({
	scene,
	children,
	calm = false,
	bleed,
	style,
}: {
	scene: SceneLook;
	children?: ReactNode;
	/** No small forms behind the content. */
	calm?: boolean;
	bleed?: ReactNode;
	style?: CSSProperties;
}) => {
	const place = useScenePlace();
	const { box, motion, u, align } = scene;
	return (
		<AbsoluteFill style={{ overflow: "hidden", color: scene.palette.text }}>
			<Backdrop scene={scene} calm={calm} />
			{bleed}
			<div
				style={{
					position: "absolute",
					left: box.x,
					top: box.y,
					width: box.width,
					height: box.height,
					display: "flex",
					flexDirection: "column",
					justifyContent: "center",
					alignItems: align === "center" ? "center" : "flex-start",
					opacity: place.exitCovers ? 1 : 1 - motion.exit,
					transform: `translateY(${-motion.exit * u(26)}px)`,
					...style,
				}}
			>
				{children}
			</div>
		</AbsoluteFill>
	);
};
