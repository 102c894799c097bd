import { keyed } from "../../design/keyed";
import { Stage } from "../../design/Stage";
import type { Rect, SceneLook } from "../../design/scene";
import { FittedLines, useFittedGroup, useFittedText } from "../../design/Text";
import { HeadLines, useHead } from "../parts/Head";
import { Panel } from "../parts/Panel";
import { innerOf, tilesOf } from "../parts/tiles";
import { type Tone, toneAt, toneCycle, tonesOf } from "../parts/tone";
import type { TableProps } from "./Table";

/** One row as a tile: its first cell large, the others under their heads. */
const RowTile = ({
	scene,
	rect,
	tone,
	start,
	columns,
	cells,
}: {
	scene: SceneLook;
	rect: Rect;
	tone: Tone;
	start: number;
	columns: string[];
	cells: string[];
}) => {
	const { u, box, by, voices } = scene;
	const inner = innerOf(rect, box, u(44));
	const name = useFittedText(scene, voices.heading, cells[0] ?? "", {
		width: inner.width,
		height: inner.height * 0.46,
		maxSize: by({ wide: 110, tall: 104, square: 80 }),
		minSize: 30,
		maxLines: 2,
	});
	const rest = cells.slice(1, columns.length);
	const slot = inner.width / Math.max(1, rest.length);
	const values = useFittedGroup(scene, voices.number, rest, {
		width: slot - u(20),
		height: inner.height * 0.26,
		maxSize: by({ wide: 56, tall: 56, square: 44 }),
		minSize: 20,
		maxLines: 2,
	});
	const labels = useFittedGroup(
		scene,
		voices.body,
		rest.map((_, index) => columns[index + 1] ?? ""),
		{ width: slot - u(20), height: inner.height * 0.16, maxSize: 32, minSize: 18, maxLines: 1 },
	);
	return (
		<Panel scene={scene} rect={rect} fill={tone.fill} from="left" start={start} style={{ overflow: "hidden" }}>
			<div
				style={{
					position: "absolute",
					left: inner.x - rect.x,
					top: inner.y - rect.y,
					width: inner.width,
					height: inner.height,
					display: "flex",
					flexDirection: "column",
					justifyContent: "space-between",
				}}
			>
				<FittedLines scene={scene} voice={voices.heading} fitted={name} color={tone.ink} start={start + 0.3} align="left" />
				<div style={{ display: "flex", alignItems: "flex-end" }}>
					{keyed(rest, String).map(({ key, index }) => {
						const [value, label] = [values[index], labels[index]];
						return value && label ? (
							<div key={key} style={{ width: slot }}>
								<FittedLines
									scene={scene}
									voice={voices.body}
									fitted={label}
									color={tone.quiet}
									start={start + 0.4}
									reveal="fade"
									align="left"
								/>
								<FittedLines
									scene={scene}
									voice={voices.number}
									fitted={value}
									color={tone.ink}
									start={start + 0.45 + index * 0.08}
									align="left"
								/>
							</div>
						) : null;
					})}
				</div>
			</div>
		</Panel>
	);
};

export const TableCards = ({ scene, title, columns, rows, highlight }: { scene: SceneLook } & TableProps) => {
	const { u, box, by, motion, ratio, width, height } = scene;
	const head = useHead(scene, title, { size: by({ wide: 92, tall: 112, square: 76 }), gap: 0, share: 0.2 });
	const top = head.height === 0 ? 0 : box.y * (ratio === "tall" ? 1 : 0.7) + head.height + u(40);
	const tones = toneCycle(scene);
	const tiles = tilesOf(rows.length, { width, height: height - top });
	const step = motion.stagger(rows.length, 0, 0.28);
	const accent = tonesOf(scene).accent;
	const marked = highlight !== undefined && rows.some(({ cells }) => cells[0] === highlight);
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start", top: ratio === "tall" ? box.y : box.y * 0.7 }}
			bleed={keyed(rows, ({ cells }) => cells.join("|")).map(({ key, item, index }) => {
				const tile = tiles[index];
				const tone = marked ? (item.cells[0] === highlight ? accent : toneAt(tones.slice(1), index % 3)) : toneAt(tones, index);
				return tile ? (
					<RowTile
						key={key}
						scene={scene}
						rect={{ ...tile, y: tile.y + top }}
						tone={tone}
						start={-0.2 + index * step}
						columns={columns}
						cells={item.cells}
					/>
				) : null;
			})}
		>
			<HeadLines scene={scene} head={head} />
		</Stage>
	);
};
