import type { CSSProperties } from "react";
import { keyed } from "../../design/keyed";
import type { SceneLook } from "../../design/scene";
import { useFittedText, voiceStyle } from "../../design/Text";
import { voiceFor } from "../../design/voice";
import { type Tone, tonesOf } from "./tone";

/** Teeth of the round badge. */
const TEETH = 18;

/** A toothed disc in a box of 200. */
const seal = Array.from({ length: TEETH * 2 }, (_, index) => {
	const radius = index % 2 === 0 ? 100 : 90;
	const angle = (index / (TEETH * 2)) * Math.PI * 2;
	return `${index === 0 ? "M" : "L"}${(100 + Math.cos(angle) * radius).toFixed(2)} ${(100 + Math.sin(angle) * radius).toFixed(2)}`;
}).join("");

/** The form behind the words: a toothed disc, a disc, or a square, by the corners of the look. */
const Form = ({ scene, fill }: { scene: SceneLook; fill: string }) => {
	if (scene.form.corner === "pill") return <path d={`${seal}Z`} fill={fill} strokeLinejoin="round" />;
	if (scene.form.corner === "round") return <circle cx={100} cy={100} r={98} fill={fill} />;
	if (scene.form.corner === "cut") return <path d="M40 6H194V160L160 194H6V40Z" fill={fill} />;
	return <rect x={8} y={8} width={184} height={184} fill={fill} />;
};

/** A price or a few signs on a round or square badge of `size` px that is stamped onto the picture. */
export const Badge = ({
	scene,
	text,
	size,
	start,
	tone = tonesOf(scene).second,
	style,
}: {
	scene: SceneLook;
	text: string;
	size: number;
	/** Beat at which it comes. */
	start: number;
	tone?: Tone;
	style?: CSSProperties;
}) => {
	const { voices, motion, u } = scene;
	const voice = voiceFor({ ...voices.number, lineHeight: 1.02 }, text);
	const fitted = useFittedText(scene, voice, text, {
		width: size * 0.74,
		height: size * 0.62,
		maxSize: (size * 0.4) / u(1),
		minSize: 22,
		maxLines: 3,
	});
	const shown = motion.pop(start, 0.8);
	const turn = -10 + (1 - shown) * 40 + Math.sin((motion.frame / motion.fps) * 1.3) * 2;
	return (
		<div
			style={{
				position: "relative",
				width: size,
				height: size,
				flex: "none",
				transform: `scale(${1.5 - 0.5 * shown}) rotate(${turn}deg)`,
				opacity: Math.min(1, shown * 3),
				...style,
			}}
		>
			<svg width={size} height={size} viewBox="0 0 200 200" role="presentation" style={{ position: "absolute", inset: 0 }}>
				<Form scene={scene} fill={tone.fill} />
			</svg>
			<div
				style={{
					...voiceStyle(voice, fitted.fontSize),
					position: "absolute",
					inset: 0,
					display: "flex",
					flexDirection: "column",
					justifyContent: "center",
					textAlign: "center",
					color: tone.ink,
				}}
			>
				{keyed(fitted.lines, String).map(({ key, item }) => (
					<div key={key}>{item}</div>
				))}
			</div>
		</div>
	);
};
