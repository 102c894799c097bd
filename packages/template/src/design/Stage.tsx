import type { CSSProperties, ReactNode } from "react";
import { AbsoluteFill } from "remotion";
import { Backdrop } from "../backdrops";
import { withAlpha } from "./color";
import { useScenePlace } from "./context";
import type { Direction } from "./direction";
import { Picture } from "./Picture";
import type { SceneLook } from "./scene";
import { sourceOf } from "./source";
import { isShownWhole, usePictureFacts } from "./whole-picture";

/** Fills the scene; a logo, or a picture of quite another shape, is shown whole there too. */
const BackdropPicture = ({ scene, src }: { scene: SceneLook; src: string }) => {
	const whole = isShownWhole(src, usePictureFacts(sourceOf(src)), scene);
	return <Picture scene={scene} src={src} style={whole ? { objectFit: "contain" } : {}} />;
};

/**
 * The frame of every scene: the backdrop, and the content in its box, which leaves softly at the end. `bleed` is drawn
 * between the two and may reach the edges.
 */
export const Stage = ({
	scene,
	children,
	calm = false,
	bleed,
	direction = "ltr",
	style,
}: {
	scene: SceneLook;
	children?: ReactNode;
	/** No small forms behind the content. */
	calm?: boolean;
	bleed?: ReactNode;
	/** The side that the content begins on: the one its words are read from. */
	direction?: Direction;
	style?: CSSProperties;
}) => {
	const place = useScenePlace();
	const { box, motion, u, align } = scene;
	return (
		<AbsoluteFill style={{ overflow: "hidden", color: scene.palette.text }}>
			<Backdrop scene={scene} calm={calm} />
			{scene.backdrop ? (
				<AbsoluteFill>
					<BackdropPicture scene={scene} src={scene.backdrop} />
					{/* The palette's own background over it keeps the words readable on any picture. */}
					<AbsoluteFill style={{ backgroundColor: withAlpha(scene.palette.background, 0.72) }} />
				</AbsoluteFill>
			) : null}
			{bleed}
			{scene.inset ? (
				<div
					style={{
						position: "absolute",
						left: scene.inset.place.x,
						top: scene.inset.place.y,
						width: scene.inset.place.width,
						height: scene.inset.place.height,
						opacity: motion.enter(0.2, 0.8) * (place.exitCovers ? 1 : 1 - motion.exit),
					}}
				>
					<Picture scene={scene} src={scene.inset.src} style={{ objectFit: "contain" }} />
				</div>
			) : null}
			<div
				dir={direction}
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
