import { scaleLinear } from "d3-scale";
import { keyed } from "../../design/keyed";
import { Stage } from "../../design/Stage";
import type { SceneLook } from "../../design/scene";
import { FittedLines, useFittedGroup, voiceStyle } from "../../design/Text";
import type { BarChartProps } from "./BarChart";
import { ChartHeadLines, useChartHead } from "./ChartHead";
import { grownText, valueText } from "./values";

/** Values as pins: a stem from the base and a large head with the value in it. */
export const BarLollipops = ({ scene, title, unit, bars, highlight }: { scene: SceneLook } & BarChartProps) => {
	const { u, box, by, palette, voices, motion } = scene;
	const count = bars.length;
	const head = useChartHead(scene, title, unit, box.width, 0.24);
	const slot = box.width / count;
	const disc = Math.min(slot * 0.86, u(by({ wide: 240, tall: 230, square: 200 })));
	const labels = useFittedGroup(
		scene,
		voices.strong,
		bars.map((one) => one.label),
		{ width: slot * 0.92, height: u(90), maxSize: by({ wide: 40, tall: 36, square: 34 }), minSize: 20, maxLines: 2 },
	);
	const numbers = useFittedGroup(
		scene,
		voices.number,
		bars.map((one) => valueText(one.value, unit, one.shown)),
		{ width: disc * 0.78, height: disc * 0.5, maxSize: 110, minSize: 20, maxLines: 1 },
	);
	const under = Math.max(...labels.map((one) => one.height)) + u(24);
	const values = bars.map((bar) => bar.value);
	const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
	const room = { top: head.height + disc / 2, bottom: box.height - under - (low < 0 ? disc / 2 : u(6)) };
	const scale = scaleLinear([low, high === low ? low + 1 : high], [room.bottom, room.top]);
	const zero = scale(0);
	const step = motion.stagger(count, 0.1, 0.16);
	return (
		<Stage scene={scene} calm style={{ justifyContent: "flex-start", alignItems: "flex-start" }}>
			<ChartHeadLines scene={scene} head={head} />
			<div
				style={{
					position: "absolute",
					left: -box.x,
					top: zero - u(3),
					width: scene.width * motion.enter(-0.2, 1),
					height: u(6),
					backgroundColor: palette.text,
				}}
			/>
			{keyed(bars, (one) => one.label).map(({ key, item: one, index }) => {
				const start = 0.1 + index * step;
				const grown = motion.enter(start, 1.1);
				const y = zero + (scale(one.value) - zero) * grown;
				const [label, number] = [labels[index], numbers[index]];
				if (!label || !number) return null;
				const chosen = !highlight || highlight === one.label;
				const x = slot * (index + 0.5);
				return (
					<div key={key}>
						<div
							style={{
								position: "absolute",
								left: x - u(6),
								top: Math.min(zero, y),
								width: u(12),
								height: Math.abs(zero - y),
								backgroundColor: chosen ? palette.accent : palette.line,
							}}
						/>
						<div
							style={{
								...voiceStyle({ ...voices.number, lineHeight: 1 }, number.fontSize),
								position: "absolute",
								left: x - disc / 2,
								top: y - disc / 2,
								width: disc,
								height: disc,
								borderRadius: Math.min(disc / 2, scene.radius * 6),
								backgroundColor: chosen ? palette.accent : palette.surface,
								color: chosen ? palette.onAccent : palette.text,
								display: "flex",
								alignItems: "center",
								justifyContent: "center",
								transform: `scale(${motion.enter(start, 0.7)})`,
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
							align="center"
							style={{
								position: "absolute",
								left: slot * index + slot * 0.04,
								width: slot * 0.92,
								top: box.height - under + u(18),
							}}
						/>
					</div>
				);
			})}
		</Stage>
	);
};
