import { mix, readableOn } from "../../design/color";
import { commonDirectionOf } from "../../design/direction";
import { keyed } from "../../design/keyed";
import { Stage } from "../../design/Stage";
import type { Rect, SceneLook } from "../../design/scene";
import { voiceStyle } from "../../design/Text";
import { HeadLines, useHead } from "../parts/Head";
import { Panel } from "../parts/Panel";
import { useWords, WordLines } from "../parts/words";
import type { StepsProps } from "./Steps";

/** Between the edge of a block that stands and its words, px. */
const paddingOf = ({ u }: SceneLook): number => u(40);

/** Blocks from the foot of the picture, each higher than the one before. */
const upright = (scene: SceneLook, count: number, head: number): Rect[] => {
	const { width, height, box } = scene;
	const low = height * 0.44;
	// The last block may stand beside the title, not the first ones.
	const high = Math.max(low, height - box.y - Math.min(head, box.height * 0.12));
	// The first block has the safe margin beside its words as well.
	const margin = Math.max(0, box.x - paddingOf(scene));
	const slot = (width - margin) / count;
	return Array.from({ length: count }, (_, index) => {
		const tall = count === 1 ? high : low + ((high - low) * index) / (count - 1);
		return {
			x: index === 0 ? 0 : margin + slot * index,
			y: height - tall,
			width: index === 0 ? slot + margin : slot,
			height: tall,
		};
	});
};

/** Bands from the left edge, each longer than the one before. */
const lying = (scene: SceneLook, count: number, head: number): Rect[] => {
	const { width, height, box } = scene;
	const top = box.y + head;
	const band = (box.y + box.height - top) / count;
	return Array.from({ length: count }, (_, index) => ({
		x: 0,
		y: top + band * index,
		width: width * (count === 1 ? 1 : 0.72 + (0.28 * index) / (count - 1)),
		// The last one goes on to the foot of the picture, its words do not.
		height: index === count - 1 ? height - top - band * index : band,
	}));
};

export const StepsStairs = ({ scene, title, steps }: { scene: SceneLook } & StepsProps) => {
	const { u, box, by, palette, voices, motion, ratio, width, height } = scene;
	const standing = ratio === "wide";
	const count = steps.length;
	const head = useHead(scene, title, {
		width: standing ? box.width * (count > 2 ? 0.62 : 0.46) : box.width,
		size: by({ wide: 104, tall: 116, square: 80 }),
		gap: by({ wide: 36, tall: 56, square: 36 }),
		share: standing ? 0.36 : 0.2,
	});
	const direction = commonDirectionOf(steps.map((one) => one.title));
	const leftward = direction === "rtl";
	const rising = standing ? upright(scene, count, head.height) : lying(scene, count, head.height);
	const blocks = leftward ? rising.map((block) => ({ ...block, x: width - block.x - block.width })) : rising;
	const padding = standing ? paddingOf(scene) : u(32);
	const numeral = standing
		? Math.min(u(220), (width / count) * 0.5, height * 0.2)
		: Math.min(u(200), (blocks[0]?.height ?? 0) * 0.8);
	const foot = height - box.y - box.height;
	const inner = standing
		? {
				// The last block keeps off the picture's edge as the first does.
				width:
					(width - Math.max(0, box.x - padding)) / count - padding - (count > 3 ? padding * 0.6 : Math.max(padding, box.x * 0.6)),
				height: (blocks[0]?.height ?? 0) - numeral * 1.15 - padding - foot * 0.7,
			}
		: { width: (blocks[0]?.width ?? 0) - box.x - numeral * 0.95 - padding, height: (blocks[0]?.height ?? 0) - 2 * u(22) };
	const voice = { ...voices.heading, lineHeight: 1.1 };
	const words = useWords(
		scene,
		steps.map((step) => ({ title: step.title, note: step.text })),
		{
			...inner,
			voice,
			size: standing ? (count > 4 ? 50 : 84) : by({ wide: 60, tall: 72, square: 56 }),
			noteSize: standing ? 44 : by({ wide: 34, tall: 42, square: 32 }),
		},
	);
	const step = motion.stagger(count, 0.1, 0.42);
	return (
		<Stage
			scene={scene}
			calm
			direction={direction}
			style={{ justifyContent: "flex-start", alignItems: "flex-start" }}
			bleed={keyed(blocks, ({ x, y }) => `${x}/${y}`).map(({ key, item: block, index }) => {
				const fill = mix(palette.surface, palette.accent, count === 1 ? 1 : index / (count - 1));
				const ink = readableOn(fill, palette.text, palette.background);
				const start = index === 0 ? -0.3 : 0.1 + index * step;
				const before = standing ? (index === 0 ? Math.max(padding, box.x) : padding) : box.x;
				return (
					<Panel
						key={key}
						scene={scene}
						rect={block}
						fill={fill}
						from={standing ? "bottom" : leftward ? "right" : "left"}
						start={start}
						length={0.9}
						style={{ overflow: "hidden" }}
					>
						<div
							dir={direction}
							style={{
								position: "absolute",
								...(leftward ? { right: before } : { left: before }),
								top: standing ? padding * 0.7 : 0,
								height: standing ? undefined : blocks[0]?.height,
								width: inner.width,
								display: "flex",
								flexDirection: standing ? "column" : "row",
								alignItems: standing ? "flex-start" : "center",
							}}
						>
							<div
								style={{
									...voiceStyle({ ...voices.heading, lineHeight: 1.15, letterSpacing: -0.04 }, numeral),
									fontVariantNumeric: "tabular-nums",
									color: mix(fill, ink, 0.9),
									width: standing ? undefined : numeral * 0.95,
									flex: "none",
									transform: `translateY(${(1 - motion.enter(start + 0.2, 1)) * numeral * 0.5}px)`,
								}}
							>
								{index + 1}
							</div>
							{words[index] ? (
								<WordLines
									scene={scene}
									words={words[index]}
									voice={voice}
									start={start + 0.35}
									color={ink}
									quiet={mix(ink, fill, 0.14)}
									style={{ width: inner.width }}
								/>
							) : null}
						</div>
					</Panel>
				);
			})}
		>
			<HeadLines scene={scene} head={head} />
		</Stage>
	);
};
