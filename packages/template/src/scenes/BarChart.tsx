import { scaleLinear } from "d3-scale";
import { z } from "zod";
import { mix } from "../design/color";
import { commonFields, line } from "../design/fields";
import { easeInOut } from "../design/motion";
import { Stage } from "../design/Stage";
import type { SceneLook } from "../design/scene";
import { useScene } from "../design/scene";
import { FittedLines, Text, useFittedText, voiceStyle } from "../design/Text";

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
type Bar = { label: string; value: number };

/** Short units stand at the number; long ones only under the title. */
const stuck = (unit: string | undefined) => (unit !== undefined && unit.length <= 2 ? unit : "");
export const formatValue = (value: number, unit?: string): string => {
	const text = new Intl.NumberFormat("en-US", { maximumFractionDigits: Math.abs(value) >= 1000 ? 0 : 2 }).format(value);
	return /^[$€£¥]$/.test(unit ?? "") ? `${unit}${text}` : `${text}${stuck(unit)}`;
};

export const ChartTitle = ({
	scene,
	title,
	unit,
	height,
}: {
	scene: SceneLook;
	title: string;
	unit: string | undefined;
	height: number;
}) => {
	const { u, box, by, palette, voices } = scene;
	return (
		<div
			style={{
				height,
				width: box.width,
				flex: "none",
				display: "flex",
				flexDirection: "column",
				justifyContent: "flex-start",
				alignItems: scene.align === "center" ? "center" : "flex-start",
			}}
		>
			<Text
				scene={scene}
				voice={voices.heading}
				text={title}
				box={{
					width: box.width,
					height: height - (unit ? u(70) : u(16)),
					maxSize: by({ wide: 76, tall: 84, square: 68 }),
					minSize: 40,
					maxLines: by({ wide: 2, tall: 3, square: 2 }),
				}}
				color={palette.text}
			/>
			{unit ? (
				<Text
					scene={scene}
					voice={voices.body}
					text={unit}
					box={{ width: box.width, height: u(50), maxSize: 32, minSize: 24, maxLines: 1 }}
					color={palette.muted}
					start={0.3}
					reveal="fade"
					style={{ marginTop: u(14) }}
				/>
			) : null}
		</div>
	);
};

const colourOf = (scene: SceneLook, bar: Bar, highlight: string | undefined): string => {
	const { palette } = scene;
	if (highlight === undefined || highlight === "") return palette.accent;
	return bar.label === highlight ? palette.accent : mix(palette.background, palette.text, 0.26);
};

const Column = ({
	scene,
	bar,
	index,
	top,
	base,
	x,
	width,
	start,
	color,
	unit,
	labelHeight,
	height,
}: {
	scene: SceneLook;
	bar: Bar;
	index: number;
	top: number;
	base: number;
	x: number;
	width: number;
	start: number;
	color: string;
	unit: string | undefined;
	labelHeight: number;
	height: number;
}) => {
	const { u, palette, voices, motion } = scene;
	const grown = motion.enter(start, 1.1);
	const full = base - top;
	const size = Math.abs(full) * grown;
	const label = useFittedText(scene, voices.body, bar.label, {
		width: width * 1.28,
		height: labelHeight - u(20),
		maxSize: 32,
		minSize: 22,
		maxLines: 2,
	});
	const value = formatValue(bar.value * motion.enter(start, 1.1, easeInOut), unit);
	const widest = useFittedText(scene, voices.strong, formatValue(bar.value, unit), {
		width: width * 1.3,
		height: u(60),
		maxSize: 40,
		minSize: 24,
		maxLines: 1,
	});
	const radius = Math.min(scene.radius * 0.6, width * 0.3, Math.max(1, size));
	const y = full >= 0 ? base - size : base;
	return (
		<div key={index} style={{ position: "absolute", left: x, top: 0, width, height }}>
			<div
				style={{
					position: "absolute",
					top: y,
					width,
					height: size,
					backgroundColor: color,
					borderRadius: full >= 0 ? `${radius}px ${radius}px 0 0` : `0 0 ${radius}px ${radius}px`,
				}}
			/>
			<div
				style={{
					...voiceStyle(voices.strong, widest.fontSize),
					position: "absolute",
					left: -width * 0.2,
					width: width * 1.4,
					top: full >= 0 ? y - widest.height - u(12) : y + size + u(10),
					textAlign: "center",
					fontVariantNumeric: "tabular-nums",
					opacity: Math.min(1, grown * 2),
					color: palette.text,
				}}
			>
				{grown >= 1 ? formatValue(bar.value, unit) : value}
			</div>
			<FittedLines
				scene={scene}
				voice={voices.body}
				fitted={label}
				color={palette.muted}
				start={start}
				reveal="fade"
				align="center"
				style={{ position: "absolute", top: height - labelHeight + u(20), left: -width * 0.2, width: width * 1.4 }}
			/>
		</div>
	);
};

const Row = ({
	scene,
	bar,
	length,
	zero,
	max,
	start,
	color,
	unit,
	height,
	labelWidth,
	width,
}: {
	scene: SceneLook;
	bar: Bar;
	length: number;
	zero: number;
	max: number;
	start: number;
	color: string;
	unit: string | undefined;
	height: number;
	labelWidth: number;
	width: number;
}) => {
	const { u, palette, voices, motion, by } = scene;
	const grown = motion.enter(start, 1.1);
	const label = useFittedText(scene, voices.strong, bar.label, {
		width: labelWidth,
		height: u(52),
		maxSize: by({ wide: 36, tall: 38, square: 34 }),
		minSize: 24,
		maxLines: 1,
	});
	const thickness = Math.min(height * 0.42, u(58));
	const track = width;
	return (
		<div
			style={{
				height,
				width,
				position: "relative",
				display: "flex",
				flexDirection: "column",
				justifyContent: "center",
				gap: u(12),
			}}
		>
			<div style={{ display: "flex", justifyContent: "space-between", alignItems: "baseline", width: track }}>
				<FittedLines
					scene={scene}
					voice={voices.strong}
					fitted={label}
					color={palette.text}
					start={start}
					reveal="fade"
					align="left"
				/>
				<div
					style={{
						...voiceStyle(voices.strong, u(by({ wide: 38, tall: 42, square: 36 }))),
						fontVariantNumeric: "tabular-nums",
						color: palette.text,
						opacity: Math.min(1, grown * 2),
					}}
				>
					{formatValue(grown >= 1 ? bar.value : Math.round(bar.value * grown * 10) / 10, unit)}
				</div>
			</div>
			<div
				style={{
					position: "relative",
					height: thickness,
					width: track,
					borderRadius: Math.min(scene.radius, thickness / 2),
					backgroundColor: palette.surface,
					overflow: "hidden",
				}}
			>
				<div
					style={{
						position: "absolute",
						left: length >= 0 ? zero : zero - Math.min(max, -length) * grown,
						width: Math.min(max, Math.abs(length)) * grown,
						height: "100%",
						borderRadius: Math.min(scene.radius, thickness / 2),
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
	const titleHeight = by({ wide: box.height * 0.25, tall: box.height * 0.2, square: box.height * 0.24 });
	const height = box.height - titleHeight;
	const lying = ratio === "tall" || (ratio === "square" && bars.length > 5);
	const low = Math.min(0, ...bars.map((bar) => bar.value));
	const high = Math.max(0, ...bars.map((bar) => bar.value), low === 0 ? 1e-9 : 0);
	const step = motion.stagger(bars.length, 0.3, 0.12);
	if (lying) {
		const scale = scaleLinear([low, high], [0, box.width]);
		const rowHeight = Math.min(height / bars.length, u(200));
		return (
			<Stage scene={scene}>
				<ChartTitle scene={scene} title={props.title} unit={unit} height={titleHeight} />
				<div style={{ height: Math.min(height, rowHeight * bars.length) }}>
					{bars.map((bar, index) => (
						<Row
							key={`${index}-${bar.label}`}
							scene={scene}
							bar={bar}
							length={scale(bar.value) - scale(0)}
							zero={scale(0)}
							max={box.width}
							start={0.3 + index * step}
							color={colourOf(scene, bar, highlight)}
							unit={unit}
							height={rowHeight}
							labelWidth={box.width * 0.66}
							width={box.width}
						/>
					))}
				</div>
			</Stage>
		);
	}
	const labelHeight = u(92);
	const scale = scaleLinear([low, high], [height - labelHeight - (low < 0 ? u(64) : 0), high > 0 ? u(72) : 0]);
	const slot = box.width / bars.length;
	const width = Math.min(slot * 0.62, u(210));
	return (
		<Stage scene={scene}>
			<ChartTitle scene={scene} title={props.title} unit={unit} height={titleHeight} />
			<div style={{ position: "relative", width: box.width, height }}>
				{bars.map((bar, index) => (
					<Column
						key={`${index}-${bar.label}`}
						scene={scene}
						bar={bar}
						index={index}
						top={scale(bar.value)}
						base={scale(0)}
						x={slot * (index + 0.5) - width / 2}
						width={width}
						start={0.3 + index * step}
						color={colourOf(scene, bar, highlight)}
						unit={unit}
						labelHeight={labelHeight}
						height={height}
					/>
				))}
				<div
					style={{
						position: "absolute",
						left: 0,
						top: scale(0),
						height: u(3),
						width: box.width * motion.enter(0.1, 1),
						backgroundColor: palette.line,
					}}
				/>
			</div>
		</Stage>
	);
};
