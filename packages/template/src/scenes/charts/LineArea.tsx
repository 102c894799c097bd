import { scaleLinear } from "d3-scale";
import { area, curveMonotoneX, line as linePath } from "d3-shape";
import { useId } from "react";
import { contrast, mix } from "../../design/color";
import { measureWith } from "../../design/fit";
import { keyed } from "../../design/keyed";
import { easeInOut } from "../../design/motion";
import { Stage } from "../../design/Stage";
import type { SceneLook } from "../../design/scene";
import { useFittedText, voiceStyle } from "../../design/Text";
import { ChartHeadLines, useChartHead } from "./ChartHead";
import type { LineChartProps } from "./LineChart";
import { valueText } from "./values";

type Spot = { x: number; y: number };
const xOf = (spot: Spot) => spot.x;
const yOf = (spot: Spot) => spot.y;

/** Lowest value of the picture: zero, where that does not flatten the line. */
const floorOf = (values: number[]): number => {
	const [least, most] = [Math.min(...values), Math.max(...values)];
	return least >= 0 && least < most * 0.6 ? 0 : least - (most - least || 1) * 0.25;
};

/** Where the pen is: on the chord between two points, at `x`. */
const penAt = (spots: Spot[], x: number): Spot => {
	const after = Math.max(
		1,
		spots.findIndex((spot) => spot.x >= x - 0.01),
	);
	const [before, next] = [spots[after - 1], spots[after]];
	if (!before || !next) return { x, y: spots.at(-1)?.y ?? 0 };
	return { x, y: before.y + ((next.y - before.y) * (x - before.x)) / (next.x - before.x || 1) };
};

/** A line from edge to edge, drawn as one watches; `filled` down to the foot of the picture. */
export const LineArea = ({ scene, filled, title, unit, points }: { scene: SceneLook; filled: boolean } & LineChartProps) => {
	const { u, box, by, palette, voices, motion, width, height } = scene;
	const clip = useId();
	const values = points.map((point) => point.value);
	const [first, last] = [points[0], points.at(-1)];
	const rises = (last?.value ?? 0) >= (first?.value ?? 0);
	const head = useChartHead(
		scene,
		title,
		unit,
		box.width * by({ wide: 0.62, tall: 1, square: 0.9 }),
		by({ wide: 0.32, tall: 0.2, square: 0.24 }),
	);
	const big = useFittedText(scene, voices.number, valueText(last?.value ?? 0, unit, last?.shown), {
		width: box.width * by({ wide: 0.34, tall: 0.7, square: 0.6 }),
		height: u(200),
		maxSize: by({ wide: 200, tall: 170, square: 132 }),
		minSize: 50,
		maxLines: 1,
	});
	const labelSize = u(by({ wide: 34, tall: 36, square: 30 }));
	const bandTop = box.y + (scene.ratio === "wide" && rises ? head.height * 0.6 : head.height) + (rises ? big.height : 0);
	const labelTop = box.y + box.height - labelSize * 1.3;
	const plot = {
		left: box.x,
		right: width - box.x - (filled ? 0 : u(20)),
		top: bandTop + u(40),
		bottom: labelTop - u(filled ? 90 : 50) - (rises ? 0 : big.height),
	};
	const scale = scaleLinear([floorOf(values), Math.max(...values, floorOf(values) + 1e-9)], [plot.bottom, plot.top]);
	const spots = points.map((point, index) => ({
		...point,
		x: plot.left + ((plot.right - plot.left) * index) / (points.length - 1),
		y: scale(point.value),
	}));
	const [start, end] = [spots[0], spots.at(-1)];
	if (!start || !end) return null;
	// The picture's edges cut the line: it comes from the left one, and filled it goes on to the right one.
	const line =
		linePath<Spot>(xOf, yOf).curve(curveMonotoneX)([
			{ x: -u(10), y: start.y + (rises ? u(16) : -u(16)) },
			...spots,
			...(filled ? [{ x: width + u(10), y: end.y }] : []),
		]) ?? "";
	const under =
		area<Spot>(xOf, height, yOf).curve(curveMonotoneX)([
			{ x: -u(10), y: start.y + (rises ? u(16) : -u(16)) },
			...spots,
			{ x: width + u(10), y: end.y },
		]) ?? "";
	const long = Math.min(1.9, motion.beats * 0.6);
	const drawn = motion.enter(-0.2, long, easeInOut);
	const edge = (filled ? width : end.x + u(20)) * drawn;
	const pen = penAt(spots, Math.min(Math.max(edge, start.x), end.x));
	const done = motion.enter(long - 0.75, 0.7);
	const soft = mix(palette.background, palette.accent, 0.22);
	const ink = filled && contrast(palette.muted, soft) < 4 ? palette.text : palette.muted;
	const measure = measureWith(voices.strong);
	const every = Math.max(
		1,
		Math.ceil(
			(Math.max(...points.map((point) => measure(point.label, labelSize))) + u(24)) /
				((plot.right - plot.left) / (points.length - 1)),
		),
	);
	const bigLeft = Math.min(end.x + u(10), width - box.x) - big.width;
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start" }}
			bleed={
				<svg width={width} height={height} role="presentation" style={{ position: "absolute" }}>
					<defs>
						<clipPath id={clip}>
							<rect x={0} y={0} width={Math.max(0, edge)} height={height} />
						</clipPath>
					</defs>
					<g clipPath={`url(#${clip})`}>
						{filled ? <path d={under} fill={soft} /> : null}
						<path
							d={line}
							fill="none"
							stroke={palette.accent}
							strokeWidth={u(filled ? 14 : 18)}
							strokeLinejoin="round"
							strokeLinecap="round"
						/>
					</g>
					{keyed(spots, (spot) => spot.label)
						.filter(({ index }) => (spots.length - 1 - index) % every === 0)
						.map(({ key, item: spot, index }) => {
							const seen = motion.enter((index / spots.length) * long - 0.2, 0.5);
							const anchor = index === 0 ? "start" : index === spots.length - 1 ? "end" : "middle";
							return (
								<g key={key} opacity={seen}>
									<line
										x1={spot.x}
										x2={spot.x}
										y1={spot.y}
										y2={labelTop - u(16)}
										stroke={palette.accent}
										strokeOpacity={0.5}
										strokeWidth={u(3)}
										strokeDasharray={`${u(3)} ${u(12)}`}
									/>
									<circle
										cx={spot.x}
										cy={spot.y}
										r={u(13)}
										fill={palette.background}
										stroke={palette.accent}
										strokeWidth={u(8)}
									/>
									<text
										x={spot.x}
										y={labelTop + labelSize}
										textAnchor={anchor}
										fill={ink}
										style={voiceStyle(voices.strong, labelSize)}
									>
										{spot.label}
									</text>
								</g>
							);
						})}
					{drawn > 0 && drawn < 1 ? <circle cx={pen.x} cy={pen.y} r={u(24)} fill={palette.accent} /> : null}
					<circle cx={end.x} cy={end.y} r={u(30) * done} fill={palette.accent} />
					<text
						x={bigLeft}
						y={rises ? end.y - u(56) : end.y + u(36) + big.fontSize * 0.86}
						fill={palette.text}
						opacity={done}
						transform={`translate(0 ${(1 - done) * u(60)})`}
						style={voiceStyle(voices.number, big.fontSize)}
					>
						{big.lines.join(" ")}
					</text>
				</svg>
			}
		>
			<ChartHeadLines scene={scene} head={head} />
		</Stage>
	);
};
