import { z } from "zod";
import { commonFields, line } from "../../design/fields";
import type { FittedText } from "../../design/fit";
import { easeInOut } from "../../design/motion";
import { decimalsOf, formatNumber } from "../../design/numbers";
import { Stage } from "../../design/Stage";
import { type SceneLook, useScene, type Voice } from "../../design/scene";
import { FittedLines, Text, useFittedText, voiceStyle } from "../../design/Text";
import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { RollingText } from "../parts/RollingText";
import { Rule } from "../parts/Rule";
import { TwoTone } from "../parts/TwoTone";
import { tonesOf } from "../parts/tone";

const bigNumberSchema = z.strictObject({
	value: z.number().meta({ title: "Value", description: "The number it ends on" }),
	prefix: z.string().max(12).optional().meta({ title: "Prefix", description: "Before the number, like $" }),
	suffix: z.string().max(16).optional().meta({ title: "Suffix", description: "After the number, like % or km" }),
	decimals: z.int().min(0).max(3).optional().meta({ title: "Decimals", description: "Digits after the point, 0 to 3" }),
	label: line("Label", "What the number says"),
	from: z.number().optional().meta({ title: "From", description: "The number it starts at; 0 when empty" }),
	shown: z
		.string()
		.max(40)
		.optional()
		.meta({ title: "Shown as", description: "The number shown as written, like 12.840 € or 4 to 5" }),
	...commonFields,
});
type Props = z.infer<typeof bigNumberSchema>;

const bigNumberLayouts = {
	poster: "The number from edge to edge at the foot, its meaning at the head, a bar that grows along the picture's edge",
	flood: "Colour rises through the picture while the number counts",
	dial: "A scale at the edge turns while the number counts",
};

const numberVoice = (scene: SceneLook): Voice => ({ ...scene.voices.number, lineHeight: 1.1, letterSpacing: -0.03 });

type Counted = { count: number; text: string; widest: string };

/** How far the count is (0 to 1), the text without affixes now, and its widest form on the way. */
const useCount = (scene: SceneLook, props: Props): Counted => {
	const { motion } = scene;
	const decimals = props.decimals ?? decimalsOf(props.value);
	const from = props.from ?? 0;
	const count = motion.enter(0.05, Math.min(1.6, motion.beats * 0.5), easeInOut);
	const value = count >= 1 ? props.value : from + (props.value - from) * count;
	const ends = [formatNumber(props.value, decimals), formatNumber(from, decimals)].sort((a, b) => b.length - a.length);
	return { count, text: formatNumber(value, decimals), widest: ends[0] ?? "" };
};

/** The number at the largest size its room allows. It keeps that size while it counts. */
const useNumber = (scene: SceneLook, props: Props, counted: Counted, box: { width: number; height: number; maxSize: number }) => {
	const affixes = `${props.prefix ?? ""}${props.suffix ?? ""}`;
	const widest = props.shown ?? `${counted.widest}${affixes}`.replaceAll(/\d/g, "0");
	const inWords = props.shown !== undefined && scene.ratio !== "wide";
	return useFittedText(scene, numberVoice(scene), inWords ? widest : widest.replaceAll(" ", "\u00a0"), {
		...box,
		minSize: 80,
		maxLines: inWords ? 2 : 1,
	});
};

const NumberText = ({
	scene,
	props,
	text,
	fitted,
	color,
	affix,
}: {
	scene: SceneLook;
	props: Props;
	text: string;
	fitted: FittedText;
	color: string;
	affix: string;
}) => {
	const voice = numberVoice(scene);
	if (props.shown !== undefined) {
		return (
			<RollingText
				scene={scene}
				text={fitted.lines.join("\n")}
				voice={voice}
				size={fitted.fontSize}
				style={{ color }}
				signStyle={{ color: affix }}
			/>
		);
	}
	return (
		<div style={{ ...voiceStyle(voice, fitted.fontSize), fontVariantNumeric: "tabular-nums", color }}>
			{props.prefix ? <span style={{ color: affix }}>{props.prefix}</span> : null}
			{text}
			{props.suffix ? <span style={{ color: affix }}>{props.suffix}</span> : null}
		</div>
	);
};

const Poster = ({ props }: { props: Props }) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, motion, width, height, align } = scene;
	const counted = useCount(scene, props);
	const fitted = useNumber(scene, props, counted, {
		width: box.width,
		height: box.height * 0.62,
		maxSize: by({ wide: 620, tall: 520, square: 460 }),
	});
	const shown = motion.enter(0, 1);
	return (
		<Stage
			scene={scene}
			style={{ justifyContent: "space-between", alignItems: align === "center" ? "center" : "flex-start" }}
			bleed={
				<div style={{ position: "absolute", left: 0, top: height - u(26), width, height: u(26), backgroundColor: palette.line }}>
					<div style={{ width: width * counted.count, height: "100%", backgroundColor: palette.accent }} />
				</div>
			}
		>
			<div>
				<Rule scene={scene} width={u(150)} start={-0.2} color={palette.accent} thick={10} style={{ marginBottom: u(36) }} />
				<Text
					scene={scene}
					voice={voices.heading}
					text={props.label}
					box={{
						width: Math.min(box.width, u(1250)),
						height: box.height - fitted.height - u(70),
						maxSize: by({ wide: 84, tall: 100, square: 76 }),
						minSize: 32,
					}}
					color={palette.text}
					start={0.1}
				/>
			</div>
			<div
				style={{
					opacity: Math.min(1, shown * 1.8),
					transform: `translateY(${(1 - shown) * fitted.fontSize * 0.3 + fitted.fontSize * 0.1}px) scale(${1 + motion.through * 0.025})`,
					transformOrigin: "0 100%",
				}}
			>
				<NumberText scene={scene} props={props} text={counted.text} fitted={fitted} color={palette.text} affix={palette.accent} />
			</div>
		</Stage>
	);
};

/** Up to 100 %, the colour rises as far as the number says; with other numbers, through the whole picture. */
const levelOf = (props: Props): number => {
	const share = props.suffix?.trim() === "%" && props.value > 0 && props.value <= 100;
	return share ? props.value / 100 : 1;
};

const Flood = ({ props }: { props: Props }) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, motion } = scene;
	const tone = tonesOf(scene).accent;
	const counted = useCount(scene, props);
	const number = useNumber(scene, props, counted, {
		width: box.width,
		height: box.height * 0.55,
		maxSize: by({ wide: 560, tall: 460, square: 420 }),
	});
	const label = useFittedText(scene, voices.heading, props.label, {
		width: box.width * by({ wide: 0.7, tall: 1, square: 0.9 }),
		height: box.height * 0.3,
		maxSize: by({ wide: 88, tall: 104, square: 76 }),
		minSize: 32,
	});
	const level = levelOf(props) * motion.enter(-0.3, Math.min(2, motion.beats * 0.6), easeInOut);
	return (
		<Stage
			scene={scene}
			calm
			bleed={
				<TwoTone clip={`inset(${(1 - level) * 100}% 0 0 0)`} fill={tone.fill}>
					{(filled) => (
						<div
							style={{
								position: "absolute",
								left: box.x,
								top: box.y,
								width: box.width,
								height: box.height,
								display: "flex",
								flexDirection: "column",
								justifyContent: "flex-end",
							}}
						>
							<NumberText
								scene={scene}
								props={props}
								text={counted.text}
								fitted={number}
								color={filled ? tone.ink : palette.text}
								affix={filled ? tone.ink : palette.accent}
							/>
							<FittedLines
								scene={scene}
								voice={voices.heading}
								fitted={label}
								color={filled ? tone.ink : palette.text}
								start={0.25}
								align="left"
								style={{ marginTop: u(12) }}
							/>
						</div>
					)}
				</TwoTone>
			}
		/>
	);
};

const DialNumber = ({ props }: { props: Props }) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, motion, width, height } = scene;
	const counted = useCount(scene, props);
	const radius = by({ wide: height * 0.64, tall: width * 0.95, square: width * 0.58 });
	const centre = {
		x: by({ wide: width + radius * 0.14, tall: width * 0.5, square: width + radius * 0.04 }),
		y: by({ wide: height * 0.5, tall: -radius * 0.32, square: -radius * 0.1 }),
	};
	const number = useNumber(scene, props, counted, {
		width: by({ wide: centre.x - radius - u(80) - box.x, tall: box.width, square: box.width }),
		height: box.height * by({ wide: 0.5, tall: 0.5, square: 0.3 }),
		maxSize: by({ wide: 460, tall: 420, square: 360 }),
	});
	const ticks = Array.from({ length: 72 }, (_, index) => index);
	const turn = counted.count * 150 + motion.through * 4;
	return (
		<Stage
			scene={scene}
			calm
			style={{ alignItems: "flex-start", justifyContent: by({ wide: "center", tall: "flex-end", square: "flex-end" }) }}
			bleed={
				<svg width={width} height={height} role="presentation" style={{ position: "absolute" }}>
					<circle cx={centre.x} cy={centre.y} r={radius * 0.66} fill={palette.surface} />
					<g transform={`rotate(${turn} ${centre.x} ${centre.y})`} stroke={palette.text}>
						{ticks.map((index) => (
							<line
								key={index}
								x1={centre.x - radius}
								x2={centre.x - radius + u(index % 6 === 0 ? 120 : 56)}
								y1={centre.y}
								y2={centre.y}
								strokeWidth={u(index % 6 === 0 ? 8 : 4)}
								strokeOpacity={index % 6 === 0 ? 0.9 : 0.35}
								transform={`rotate(${index * 5} ${centre.x} ${centre.y})`}
							/>
						))}
					</g>
					<line
						x1={by({ wide: centre.x - radius - u(60), tall: centre.x, square: centre.x - radius * 0.8 })}
						x2={by({ wide: centre.x - radius + u(170), tall: centre.x, square: centre.x - radius * 0.62 })}
						y1={by({ wide: centre.y, tall: centre.y + radius - u(170), square: centre.y + radius * 0.8 })}
						y2={by({ wide: centre.y, tall: centre.y + radius + u(60), square: centre.y + radius * 0.62 })}
						stroke={palette.accent}
						strokeWidth={u(14)}
						opacity={motion.enter(-0.2, 0.5)}
					/>
				</svg>
			}
		>
			<Text
				scene={scene}
				voice={voices.heading}
				text={props.label}
				box={{
					width: box.width * by({ wide: 0.52, tall: 1, square: 0.86 }),
					height: box.height * by({ wide: 0.3, tall: 0.3, square: 0.2 }),
					maxSize: by({ wide: 76, tall: 96, square: 70 }),
					minSize: 32,
				}}
				color={palette.text}
				start={0.1}
				align="left"
			/>
			<NumberText scene={scene} props={props} text={counted.text} fitted={number} color={palette.text} affix={palette.accent} />
		</Stage>
	);
};

const BigNumber = (props: Props) => {
	const layout = useLayout(["poster", "flood", "dial"], "poster");
	if (layout === "flood") return <Flood props={props} />;
	if (layout === "dial") return <DialNumber props={props} />;
	return <Poster props={props} />;
};

export const bigNumber = defineScene({
	component: BigNumber,
	schema: bigNumberSchema,
	title: "Big number",
	description: "A number that counts up, with its meaning",
	family: "numbers",
	layouts: bigNumberLayouts,
	defaultProps: { value: 12840, label: "cups poured in the first month", suffix: "+" },
	defaultDurationInFrames: 105,
});
