import { scaleLinear } from "d3-scale";
import { z } from "zod";
import { ChartTitle } from "../design/ChartTitle";
import { mix } from "../design/color";
import { commonFields, line } from "../design/fields";
import { keyed } from "../design/keyed";
import { decimalsOf, formatValue } from "../design/numbers";
import { Stage } from "../design/Stage";
import type { SceneLook } from "../design/scene";
import { useScene } from "../design/scene";
import { FittedLines, useFittedText, voiceStyle } from "../design/Text";

export const barChartSchema = z.strictObject({
	title: line("Title", "What the chart says"),
	unit: z.string().max(40).optional().meta({ title: "Unit", description: "Of the values, like % or million" }),
	bars: z
		.array(
			z.strictObject({
				label: z.string().max(80).meta({ title: "Label", description: "Name of the bar" }),
				value: z.number().meta({ title: "Value", description: "Length of the bar" }),
			}),
		)
		.min(2)
		.max(8)
		.meta({ title: "Bars", description: "Two to eight values" }),
	highlight: z.string().max(80).optional().meta({ title: "Highlight", description: "Label of the bar in the accent colour" }),
	...commonFields,
});

type BarProps = {
	scene: SceneLook;
	label: string;
	value: number;
	unit: string | undefined;
	color: string;
	/** Beat at which it grows. */
	start: number;
	/** Px from zero to the value on the axis of the chart; negative below zero. */
	length: number;
	/** Px of the axis at which zero is. */
	zero: number;
	/** Of the bar's place, px. */
	width: number;
	height: number;
};

/** Grows with the bar, so that number and picture say the same on every frame. */
const shownValue = (value: number, unit: string | undefined, grown: number) =>
	formatValue(grown >= 1 ? value : value * grown, unit, decimalsOf(value, 2));

const LABEL = 96;

const Column = ({ scene, label, value, unit, color, start, length, zero, width, height }: BarProps) => {
	const { u, palette, voices, motion } = scene;
	const bar = Math.min(width * 0.64, u(230));
	const words = useFittedText(scene, voices.body, label, {
		width: width * 0.92,
		height: u(LABEL - 20),
		maxSize: 34,
		minSize: 22,
		maxLines: 2,
	});
	const number = useFittedText(scene, voices.strong, formatValue(value, unit), {
		width: width * 0.96,
		height: u(64),
		maxSize: 46,
		minSize: 24,
		maxLines: 1,
	});
	const grown = motion.enter(start, 1.1);
	const size = Math.abs(length) * grown;
	const top = length >= 0 ? zero - size : zero;
	const radius = Math.min(scene.radius * 0.6, bar * 0.3, size);
	return (
		<div style={{ position: "relative", width, height }}>
			<div
				style={{
					position: "absolute",
					left: (width - bar) / 2,
					top,
					width: bar,
					height: size,
					backgroundColor: color,
					borderRadius: length >= 0 ? `${radius}px ${radius}px 0 0` : `0 0 ${radius}px ${radius}px`,
				}}
			/>
			<div
				style={{
					...voiceStyle(voices.strong, number.fontSize),
					position: "absolute",
					width,
					top: length >= 0 ? top - number.height - u(12) : top + size + u(10),
					textAlign: "center",
					fontVariantNumeric: "tabular-nums",
					opacity: Math.min(1, grown * 2),
				}}
			>
				{shownValue(value, unit, grown)}
			</div>
			<FittedLines
				scene={scene}
				voice={voices.body}
				fitted={words}
				color={palette.muted}
				start={start}
				reveal="fade"
				align="center"
				style={{ position: "absolute", top: height - u(LABEL - 20), width }}
			/>
		</div>
	);
};

const Row = ({ scene, label, value, unit, color, start, length, zero, width, height }: BarProps) => {
	const { u, by, palette, voices, motion } = scene;
	const size = by({ wide: 38, tall: 42, square: 36 });
	const words = useFittedText(scene, voices.strong, label, {
		width: width * 0.68,
		height: u(56),
		maxSize: size,
		minSize: 24,
		maxLines: 1,
	});
	const grown = motion.enter(start, 1.1);
	const thickness = Math.min(height * 0.4, u(64));
	const radius = Math.min(scene.radius, thickness / 2);
	const long = Math.abs(length) * grown;
	return (
		<div style={{ height, width, display: "flex", flexDirection: "column", justifyContent: "center", gap: u(14) }}>
			<div style={{ display: "flex", justifyContent: "space-between", alignItems: "baseline" }}>
				<FittedLines
					scene={scene}
					voice={voices.strong}
					fitted={words}
					color={palette.text}
					start={start}
					reveal="fade"
					align="left"
				/>
				<div
					style={{ ...voiceStyle(voices.strong, u(size)), fontVariantNumeric: "tabular-nums", opacity: Math.min(1, grown * 2) }}
				>
					{shownValue(value, unit, grown)}
				</div>
			</div>
			<div style={{ position: "relative", height: thickness, borderRadius: radius, backgroundColor: palette.surface }}>
				<div
					style={{
						position: "absolute",
						left: length >= 0 ? zero : zero - long,
						width: long,
						height: "100%",
						borderRadius: Math.min(radius, long / 2),
						backgroundColor: color,
					}}
				/>
			</div>
		</div>
	);
};

export const BarChart = (props: z.infer<typeof barChartSchema>) => {
	const scene = useScene(props);
	const { u, box, by, palette, motion, ratio } = scene;
	const { bars, unit, highlight } = props;
	const titleHeight = box.height * by({ wide: 0.27, tall: 0.2, square: 0.26 });
	const values = bars.map((bar) => bar.value);
	const low = Math.min(0, ...values);
	const high = Math.max(0, ...values);
	const lying = ratio === "tall" || (ratio === "square" && bars.length > 5);
	const rowHeight = Math.min((box.height - titleHeight) / bars.length, u(210));
	const height = lying ? rowHeight : box.height - titleHeight;
	// Columns leave room for the number above, the label below, and a number below zero.
	const range = lying ? [0, box.width] : [height - u(LABEL + (low < 0 ? 70 : 0)), high > 0 ? u(76) : 0];
	const scale = scaleLinear([low, high === low ? low + 1 : high], range);
	const zero = scale(0);
	const quiet = mix(palette.surface, palette.muted, 0.38);
	const step = motion.stagger(bars.length, 0.3, 0.12);
	const Bar = lying ? Row : Column;
	return (
		<Stage scene={scene} calm>
			<ChartTitle scene={scene} title={props.title} unit={unit} height={titleHeight} />
			<div style={{ position: "relative", width: box.width, display: "flex", flexDirection: lying ? "column" : "row" }}>
				{keyed(bars, (bar) => bar.label).map(({ key, item: bar, index }) => (
					<Bar
						key={key}
						scene={scene}
						label={bar.label}
						value={bar.value}
						unit={unit}
						color={!highlight || bar.label === highlight ? palette.accent : quiet}
						start={0.3 + index * step}
						length={lying ? scale(bar.value) - zero : zero - scale(bar.value)}
						zero={zero}
						width={lying ? box.width : box.width / bars.length}
						height={height}
					/>
				))}
				{lying ? null : (
					<div
						style={{
							position: "absolute",
							top: zero,
							height: u(3),
							width: box.width * motion.enter(0.1, 1),
							backgroundColor: palette.line,
						}}
					/>
				)}
			</div>
		</Stage>
	);
};
