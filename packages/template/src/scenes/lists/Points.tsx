import { z } from "zod";
import { mix } from "../../design/color";
import { commonDirectionOf } from "../../design/direction";
import { commonFields, line } from "../../design/fields";
import { keyed } from "../../design/keyed";
import { Stage } from "../../design/Stage";
import { type SceneLook, useScene } from "../../design/scene";
import { FittedLines, useFittedGroup, useFittedText, voiceStyle } from "../../design/Text";
import { defineScene } from "../define";
import { HeadLines, useHead } from "../parts/Head";
import { useLayout } from "../parts/layout";
import { Panel } from "../parts/Panel";
import { ReelStage } from "../parts/ReelStage";
import { Rule } from "../parts/Rule";
import { Sweep } from "../parts/Sweep";
import { Tile } from "../parts/Tile";
import { tilesOf } from "../parts/tiles";
import { toneAt, toneCycle, tonesOf } from "../parts/tone";

const pointsSchema = z.strictObject({
	title: line("Title", "What the points are about").optional(),
	points: z.array(line("Point", "A short line")).min(1).max(6).meta({ title: "Points", description: "One to six short lines" }),
	...commonFields,
});
type Props = z.infer<typeof pointsSchema>;

const pointsLayouts = {
	ledger: "Large lines that a block of colour uncovers, over rules that run off the picture",
	aside: "The title on a field of colour at one side, the points at the other",
	wall: "The picture divided into tiles, one for the title and each point",
	reel: "One point after the other, very large, on a reel",
};

const pad = (index: number) => String(index + 1).padStart(2, "0");

/** A point's number: small, in the accent, level with the first line's capitals. */
const NumberMark = ({
	scene,
	index,
	size,
	color,
	start,
}: {
	scene: SceneLook;
	index: number;
	size: number;
	color: string;
	start: number;
}) => (
	<div
		style={{
			...voiceStyle({ ...scene.voices.strong, lineHeight: 1 }, size),
			fontVariantNumeric: "tabular-nums",
			color,
			opacity: scene.motion.enter(start, 0.6),
		}}
	>
		{pad(index)}
	</div>
);

/** Rows over hairlines that leave the picture on the right. */
const Rows = ({
	scene,
	points,
	width,
	height,
	first,
	size,
}: {
	scene: SceneLook;
	points: string[];
	width: number;
	height: number;
	first: number;
	size: number;
}) => {
	const { u, by, palette, voices, motion } = scene;
	const row = Math.min(height / points.length, u(size * by({ wide: 2.5, tall: 4, square: 3 })));
	const gutter = u(Math.min(120, size * 1.2));
	const step = motion.stagger(points.length, first, 0.5);
	const fitted = useFittedGroup(scene, { ...voices.heading, lineHeight: 1.1 }, points, {
		width: width - gutter,
		height: row - u(26),
		maxSize: size,
		minSize: 26,
		maxLines: 3,
	});
	const direction = commonDirectionOf(points);
	return (
		<div>
			{keyed(fitted, (point) => point.lines.join(" ")).map(({ key, item, index }) => {
				const start = first + index * step;
				return (
					<div key={key} style={{ height: row, width, position: "relative" }}>
						<Rule scene={scene} width={scene.width} start={start - 0.15} color={palette.line} />
						<div dir={direction} style={{ height: row - u(3), display: "flex", alignItems: "center" }}>
							<div style={{ width: gutter, flex: "none", alignSelf: "flex-start", paddingTop: u(22) }}>
								<NumberMark scene={scene} index={index} size={u(32)} color={palette.accent} start={start} />
							</div>
							<Sweep scene={scene} start={start} color={palette.accent}>
								<FittedLines
									scene={scene}
									voice={{ ...voices.heading, lineHeight: 1.1 }}
									fitted={item}
									color={palette.text}
									reveal="none"
									align="left"
									direction={direction}
								/>
							</Sweep>
						</div>
					</div>
				);
			})}
		</div>
	);
};

const Ledger = ({ props }: { props: Props }) => {
	const scene = useScene(props);
	const { box, by } = scene;
	const head = useHead(scene, props.title, { size: by({ wide: 64, tall: 76, square: 60 }), gap: 44 });
	return (
		<Stage scene={scene} calm direction={commonDirectionOf(props.points)} style={{ alignItems: "flex-start" }}>
			<HeadLines scene={scene} head={head} />
			<Rows
				scene={scene}
				points={props.points}
				width={box.width}
				height={box.height - head.height}
				first={props.title ? -0.1 : -0.3}
				size={(props.points.length <= 3 ? 1.3 : 1) * by({ wide: 116, tall: 132, square: 96 })}
			/>
		</Stage>
	);
};

const Aside = ({ props }: { props: Props }) => {
	const scene = useScene(props);
	const { u, box, by, ratio, width, height } = scene;
	const tone = tonesOf(scene).accent;
	const beside = ratio !== "tall";
	const gap = u(72);
	const panel = beside
		? { x: 0, y: 0, width: box.x + box.width * 0.36, height }
		: { x: 0, y: 0, width, height: box.y + box.height * 0.3 };
	const titleBox = {
		width: (beside ? panel.width : width) - box.x - (beside ? u(56) : box.x),
		height: panel.height - box.y - u(60),
	};
	const title = useFittedText(scene, scene.voices.heading, props.title ?? "", {
		width: titleBox.width,
		height: beside ? box.height : titleBox.height,
		maxSize: by({ wide: 120, tall: 132, square: 88 }),
		minSize: 40,
	});
	const list = beside
		? { width: box.x + box.width - panel.width - gap, height: box.height }
		: { width: box.width, height: box.y + box.height - panel.height - gap };
	const disc = Math.min(panel.width, panel.height) * 0.9;
	return (
		<Stage
			scene={scene}
			calm
			style={{ alignItems: "flex-end", justifyContent: beside ? "center" : "flex-end" }}
			bleed={
				<Panel
					scene={scene}
					rect={panel}
					fill={tone.fill}
					from={beside ? "left" : "top"}
					start={-0.4}
					style={{ overflow: "hidden" }}
				>
					<div
						style={{
							position: "absolute",
							right: -disc * 0.45,
							top: -disc * 0.45 + scene.motion.through * u(60),
							width: disc,
							height: disc,
							borderRadius: disc,
							border: `${u(44)}px solid ${mix(tone.fill, tone.ink, 0.1)}`,
						}}
					/>
					<FittedLines
						scene={scene}
						voice={scene.voices.heading}
						fitted={title}
						color={tone.ink}
						start={0.1}
						align="left"
						style={{
							position: "absolute",
							left: box.x,
							top: beside ? box.y + box.height - title.height : panel.height - title.height - u(60),
							width: titleBox.width,
						}}
					/>
				</Panel>
			}
		>
			<Rows
				scene={scene}
				points={props.points}
				width={list.width}
				height={list.height}
				first={0.1}
				size={(props.points.length <= 3 ? 1.3 : 1) * by({ wide: 80, tall: 112, square: 62 })}
			/>
		</Stage>
	);
};

const Wall = ({ props }: { props: Props }) => {
	const scene = useScene(props);
	const { by, motion, width, height } = scene;
	const tones = toneCycle(scene);
	const texts = props.title ? [props.title, ...props.points] : props.points;
	const numbered = props.title ? 1 : 0;
	const tiles = tilesOf(texts.length, { width, height });
	const step = motion.stagger(texts.length, 0, 0.32);
	return (
		<Stage
			scene={scene}
			calm
			bleed={tiles.map((tile, index) => (
				<Tile
					key={`${tile.x}-${tile.y}`}
					scene={scene}
					rect={tile}
					tone={toneAt(tones, index)}
					from={index % 2 === 0 ? "left" : "bottom"}
					start={index === 0 ? -0.5 : index * step - 0.1}
					text={texts[index] ?? ""}
					size={index < numbered ? by({ wide: 150, tall: 132, square: 100 }) : by({ wide: 96, tall: 84, square: 68 })}
					{...(index < numbered ? {} : { mark: pad(index - numbered) })}
				/>
			))}
		/>
	);
};

const PointsReel = ({ props }: { props: Props }) => (
	<ReelStage
		scene={useScene(props)}
		title={props.title}
		items={props.points.map((text, index) => ({ text, mark: pad(index) }))}
	/>
);

const Points = (props: Props) => {
	const layout = useLayout(["ledger", "aside", "wall", "reel"], "ledger");
	if (layout === "aside" && props.title) return <Aside props={props} />;
	if (layout === "wall") return <Wall props={props} />;
	if (layout === "reel") return <PointsReel props={props} />;
	return <Ledger props={props} />;
};

export const points = defineScene({
	component: Points,
	schema: pointsSchema,
	title: "Points",
	description: "One to six short lines, one after the other",
	family: "lists",
	layouts: pointsLayouts,
	defaultProps: {
		title: "Three things to remember",
		points: ["Start with the reason", "Show it, then name it", "End on what comes next"],
	},
	defaultDurationInFrames: 150,
});
