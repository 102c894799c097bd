import { keyed } from "../../design/keyed";
import { Stage } from "../../design/Stage";
import type { SceneLook } from "../../design/scene";
import { FittedLines, useFittedGroup } from "../../design/Text";
import { HeadLines, useHead } from "../parts/Head";
import { Panel } from "../parts/Panel";
import { Rule } from "../parts/Rule";
import { tonesOf } from "../parts/tone";
import type { ComparisonProps } from "./Comparison";

/** Point against point, in two columns under the names; the second column is a strip of colour. */
export const ComparisonRows = ({ scene, title, left, right }: { scene: SceneLook } & ComparisonProps) => {
	const { u, box, by, palette, voices, motion, width, height } = scene;
	const tone = tonesOf(scene).accent;
	const count = Math.max(left.points.length, right.points.length);
	const gap = u(by({ wide: 80, tall: 44, square: 44 }));
	const column = (box.width - gap) / 2;
	const head = useHead(scene, title, { size: by({ wide: 88, tall: 104, square: 68 }), gap: 40, share: 0.2 });
	const names = useFittedGroup(scene, voices.heading, [left.title, right.title], {
		width: column - u(20),
		height: box.height * 0.2,
		maxSize: by({ wide: 92, tall: 76, square: 60 }),
		minSize: 28,
		maxLines: 3,
	});
	const nameHeight = Math.max(...names.map((name) => name.height)) + u(36);
	const row = Math.min((box.height - head.height - nameHeight) / count, u(by({ wide: 220, tall: 320, square: 190 })));
	const cells = useFittedGroup(scene, voices.strong, [...left.points, ...right.points], {
		width: column - u(20),
		height: row - u(28),
		maxSize: by({ wide: 56, tall: 54, square: 42 }),
		minSize: 20,
	});
	const step = motion.stagger(count, 0.4, 0.36);
	const top = head.height + nameHeight;
	const sides = [
		{
			name: names[0],
			cells: cells.slice(0, left.points.length),
			x: 0,
			ink: palette.text,
			quiet: palette.muted,
			line: palette.line,
		},
		{ name: names[1], cells: cells.slice(left.points.length), x: column + gap, ink: tone.ink, quiet: tone.ink, line: tone.line },
	];
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start" }}
			bleed={
				<Panel
					scene={scene}
					rect={{
						x: box.x + column + gap / 2,
						y: box.y + head.height - (head.height === 0 ? box.y : u(24)),
						width: width - box.x - column - gap / 2,
						height,
					}}
					fill={tone.fill}
					from="bottom"
					start={0}
				/>
			}
		>
			<HeadLines scene={scene} head={head} />
			{sides.map((side, at) => (
				<div key={side.x} style={{ position: "absolute", left: side.x, top: head.height, width: column }}>
					{side.name ? (
						<FittedLines
							scene={scene}
							voice={voices.heading}
							fitted={side.name}
							color={side.ink}
							start={0.1 + at * 0.3}
							align="left"
						/>
					) : null}
					{keyed(side.cells, (cell) => cell.lines.join(" ")).map(({ key, item, index }) => {
						const start = 0.4 + index * step + at * 0.15;
						return (
							<div
								key={key}
								style={{ position: "absolute", left: 0, top: top - head.height + row * index, width: column, height: row }}
							>
								<Rule scene={scene} width={column} start={start - 0.1} color={side.line} thick={4} />
								<div style={{ height: row - u(4), display: "flex", alignItems: "center" }}>
									<FittedLines
										scene={scene}
										voice={voices.strong}
										fitted={item}
										color={side.quiet}
										start={start}
										reveal="fade"
										align="left"
									/>
								</div>
							</div>
						);
					})}
				</div>
			))}
		</Stage>
	);
};
