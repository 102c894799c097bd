import { cameraAt } from "../design/camera";
import { mix } from "../design/color";
import { useScenePlace } from "../design/context";
import { easeInOut } from "../design/motion";
import type { SceneLook } from "../design/scene";
import { type SubjectPlace, type SubjectSide, subjectPlace, titleSquare } from "./place";
import { Subject } from "./Subject";

type Square = SubjectPlace["square"];

/** Beats in which an object goes from its place before a cut to the one behind it. */
const TRAVEL = 1.1;
/** How much an object grows in a scene. */
const GROWTH = 0.05;

/** Where the object stands in this frame, and whether it was there before the cut: then it goes from there to its place. */
const useTravel = (scene: SceneLook, own: Square): { square: Square; size: number; stands: boolean; way: number } => {
	const { before } = useScenePlace().carried;
	if (!before) return { square: own, size: 1, stands: false, way: 1 };
	const from = before.by === "title" ? titleSquare(scene, before.side === "left") : subjectPlace(scene, before.side).square;
	const way = scene.motion.enter(0, TRAVEL, easeInOut);
	const between = (a: number, b: number) => a + (b - a) * way;
	// Its own size is that of the place it goes to: parts are drawn once, and scaled on the way.
	return {
		square: { x: between(from.x, own.x), y: between(from.y, own.y), size: between(from.size, own.size) },
		size: between((from.size / own.size) * (1 + GROWTH), 1),
		stands: true,
		way,
	};
};

/** The flat form behind an object, in the language of the look. */
const Ground = ({ scene, square, stands }: { scene: SceneLook; square: Square; stands: boolean }) => {
	const { palette, motion, form, u } = scene;
	const grown = stands ? 1 : motion.enter(-0.2, 1.1);
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
	const { exitCovers, from, carried } = useScenePlace();
	const { square, size, stands, way } = useTravel(scene, place.square);
	const leaving = exitCovers || carried.goesOn ? 0 : motion.exit;
	const lean = side === "left" ? -4 : 4;
	const across = ratio === "wide" && side !== "below";
	const away = leaving * u(260);
	const camera = cameraAt(scene.look.motion.camera ?? "still", (from + motion.frame) / motion.fps);
	const shift = across ? `${side === "left" ? -away : away}px, 0` : `0, ${away}px`;
	return (
		<div style={{ position: "absolute", inset: 0, transform: `translate(${shift})`, opacity: 1 - leaving }}>
			{ground ? <Ground scene={scene} square={square} stands={stands} /> : null}
			<div
				style={{
					position: "absolute",
					left: square.x,
					top: square.y,
					// Nearer than the backdrop: it moves twice as far.
					transform: `translate(${-camera.x * 2 * scene.width}px, ${-camera.y * 2 * scene.height}px) scale(${size * (1 + motion.through * GROWTH)})`,
					transformOrigin: stands ? "0 0" : side === "left" ? "30% 60%" : "70% 60%",
				}}
			>
				<Subject
					scene={scene}
					id={id}
					size={place.square.size}
					start={stands ? -9 : -0.1}
					lean={stands ? lean * (2 * way - 1) : lean}
				/>
			</div>
		</div>
	);
};
