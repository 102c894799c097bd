import { z } from "zod";
import { commonFields, line } from "../../design/fields";
import { Stage } from "../../design/Stage";
import { type Rect, type SceneLook, useScene } from "../../design/scene";
import { FittedLines, Text, useFittedText } from "../../design/Text";
import { defineScene } from "../define";
import { type Glyph, glyphNames, glyphs, glyphWidth } from "../parts/glyphs";
import { useLayout } from "../parts/layout";
import { tonesOf } from "../parts/tone";

const iconArraySchema = z.strictObject({
	count: z.int().min(0).max(200).meta({ title: "Count", description: "How many are in colour" }),
	total: z.int().min(1).max(200).meta({ title: "Of", description: "How many there are" }),
	shown: z
		.string()
		.max(40)
		.optional()
		.meta({ title: "Shown as", description: "The words for it, like 4 of 5; the two numbers when empty" }),
	label: line("Label", "What is counted"),
	shape: z.enum(glyphNames).optional().meta({ title: "Shape", description: "What each one looks like" }),
	...commonFields,
});
type Props = z.infer<typeof iconArraySchema>;

const iconArrayLayouts = {
	row: "Large shapes side by side, with the words below",
	field: "A field of shapes from edge to edge, with the words on a block of colour",
	side: "The words large at one side, the shapes at the other",
};

const shownOf = (props: Props) => props.shown ?? `${props.count}/${props.total}`;

type Grid = { columns: number; rows: number; cell: number };

/** The columns and rows in which `total` cells, `wide` times as wide as high, are as large as they can be in a box. */
const gridFor = (total: number, wide: number, width: number, height: number): Grid =>
	Array.from({ length: total }, (_, index) => index + 1)
		.map((columns) => {
			const rows = Math.ceil(total / columns);
			return { columns, rows, cell: Math.min(width / columns / wide, height / rows) };
		})
		.reduce((best, grid) => (grid.cell > best.cell + 0.01 ? grid : best));

/** The shapes in their place, those that count in colour, one after the other. */
const Shapes = ({
	scene,
	props,
	place,
	colors,
	from,
}: {
	scene: SceneLook;
	props: Props;
	place: Rect;
	colors: { on: string; off: string };
	from: number;
}) => {
	const { motion } = scene;
	const glyph: Glyph = props.shape ?? "person";
	const { columns, cell, rows } = gridFor(props.total, glyphWidth(glyph), place.width, place.height);
	const step = motion.stagger(props.total, from, props.total > 20 ? 0.03 : 0.14);
	const inset = cell * 0.05;
	const left = place.x;
	const top = place.y + (place.height - rows * cell) / 2;
	return (
		<svg width={scene.width} height={scene.height} role="presentation" style={{ position: "absolute", left: 0, top: 0 }}>
			{Array.from({ length: props.total }, (_, index) => {
				const start = from + index * step;
				const shown = motion.enter(start - 0.15, 0.5);
				const lit = index < props.count ? motion.pop(start + 0.35, 0.7) : 0;
				const size = ((cell - inset * 2) / 100) * (0.6 + 0.4 * shown);
				const x = left + ((index % columns) + 0.5) * cell * glyphWidth(glyph);
				const y = top + Math.floor(index / columns) * cell + cell / 2;
				return (
					<g
						key={`${x}-${y}`}
						transform={`translate(${x} ${y}) scale(${size}) translate(-50 -50)`}
						opacity={Math.min(1, shown * 2)}
					>
						<path d={glyphs[glyph]} fill={colors.off} />
						{lit > 0.01 ? (
							<path d={glyphs[glyph]} fill={colors.on} transform={`translate(50 50) scale(${lit}) translate(-50 -50)`} />
						) : null}
					</g>
				);
			})}
		</svg>
	);
};

const Row = ({ props }: { props: Props }) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices } = scene;
	const shown = useFittedText(scene, { ...voices.number, lineHeight: 1.05 }, shownOf(props), {
		width: box.width * by({ wide: 0.46, tall: 1, square: 1 }),
		height: box.height * by({ wide: 0.3, tall: 0.2, square: 0.22 }),
		maxSize: by({ wide: 260, tall: 260, square: 180 }),
		minSize: 50,
		maxLines: 1,
	});
	const beside = scene.ratio === "wide";
	const label = useFittedText(scene, voices.heading, props.label, {
		width: beside ? box.width - shown.width - u(70) : box.width,
		height: beside ? box.height * 0.3 : box.height * 0.18,
		maxSize: by({ wide: 84, tall: 92, square: 64 }),
		minSize: 30,
	});
	const words = beside ? Math.max(shown.height, label.height) : shown.height + label.height + u(16);
	const place = { x: box.x, y: box.y, width: box.width, height: box.height - words - u(60) };
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-end", alignItems: "flex-start" }}
			bleed={<Shapes scene={scene} props={props} place={place} colors={{ on: palette.accent, off: palette.line }} from={-0.2} />}
		>
			<div
				style={{
					display: "flex",
					flexDirection: beside ? "row" : "column",
					alignItems: beside ? "center" : "flex-start",
					gap: beside ? u(70) : u(16),
				}}
			>
				<FittedLines
					scene={scene}
					voice={{ ...voices.number, lineHeight: 1.05 }}
					fitted={shown}
					color={palette.accent}
					start={0}
					align="left"
				/>
				<FittedLines scene={scene} voice={voices.heading} fitted={label} color={palette.text} start={0.2} align="left" />
			</div>
		</Stage>
	);
};

const Field = ({ props }: { props: Props }) => {
	const scene = useScene(props);
	const { u, box, by, voices, width, height, motion } = scene;
	const { accent } = tonesOf(scene);
	const beside = scene.ratio === "wide";
	const block = beside ? { x: 0, y: 0, width: width * 0.42, height } : { x: 0, y: height * 0.62, width, height: height * 0.38 };
	const inner = beside
		? { width: block.width - box.x - u(50), height: box.height }
		: { width: box.width, height: box.y + box.height - block.y - u(44) };
	const place = beside
		? { x: block.width + u(50), y: u(50), width: width - block.width - u(100), height: height - u(100) }
		: { x: u(40), y: u(60), width: width - u(80), height: block.y - u(100) };
	const shown = useFittedText(scene, { ...voices.number, lineHeight: 1.02 }, shownOf(props), {
		width: inner.width,
		height: inner.height * 0.5,
		maxSize: by({ wide: 300, tall: 240, square: 170 }),
		minSize: 50,
		maxLines: 2,
	});
	const label = useFittedText(scene, voices.heading, props.label, {
		width: inner.width,
		height: inner.height - shown.height - u(20),
		maxSize: by({ wide: 76, tall: 88, square: 58 }),
		minSize: 28,
	});
	return (
		<Stage
			scene={scene}
			calm
			bleed={
				<>
					<Shapes
						scene={scene}
						props={props}
						place={place}
						colors={{ on: scene.palette.accent, off: scene.palette.line }}
						from={-0.2}
					/>
					<div
						style={{
							position: "absolute",
							left: block.x,
							top: block.y,
							width: block.width,
							height: block.height,
							backgroundColor: accent.fill,
							transform: beside
								? `translateX(${(1 - motion.enter(-0.5, 0.9)) * -100}%)`
								: `translateY(${(1 - motion.enter(-0.5, 0.9)) * 100}%)`,
						}}
					>
						<div
							style={{
								position: "absolute",
								left: box.x,
								top: beside ? box.y : u(30),
								width: inner.width,
								height: inner.height,
								display: "flex",
								flexDirection: "column",
								justifyContent: beside ? "flex-end" : "center",
								gap: u(20),
							}}
						>
							<FittedLines
								scene={scene}
								voice={{ ...voices.number, lineHeight: 1.02 }}
								fitted={shown}
								color={accent.ink}
								start={0}
								align="left"
							/>
							<FittedLines scene={scene} voice={voices.heading} fitted={label} color={accent.ink} start={0.2} align="left" />
						</div>
					</div>
				</>
			}
		/>
	);
};

const Side = ({ props }: { props: Props }) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices } = scene;
	const beside = scene.ratio !== "tall";
	const gap = u(70);
	const text = beside ? { width: box.width * 0.5 - gap / 2, height: box.height } : { width: box.width, height: box.height * 0.4 };
	const place = beside
		? { x: box.x + box.width * 0.5 + gap / 2, y: box.y, width: box.width * 0.5 - gap / 2, height: box.height }
		: { x: box.x, y: box.y + text.height + gap, width: box.width, height: box.height - text.height - gap };
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: beside ? "center" : "flex-start", alignItems: "flex-start" }}
			bleed={<Shapes scene={scene} props={props} place={place} colors={{ on: palette.accent, off: palette.line }} from={-0.1} />}
		>
			<Text
				scene={scene}
				voice={{ ...voices.number, lineHeight: 1 }}
				text={shownOf(props)}
				box={{
					width: text.width,
					height: text.height * 0.55,
					maxSize: by({ wide: 320, tall: 300, square: 200 }),
					minSize: 50,
					maxLines: 2,
				}}
				color={palette.text}
				start={0}
				align="left"
			/>
			<Text
				scene={scene}
				voice={voices.heading}
				text={props.label}
				box={{ width: text.width, height: text.height * 0.4, maxSize: by({ wide: 76, tall: 92, square: 60 }), minSize: 28 }}
				color={palette.muted}
				start={0.2}
				align="left"
				style={{ marginTop: u(28) }}
			/>
		</Stage>
	);
};

const IconArray = (props: Props) => {
	const layout = useLayout(["row", "field", "side"], props.total > 12 ? "field" : "row");
	if (layout === "field") return <Field props={props} />;
	if (layout === "side") return <Side props={props} />;
	return <Row props={props} />;
};

export const iconArray = defineScene({
	component: IconArray,
	schema: iconArraySchema,
	title: "Count",
	description: "A count out of a total, each one as a shape",
	family: "numbers",
	layouts: iconArrayLayouts,
	defaultProps: { count: 4, total: 5, shown: "4 of 5", label: "neighbours walk to the market" },
	defaultDurationInFrames: 105,
});
