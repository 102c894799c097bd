import type { CSSProperties } from "react";
import { z } from "zod";
import { mix, readableOn } from "../../design/color";
import { commonFields, line } from "../../design/fields";
import { keyed } from "../../design/keyed";
import { easeInOut } from "../../design/motion";
import { decimalsOf, formatValue } from "../../design/numbers";
import { Stage } from "../../design/Stage";
import { type SceneLook, useScene } from "../../design/scene";
import { useFittedGroup, useFittedText, voiceStyle } from "../../design/Text";
import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { ChartHeadLines, useChartHead } from "./ChartHead";

const columnRaceSchema = z.strictObject({
	title: line("Title", "What the race is about"),
	unit: z.string().max(40).optional().meta({ title: "Unit", description: "Of the values, like % or million" }),
	moments: z
		.array(z.string().max(24))
		.min(2)
		.max(12)
		.meta({ title: "Moments", description: "Two to twelve, in order, like 2019 or Jan" }),
	bars: z
		.array(
			z.strictObject({
				label: z.string().max(60).meta({ title: "Label", description: "Name of the bar" }),
				values: z.array(z.number().min(0)).min(2).max(12).meta({ title: "Values", description: "One for each moment" }),
			}),
		)
		.min(2)
		.max(8)
		.meta({ title: "Bars", description: "Two to eight that race" }),
	...commonFields,
});
type Props = z.infer<typeof columnRaceSchema>;

const columnRaceLayouts = {
	race: "Bars that overtake each other, with the moment large behind them",
	columns: "Columns that grow and shrink in their place, with the moment large above them",
};

type Racer = {
	label: string;
	index: number;
	value: number /** Place from 0, between two places while it overtakes. */;
	rank: number;
	decimals: number;
};
type Race = { racers: Racer[]; moment: string; largest: number };

const valueAt = (values: number[], at: number): number => {
	const before = Math.floor(at);
	const from = values[Math.min(before, values.length - 1)] ?? 0;
	const to = values[Math.min(before + 1, values.length - 1)] ?? from;
	return from + (to - from) * (at - before);
};

/** Values and places at one time. Places are those of a moment ago and of now, mixed, so that bars pass each other smoothly. */
const raceAt = (props: Props, at: number): Race => {
	const values = props.bars.map((bar) => valueAt(bar.values, at));
	const largest = Math.max(1e-9, ...values);
	const rank = (index: number) =>
		values.reduce((place, other, otherIndex) => {
			if (otherIndex === index) return place;
			const lead = (other - (values[index] ?? 0)) / largest;
			// Ties keep the order of the storyboard.
			const tie = lead === 0 ? (otherIndex < index ? 1 : 0) : Math.min(1, Math.max(0, lead / 0.05 + 0.5));
			return place + easeInOut(tie);
		}, 0);
	return {
		racers: props.bars.map((bar, index) => ({
			label: bar.label,
			index,
			value: values[index] ?? 0,
			rank: rank(index),
			decimals: Math.max(...bar.values.map((value) => decimalsOf(value, 2))),
		})),
		moment: props.moments[Math.min(props.moments.length - 1, Math.round(at))] ?? "",
		largest,
	};
};

/** The race runs through its moments: a bar with fewer values keeps its last one, and values after the last moment are not shown. */
const useRace = (scene: SceneLook, props: Props): Race => {
	const { motion } = scene;
	const most = props.moments.length - 1;
	const run = motion.enter(0.2, Math.max(1, motion.beats - 0.7), (share) => share);
	return raceAt(props, run * most);
};

const colourOf = ({ palette }: SceneLook, index: number, count: number): string =>
	index === 0
		? palette.accent
		: mix(palette.background, index % 2 === 0 ? palette.accent : palette.accent2, 0.3 + 0.45 * (1 - index / count));

const Moment = ({
	scene,
	props,
	moment,
	box,
	style,
}: {
	scene: SceneLook;
	props: Props;
	moment: string;
	box: { width: number; height: number; maxSize: number };
	style: CSSProperties;
}) => {
	const voice = { ...scene.voices.number, lineHeight: 1 };
	const longest = props.moments.reduce((most, next) => (next.length > most.length ? next : most), "");
	const fitted = useFittedText(scene, voice, longest, { ...box, minSize: 40, maxLines: 1 });
	return (
		<div
			style={{
				...voiceStyle(voice, fitted.fontSize),
				fontVariantNumeric: "tabular-nums",
				color: scene.palette.muted,
				position: "absolute",
				...style,
			}}
		>
			{moment}
		</div>
	);
};

const RaceRows = ({ props }: { props: Props }) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, motion, width } = scene;
	const race = useRace(scene, props);
	const head = useChartHead(scene, props.title, props.unit, box.width * by({ wide: 0.68, tall: 1, square: 1 }), 0.24);
	const momentHeight = by({ wide: 0, tall: u(190), square: u(120) });
	const top = box.y + head.height + u(24);
	const row = (box.y + box.height - top - momentHeight) / race.racers.length;
	const labels = useFittedGroup(
		scene,
		voices.heading,
		props.bars.map((bar) => bar.label),
		{ width: box.width * 0.55, height: row * 0.6, maxSize: by({ wide: 56, tall: 60, square: 44 }), minSize: 20, maxLines: 1 },
	);
	const valueSize = Math.min(row * 0.5, u(by({ wide: 60, tall: 56, square: 46 })));
	const opened = motion.enter(-0.3, 0.9);
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start" }}
			bleed={race.racers.map((racer) => {
				const label = labels[racer.index];
				if (!label) return null;
				const long = (box.x + (box.width - valueSize * 4) * (racer.value / race.largest)) * opened;
				const fill = colourOf(scene, racer.index, race.racers.length);
				const name = (color: string) => (
					<div
						style={{
							...voiceStyle(voices.heading, label.fontSize),
							position: "absolute",
							left: box.x,
							top: (row - u(10) - label.height) / 2,
							color,
						}}
					>
						{label.lines.join(" ")}
					</div>
				);
				return (
					<div
						key={racer.label + String(racer.index)}
						style={{ position: "absolute", left: 0, top: top + row * racer.rank, width, height: row - u(10) }}
					>
						{name(palette.text)}
						<div
							aria-hidden
							style={{ position: "absolute", inset: 0, backgroundColor: fill, clipPath: `inset(0 ${width - long}px 0 0)` }}
						>
							{name(readableOn(fill, palette.text, palette.background))}
						</div>
						<div
							style={{
								...voiceStyle(voices.number, valueSize),
								fontVariantNumeric: "tabular-nums",
								position: "absolute",
								left: Math.max(long, box.x + label.width) + u(20),
								top: (row - u(10) - valueSize * voices.heading.lineHeight) / 2,
								color: palette.text,
							}}
						>
							{formatValue(racer.value, props.unit, racer.decimals)}
						</div>
					</div>
				);
			})}
		>
			<ChartHeadLines scene={scene} head={head} />
			<Moment
				scene={scene}
				props={props}
				moment={race.moment}
				box={{
					width: box.width * by({ wide: 0.3, tall: 0.8, square: 0.6 }),
					height: scene.ratio === "wide" ? head.height : momentHeight,
					maxSize: by({ wide: 190, tall: 200, square: 120 }),
				}}
				style={scene.ratio === "wide" ? { right: 0, top: 0 } : { right: 0, bottom: 0 }}
			/>
		</Stage>
	);
};

const RaceColumns = ({ props }: { props: Props }) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, motion, height } = scene;
	const race = useRace(scene, props);
	const head = useChartHead(scene, props.title, props.unit, box.width * by({ wide: 0.62, tall: 1, square: 0.7 }), 0.24);
	const momentHeight = by({ wide: 0, tall: u(240), square: 0 });
	const slot = box.width / race.racers.length;
	const labels = useFittedGroup(
		scene,
		voices.strong,
		props.bars.map((bar) => bar.label),
		{ width: slot - u(20), height: u(90), maxSize: by({ wide: 40, tall: 36, square: 34 }), minSize: 18, maxLines: 2 },
	);
	const all = props.bars.flatMap((bar) => bar.values);
	const most = Math.max(1e-9, ...all);
	const numbers = useFittedGroup(
		scene,
		voices.number,
		all.map((value) => formatValue(value, props.unit)),
		{ width: slot - u(20), height: u(100), maxSize: by({ wide: 84, tall: 72, square: 60 }), minSize: 20, maxLines: 1 },
	);
	const number = numbers[0]?.fontSize ?? u(40);
	const words = number * 1.2 + Math.max(...labels.map((label) => label.height));
	const room = box.height - head.height - momentHeight - words;
	const ground = height - box.y - box.height;
	return (
		<Stage scene={scene} calm style={{ justifyContent: "flex-start", alignItems: "flex-start" }}>
			<ChartHeadLines scene={scene} head={head} />
			<Moment
				scene={scene}
				props={props}
				moment={race.moment}
				box={{
					width: box.width * by({ wide: 0.34, tall: 1, square: 0.28 }),
					height: by({ wide: head.height, tall: momentHeight, square: head.height }),
					maxSize: by({ wide: 190, tall: 190, square: 120 }),
				}}
				style={scene.ratio === "tall" ? { left: 0, top: head.height - u(10) } : { right: 0, top: 0 }}
			/>
			{race.racers.map((racer, index) => {
				const label = labels[index];
				if (!label) return null;
				const long = Math.max(0, room * (racer.value / most)) * motion.enter(-0.3 + index * 0.05, 1);
				return (
					<div
						key={racer.label + String(index)}
						style={{ position: "absolute", left: slot * index, bottom: -ground, width: slot - u(14) }}
					>
						<div style={{ ...voiceStyle(voices.number, number), fontVariantNumeric: "tabular-nums", color: palette.text }}>
							{formatValue(racer.value, props.unit, racer.decimals)}
						</div>
						<div style={{ ...voiceStyle(voices.strong, label.fontSize), color: palette.muted, marginBottom: u(14) }}>
							{keyed(label.lines, String).map(({ key, item }) => (
								<div key={key}>{item}</div>
							))}
						</div>
						<div
							style={{
								height: long + ground,
								backgroundColor: colourOf(scene, index, race.racers.length),
								borderRadius: `${scene.radius * 0.5}px ${scene.radius * 0.5}px 0 0`,
							}}
						/>
					</div>
				);
			})}
		</Stage>
	);
};

const ColumnRace = (props: Props) =>
	useLayout(["race", "columns"], "race") === "columns" ? <RaceColumns props={props} /> : <RaceRows props={props} />;

export const columnRace = defineScene({
	component: ColumnRace,
	schema: columnRaceSchema,
	title: "Race",
	description: "How two to eight values change over time and overtake each other",
	family: "charts",
	layouts: columnRaceLayouts,
	defaultProps: {
		title: "How the town gets to work",
		unit: "%",
		moments: ["2019", "2021", "2023", "2025"],
		bars: [
			{ label: "Car", values: [62, 55, 44, 33] },
			{ label: "Bicycle", values: [12, 21, 30, 41] },
			{ label: "Bus", values: [18, 14, 17, 19] },
			{ label: "On foot", values: [8, 10, 9, 7] },
		],
	},
	defaultDurationInFrames: 165,
});
