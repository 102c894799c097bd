import { z } from "zod";
import { commonFields, line } from "../../design/fields";
import { keyed } from "../../design/keyed";
import { easeInOut } from "../../design/motion";
import { Stage } from "../../design/Stage";
import { useScene } from "../../design/scene";
import { defineScene } from "../define";
import { HeadLines, useHead } from "../parts/Head";
import { useLayout } from "../parts/layout";
import { Legend } from "./DonutLegend";
import { type Part, partsOf } from "./donut-parts";

const donutSchema = z.strictObject({
	title: line("Title", "What is divided").optional(),
	parts: z
		.array(
			z.strictObject({
				label: z.string().max(80).meta({ title: "Label", description: "Name of the part" }),
				value: z.number().min(0).meta({ title: "Value", description: "Its size; the parts together are the whole" }),
				shown: z.string().max(24).optional().meta({ title: "Shown as", description: "The value shown as written" }),
			}),
		)
		.min(2)
		.max(6)
		.meta({ title: "Parts", description: "Two to six parts of the whole" }),
	...commonFields,
});
export type DonutProps = z.infer<typeof donutSchema>;

const donutLayouts = {
	ring: "A large ring in parts, with the parts as a list",
	stack: "One bar as high as the picture, in parts, with the words beside them",
	squares: "A hundred squares in the colours of the parts",
};

const RingOfParts = ({ props }: { props: DonutProps }) => {
	const scene = useScene(props);
	const { u, box, by, motion, width, height } = scene;
	const parts = partsOf(scene, props.parts);
	const beside = scene.ratio === "wide";
	const head = useHead(scene, props.title, {
		width: beside ? box.width * 0.52 : box.width,
		size: by({ wide: 88, tall: 104, square: 68 }),
		gap: 36,
		share: 0.22,
	});
	const outer = beside ? Math.min(height * 0.46, width * 0.24) : Math.min(width * 0.4, (box.height - head.height) * 0.27);
	const stroke = outer * 0.42;
	// On the right and as high as the picture; above the list where there is no room beside it.
	const centre = beside
		? { x: width - outer - box.x * 0.5, y: height / 2 }
		: { x: width - box.x - outer, y: box.y + head.height + outer };
	const place = beside
		? { x: 0, y: head.height, width: centre.x - outer - box.x - u(80), height: box.height - head.height }
		: { x: 0, y: head.height + outer * 2 + u(36), width: box.width, height: box.height - head.height - outer * 2 - u(36) };
	const drawn = motion.enter(-0.2, Math.min(1.7, motion.beats * 0.5), easeInOut);
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start" }}
			bleed={
				<svg width={width} height={height} role="presentation" style={{ position: "absolute" }}>
					<g transform={`rotate(${-90 + (1 - drawn) * -70} ${centre.x} ${centre.y})`}>
						{keyed(parts, (part) => part.label).map(({ key, item: part, index }) => {
							const seen = Math.max(0, Math.min(part.share, drawn - part.from));
							const out = index === 0 ? motion.enter(0.9, 0.8) * u(18) : 0;
							const angle = (part.from + part.share / 2) * Math.PI * 2;
							return (
								<circle
									key={key}
									cx={centre.x + Math.cos(angle) * out}
									cy={centre.y + Math.sin(angle) * out}
									r={outer - stroke / 2 - u(10)}
									fill="none"
									stroke={part.color}
									strokeWidth={stroke}
									pathLength={1}
									strokeDasharray={`${Math.max(0, seen - 0.004)} 2`}
									strokeDashoffset={-part.from - 0.002}
									opacity={seen > 0.004 ? 1 : 0}
								/>
							);
						})}
					</g>
				</svg>
			}
		>
			<HeadLines scene={scene} head={head} />
			<Legend scene={scene} parts={parts} place={place} />
		</Stage>
	);
};

const Stack = ({ props }: { props: DonutProps }) => {
	const scene = useScene(props);
	const { u, box, by, palette, motion, width, height } = scene;
	const parts = partsOf(scene, props.parts);
	const head = useHead(scene, props.title, {
		width: box.width * by({ wide: 0.6, tall: 0.74, square: 0.66 }),
		size: by({ wide: 88, tall: 100, square: 68 }),
		gap: 40,
		share: 0.24,
	});
	const bar = {
		x: width * by({ wide: 0.7, tall: 0.78, square: 0.76 }),
		width: width * by({ wide: 0.3, tall: 0.22, square: 0.24 }),
	};
	const place = {
		x: 0,
		y: head.height,
		width: bar.x - box.x - u(by({ wide: 170, tall: 100, square: 90 })),
		height: box.height - head.height,
	};
	const row = Math.min(place.height / parts.length, u(by({ wide: 190, tall: 190, square: 120 })));
	const rowTop = box.y + head.height + (place.height - row * parts.length) / 2;
	const drawn = motion.enter(-0.3, 1.4, easeInOut);
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start" }}
			bleed={
				<svg width={width} height={height} role="presentation" style={{ position: "absolute" }}>
					{keyed(parts, (part) => part.label).map(({ key, item: part, index }) => {
						const top = height * part.from * drawn + height * (1 - drawn);
						const middle = height * (part.from + part.share / 2);
						const level = rowTop + row * (index + 0.5);
						const led = motion.enter(0.5 + index * 0.1, 0.6);
						const from = box.x + place.width + u(16);
						return (
							<g key={key}>
								<rect x={bar.x} y={top} width={bar.width} height={height * part.share * drawn + 1} fill={part.color} />
								<polyline
									points={`${from},${level} ${from + u(24)},${level} ${bar.x - u(18)},${middle} ${bar.x},${middle}`}
									fill="none"
									stroke={palette.muted}
									strokeWidth={u(3)}
									pathLength={1}
									strokeDasharray={`${led} 2`}
								/>
							</g>
						);
					})}
				</svg>
			}
		>
			<HeadLines scene={scene} head={head} />
			<Legend scene={scene} parts={parts} place={place} />
		</Stage>
	);
};

/** Which part each of a hundred squares belongs to. */
const squaresOf = (parts: Part[]): number[] =>
	Array.from({ length: 100 }, (_, square) =>
		Math.max(
			0,
			parts.findLastIndex((part) => part.share > 0 && part.from <= (square + 0.5) / 100),
		),
	);

const Squares = ({ props }: { props: DonutProps }) => {
	const scene = useScene(props);
	const { u, box, by, motion, width, height } = scene;
	const parts = partsOf(scene, props.parts);
	const beside = scene.ratio === "wide";
	const head = useHead(scene, props.title, {
		width: beside ? width - height - box.x - u(80) : box.width,
		size: by({ wide: 84, tall: 100, square: 64 }),
		gap: 36,
		share: 0.22,
	});
	const [columns, rows] = beside ? [10, 10] : [20, 5];
	const field = beside
		? { x: width - height, y: 0, width: height, height }
		: { x: 0, y: box.y + head.height, width, height: width / 4 };
	const cell = field.width / columns;
	const owner = squaresOf(parts);
	const place = beside
		? { x: 0, y: head.height, width: field.x - box.x - u(80), height: box.height - head.height }
		: { x: 0, y: head.height + field.height + u(36), width: box.width, height: box.height - head.height - field.height - u(36) };
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start" }}
			bleed={
				<svg width={width} height={height} role="presentation" style={{ position: "absolute" }}>
					{owner.map((part, square) => {
						const column = Math.floor(square / rows);
						const y = rows - 1 - (square % rows);
						const shown = motion.enter(-0.4 + column * (1.2 / columns) + y * 0.02, 0.5);
						const size = (cell - u(6)) * shown;
						return (
							<rect
								key={`${column}-${y}`}
								x={field.x + (column + 0.5) * cell - size / 2}
								y={field.y + (y + 0.5) * cell - size / 2}
								width={size}
								height={size}
								fill={parts[part]?.color}
								rx={Math.min(scene.radius * 0.3, size / 2)}
							/>
						);
					})}
				</svg>
			}
		>
			<HeadLines scene={scene} head={head} />
			<Legend scene={scene} parts={parts} place={place} />
		</Stage>
	);
};

const Donut = (props: DonutProps) => {
	const layout = useLayout(["ring", "stack", "squares"], "ring");
	if (layout === "stack") return <Stack props={props} />;
	if (layout === "squares") return <Squares props={props} />;
	return <RingOfParts props={props} />;
};

export const donut = defineScene({
	component: Donut,
	schema: donutSchema,
	title: "Shares",
	description: "Two to six parts that make up a whole",
	family: "charts",
	layouts: donutLayouts,
	defaultProps: {
		title: "Where a euro goes",
		parts: [
			{ label: "Growers", value: 52, shown: "52 ct" },
			{ label: "Roasting", value: 23, shown: "23 ct" },
			{ label: "Transport", value: 16, shown: "16 ct" },
			{ label: "Shop", value: 9, shown: "9 ct" },
		],
	},
	defaultDurationInFrames: 105,
});
