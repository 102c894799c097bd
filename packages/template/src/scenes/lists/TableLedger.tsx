import { mix } from "../../design/color";
import { keyed } from "../../design/keyed";
import { Stage } from "../../design/Stage";
import type { SceneLook } from "../../design/scene";
import { FittedLines } from "../../design/Text";
import { HeadLines, useHead } from "../parts/Head";
import { Panel } from "../parts/Panel";
import { Rule } from "../parts/Rule";
import { type Tone, tonesOf } from "../parts/tone";
import type { TableProps } from "./Table";
import { useFittedTable } from "./table-fit";

/** Rows between rules, or as bands of colour; the column that stands out is a strip from the head to the foot. */
export const TableLedger = ({
	scene,
	bands,
	title,
	columns,
	rows,
	highlight,
}: { scene: SceneLook; bands: boolean } & TableProps) => {
	const { u, box, by, palette, voices, motion, width, height } = scene;
	const tones = tonesOf(scene);
	const head = useHead(scene, title, { size: by({ wide: 92, tall: 104, square: 72 }), gap: 44, share: 0.22 });
	const heads = u(by({ wide: 76, tall: 84, square: 64 }));
	const room = box.height - head.height - heads;
	const row = Math.min(room / rows.length, u(by({ wide: 220, tall: 300, square: 200 })));
	const gap = u(by({ wide: 56, tall: 32, square: 32 }));
	const voice = { ...voices.number, lineHeight: 1.12 };
	const fitted = useFittedTable(
		scene,
		voice,
		rows.map(({ cells }) => columns.map((_, index) => cells[index] ?? "")),
		{ width: box.width, rowHeight: row - u(20), gap, maxSize: by({ wide: 76, tall: 68, square: 56 }), minSize: 20 },
	);
	const labels = useFittedTable(scene, voices.strong, [columns], {
		widths: fitted.columns.map((column) => column.width),
		width: box.width,
		rowHeight: heads,
		gap,
		maxSize: 34,
		minSize: 18,
	});
	const step = motion.stagger(rows.length, -0.1, 0.3);
	const top = box.y + head.height;
	const chosen = columns.indexOf(highlight ?? "");
	const strip = fitted.columns[chosen];
	const toneOf = (index: number): Tone => {
		if (rows[index]?.cells[0] === highlight && highlight !== undefined) return tones.accent;
		return bands ? (index % 2 === 0 ? tones.surface : tones.base) : tones.base;
	};
	const stripLeft = strip ? box.x + strip.x - gap / 2 : 0;
	const stripRight = strip ? (chosen === columns.length - 1 ? width : box.x + strip.x + strip.width + gap / 2) : 0;
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start" }}
			bleed={
				<>
					{keyed(rows, ({ cells }) => cells.join("|")).map(({ key, index }) => {
						const tone = toneOf(index);
						if (tone === tones.base) return null;
						const last = index === rows.length - 1 && bands;
						const y = top + heads + row * index;
						return (
							<Panel
								key={key}
								scene={scene}
								rect={{ x: 0, y, width, height: last ? height - y : row }}
								fill={tone.fill}
								from="left"
								start={index * step - 0.25}
							/>
						);
					})}
					{strip ? (
						<Panel
							scene={scene}
							rect={{ x: stripLeft, y: top - u(18), width: stripRight - stripLeft, height: height - top + u(18) }}
							fill={tones.accent.fill}
							from="bottom"
							start={0}
						/>
					) : null}
				</>
			}
		>
			<HeadLines scene={scene} head={head} />
			{keyed(columns, String).map(({ key, index }) => {
				const place = fitted.columns[index];
				const label = labels.cells[0]?.[index];
				if (!place || !label) return null;
				return (
					<FittedLines
						key={key}
						scene={scene}
						voice={voices.strong}
						fitted={label}
						color={index === chosen ? tones.accent.ink : palette.muted}
						start={0.15 + index * 0.08}
						reveal="fade"
						align="left"
						style={{ position: "absolute", left: place.x, top: head.height, width: place.width }}
					/>
				);
			})}
			{keyed(rows, ({ cells }) => cells.join("|")).map(({ key, index: at }) => {
				const start = at * step - 0.1;
				const tone = toneOf(at);
				return (
					<div
						key={key}
						style={{ position: "absolute", left: 0, top: head.height + heads + row * at, width: box.width, height: row }}
					>
						{bands ? null : (
							<Rule
								scene={scene}
								width={width - box.x}
								start={start - 0.1}
								color={at === 0 ? palette.text : palette.line}
								thick={at === 0 ? 6 : 3}
							/>
						)}
						{fitted.columns.map((place, column) => {
							const cell = fitted.cells[at]?.[column];
							if (!cell) return null;
							const color = column === chosen ? tones.accent.ink : column === 0 ? tone.ink : mix(tone.ink, tone.fill, 0.14);
							return (
								<div
									key={place.x}
									style={{
										position: "absolute",
										left: place.x,
										top: 0,
										width: place.width,
										height: row,
										display: "flex",
										alignItems: "center",
									}}
								>
									<FittedLines
										scene={scene}
										voice={voice}
										fitted={cell}
										color={color}
										start={start + column * 0.08}
										align="left"
									/>
								</div>
							);
						})}
					</div>
				);
			})}
		</Stage>
	);
};
