import { scaleLinear } from "d3-scale";
import { area, curveMonotoneX, line as linePath } from "d3-shape";
import { useId } from "react";
import { z } from "zod";
import { ChartTitle } from "../design/ChartTitle";
import { commonFields, line } from "../design/fields";
import { measureWith } from "../design/fit";
import { keyed } from "../design/keyed";
import { easeInOut } from "../design/motion";
import { formatValue } from "../design/numbers";
import { Stage } from "../design/Stage";
import { useScene } from "../design/scene";
import { voiceStyle } from "../design/Text";

export const lineChartSchema = z.strictObject({
	title: line("Title", "What the line says"),
	unit: z.string().max(40).optional().meta({ title: "Unit", description: "Of the values, like % or million" }),
	points: z
		.array(
			z.strictObject({
				label: z.string().max(40).meta({ title: "Label", description: "Name of the moment, like 2024 or Jan" }),
				value: z.number().meta({ title: "Value", description: "Height of the line there" }),
			}),
		)
		.min(2)
		.max(12)
		.meta({ title: "Points", description: "Two to twelve values in order" }),
	...commonFields,
});

export const LineChart = (props: z.infer<typeof lineChartSchema>) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, motion } = scene;
	const clip = useId();
	const { points, unit } = props;
	const titleHeight = by({ wide: box.height * 0.27, tall: box.height * 0.2, square: box.height * 0.26 });
	const height = Math.min(box.height - titleHeight, by({ wide: box.height, tall: box.width * 1.25, square: box.height }));
	const values = points.map((point) => point.value);
	const least = Math.min(...values);
	const most = Math.max(...values);
	// From zero where that does not flatten the line.
	const low = least >= 0 && least < most * 0.6 ? 0 : least - (most - least || 1) * 0.15;
	const scale = scaleLinear([low, most === low ? low + 1 : most], [0, 1]).nice(4);
	const ticks = scale.ticks(4);
	const tickSize = u(by({ wide: 28, tall: 32, square: 28 }));
	const measure = measureWith(voices.body);
	const left = Math.max(...ticks.map((tick) => measure(formatValue(tick, unit), tickSize))) + u(32);
	const lastText = formatValue(points.at(-1)?.value ?? 0, unit);
	const valueSize = u(by({ wide: 56, tall: 60, square: 50 }));
	const right = Math.max(u(30), measureWith(voices.strong)(lastText, valueSize) / 2 + u(8));
	const [top, bottom] = [u(96), u(72)];
	const plot = { width: box.width - left - right, height: height - top - bottom };
	const at = points.map((point, index) => ({
		...point,
		x: left + (plot.width * index) / (points.length - 1),
		y: top + plot.height * (1 - scale(point.value)),
	}));
	const shape =
		linePath<{ x: number; y: number }>(
			(point) => point.x,
			(point) => point.y,
		).curve(curveMonotoneX)(at) ?? "";
	const under =
		area<{ x: number; y: number }>()
			.x((point) => point.x)
			.y0(top + plot.height)
			.y1((point) => point.y)
			.curve(curveMonotoneX)(at) ?? "";
	const drawn = motion.enter(0.35, Math.min(1.7, motion.beats * 0.55), easeInOut);
	const edge = left + plot.width * drawn;
	// The pen follows the line: between two points it lies where the curve was cut by the clip, near enough to the chord.
	const after = Math.max(
		1,
		at.findIndex((point) => point.x >= edge - 0.01),
	);
	const [before, next] = [at[after - 1], at[after]];
	const pen =
		before && next
			? { x: edge, y: before.y + ((next.y - before.y) * (edge - before.x)) / (next.x - before.x || 1) }
			: { x: left, y: top };
	const lastPoint = at.at(-1) ?? pen;
	const finished = motion.pop(0.35 + Math.min(1.7, motion.beats * 0.55) - 0.15, 0.5);
	const every = Math.max(
		1,
		Math.ceil((Math.max(...points.map((point) => measure(point.label, tickSize))) + u(24)) / (plot.width / (points.length - 1))),
	);
	return (
		<Stage scene={scene} calm>
			<ChartTitle scene={scene} title={props.title} unit={unit} height={titleHeight} />
			<svg width={box.width} height={height} role="presentation" style={{ overflow: "visible" }}>
				<defs>
					<clipPath id={clip}>
						<rect x={0} y={-u(20)} width={edge} height={height + u(40)} />
					</clipPath>
					<linearGradient id={`${clip}fill`} x1="0" x2="0" y1="0" y2="1">
						<stop offset="0" stopColor={palette.accent} stopOpacity={0.34} />
						<stop offset="1" stopColor={palette.accent} stopOpacity={0} />
					</linearGradient>
				</defs>
				{ticks.map((tick, index) => {
					const y = top + plot.height * (1 - scale(tick));
					const shown = motion.enter(0.1 + index * 0.06, 0.9);
					return (
						<g key={tick} opacity={shown}>
							<line x1={left} x2={left + plot.width * shown} y1={y} y2={y} stroke={palette.line} strokeWidth={u(2)} />
							<text
								x={left - u(24)}
								y={y + tickSize * 0.35}
								textAnchor="end"
								fill={palette.muted}
								style={voiceStyle(voices.body, tickSize)}
							>
								{formatValue(tick, unit)}
							</text>
						</g>
					);
				})}
				{keyed(at, (point) => point.label)
					.filter(({ index }) => (at.length - 1 - index) % every === 0)
					.map(({ key, item: point, index }) => (
						<text
							key={key}
							x={point.x}
							y={height - u(14)}
							textAnchor="middle"
							fill={palette.muted}
							opacity={motion.enter(0.2 + (index / at.length) * 0.6, 0.8)}
							style={voiceStyle(voices.body, tickSize)}
						>
							{point.label}
						</text>
					))}
				<g clipPath={`url(#${clip})`}>
					<path d={under} fill={`url(#${clip}fill)`} />
					<path d={shape} fill="none" stroke={palette.accent} strokeWidth={u(8)} strokeLinecap="round" strokeLinejoin="round" />
				</g>
				{drawn > 0 && drawn < 1 ? <circle cx={pen.x} cy={pen.y} r={u(12)} fill={palette.accent} /> : null}
				{drawn >= 0.97 ? (
					<g>
						<circle cx={lastPoint.x} cy={lastPoint.y} r={u(28) * finished} fill={palette.accent} opacity={0.25} />
						<circle cx={lastPoint.x} cy={lastPoint.y} r={u(14) * finished} fill={palette.accent} />
						<text
							x={lastPoint.x}
							y={lastPoint.y - u(44)}
							textAnchor="middle"
							fill={palette.text}
							opacity={Math.min(1, finished)}
							style={voiceStyle(voices.strong, valueSize)}
						>
							{lastText}
						</text>
					</g>
				) : null}
			</svg>
		</Stage>
	);
};
