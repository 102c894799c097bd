import type { CSSProperties } from "react";
import { directionOf } from "../../design/direction";
import { keyed } from "../../design/keyed";
import type { SceneLook } from "../../design/scene";
import { useFittedText, voiceStyle } from "../../design/Text";
import { voiceFor } from "../../design/voice";
import { plateTone } from "./form";
import { Plate } from "./Plate";
import { type Tone, tonesOf } from "./tone";

/** A button of a film: what to do, on a plate as high as its words. Once it is there it breathes, so that a still end lives. */
export const Chip = ({
	scene,
	text,
	width,
	size,
	start,
	tone = tonesOf(scene).accent,
	style,
}: {
	scene: SceneLook;
	text: string;
	/** Px at most, the plate's sides included. */
	width: number;
	/** Largest size of the words, in design units. */
	size: number;
	/** Beat at which it comes. */
	start: number;
	tone?: Tone;
	style?: CSSProperties;
}) => {
	const { u, voices, motion } = scene;
	const plate = plateTone(scene, tone, "chip");
	const voice = voiceFor({ ...voices.strong, weight: 700, lineHeight: 1.2 }, text);
	const fitted = useFittedText(scene, voice, text, {
		width: width - u(size * 1.5),
		height: u(size * 2.8),
		maxSize: size,
		minSize: 24,
		maxLines: 2,
	});
	const [wide, high] = [fitted.width + fitted.fontSize * 1.5, fitted.height + fitted.fontSize * 0.9];
	const shown = motion.pop(start, 0.9);
	const settled = motion.enter(start + 1.1, 0.6);
	const breath = 1 + Math.sin((motion.frame / motion.fps) * 2.4) * 0.014 * settled;
	return (
		<div
			style={{
				flex: "none",
				transform: `scale(${Math.max(0, 0.5 + shown * 0.5) * breath}) rotate(${(1 - shown) * -5}deg)`,
				opacity: Math.min(1, shown * 2.5),
				...style,
			}}
		>
			<Plate scene={scene} tone={plate} width={wide} height={high} kind="chip">
				<div
					dir={directionOf(text)}
					style={{
						...voiceStyle(voice, fitted.fontSize),
						position: "absolute",
						inset: 0,
						display: "flex",
						flexDirection: "column",
						justifyContent: "center",
						textAlign: "center",
						color: plate.ink,
					}}
				>
					{keyed(fitted.lines, String).map(({ key, item }) => (
						<div key={key}>{item}</div>
					))}
				</div>
			</Plate>
		</div>
	);
};
