import { useMemo } from "react";
import { commonDirectionOf, directionOf } from "../../design/direction";
import { keyed } from "../../design/keyed";
import { Stage } from "../../design/Stage";
import { type SceneLook, useScene } from "../../design/scene";
import { FittedLines } from "../../design/Text";
import { voiceFor } from "../../design/voice";
import { FigureIn, figureOf } from "../parts/Figure";
import { type JustifiedLine, justify, measureIn } from "../parts/justified";
import { useOpening } from "../parts/opening";
import { Kicker, Subtitle } from "./SmallWords";
import type { TitleProps } from "./title-fields";

/** The lines of a title as a block; one of them leaves room for a figure at its end where there is one. */
const useBlock = (scene: SceneLook, text: string, room: { width: number; height: number }) => {
	const voice = voiceFor({ ...scene.voices.heading, lineHeight: Math.min(1.02, scene.voices.heading.lineHeight) }, text);
	const most = scene.u(scene.by({ wide: 430, tall: 400, square: 330 }));
	const { width, height } = room;
	const block = useMemo(
		() => justify(text, measureIn(voice, text), { width, height, lineHeight: voice.lineHeight, most }),
		[text, voice, width, height, most],
	);
	return { ...block, voice };
};

/** The lines take turns: the largest ones in the text colour, every second one in the accent. */
const colourOf = (scene: SceneLook, index: number, count: number): string =>
	count > 1 && index % 2 === 1 ? scene.palette.accent : scene.palette.text;

/** A free place at the end of the line that leaves most room, as a square; null where no line leaves enough. */
const cornerOf = (lines: JustifiedLine[], width: number, lineHeight: number) => {
	let top = 0;
	const spare = lines.map((line) => {
		const size = line.fontSize * lineHeight;
		top += size;
		return { top: top - size, size, free: width - line.width };
	});
	return spare.reduce((best, next) => (next.free > best.free ? next : best));
};

/** A block of lines that are all as wide as the picture allows, each in its own size. */
export const TitleStack = ({ props }: { props: TitleProps }) => {
	const scene = useScene({ ...props, picture: undefined });
	const { u, by, palette, box, ratio, motion } = scene;
	const figure = scene.backdrop ? null : figureOf(scene, props.picture);
	const small = u(by({ wide: 60, tall: 76, square: 52 }));
	const head = props.kicker ? small + u(30) : 0;
	const foot = props.subtitle ? small * by({ wide: 1.4, tall: 2.2, square: 1.7 }) + u(30) : 0;
	const beside = figure !== null && ratio === "wide";
	const below = figure !== null && ratio !== "wide";
	const figureSize = beside ? box.height * 0.86 : below ? box.width * 0.7 : 0;
	const room = {
		width: box.width - (beside ? figureSize * 0.72 : 0),
		height: box.height - head - foot - (below ? figureSize * 0.8 : 0),
	};
	const block = useBlock(scene, props.title, room);
	const start = useOpening();
	const step = motion.stagger(block.lines.length, Math.max(0, start), 0.12);
	const rtl = commonDirectionOf([props.title]) === "rtl";
	const corner = cornerOf(block.lines, box.width, block.voice.lineHeight);
	const x = beside
		? rtl
			? box.x - figureSize * 0.3
			: box.x + box.width - figureSize * 0.7
		: box.x + box.width - figureSize * 0.8;
	const y = beside
		? Math.min(Math.max(box.y, box.y + head + corner.top - figureSize * 0.3), scene.height - figureSize * 0.86)
		: scene.height - figureSize * 0.94;
	return (
		<Stage
			scene={scene}
			calm={figure !== null}
			direction={directionOf(props.title)}
			style={{ justifyContent: figure && !beside ? "flex-start" : "space-between", alignItems: "stretch", gap: u(26) }}
			bleed={
				figure ? (
					<FigureIn
						scene={scene}
						figure={figure}
						rect={{ x, y, width: figureSize, height: figureSize }}
						from={beside ? (rtl ? "left" : "right") : "bottom"}
						grow={figure.kind === "icon" ? 0.8 : 1}
					/>
				) : null
			}
		>
			<div
				style={{
					display: "flex",
					flexDirection: "column",
					alignItems: scene.align === "center" ? "center" : "flex-start",
					gap: u(24),
				}}
			>
				<Kicker scene={scene} text={props.kicker} width={box.width} height={small} color={palette.accent} />
				<Subtitle scene={scene} text={props.subtitle} width={box.width} height={foot} color={palette.muted} />
			</div>
			<div style={{ alignSelf: "stretch" }}>
				{keyed(block.lines, (one) => one.text).map(({ key, item: one, index }) => (
					<FittedLines
						key={key}
						scene={scene}
						voice={block.voice}
						fitted={{
							lines: [one.text],
							fontSize: one.fontSize,
							width: one.width,
							height: one.fontSize * block.voice.lineHeight,
						}}
						color={colourOf(scene, index, block.lines.length)}
						start={start + index * step}
						direction={rtl ? "rtl" : "ltr"}
						align={scene.align}
					/>
				))}
			</div>
		</Stage>
	);
};
