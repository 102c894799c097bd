import { cameraAt } from "../design/camera";
import { mix } from "../design/color";
import { useScenePlace } from "../design/context";
import type { SceneLook } from "../design/scene";
import { type SubjectPlace, type SubjectSide, subjectPlace } from "./place";
import { Subject } from "./Subject";

/** The flat form behind an object, in the language of the look. */
const Ground = ({ scene, square }: { scene: SceneLook; square: SubjectPlace["square"] }) => {
	const { palette, motion, form, u } = scene;
	const grown = motion.enter(-0.2, 1.1);
	const size = square.size * 0.86;
	const round = form.corner === "round" || form.corner === "pill";
	return (
		<div
			style={{
				position: "absolute",
				left: square.x + (square.size - size) / 2 - u(30) * motion.through,
				top: square.y + (square.size - size) / 2,
				width: size,
				height: size,
				backgroundColor: mix(palette.background, palette.accent, 0.15),
				borderRadius: round ? "50%" : u(form.radius),
				clipPath: form.corner === "cut" ? "polygon(14% 0, 100% 0, 100% 86%, 86% 100%, 0 100%, 0 14%)" : undefined,
				transform: `scale(${grown}) rotate(${round ? 0 : -6 + motion.through * 4}deg)`,
			}}
		/>
	);
};

/**
 * An object as large as the picture, cut by its edge: drawn between backdrop and words. It comes with the scene, drifts
 * as long as the scene lasts, and leaves over the edge it stands at.
 */
export const BleedSubject = ({
	scene,
	id,
	side,
	place = subjectPlace(scene, side),
	ground = true,
}: {
	scene: SceneLook;
	id: string;
	side: SubjectSide;
	place?: SubjectPlace;
	/** With a flat form behind it. */
	ground?: boolean;
}) => {
	const { motion, u, ratio } = scene;
	const { exitCovers, from } = useScenePlace();
	const { square } = place;
	const leaving = exitCovers ? 0 : motion.exit;
	const across = ratio === "wide" && side !== "below";
	const away = leaving * u(260);
	const camera = cameraAt(scene.look.motion.camera ?? "still", (from + motion.frame) / motion.fps);
	const shift = across ? `${side === "left" ? -away : away}px, 0` : `0, ${away}px`;
	return (
		<div style={{ position: "absolute", inset: 0, transform: `translate(${shift})`, opacity: 1 - leaving }}>
			{ground ? <Ground scene={scene} square={square} /> : null}
			<div
				style={{
					position: "absolute",
					left: square.x,
					top: square.y,
					// Nearer than the backdrop: it moves twice as far.
					transform: `translate(${-camera.x * 2 * scene.width}px, ${-camera.y * 2 * scene.height}px) scale(${1 + motion.through * 0.05})`,
					transformOrigin: side === "left" ? "30% 60%" : "70% 60%",
				}}
			>
				<Subject scene={scene} id={id} size={square.size} start={-0.1} lean={side === "left" ? -4 : 4} />
			</div>
		</div>
	);
};
