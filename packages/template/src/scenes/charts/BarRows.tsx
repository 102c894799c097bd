import { scaleLinear } from "d3-scale";
import { mix, readableOn } from "../../design/color";
import { keyed } from "../../design/keyed";
import { Stage } from "../../design/Stage";
import type { SceneLook } from "../../design/scene";
import { useFittedGroup, voiceStyle } from "../../design/Text";
import type { BarChartProps } from "./BarChart";
import { ChartHeadLines, useChartHead } from "./ChartHead";
import { grownText, valueText } from "./values";

/** Bars from the left edge of the picture, one below the other without gaps; label and value stand on them. */
export const BarRows = ({ scene, title, unit, bars, highlight }: { scene: SceneLook } & BarChartProps) => {
	const { u, box, by, palette, voices, motion, width, height } = scene;
	const count = bars.length;
	const head = useChartHead(scene, title, unit, box.width, 0.24);
	const top = box.y + head.height;
	const foot = height - (box.y + box.height);
	const row = (height - top - foot * 0.5) / count;
	const values = bars.map((bar) => bar.value);
	const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
	const scale = scaleLinear([low, high === low ? low + 1 : high], [low < 0 ? box.x : 0, width - box.x * 0.4]);
	const zero = scale(0);
	const numbers = useFittedGroup(
		scene,
		voices.number,
		bars.map((one) => valueText(one.value, unit, one.shown)),
		{ width: box.width * 0.36, height: row * 0.86, maxSize: by({ wide: 110, tall: 120, square: 84 }), minSize: 28, maxLines: 1 },
	);
	const labels = useFittedGroup(
		scene,
		voices.heading,
		bars.map((one) => one.label),
		{ width: box.width * 0.6, height: row * 0.86, maxSize: by({ wide: 72, tall: 72, square: 54 }), minSize: 24, maxLines: 2 },
	);
	const step = motion.stagger(count, 0.1, 0.16);
	const quiet = mix(palette.background, palette.accent, 0.3);
	const words = (index: number, color: string, grown: number) => {
		const [bar, number, label] = [bars[index], numbers[index], labels[index]];
		if (!bar || !number || !label) return null;
		return (
			<div
				style={{
					position: "absolute",
					left: box.x,
					top: 0,
					width: box.width,
					height: row,
					display: "flex",
					alignItems: "center",
					justifyContent: "space-between",
					color,
					opacity: Math.min(1, grown * 3),
				}}
			>
				<div style={voiceStyle(voices.heading, label.fontSize)}>
					{keyed(label.lines, String).map(({ key, item }) => (
						<div key={key}>{item}</div>
					))}
				</div>
				<div style={{ ...voiceStyle(voices.number, number.fontSize), fontVariantNumeric: "tabular-nums" }}>
					{grownText(bar.value, grown, unit, bar.shown)}
				</div>
			</div>
		);
	};
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start" }}
			bleed={keyed(bars, (one) => one.label).map(({ key, item: one, index }) => {
				const grown = motion.enter(0.05 + index * step, 1.2);
				const long = Math.abs(scale(one.value) - zero) * grown;
				const left = one.value < 0 ? zero - long : zero;
				const chosen = !highlight || highlight === one.label;
				const fill = chosen ? mix(palette.accent, palette.background, highlight ? 0 : (index / count) * 0.35) : quiet;
				return (
					<div key={key} style={{ position: "absolute", left: 0, top: top + row * index, width, height: row - u(6) }}>
						{words(index, palette.text, grown)}
						<div
							aria-hidden
							style={{
								position: "absolute",
								inset: 0,
								backgroundColor: fill,
								clipPath: `inset(0 ${width - left - long}px 0 ${left}px)`,
							}}
						>
							{words(index, readableOn(fill, palette.text, palette.background), grown)}
						</div>
					</div>
				);
			})}
		>
			<ChartHeadLines scene={scene} head={head} />
		</Stage>
	);
};
