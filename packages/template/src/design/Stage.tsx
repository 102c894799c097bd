import type { CSSProperties, ReactNode } from "react";
import { AbsoluteFill } from "remotion";
import { Backdrop } from "../backdrops";
import { cameraAt, OVERSCAN, wayInto } from "./camera";
import { withAlpha } from "./color";
import { type ScenePlace, useScenePlace } from "./context";
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

/** The backdrop as the film's camera sees it: farther away than words, it moves against them. */
const backdropMove = ({ look, motion, width, height }: SceneLook, from: number): CSSProperties => {
	const move = look.motion.camera ?? "still";
	if (move === "still") return {};
	const { x, y, scale } = cameraAt(move, (from + motion.frame) / motion.fps);
	return { transform: `translate(${-x * width}px, ${-y * height}px) scale(${OVERSCAN * scale})` };
};

/** Words come in on the camera's way and go on along it. A transition that takes the whole picture moves them itself. */
const contentMove = ({ look, motion, u }: SceneLook, place: ScenePlace): string | undefined => {
	const move = look.motion.camera ?? "still";
	const coming = move === "still" || place.index === 0 || place.enterFrames > 0 ? 0 : 1 - motion.enter(-0.2, 1);
	if (coming === 0 && motion.exit === 0) return undefined;
	const [into, out] = [wayInto(move, place.index), wayInto(move, place.index + 1)];
	const [near, far] = [coming * u(54), motion.exit * u(move === "still" ? 26 : 54)];
	return `translate(${into.x * near - out.x * far}px, ${into.y * near - out.y * far}px)`;
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
	const { box, motion, align } = scene;
	return (
		<AbsoluteFill style={{ overflow: "hidden", color: scene.palette.text }}>
			<AbsoluteFill style={backdropMove(scene, place.from)}>
				<Backdrop scene={scene} calm={calm} />
			</AbsoluteFill>
			{scene.backdrop ? (
				<AbsoluteFill>
					<BackdropPicture scene={scene} src={scene.backdrop} />
					{/* The palette's own background over it keeps the words readable on any picture. */}
					<AbsoluteFill style={{ backgroundColor: withAlpha(scene.palette.background, 0.72) }} />
				</AbsoluteFill>
			) : null}
			{bleed}
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
					transform: contentMove(scene, place),
					...style,
				}}
			>
				{children}
			</div>
		</AbsoluteFill>
	);
};
