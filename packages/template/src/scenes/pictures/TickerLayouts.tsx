import type { CSSProperties, ReactNode } from "react";
import { commonDirectionOf } from "../../design/direction";
import { places } from "../../design/keyed";
import { Stage } from "../../design/Stage";
import { type SceneLook, useScene } from "../../design/scene";
import { FittedLines, useFittedText } from "../../design/Text";
import { type Tone, toneAt, toneCycle, tonesOf } from "../parts/tone";
import { Running, runOf, speedOf } from "./Running";
import type { TickerProps } from "./Ticker";

/** Words in the order of reading: those of a script from right to left stand in their order from the right. */
const inOrder = (words: readonly string[]): string[] => (commonDirectionOf(words) === "rtl" ? [...words].reverse() : [...words]);

const Title = ({
	scene,
	title,
	height,
	color,
	size,
	style,
}: {
	scene: SceneLook;
	title: string;
	height: number;
	color: string;
	size: number;
	style?: CSSProperties;
}) => {
	const fitted = useFittedText(scene, scene.voices.heading, title, {
		width: scene.box.width,
		height,
		maxSize: size,
		minSize: 32,
	});
	return (
		<FittedLines
			scene={scene}
			voice={scene.voices.heading}
			fitted={fitted}
			color={color}
			start={0.1}
			align="left"
			{...(style ? { style } : {})}
		/>
	);
};

/** Bands from edge to edge; the title stands on one of them. */
export const Bands = ({ props }: { props: TickerProps }) => {
	const scene = useScene(props);
	const { width, height, box, motion, by } = scene;
	const words = inOrder(props.words);
	const count = by({ wide: 4, tall: 7, square: 5 });
	const band = height / count;
	const run = runOf(scene, words, band * 0.82, width);
	const tones = toneCycle(scene);
	const titleAt = props.title ? Math.floor(count / 2) : -1;
	const leftward = commonDirectionOf(words) === "rtl" ? -1 : 1;
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start" }}
			bleed={places(count).map(({ key, index }) => {
				const tone = index === titleAt ? tonesOf(scene).base : toneAt(tones, index);
				const shown = motion.enter(-0.5 + index * 0.08, 0.9);
				const away = (1 - shown) * width * (index % 2 === 0 ? 1 : -1) + motion.exit * width * (index % 2 === 0 ? -1 : 1);
				return (
					<div
						key={key}
						style={{
							position: "absolute",
							left: 0,
							top: index * band,
							width,
							height: band + 0.5,
							backgroundColor: tone.fill,
							display: "flex",
							alignItems: "center",
							transform: `translateX(${away}px)`,
						}}
					>
						{index === titleAt ? null : (
							<Running
								scene={scene}
								words={words}
								run={run}
								width={width}
								tone={tone}
								speed={speedOf(scene) * leftward * (index % 2 === 0 ? 1 : -0.7)}
								from={index * 0.37}
								hidden={index > 0}
							/>
						)}
					</div>
				);
			})}
		>
			{props.title ? (
				<div
					style={{
						position: "absolute",
						left: 0,
						top: titleAt * band - box.y,
						height: band,
						display: "flex",
						alignItems: "center",
					}}
				>
					<Title
						scene={scene}
						title={props.title}
						height={band * 0.84}
						color={scene.palette.text}
						size={by({ wide: 150, tall: 130, square: 110 })}
					/>
				</div>
			) : null}
		</Stage>
	);
};

const Ribbon = ({
	scene,
	tone,
	y,
	height,
	turn,
	start,
	children,
}: {
	scene: SceneLook;
	tone: Tone;
	y: number;
	height: number;
	turn: number;
	start: number;
	children: ReactNode;
}) => {
	const { width, motion } = scene;
	const shown = motion.enter(start, 1);
	return (
		<div
			style={{
				position: "absolute",
				left: -width * 0.15,
				top: y - height / 2,
				width: width * 1.3,
				height,
				backgroundColor: tone.fill,
				display: "flex",
				alignItems: "center",
				transform: `rotate(${turn}deg) translateX(${((1 - shown) * (turn < 0 ? -1 : 1) + motion.exit * (turn < 0 ? 1 : -1)) * width * 1.4}px)`,
			}}
		>
			{children}
		</div>
	);
};

/** Two ribbons that cross. */
export const Ribbons = ({ props }: { props: TickerProps }) => {
	const scene = useScene(props);
	const { width, height, box, by } = scene;
	const words = inOrder(props.words);
	const titled = Boolean(props.title);
	const band = scene.u(by({ wide: 210, tall: 230, square: 190 }));
	const run = runOf(scene, words, band * 0.78, width);
	const tones = tonesOf(scene);
	const middle = titled ? height * by({ wide: 0.68, tall: 0.64, square: 0.66 }) : height / 2;
	const turn = by({ wide: 6, tall: 13, square: 9 });
	const spread = band * (titled ? 0.32 : 0.6);
	const leftward = commonDirectionOf(words) === "rtl" ? -1 : 1;
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start" }}
			bleed={
				<>
					<Ribbon scene={scene} tone={tones.inverse} y={middle + spread} height={band} turn={turn} start={-0.3}>
						<Running
							scene={scene}
							words={words}
							run={run}
							width={width * 1.3}
							tone={tones.inverse}
							speed={-speedOf(scene) * leftward * 0.8}
							from={0.4}
							hidden
						/>
					</Ribbon>
					<Ribbon scene={scene} tone={tones.accent} y={middle - spread} height={band} turn={-turn} start={-0.1}>
						<Running
							scene={scene}
							words={words}
							run={run}
							width={width * 1.3}
							tone={tones.accent}
							speed={speedOf(scene) * leftward}
						/>
					</Ribbon>
				</>
			}
		>
			{props.title ? (
				<Title
					scene={scene}
					title={props.title}
					height={box.height * by({ wide: 0.36, tall: 0.3, square: 0.3 })}
					color={scene.palette.text}
					size={by({ wide: 170, tall: 150, square: 120 })}
				/>
			) : null}
		</Stage>
	);
};

/** One line as large as the picture. */
export const Line = ({ props }: { props: TickerProps }) => {
	const scene = useScene(props);
	const { width, height, box, by, motion } = scene;
	const words = inOrder(props.words);
	const run = runOf(scene, words, scene.u(by({ wide: 560, tall: 460, square: 420 })), width);
	const tone = tonesOf(scene).base;
	const leftward = commonDirectionOf(words) === "rtl" ? -1 : 1;
	const shown = motion.enter(-0.4, 1);
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start" }}
			bleed={
				<div
					style={{
						position: "absolute",
						left: 0,
						top: (height - run.size) / 2,
						transform: `translateX(${(1 - shown) * width * leftward}px)`,
						opacity: 1 - motion.exit,
					}}
				>
					<Running
						scene={scene}
						words={words}
						run={run}
						width={width}
						tone={tone}
						speed={speedOf(scene) * 1.7 * leftward}
						style={{ height: run.size * run.voice.lineHeight * 1.1 }}
					/>
				</div>
			}
		>
			{props.title ? (
				<Title
					scene={scene}
					title={props.title}
					height={Math.max(scene.u(60), (height - run.size) / 2 - box.y - scene.u(30))}
					color={tone.quiet}
					size={by({ wide: 72, tall: 88, square: 64 })}
				/>
			) : null}
		</Stage>
	);
};
