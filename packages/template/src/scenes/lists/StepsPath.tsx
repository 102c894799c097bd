import { curveMonotoneX, curveMonotoneY, line as linePath } from "d3-shape";
import { commonDirectionOf } from "../../design/direction";
import { keyed } from "../../design/keyed";
import { easeInOut } from "../../design/motion";
import { Stage } from "../../design/Stage";
import type { SceneLook } from "../../design/scene";
import { voiceStyle } from "../../design/Text";
import { HeadLines, useHead } from "../parts/Head";
import { useWords, WordLines } from "../parts/words";
import type { StepsProps } from "./Steps";

type Spot = { x: number; y: number };

/** The way from edge to edge through the stops, as an SVG path. */
const wayThrough = (spots: Spot[], across: boolean, begin: Spot, end: Spot): string =>
	linePath<Spot>(
		(spot) => spot.x,
		(spot) => spot.y,
	).curve(across ? curveMonotoneX : curveMonotoneY)([begin, ...spots, end]) ?? "";

export const StepsPath = ({ scene, title, steps }: { scene: SceneLook } & StepsProps) => {
	const { u, box, by, palette, voices, motion, ratio, width, height } = scene;
	const across = ratio === "wide";
	const count = steps.length;
	const head = useHead(scene, title, { size: by({ wide: 92, tall: 104, square: 72 }), gap: 40, share: 0.22 });
	const node = u(across ? (count > 4 ? 104 : 132) : by({ wide: 110, tall: 124, square: 88 }));
	const room = box.height - head.height;
	const top = box.y + head.height;
	const slot = across ? box.width / count : room / count;
	const wave = u(across ? 52 : 46);
	const textBox = across
		? { width: slot - u(count > 4 ? 28 : 44), height: room - node - wave * 2 - u(40) }
		: { width: box.width - node - wave * 2 - u(44), height: slot - u(24) };
	const words = useWords(
		scene,
		steps.map((step) => ({ title: step.title, note: step.text })),
		{
			...textBox,
			size: across ? (count > 4 ? 50 : count > 3 ? 66 : 88) : by({ wide: 60, tall: 80, square: 54 }),
			noteSize: across ? (count > 4 ? 34 : 46) : by({ wide: 36, tall: 46, square: 34 }),
		},
	);
	const used = node + wave * 2 + u(40) + Math.max(...words.map((text) => text.height));
	// What is left of the height is shared out above and below the line.
	const drop = across ? Math.max(0, room - used) * 0.5 : 0;
	const line = top + drop + node / 2 + wave;
	const leftward = commonDirectionOf(steps.map((one) => one.title)) === "rtl";
	/** Words that are read from right to left begin on the right. */
	const turned = ({ x, y }: Spot): Spot => ({ x: leftward ? width - x : x, y });
	const spots = steps.map((_, index) =>
		turned(
			across
				? { x: box.x + slot * index + node / 2, y: line + (index % 2 === 0 ? wave : -wave) }
				: { x: box.x + node / 2 + (index % 2 === 0 ? 0 : wave * 2), y: top + slot * (index + 0.5) },
		),
	);
	const begin = turned(across ? { x: -u(20), y: line - wave } : { x: box.x + node / 2 + wave, y: top - u(10) });
	const end = turned(
		across
			? { x: width + u(20), y: line - wave * (count % 2 === 0 ? -1 : 1) }
			: { x: box.x + node / 2 + wave, y: height + u(20) },
	);
	const way = wayThrough(spots, across, begin, end);
	const step = motion.stagger(count, 0, 0.45);
	const drawn = motion.enter(-0.2, Math.max(1.2, step * count + 0.5), easeInOut);
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start" }}
			bleed={
				<svg width={width} height={height} role="presentation" style={{ position: "absolute", left: 0, top: 0 }}>
					<path d={way} fill="none" stroke={palette.line} strokeWidth={u(10)} />
					<path d={way} fill="none" stroke={palette.accent} strokeWidth={u(10)} pathLength={1} strokeDasharray={`${drawn} 2`} />
				</svg>
			}
		>
			<HeadLines scene={scene} head={head} />
			{keyed(spots, ({ x, y }) => `${x}/${y}`).map(({ key, item: spot, index }) => {
				const start = index * step - 0.1;
				const shown = motion.pop(start, 0.8);
				const [x, y] = [spot.x - box.x, spot.y - box.y];
				const text = words[index];
				return (
					<div key={key}>
						<div
							style={{
								...voiceStyle({ ...voices.heading, letterSpacing: -0.02, lineHeight: 1 }, node * 0.5),
								position: "absolute",
								left: x - node / 2,
								top: y - node / 2,
								width: node,
								height: node,
								borderRadius: Math.min(node / 2, scene.radius * 2),
								backgroundColor: index % 2 === 0 ? palette.accent : palette.text,
								color: index % 2 === 0 ? palette.onAccent : palette.background,
								display: "flex",
								alignItems: "center",
								justifyContent: "center",
								transform: `scale(${shown}) rotate(${(1 - shown) * -30}deg)`,
							}}
						>
							{index + 1}
						</div>
						{text ? (
							<WordLines
								scene={scene}
								words={text}
								start={start + 0.15}
								style={
									across
										? {
												position: "absolute",
												left: leftward ? x + node / 2 - textBox.width : x - node / 2,
												top: line - box.y + node / 2 + wave + u(40),
												width: textBox.width,
											}
										: {
												position: "absolute",
												left: leftward ? 0 : node + wave * 2 + u(44),
												top: y - text.height / 2,
												width: textBox.width,
											}
								}
							/>
						) : null}
					</div>
				);
			})}
		</Stage>
	);
};
