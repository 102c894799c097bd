import { keyed } from "../../design/keyed";
import { Stage } from "../../design/Stage";
import type { Rect, SceneLook } from "../../design/scene";
import { FittedLines, useFittedGroup } from "../../design/Text";
import { HeadLines, useHead } from "../parts/Head";
import { Panel } from "../parts/Panel";
import { Rule } from "../parts/Rule";
import { innerOf } from "../parts/tiles";
import { tonesOf } from "../parts/tone";
import type { VersusProps } from "./Versus";

/** A field of colour for each side, from head to foot or, where the picture is tall, from edge to edge. */
export const VersusColumns = ({ scene, title, sides, rows, highlight }: { scene: SceneLook } & VersusProps) => {
	const { u, box, by, voices, motion, ratio, width, height } = scene;
	const tones = tonesOf(scene);
	const across = ratio !== "tall";
	const head = useHead(scene, title, { size: by({ wide: 80, tall: 96, square: 64 }), gap: 0, share: 0.18 });
	const top = head.height === 0 ? 0 : box.y * (across ? 0.7 : 1) + head.height + u(40);
	const count = sides.length;
	const fields: Rect[] = sides.map((_, index) =>
		across
			? { x: (width * index) / count, y: top, width: width / count, height: height - top }
			: { x: 0, y: top + ((height - top) * index) / count, width, height: (height - top) / count },
	);
	const inners = fields.map((field) => innerOf(field, box, u(across ? 52 : 40)));
	const inner = { width: Math.min(...inners.map((one) => one.width)), height: Math.min(...inners.map((one) => one.height)) };
	const names = useFittedGroup(scene, voices.heading, sides, {
		width: inner.width,
		height: inner.height * (across ? 0.22 : 0.26),
		maxSize: by({ wide: 120, tall: 92, square: 76 }),
		minSize: 28,
		maxLines: 2,
	});
	const nameHeight = Math.max(...names.map((name) => name.height)) + u(across ? 40 : 20);
	// Values stand below each other in a column, and beside each other in a band.
	const perLine = across ? 1 : rows.length > 4 ? 3 : Math.min(2, rows.length);
	const lines = Math.ceil(rows.length / perLine);
	const cell = { width: inner.width / perLine - (perLine > 1 ? u(16) : 0), height: (inner.height - nameHeight) / lines };
	const labels = useFittedGroup(
		scene,
		voices.body,
		rows.map((one) => one.label),
		{ width: cell.width, height: cell.height * 0.32, maxSize: by({ wide: 52, tall: 46, square: 40 }), minSize: 20, maxLines: 1 },
	);
	const values = useFittedGroup(
		scene,
		voices.number,
		sides.flatMap((_, side) => rows.map((one) => one.values[side] ?? "")),
		{
			width: cell.width,
			height: cell.height * 0.52,
			maxSize: (rows.length <= 2 ? 1.8 : 1.2) * by({ wide: 92, tall: 76, square: 62 }),
			minSize: 22,
			maxLines: 2,
		},
	);
	const step = motion.stagger(rows.length, 0.4, 0.26);
	const order = [tones.surface, tones.tint, tones.inverse];
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start", top: across ? box.y * 0.7 : box.y }}
			bleed={keyed(sides, String).map(({ key, item: name, index: side }) => {
				const [field, place, fitted] = [fields[side], inners[side], names[side]];
				if (!field || !place || !fitted) return null;
				const chosen = highlight === undefined ? side === count - 1 : name === highlight;
				const tone = chosen ? tones.accent : (order[side] ?? tones.surface);
				const start = -0.35 + side * 0.18;
				return (
					<Panel key={key} scene={scene} rect={field} fill={tone.fill} from={across ? "bottom" : "left"} start={start}>
						<div
							style={{
								position: "absolute",
								left: place.x - field.x,
								top: place.y - field.y,
								width: inner.width,
								height: inner.height,
							}}
						>
							<FittedLines
								scene={scene}
								voice={voices.heading}
								fitted={fitted}
								color={tone.ink}
								start={start + 0.3}
								align="left"
							/>
							{keyed(rows, (one) => one.label).map(({ key: rowKey, index: at }) => {
								const [label, value] = [labels[at], values[side * rows.length + at]];
								const begin = 0.3 + at * step + side * 0.1;
								return label && value ? (
									<div
										key={rowKey}
										style={{
											position: "absolute",
											left: (at % perLine) * (cell.width + u(16)),
											top: nameHeight + Math.floor(at / perLine) * cell.height,
											width: cell.width,
										}}
									>
										{across ? (
											<Rule scene={scene} width={cell.width} start={begin} color={tone.line} style={{ marginBottom: u(14) }} />
										) : null}
										<FittedLines
											scene={scene}
											voice={voices.body}
											fitted={label}
											color={tone.quiet}
											start={begin}
											reveal="fade"
											align="left"
										/>
										<FittedLines
											scene={scene}
											voice={voices.number}
											fitted={value}
											color={tone.ink}
											start={begin + 0.1}
											align="left"
										/>
									</div>
								) : null;
							})}
						</div>
					</Panel>
				);
			})}
		>
			<HeadLines scene={scene} head={head} />
		</Stage>
	);
};
