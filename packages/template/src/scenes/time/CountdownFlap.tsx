import { easeInOut } from "../../design/motion";
import { Stage } from "../../design/Stage";
import { type SceneLook, useScene } from "../../design/scene";
import { Text, voiceStyle } from "../../design/Text";
import { tonesOf } from "../parts/tone";
import type { CountdownProps } from "./Countdown";
import { STEPS } from "./countdown-steps";

/** A card of a split-flap board: two halves, and the half that falls from one number to the next. */
const Flap = ({
	scene,
	from,
	to,
	turned,
	size,
	width,
}: {
	scene: SceneLook;
	from: string;
	to: string;
	turned: number;
	size: number;
	width: number;
}) => {
	const { u, voices, radius } = scene;
	const tone = tonesOf(scene).accent;
	const height = size * 1.16;
	const gap = u(8);
	const half = (text: string, upper: boolean) => (
		<div
			style={{
				position: "absolute",
				left: 0,
				top: upper ? 0 : height / 2 + gap / 2,
				width,
				height: height / 2 - gap / 2,
				overflow: "hidden",
				backgroundColor: tone.fill,
				borderRadius: upper ? `${radius}px ${radius}px 0 0` : `0 0 ${radius}px ${radius}px`,
			}}
		>
			<div
				style={{
					...voiceStyle({ ...voices.number, lineHeight: 1, letterSpacing: -0.03 }, size),
					position: "absolute",
					left: 0,
					width,
					top: (upper ? 0 : -height / 2 - gap / 2) + (height - size) / 2,
					textAlign: "center",
					color: tone.ink,
				}}
			>
				{text}
			</div>
		</div>
	);
	const falling = turned < 0.5 ? turned * 2 : (turned - 0.5) * 2;
	return (
		<div style={{ position: "relative", width, height }}>
			{half(to, true)}
			{half(turned >= 1 ? to : from, false)}
			{turned > 0 && turned < 0.5 ? (
				<div style={{ position: "absolute", inset: 0, transformOrigin: "50% 50%", transform: `scaleY(${1 - falling})` }}>
					{half(from, true)}
				</div>
			) : null}
			{turned >= 0.5 && turned < 1 ? (
				<div style={{ position: "absolute", inset: 0, transformOrigin: "50% 50%", transform: `scaleY(${falling})` }}>
					{half(to, false)}
				</div>
			) : null}
			{turned <= 0 ? half(from, true) : null}
		</div>
	);
};

/** The number on a split-flap board; it falls a few steps to the count. */
export const FlapBoard = ({ props }: { props: CountdownProps }) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, motion, ratio } = scene;
	const beside = ratio === "wide";
	const digits = String(props.count + STEPS).length;
	const width = beside ? box.width * (digits > 2 ? 0.54 : 0.46) : box.width;
	const room = beside ? box.height : box.height * 0.5;
	const size = Math.min(room / 1.16, (width / digits) * 1.5);
	const passed = STEPS * motion.enter(-0.1, Math.min(2, motion.beats * 0.6), easeInOut);
	const at = Math.min(STEPS - 1, Math.floor(passed));
	const number = (step: number) => String(props.count + STEPS - step);
	const done = passed >= STEPS;
	const card = Math.min(width, size * digits * 0.62 + u(90));
	const text = beside
		? { width: box.width - card - u(90), height: box.height }
		: { width: box.width, height: box.height - size * 1.16 - u(60) };
	const words = (
		<div style={{ width: text.width }}>
			{props.unit ? (
				<Text
					scene={scene}
					voice={{ ...voices.heading, lineHeight: 1.02 }}
					text={props.unit}
					box={{
						width: text.width,
						height: text.height * 0.42,
						maxSize: by({ wide: 190, tall: 190, square: 120 }),
						minSize: 40,
						maxLines: 2,
					}}
					color={palette.text}
					start={0.1}
					align="left"
				/>
			) : null}
			{props.label ? (
				<Text
					scene={scene}
					voice={voices.heading}
					text={props.label}
					box={{ width: text.width, height: text.height * 0.46, maxSize: by({ wide: 84, tall: 96, square: 64 }), minSize: 28 }}
					color={props.unit ? palette.muted : palette.text}
					start={0.3}
					align="left"
					style={{ marginTop: u(24) }}
				/>
			) : null}
		</div>
	);
	return (
		<Stage
			scene={scene}
			calm
			style={{
				flexDirection: beside ? "row" : "column",
				justifyContent: "space-between",
				alignItems: beside ? "center" : "flex-start",
			}}
		>
			<Flap
				scene={scene}
				from={number(at)}
				to={number(Math.min(STEPS, at + 1))}
				turned={done ? 1 : passed - at}
				size={size}
				width={card}
			/>
			{words}
		</Stage>
	);
};
