import { z } from "zod";
import { mix, readableOn } from "../../design/color";
import { commonFields, line } from "../../design/fields";
import { keyed } from "../../design/keyed";
import { easeInOut } from "../../design/motion";
import { Stage } from "../../design/Stage";
import { type SceneLook, useScene } from "../../design/scene";
import { FittedLines, useFittedGroup, useFittedText } from "../../design/Text";
import { defineScene } from "../define";
import { HeadLines, useHead } from "../parts/Head";
import { useLayout } from "../parts/layout";
import { Rule } from "../parts/Rule";
import { Sweep } from "../parts/Sweep";
import { Tile } from "../parts/Tile";
import { tilesOf } from "../parts/tiles";
import { toneAt, toneCycle } from "../parts/tone";
import { type OpenSpan, spansOf } from "./hours";

const openingHoursSchema = z.strictObject({
	title: line("Title", "Whose hours they are").optional(),
	days: z
		.array(
			z.strictObject({
				day: z.string().max(60).meta({ title: "Day", description: "A day or several, like Mon–Fri" }),
				hours: z.string().max(80).meta({ title: "Hours", description: "Shown as written, like 9:00–18:00" }),
			}),
		)
		.min(1)
		.max(7)
		.meta({ title: "Days", description: "One to seven lines" }),
	note: line("Note", "A line below").optional(),
	...commonFields,
});
type Props = z.infer<typeof openingHoursSchema>;

const Note = ({ scene, note, start }: { scene: SceneLook; note: string; start: number }) => {
	const { u, box, palette, voices } = scene;
	const fitted = useFittedText(scene, voices.body, note, {
		width: box.width,
		height: u(90),
		maxSize: 40,
		minSize: 22,
		maxLines: 2,
	});
	return (
		<FittedLines
			scene={scene}
			voice={voices.body}
			fitted={fitted}
			color={palette.muted}
			start={start}
			reveal="fade"
			align="left"
			style={{ position: "absolute", left: 0, bottom: 0 }}
		/>
	);
};

/** Days and hours as large lines over rules that run off the picture. */
const Board = ({ props }: { props: Props }) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, motion } = scene;
	const count = props.days.length;
	const head = useHead(scene, props.title, { size: by({ wide: 104, tall: 120, square: 80 }), gap: 40, share: 0.24 });
	const foot = props.note ? u(100) : 0;
	const few = count === 1 ? 1.7 : count === 2 ? 1.3 : 1;
	const row = Math.min((box.height - head.height - foot) / count, u(few * by({ wide: 230, tall: 260, square: 200 })));
	const hours = useFittedGroup(
		scene,
		voices.number,
		props.days.map((one) => one.hours),
		{
			width: box.width * 0.56,
			height: row - u(20),
			maxSize: few * by({ wide: 110, tall: 84, square: 72 }),
			minSize: 24,
			maxLines: 2,
		},
	);
	const days = useFittedGroup(
		scene,
		voices.heading,
		props.days.map((one) => one.day),
		{
			width: box.width * 0.4,
			height: row - u(20),
			maxSize: few * by({ wide: 92, tall: 76, square: 62 }),
			minSize: 24,
			maxLines: 2,
		},
	);
	const step = motion.stagger(count, -0.15, 0.26);
	return (
		<Stage scene={scene} calm style={{ justifyContent: props.note ? "flex-start" : "center", alignItems: "flex-start" }}>
			<HeadLines scene={scene} head={head} />
			{keyed(props.days, (one) => one.day).map(({ key, index }) => {
				const [day, hour] = [days[index], hours[index]];
				const start = index * step - 0.15;
				return day && hour ? (
					<div key={key} style={{ height: row, width: box.width }}>
						<Rule scene={scene} width={scene.width} start={start - 0.1} color={palette.line} />
						<div style={{ height: row - u(3), display: "flex", alignItems: "center", justifyContent: "space-between" }}>
							<FittedLines
								scene={scene}
								voice={voices.heading}
								fitted={day}
								color={palette.text}
								start={start}
								align="left"
								style={{ width: box.width * 0.4 }}
							/>
							<Sweep scene={scene} start={start + 0.05} color={palette.accent}>
								<FittedLines
									scene={scene}
									voice={voices.number}
									fitted={hour}
									color={palette.accent}
									reveal="none"
									align="left"
								/>
							</Sweep>
						</div>
					</div>
				) : null;
			})}
			{props.note ? <Note scene={scene} note={props.note} start={0.6} /> : null}
		</Stage>
	);
};

/** A bar for each line on the scale of the day, as long as the doors are open. */
const Bars = ({ props, spans }: { props: Props; spans: (OpenSpan[] | null)[] }) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, motion, width } = scene;
	const count = props.days.length;
	const head = useHead(scene, props.title, { size: by({ wide: 96, tall: 116, square: 76 }), gap: 36, share: 0.2 });
	const foot = props.note ? u(90) : 0;
	const row = (box.height - head.height - foot) / count;
	const known = spans.flatMap((one) => one ?? []);
	const from = Math.floor(Math.min(...known.map((one) => one.from)) - 1);
	const to = Math.ceil(Math.max(...known.map((one) => one.to)) + 1);
	const xOf = (hour: number) => ((hour - from) / (to - from)) * width;
	const days = useFittedGroup(
		scene,
		voices.heading,
		props.days.map((one) => one.day),
		{
			width: box.width * by({ wide: 0.46, tall: 0.4, square: 0.4 }),
			height: row * 0.42,
			maxSize: by({ wide: 92, tall: 72, square: 56 }),
			minSize: 22,
			maxLines: 1,
		},
	);
	const hours = useFittedGroup(
		scene,
		voices.number,
		props.days.map((one) => one.hours),
		{
			width: box.width * by({ wide: 0.5, tall: 0.56, square: 0.56 }),
			height: row * 0.42,
			maxSize: by({ wide: 92, tall: 72, square: 56 }),
			minSize: 22,
			maxLines: 1,
		},
	);
	const step = motion.stagger(count, 0, 0.16);
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start" }}
			bleed={keyed(props.days, (one) => one.day).map(({ key, index }) => {
				const top = box.y + head.height + row * index;
				const bar = row * 0.36;
				return (
					<div
						key={key}
						style={{ position: "absolute", left: 0, top: top + row * 0.52, width, height: bar, backgroundColor: palette.surface }}
					>
						{keyed(spans[index] ?? [], (span) => String(span.from)).map(({ key: spanKey, item: span }) => {
							const grown = motion.enter(-0.1 + index * step, 1, easeInOut);
							return (
								<div
									key={spanKey}
									style={{
										position: "absolute",
										left: xOf(span.from),
										top: 0,
										width: (xOf(span.to) - xOf(span.from)) * grown,
										height: bar,
										backgroundColor: mix(palette.accent, palette.background, (index / count) * 0.3),
									}}
								/>
							);
						})}
					</div>
				);
			})}
		>
			<HeadLines scene={scene} head={head} />
			{keyed(props.days, (one) => one.day).map(({ key, index }) => {
				const [day, hour] = [days[index], hours[index]];
				const start = index * step;
				return day && hour ? (
					<div
						key={key}
						style={{
							position: "absolute",
							left: 0,
							top: head.height + row * index,
							width: box.width,
							height: row * 0.5,
							display: "flex",
							alignItems: "flex-end",
							justifyContent: "space-between",
						}}
					>
						<FittedLines scene={scene} voice={voices.heading} fitted={day} color={palette.text} start={start} align="left" />
						<FittedLines
							scene={scene}
							voice={voices.number}
							fitted={hour}
							color={readableOn(palette.background, palette.accent, palette.text)}
							start={start + 0.1}
							align="left"
						/>
					</div>
				) : null;
			})}
			{props.note ? <Note scene={scene} note={props.note} start={0.6} /> : null}
		</Stage>
	);
};

/** Days as tiles with large hours. */
const Wall = ({ props }: { props: Props }) => {
	const scene = useScene(props);
	const { u, box, by, motion, ratio, width, height } = scene;
	const tones = toneCycle(scene);
	const head = useHead(scene, props.title, { size: by({ wide: 88, tall: 112, square: 76 }), gap: 0, share: 0.2 });
	const top = head.height === 0 ? 0 : box.y * (ratio === "tall" ? 1 : 0.7) + head.height + u(40);
	const stageTop = ratio === "tall" ? box.y : box.y * 0.7;
	const foot = props.note ? height - stageTop - box.height + u(84) : 0;
	const tiles = tilesOf(props.days.length, { width, height: height - top - foot });
	const step = motion.stagger(props.days.length, 0, 0.24);
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start", top: stageTop }}
			bleed={keyed(props.days, (one) => one.day).map(({ key, item, index }) => {
				const tile = tiles[index];
				return tile ? (
					<Tile
						key={key}
						scene={scene}
						rect={{ ...tile, y: tile.y + top }}
						tone={toneAt(tones, index)}
						from={index % 2 === 0 ? "bottom" : "left"}
						start={-0.35 + index * step}
						text={item.hours}
						mark={item.day}
						size={by({ wide: 132, tall: 104, square: 88 })}
						voice={{ ...scene.voices.number, lineHeight: 1.06 }}
					/>
				) : null;
			})}
		>
			<HeadLines scene={scene} head={head} />
			{props.note ? <Note scene={scene} note={props.note} start={0.6} /> : null}
		</Stage>
	);
};

const OpeningHours = (props: Props) => {
	const layout = useLayout(["board", "bars", "wall"], "board");
	const spans = props.days.map((one) => spansOf(one.hours));
	if (layout === "bars" && spans.some((one) => one !== null && one.length > 0)) return <Bars props={props} spans={spans} />;
	if (layout === "wall") return <Wall props={props} />;
	return <Board props={props} />;
};

export const openingHours = defineScene({
	component: OpeningHours,
	schema: openingHoursSchema,
	title: "Opening hours",
	description: "When the doors are open, day by day",
	family: "time",
	layouts: {
		board: "Large lines over rules that run off the picture",
		bars: "A bar for each line on the scale of the day",
		wall: "A tile for each line",
	},
	defaultProps: {
		title: "Open for you",
		days: [
			{ day: "Mon–Thu", hours: "8:00–18:00" },
			{ day: "Friday", hours: "8:00–22:00" },
			{ day: "Saturday", hours: "10:00–16:00" },
		],
		note: "Ring the bell at the side door",
	},
	defaultDurationInFrames: 120,
});
