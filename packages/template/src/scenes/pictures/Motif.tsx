import { random } from "remotion";
import { Stage } from "../../design/Stage";
import { type Rect, type SceneLook, useScene } from "../../design/scene";
import { Subject as Drawn } from "../../objects/Subject";
import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { Panel } from "../parts/Panel";
import { objectOf, onAccent } from "./Subject";
import { placed, type SubjectProps, SubjectWords, subjectSchema } from "./words";

/** Rows of the same object, every second row shifted by half a step, larger than `area`. */
const cellsOf = (area: { width: number; height: number }, cell: number) => {
	const rows = Math.ceil(area.height / cell) + 1;
	const columns = Math.ceil(area.width / cell) + 1;
	return Array.from({ length: rows * columns }, (_, index) => {
		const row = Math.floor(index / columns);
		const column = index % columns;
		return { index, x: (column - (row % 2) * 0.5) * cell, y: (row - 0.5) * cell };
	});
};

const areas = (scene: SceneLook): { area: Rect; words: Rect } => {
	const { width, height, box, ratio, u } = scene;
	if (ratio === "wide") {
		const start = Math.round(width * 0.5);
		return { area: { x: start, y: 0, width: width - start, height }, words: { ...box, width: start - box.x - u(56) } };
	}
	const foot = Math.round(height * 0.5);
	return {
		area: { x: 0, y: 0, width, height: foot },
		words: { ...box, y: foot + u(56), height: box.y + box.height - foot - u(56) },
	};
};

const Pattern = ({ props }: { props: SubjectProps }) => {
	const scene = useScene(props);
	const { area, words } = areas(scene);
	const { motion, palette } = scene;
	const cell = Math.sqrt((area.width * area.height) / 7);
	const inner = { ...scene, palette: onAccent(palette) };
	const id = objectOf(scene, props);
	const drift = motion.through * cell * 0.35;
	return (
		<Stage
			scene={scene}
			calm
			style={placed(words)}
			bleed={
				<Panel scene={scene} rect={area} fill={palette.accent} from="top" start={-0.3} style={{ overflow: "hidden" }}>
					<div
						style={{
							position: "absolute",
							inset: 0,
							transform: `translate(${-drift}px, ${drift * 0.6 - cell * 0.2}px) rotate(-8deg) scale(1.12)`,
						}}
					>
						{cellsOf(area, cell).map(({ index, x, y }) => (
							<div key={index} style={{ position: "absolute", left: x + cell * 0.14, top: y + cell * 0.14 }}>
								<Drawn
									scene={inner}
									id={id}
									size={cell * 0.72}
									start={random(`${scene.seed}-${index}`) * 0.5}
									lean={index % 2 === 0 ? 12 : -10}
									still
								/>
							</div>
						))}
					</div>
				</Panel>
			}
		>
			<SubjectWords scene={scene} props={props} rect={words} size={scene.by({ wide: 132, tall: 132, square: 108 })} />
		</Stage>
	);
};

const ORBITING = 6;

const Orbit = ({ props }: { props: SubjectProps }) => {
	const scene = useScene(props, "center");
	const { width, height, box, motion, palette, u, by } = scene;
	const id = objectOf(scene, props);
	const centre = { x: width / 2, y: height / 2 };
	const radius = {
		x: width * by({ wide: 0.43, tall: 0.44, square: 0.44 }),
		y: height * by({ wide: 0.47, tall: 0.4, square: 0.44 }),
	};
	const size = u(by({ wide: 330, tall: 350, square: 270 }));
	const turn = 0.9 + motion.through * 0.45;
	const words: Rect = {
		x: Math.max(box.x, centre.x - radius.x + size * 0.42),
		y: Math.max(box.y, centre.y - radius.y + size * by({ wide: 0.3, tall: 0.6, square: 0.5 })),
		width: 0,
		height: 0,
	};
	words.width = width - 2 * words.x;
	words.height = height - 2 * words.y;
	return (
		<Stage
			scene={scene}
			calm
			style={placed(words)}
			bleed={
				<>
					<svg width={width} height={height} role="presentation" style={{ position: "absolute" }}>
						<ellipse
							cx={centre.x}
							cy={centre.y}
							rx={radius.x}
							ry={radius.y}
							fill="none"
							stroke={palette.line}
							strokeWidth={u(3)}
							pathLength={1}
							strokeDasharray={`${motion.enter(-0.2, 1.4)} 1`}
						/>
					</svg>
					{Array.from({ length: ORBITING }, (_, index) => {
						const angle = turn + (index / ORBITING) * Math.PI * 2;
						const near = 0.8 + 0.4 * random(`${scene.seed}-near-${index}`);
						const side = size * near;
						return (
							<div
								// biome-ignore lint/suspicious/noArrayIndexKey: a fixed number of places
								key={index}
								style={{
									position: "absolute",
									left: centre.x + Math.cos(angle) * radius.x - side / 2,
									top: centre.y + Math.sin(angle) * radius.y - side / 2,
									opacity: 1 - motion.exit,
								}}
							>
								<Drawn scene={scene} id={id} size={side} start={index * 0.09 - 0.1} lean={index % 2 === 0 ? 9 : -9} />
							</div>
						);
					})}
				</>
			}
		>
			<SubjectWords scene={scene} props={props} rect={words} size={by({ wide: 150, tall: 132, square: 112 })} align="center" />
		</Stage>
	);
};

const Motif = (props: SubjectProps) => {
	const layout = useLayout(["pattern", "orbit"], "pattern");
	return layout === "orbit" ? <Orbit props={props} /> : <Pattern props={props} />;
};

export const motif = defineScene({
	component: Motif,
	schema: subjectSchema,
	title: "Motif",
	description: "One object many times, as a pattern beside a few words or around them",
	family: "pictures",
	slots: ["icon"],
	layouts: {
		pattern: "Rows of the object on an area in the accent colour, the words beside it",
		orbit: "The object many times on a ring around the words",
	},
	defaultProps: { text: "Fresh every Saturday", kicker: "Farmers' market", object: "carrot" },
	defaultDurationInFrames: 90,
});
