import { scaleLinear } from "d3-scale";
import { mix, readableOn } from "../../design/color";
import { keyed } from "../../design/keyed";
import { Stage } from "../../design/Stage";
import type { SceneLook } from "../../design/scene";
import { FittedLines, useFittedGroup, voiceStyle } from "../../design/Text";
import { ChartHeadLines, useChartHead } from "./ChartHead";
import type { LineChartProps } from "./LineChart";
import { grownText, valueText } from "./values";

/** One step for each moment, without gaps, each with its value: a line whose every point can be read. */
export const LineSteps = ({ scene, title, unit, points }: { scene: SceneLook } & LineChartProps) => {
	const { u, box, by, palette, voices, motion, width, height } = scene;
	const count = points.length;
	const head = useChartHead(scene, title, unit, box.width, by({ wide: 0.26, tall: 0.2, square: 0.22 }));
	const slot = box.width / count;
	const numbers = useFittedGroup(
		scene,
		voices.number,
		points.map((one) => valueText(one.value, unit, one.shown)),
		{ width: slot - u(14), height: u(110), maxSize: by({ wide: 84, tall: 72, square: 60 }), minSize: 18, maxLines: 1 },
	);
	const labels = useFittedGroup(
		scene,
		voices.strong,
		points.map((one) => one.label),
		{ width: slot - u(14), height: u(80), maxSize: 34, minSize: 16, maxLines: 2 },
	);
	const words = Math.max(...numbers.map((one) => one.height));
	const under = Math.max(...labels.map((one) => one.height));
	const values = points.map((point) => point.value);
	const least = Math.min(...values);
	const floor = least >= 0 ? 0 : least;
	const bottom = box.y + box.height - under - u(20);
	const scale = scaleLinear([floor, Math.max(...values, floor + 1e-9)], [bottom - u(6), box.y + head.height + words]);
	const step = motion.stagger(count, 0, 0.14);
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start" }}
			bleed={keyed(points, (point) => point.label).map(({ key, item: point, index }) => {
				const start = -0.1 + index * step;
				const grown = motion.enter(start, 1);
				const [number, label] = [numbers[index], labels[index]];
				if (!number || !label) return null;
				const top = bottom + (scale(point.value) - bottom) * grown;
				// The outer steps reach the picture's edges.
				const left = box.x + slot * index;
				const from = index === 0 ? 0 : left;
				const to = index === count - 1 ? width : left + slot;
				const fill = mix(palette.surface, palette.accent, count === 1 ? 1 : index / (count - 1));
				return (
					<div key={key}>
						<div
							style={{
								position: "absolute",
								left: from,
								top,
								width: to - from + 0.5,
								height: height - top,
								backgroundColor: fill,
							}}
						/>
						<div
							style={{
								...voiceStyle(voices.number, number.fontSize),
								position: "absolute",
								left: left + (index === 0 ? 0 : u(14)),
								top: top - number.height,
								color: palette.text,
								opacity: Math.min(1, grown * 3),
							}}
						>
							{grownText(point.value, grown, unit, point.shown)}
						</div>
						<FittedLines
							scene={scene}
							voice={voices.strong}
							fitted={label}
							color={readable(scene, fill)}
							start={start}
							reveal="fade"
							align="left"
							style={{ position: "absolute", left: left + (index === 0 ? 0 : u(14)), top: bottom + u(14) }}
						/>
					</div>
				);
			})}
		>
			<ChartHeadLines scene={scene} head={head} />
		</Stage>
	);
};

const readable = ({ palette }: SceneLook, fill: string): string => readableOn(fill, palette.text, palette.background);
