import { z } from "zod";
import { inOnePiece } from "../../design/direction";
import { commonFields, line } from "../../design/fields";
import { Stage } from "../../design/Stage";
import { useScene } from "../../design/scene";
import { FittedLines, Text, useFittedText } from "../../design/Text";
import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { Panel } from "../parts/Panel";
import { RollingText } from "../parts/RollingText";
import { tonesOf } from "../parts/tone";

const odometerSchema = z.strictObject({
	value: z.string().min(1).max(24).meta({ title: "Number", description: "Shown as written, like 1,204 km" }),
	label: line("Label", "What the number says"),
	note: line("Note", "A second line, like the source or the date").optional(),
	...commonFields,
});
type Props = z.infer<typeof odometerSchema>;

const odometerLayouts = {
	drum: "Each sign on a strip of its own from the head of the picture to the foot",
	line: "The number as one line of rolling digits, from edge to edge",
};

const Drum = ({ props }: { props: Props }) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, motion, width, height } = scene;
	const tones = tonesOf(scene);
	const signs = [...props.value];
	const voice = { ...voices.heading, lineHeight: 1.1, letterSpacing: 0 };
	// Signs between digits need less room than digits do.
	const weights = signs.map((sign) => (/[\d\p{L}%€$£¥]/u.test(sign) ? 1 : 0.5));
	const total = weights.reduce((sum, weight) => sum + weight, 0);
	const band = {
		y: height * by({ wide: 0.12, tall: 0.24, square: 0.16 }),
		height: height * by({ wide: 0.56, tall: 0.36, square: 0.48 }),
	};
	const slot = box.width / total;
	const size = Math.min(slot * 1.35, band.height * 0.8);
	const step = motion.stagger(signs.length, 0, 0.08);
	let at = box.x;
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-end", alignItems: "flex-start" }}
			bleed={signs.map((sign, index) => {
				const left = at;
				const own = slot * (weights[index] ?? 1);
				at += own;
				const digit = /^[0-9]$/.test(sign);
				const tone = digit ? (index % 2 === 0 ? tones.accent : tones.inverse) : tones.surface;
				const rect = {
					x: index === 0 ? 0 : left,
					y: band.y,
					width: index === 0 ? own + left : index === signs.length - 1 ? width - left : own,
					height: band.height,
				};
				return (
					<Panel
						key={left}
						scene={scene}
						rect={rect}
						fill={tone.fill}
						from={index % 2 === 0 ? "top" : "bottom"}
						start={-0.4 + index * step}
						length={0.7}
					>
						<div
							style={{
								position: "absolute",
								left: left - rect.x,
								width: own,
								top: 0,
								bottom: 0,
								display: "flex",
								alignItems: "center",
								justifyContent: "center",
							}}
						>
							<RollingText
								scene={scene}
								text={sign}
								voice={voice}
								size={size}
								start={index * step}
								length={1.2 + index * 0.08}
								style={{ color: tone.ink }}
							/>
						</div>
					</Panel>
				);
			})}
		>
			<Text
				scene={scene}
				voice={voices.heading}
				text={props.label}
				box={{
					width: Math.min(box.width, u(1400)),
					height: box.y + box.height - band.y - band.height - u(props.note ? 110 : 50),
					maxSize: by({ wide: 88, tall: 104, square: 76 }),
					minSize: 30,
				}}
				color={palette.text}
				start={0.2}
				align="left"
			/>
			{props.note ? (
				<Text
					scene={scene}
					voice={voices.body}
					text={props.note}
					box={{ width: box.width, height: u(56), maxSize: 38, minSize: 24, maxLines: 1 }}
					color={palette.muted}
					start={0.45}
					reveal="fade"
					align="left"
					style={{ marginTop: u(16) }}
				/>
			) : null}
		</Stage>
	);
};

const Line = ({ props }: { props: Props }) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, motion, width, height } = scene;
	const voice = { ...voices.number, lineHeight: 1.1, letterSpacing: -0.03 };
	const fitted = useFittedText(scene, voice, props.value.replaceAll(" ", "\u00a0"), {
		width: box.width,
		height: box.height * 0.6,
		maxSize: by({ wide: 620, tall: 480, square: 440 }),
		minSize: 70,
		maxLines: 1,
	});
	const ticks = Array.from({ length: 61 }, (_, index) => index);
	const shift = motion.enter(-0.2, 2.2);
	return (
		<Stage
			scene={scene}
			style={{ justifyContent: by({ wide: "center", tall: "center", square: "center" }), alignItems: "flex-start" }}
			bleed={
				<svg width={width} height={height} role="presentation" style={{ position: "absolute" }} stroke={palette.text}>
					{ticks.map((index) => {
						const x = (width / 48) * index - shift * (width / 4.8);
						const tall = index % 5 === 0;
						return (
							<line
								key={index}
								x1={x}
								x2={x}
								y1={height}
								y2={height - u(tall ? 84 : 40)}
								strokeWidth={u(tall ? 7 : 4)}
								strokeOpacity={tall ? 0.9 : 0.35}
							/>
						);
					})}
					<line
						x1={box.x}
						x2={box.x}
						y1={height}
						y2={height - u(150) * motion.enter(-0.2, 0.6)}
						stroke={palette.accent}
						strokeWidth={u(16)}
					/>
				</svg>
			}
		>
			<Text
				scene={scene}
				voice={voices.heading}
				text={props.label}
				box={{
					width: Math.min(box.width, u(1400)),
					height: box.height * 0.26,
					maxSize: by({ wide: 80, tall: 100, square: 72 }),
					minSize: 30,
				}}
				color={palette.text}
				start={0.1}
				align="left"
			/>
			{inOnePiece(props.value) ? (
				<FittedLines scene={scene} voice={voice} fitted={fitted} color={palette.text} align="left" reveal="fade" />
			) : (
				<RollingText
					scene={scene}
					text={fitted.lines.join(" ")}
					voice={voice}
					size={fitted.fontSize}
					signStyle={{ color: palette.accent }}
				/>
			)}
			{props.note ? (
				<Text
					scene={scene}
					voice={voices.body}
					text={props.note}
					box={{ width: box.width, height: u(60), maxSize: 40, minSize: 24, maxLines: 1 }}
					color={palette.muted}
					start={0.5}
					reveal="fade"
					align="left"
				/>
			) : null}
		</Stage>
	);
};

const Odometer = (props: Props) => {
	const layout = useLayout(["drum", "line"], "drum");
	return layout === "line" || inOnePiece(props.value) ? <Line props={props} /> : <Drum props={props} />;
};

export const odometer = defineScene({
	component: Odometer,
	schema: odometerSchema,
	title: "Rolling number",
	description: "A number exactly as it is written, whose digits roll into place",
	family: "numbers",
	layouts: odometerLayouts,
	defaultProps: { value: "1,204 km", label: "of rail laid since spring" },
	defaultDurationInFrames: 105,
});
