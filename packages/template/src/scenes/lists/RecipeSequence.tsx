import { keyed } from "../../design/keyed";
import { easeInOut } from "../../design/motion";
import { Stage } from "../../design/Stage";
import type { SceneLook } from "../../design/scene";
import { FittedLines, useFittedGroup } from "../../design/Text";
import { HeadLines, useHead } from "../parts/Head";
import { Rule } from "../parts/Rule";
import { Tile } from "../parts/Tile";
import { tilesOf } from "../parts/tiles";
import { toneAt, toneCycle } from "../parts/tone";
import type { RecipeProps } from "./Recipe";

/** The ingredients as tiles with large amounts; then they leave at the head of the picture and the steps follow. */
export const RecipeSequence = ({ scene, title, ingredients, steps }: { scene: SceneLook } & RecipeProps) => {
	const { u, box, by, palette, voices, motion, width, height } = scene;
	const tones = toneCycle(scene);
	const turn = Math.max(1, motion.beats * 0.46);
	const passed = motion.enter(turn, 0.9, easeInOut);
	const head = useHead(scene, title, { size: by({ wide: 120, tall: 132, square: 92 }), gap: 40, share: 0.24 });
	const tiles = tilesOf(ingredients.length, { width, height });
	const step = motion.stagger(ingredients.length, -0.3, 0.14);
	const row = Math.min((box.height - head.height) / steps.length, u(by({ wide: 240, tall: 300, square: 210 })));
	const gutter = u(by({ wide: 130, tall: 120, square: 96 }));
	const texts = useFittedGroup(scene, voices.heading, steps, {
		width: box.width - gutter,
		height: row - u(28),
		maxSize: by({ wide: 84, tall: 84, square: 64 }),
		minSize: 24,
	});
	const pace = Math.min(0.4, Math.max(0.08, (motion.beats - turn - 1.2) / steps.length));
	return (
		<Stage
			scene={scene}
			calm
			style={{
				justifyContent: "flex-start",
				alignItems: "flex-start",
				transform: `translateY(${(1 - passed) * height * 0.9}px)`,
			}}
			bleed={
				passed >= 1 ? null : (
					<div style={{ position: "absolute", left: 0, top: 0, width, height, transform: `translateY(${passed * -100}%)` }}>
						{keyed(ingredients, (one) => one.name).map(({ key, item, index }) => {
							const tile = tiles[index];
							return tile ? (
								<Tile
									key={key}
									scene={scene}
									rect={tile}
									tone={toneAt(tones, index)}
									from={index % 2 === 0 ? "left" : "bottom"}
									start={-0.5 + index * step}
									text={item.amount ?? item.name}
									note={item.amount ? item.name : undefined}
									size={ingredients.length > 6 ? 100 : by({ wide: 180, tall: 150, square: 120 })}
									voice={item.amount ? { ...voices.number, lineHeight: 1.05 } : { ...voices.heading, lineHeight: 1.05 }}
								/>
							) : null;
						})}
					</div>
				)
			}
		>
			<HeadLines scene={scene} head={head} start={turn + 0.1} />
			{keyed(texts, (text) => text.lines.join(" ")).map(({ key, item: text, index }) => {
				const start = turn + 0.4 + index * pace;
				return (
					<div key={key} style={{ height: row, width: box.width }}>
						<Rule scene={scene} width={width} start={start - 0.1} color={palette.line} />
						<div style={{ display: "flex", alignItems: "center", height: row - u(3) }}>
							<FittedLines
								scene={scene}
								voice={voices.heading}
								fitted={{ ...text, lines: [String(index + 1)] }}
								color={palette.accent}
								start={start}
								align="left"
								style={{ width: gutter, flex: "none" }}
							/>
							<FittedLines scene={scene} voice={voices.heading} fitted={text} color={palette.text} start={start} align="left" />
						</div>
					</div>
				);
			})}
		</Stage>
	);
};
