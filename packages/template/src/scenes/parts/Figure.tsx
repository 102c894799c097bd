import type { CSSProperties } from "react";
import { mix } from "../../design/color";
import { useScenePlace } from "../../design/context";
import { easeInOut } from "../../design/motion";
import { Picture } from "../../design/Picture";
import type { Rect, SceneLook } from "../../design/scene";
import { sourceOf } from "../../design/source";
import { isShownWhole, usePictureFacts } from "../../design/whole-picture";
import { Icon } from "../../icons/Icon";
import { isObject } from "../../objects/index";
import { Subject } from "../../objects/Subject";
import { openFrom, type Side } from "./Panel";

/** What a scene shows beside its words: a picture of the person, an object, or an icon. */
export type Figure = { kind: "picture"; src: string } | { kind: "object"; id: string } | { kind: "icon"; name: string };

/** The figure that the storyboard names for a scene, a picture first; null: there is none. */
export const figureOf = ({ icon, media }: Pick<SceneLook, "icon" | "media">, picture?: string): Figure | null => {
	const src = picture || media;
	if (src) return { kind: "picture", src };
	if (isObject(icon)) return { kind: "object", id: icon };
	return icon ? { kind: "icon", name: icon } : null;
};

/** How much wider or taller than its field a photo may be to fill it. */
const MOST_CROP = 2.9;

const BoxedPicture = ({ scene, src, rect }: { scene: SceneLook; src: string; rect: Rect }) => {
	const facts = usePictureFacts(sourceOf(src));
	// A photo may lose its sides to a field of another shape: only what is drawn or very long is shown whole there.
	const stretch = facts ? facts.width / facts.height / (rect.width / rect.height) : 1;
	const guessed = isShownWhole(src, facts, Math.max(stretch, 1 / stretch) > MOST_CROP ? rect : (facts ?? rect));
	const { fit, focus } = scene;
	const whole = fit === "whole" || (fit !== "fill" && guessed);
	const position = focus ? { objectPosition: `${focus.x}% ${focus.y}%` } : {};
	return <Picture scene={scene} src={src} style={{ ...position, ...(whole ? { objectFit: "contain" } : {}) }} />;
};

/** A picture that opens from one side of its place, and grows a little as long as it is seen. */
const OpeningPicture = ({ scene, src, rect, from }: { scene: SceneLook; src: string; rect: Rect; from: Side }) => {
	const { motion } = scene;
	const hidden = 1 - motion.enter(-0.5, 1, easeInOut);
	return (
		<div
			style={{ position: "absolute", inset: 0, overflow: "hidden", clipPath: hidden > 0 ? openFrom(from, hidden) : undefined }}
		>
			<div style={{ position: "absolute", inset: 0, transform: `scale(${1.02 + motion.through * 0.05})` }}>
				<BoxedPicture scene={scene} src={src} rect={rect} />
			</div>
		</div>
	);
};

/** A figure in its place, which it fills; an object may stand over the edges of it. */
export const FigureIn = ({
	scene,
	figure,
	rect,
	grow = 1,
	from = "right",
	style,
}: {
	scene: SceneLook;
	figure: Figure;
	/** In px of the picture. */
	rect: Rect;
	/** Size of an object as a multiple of the place's shorter side. */
	grow?: number;
	/** Side that a picture opens from, and over which everything leaves. */
	from?: Side;
	style?: CSSProperties;
}) => {
	const { motion, u, palette } = scene;
	const { exitCovers } = useScenePlace();
	const leaving = exitCovers ? 0 : motion.exit;
	const away = { left: [-1, 0], right: [1, 0], top: [0, -1], bottom: [0, 1] }[from].map((way) => way * leaving * u(260));
	const size = Math.min(rect.width, rect.height) * grow;
	return (
		<div
			style={{
				position: "absolute",
				left: rect.x,
				top: rect.y,
				width: rect.width,
				height: rect.height,
				transform: `translate(${away.map((px) => `${px}px`).join(", ")})`,
				opacity: 1 - leaving,
				...style,
			}}
		>
			{figure.kind === "picture" ? <OpeningPicture scene={scene} src={figure.src} rect={rect} from={from} /> : null}
			{figure.kind === "picture" ? null : (
				<div
					style={{
						position: "absolute",
						left: (rect.width - size) / 2,
						top: (rect.height - size) / 2,
						transform: `scale(${1 + motion.through * 0.05})`,
					}}
				>
					{figure.kind === "object" ? <Subject scene={scene} id={figure.id} size={size} start={-0.3} lean={4} /> : null}
					{figure.kind === "icon" ? (
						<Icon scene={scene} name={figure.name} size={size} start={-0.3} color={palette.accent} />
					) : null}
				</div>
			)}
		</div>
	);
};

/** Distance between two rings of the form, as a share of its size. */
const RING = 0.17;

/**
 * A large form in the corners of the look (discs, squares, cut squares) inside of each other, for an area without a
 * figure. It grows from its middle and turns slowly.
 */
export const FormRings = ({
	scene,
	x,
	y,
	size,
	fill,
	ground,
}: {
	scene: SceneLook;
	/** Of its middle, px. */
	x: number;
	y: number;
	size: number;
	fill: string;
	/** Behind it. */
	ground: string;
}) => {
	const { motion, form } = scene;
	const round = form.corner === "round" || form.corner === "pill";
	return (
		<svg
			width={scene.width}
			height={scene.height}
			role="presentation"
			style={{ position: "absolute", left: 0, top: 0, overflow: "visible" }}
		>
			{[0, 1, 2, 3, 4].map((ring) => {
				const side = size * (1 - ring * RING * 1.1) * motion.enter(-0.5 + ring * 0.08, 1.1);
				const colour = ring % 2 === 0 ? fill : mix(ground, fill, 0.3);
				const turn = round ? 0 : 8 + ring * 5 + motion.through * (6 + ring * 4);
				const half = side / 2;
				const drift = ring * size * 0.035 * (0.4 + motion.through);
				return round ? (
					<circle key={ring} cx={x + drift} cy={y + drift * 0.5} r={half} fill={colour} />
				) : (
					<rect
						key={ring}
						x={x - half}
						y={y - half}
						width={side}
						height={side}
						fill={colour}
						transform={`rotate(${turn} ${x} ${y})`}
					/>
				);
			})}
		</svg>
	);
};
