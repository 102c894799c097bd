import { useScenePlace } from "../../design/context";
import { directionOf, inOnePiece } from "../../design/direction";
import { keyed } from "../../design/keyed";
import { sizeForFew } from "../../design/optical";
import { Stage } from "../../design/Stage";
import { type SceneLook, useScene } from "../../design/scene";
import { FittedLines, useFittedText, voiceStyle } from "../../design/Text";
import { voiceFor } from "../../design/voice";
import { FigureIn, figureOf } from "../parts/Figure";
import { Kicker, Subtitle } from "./SmallWords";
import type { TitleProps } from "./title-fields";

type Typed = { scene: SceneLook; lines: string[]; size: number; voice: SceneLook["voices"]["heading"]; centered: boolean };

/** Lines that are written sign by sign behind a block for a cursor. The cursor blinks once they stand. */
const TypedLines = ({ scene, lines, size, voice, centered }: Typed) => {
	const { motion, palette, form, u } = scene;
	const first = useScenePlace().index === 0;
	const total = lines.reduce((sum, one) => sum + [...one].length, 0);
	const length = Math.min(motion.beats * 0.55, 0.2 + total * 0.05);
	// Of a film's first frame the words stand whole.
	const typed = first ? 1 : motion.enter(0, length, (share) => share);
	const gone = 1 - motion.exit;
	const count = Math.round(total * typed * gone);
	const blink = typed >= 1 && Math.floor((motion.frame / motion.fps) * 2.2) % 2 === 1 && gone === 1;
	let before = 0;
	return (
		<div style={{ ...voiceStyle(voice, size), color: palette.text, textAlign: centered ? "center" : "start" }}>
			{keyed(lines, String).map(({ key, item: text, index }) => {
				const signs = [...text];
				const own = Math.min(signs.length, Math.max(0, count - before));
				const holdsCursor = count >= before && (count < before + signs.length || index === lines.length - 1);
				before += signs.length;
				return (
					<div key={key}>
						<span>{signs.slice(0, own).join("")}</span>
						<span style={{ position: "relative" }}>
							{holdsCursor && !blink ? (
								<span
									style={{
										position: "absolute",
										left: "0.06em",
										top: "0.12em",
										width: "0.46em",
										height: "0.98em",
										backgroundColor: palette.accent,
										borderRadius: form.corner === "round" || form.corner === "pill" ? u(8) : 0,
									}}
								/>
							) : null}
						</span>
						<span style={{ visibility: "hidden" }}>{signs.slice(own).join("")}</span>
					</div>
				);
			})}
		</div>
	);
};

/** The title is written into the picture; scripts whose letters join come line by line instead. */
export const TitleTyped = ({ props }: { props: TitleProps }) => {
	const scene = useScene({ ...props, picture: undefined });
	const { u, by, voices, box, palette, ratio, align, height, width } = scene;
	const figure = scene.backdrop ? null : figureOf(scene, props.picture);
	const rtl = directionOf(props.title) === "rtl";
	const wide = ratio === "wide";
	const size = figure ? (wide ? Math.min(box.height * 0.7, box.width * 0.34) : box.width * 0.56) : 0;
	const room = {
		width: wide ? box.width - size * (figure ? 1.08 : 0) : box.width,
		height: wide || !figure ? box.height : box.height - size * 0.9,
	};
	const voice = voiceFor(
		{ ...voices.mono, weight: Math.max(600, voices.mono.weight), lineHeight: 1.12, letterSpacing: -0.03 },
		props.title,
	);
	const title = useFittedText(scene, voice, props.title, {
		width: room.width - u(60),
		height: room.height * 0.6,
		maxSize: sizeForFew(props.title, by({ wide: 196, tall: 172, square: 136 })),
		minSize: 44,
	});
	const joined = inOnePiece(props.title);
	return (
		<Stage
			scene={scene}
			direction={rtl ? "rtl" : "ltr"}
			calm={figure !== null}
			style={{
				left: wide && figure && rtl ? box.x + size * 1.08 : box.x,
				width: room.width,
				height: room.height,
				justifyContent: "center",
				gap: u(36),
			}}
			bleed={
				figure ? (
					<FigureIn
						scene={scene}
						figure={figure}
						rect={{
							x: wide ? (rtl ? box.x * 0.5 : width - size - box.x * 0.5) : width - size - box.x,
							y: wide ? (height - size) / 2 : height - size - box.y * 0.7,
							width: size,
							height: size,
						}}
						from={wide ? (rtl ? "left" : "right") : "bottom"}
					/>
				) : null
			}
		>
			<Kicker scene={scene} text={props.kicker} width={room.width} height={u(90)} color={palette.accent} />
			{joined ? (
				<FittedLines scene={scene} voice={voice} fitted={title} color={palette.text} start={-0.75} />
			) : (
				<TypedLines scene={scene} lines={title.lines} size={title.fontSize} voice={voice} centered={align === "center"} />
			)}
			<Subtitle
				scene={scene}
				text={props.subtitle}
				width={room.width}
				height={room.height * 0.18}
				color={palette.muted}
				start={0.5}
			/>
		</Stage>
	);
};
