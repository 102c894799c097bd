import { scaleLinear } from "d3-scale";
import { mix } from "../../design/color";
import { keyed } from "../../design/keyed";
import { Stage } from "../../design/Stage";
import type { SceneLook } from "../../design/scene";
import { FittedLines, useFittedGroup, voiceStyle } from "../../design/Text";
import type { BarChartProps } from "./BarChart";
import { ChartHeadLines, useChartHead } from "./ChartHead";
import { grownText, valueText } from "./values";

/** Space between a column and the words at its end, design units. */
const GAP = 16;

/** Columns from the foot of the picture, or from a line at zero where values lie below it; label and value at their ends. */
export const BarColumns = ({ scene, title, unit, bars, highlight }: { scene: SceneLook } & BarChartProps) => {
	const { u, box, by, palette, voices, motion, width, height } = scene;
	const count = bars.length;
	const values = bars.map((bar) => bar.value);
	const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
	// Where the first columns are low, the title has the room above them.
	const firstLow = (bars[0]?.value ?? 0) < high * 0.5 && low === 0;
	const head = useChartHead(scene, title, unit, box.width * (firstLow && scene.ratio === "wide" ? 0.6 : 1));
	const slot = box.width / count;
	const bar = slot - u(count > 5 ? 14 : 22);
	const numbers = useFittedGroup(
		scene,
		voices.number,
		bars.map((one) => valueText(one.value, unit, one.shown)),
		{ width: bar, height: u(110), maxSize: by({ wide: 92, tall: 84, square: 70 }), minSize: 26, maxLines: 1 },
	);
	const labels = useFittedGroup(
		scene,
		voices.strong,
		bars.map((one) => one.label),
		{ width: bar, height: u(90), maxSize: by({ wide: 38, tall: 38, square: 34 }), minSize: 22, maxLines: 2 },
	);
	const words = Math.max(...numbers.map((one) => one.height)) + Math.max(...labels.map((one) => one.height)) + u(GAP);
	const top = box.y + head.height + words;
	const foot = low < 0 ? box.y + box.height - words : height;
	// A bar of nothing is still seen: it stands above the safe edge, on which the scale begins.
	const ground = low < 0 ? 0 : height - (box.y + box.height);
	const scale = scaleLinear([low, high === low ? low + 1 : high], [foot - ground, high > 0 ? top : foot - ground]);
	const zero = scale(0);
	const step = motion.stagger(count, 0.15, 0.14);
	const quiet = mix(palette.background, palette.accent, 0.34);
	return (
		<Stage scene={scene} calm style={{ justifyContent: "flex-start", alignItems: "flex-start" }}>
			<ChartHeadLines scene={scene} head={head} />
			{keyed(bars, (one) => one.label).map(({ key, item: one, index }) => {
				const start = 0.1 + index * step;
				const grown = motion.enter(start, 1.2);
				const long = Math.abs(scale(one.value) - zero) * grown;
				const down = one.value < 0;
				const [number, label] = [numbers[index], labels[index]];
				if (!number || !label) return null;
				const chosen = !highlight || highlight === one.label;
				const y = down ? zero : zero - long;
				return (
					<div key={key} style={{ position: "absolute", left: slot * index, top: y - box.y, width: bar }}>
						<div
							style={{
								height: long + (down ? 0 : ground),
								backgroundColor: chosen ? palette.accent : quiet,
								borderRadius: down
									? `0 0 ${scene.radius * 0.5}px ${scene.radius * 0.5}px`
									: `${scene.radius * 0.5}px ${scene.radius * 0.5}px 0 0`,
							}}
						/>
						<div
							style={{
								position: "absolute",
								left: 0,
								width: bar,
								...(down ? { top: long + u(GAP) } : { bottom: long + ground + u(GAP) }),
							}}
						>
							<div
								style={{
									...voiceStyle(voices.number, number.fontSize),
									color: chosen ? palette.text : palette.muted,
									opacity: Math.min(1, grown * 3),
								}}
							>
								{grownText(one.value, grown, unit, one.shown)}
							</div>
							<FittedLines
								scene={scene}
								voice={voices.strong}
								fitted={label}
								color={chosen ? palette.text : palette.muted}
								start={start}
								reveal="fade"
								align="left"
							/>
						</div>
					</div>
				);
			})}
			{low < 0 ? (
				<div
					style={{
						position: "absolute",
						left: -box.x,
						top: zero - box.y - u(2),
						height: u(4),
						width: width * motion.enter(-0.1, 1),
						backgroundColor: palette.text,
					}}
				/>
			) : null}
		</Stage>
	);
};
