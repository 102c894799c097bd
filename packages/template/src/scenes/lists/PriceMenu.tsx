import { keyed } from "../../design/keyed";
import { Stage } from "../../design/Stage";
import type { SceneLook } from "../../design/scene";
import { useFittedGroup, voiceStyle } from "../../design/Text";
import { HeadLines, useHead } from "../parts/Head";
import { RollingText } from "../parts/RollingText";
import { Strike } from "../parts/Strike";
import { useWords, WordLines } from "../parts/words";
import type { PriceListProps } from "./PriceList";

/** Names on the left, prices on the right, and dots that lead from one to the other. */
export const PriceMenu = ({ scene, title, items }: { scene: SceneLook } & PriceListProps) => {
	const { u, box, by, palette, voices, motion, ratio } = scene;
	const beside = ratio === "wide" && Boolean(title);
	const gap = u(110);
	const head = useHead(scene, title, {
		width: beside ? box.width * 0.32 : box.width,
		size: by({ wide: 120, tall: 128, square: 84 }),
		gap: 44,
		share: beside ? 0.9 : 0.24,
	});
	const width = beside ? box.width * 0.68 - gap : box.width;
	const room = beside ? box.height : box.height - head.height;
	const row = Math.min(room / items.length, u(by({ wide: 230, tall: 280, square: 190 })));
	const prices = useFittedGroup(
		scene,
		voices.number,
		items.map((item) => item.price),
		{ width: width * 0.42, height: row * 0.6, maxSize: by({ wide: 92, tall: 92, square: 70 }), minSize: 28, maxLines: 1 },
	);
	const oldSize = (prices[0]?.fontSize ?? u(40)) * 0.5;
	const widest = Math.max(...prices.map((price) => price.width));
	const words = useWords(
		scene,
		items.map((item) => ({ title: item.name, note: item.note })),
		{
			width: width - widest - u(120),
			height: row - u(20),
			size: by({ wide: 70, tall: 76, square: 56 }),
			noteSize: by({ wide: 34, tall: 38, square: 30 }),
		},
	);
	const step = motion.stagger(items.length, 0.2, 0.34);
	return (
		<Stage
			scene={scene}
			calm
			style={
				beside ? { flexDirection: "row", justifyContent: "space-between", alignItems: "stretch" } : { alignItems: "flex-start" }
			}
		>
			<HeadLines scene={scene} head={head} style={{ width: beside ? box.width * 0.32 : undefined }} />
			<div style={{ width, alignSelf: beside ? "center" : undefined }}>
				{keyed(items, (item) => item.name).map(({ key, item, index }) => {
					const start = 0.15 + index * step;
					const [price, word] = [prices[index], words[index]];
					if (!price || !word) return null;
					return (
						<div key={key} style={{ height: row, display: "flex", alignItems: "center", gap: u(24) }}>
							<WordLines scene={scene} words={word} start={start} />
							<Leader scene={scene} start={start + 0.15} />
							<div style={{ textAlign: "end", flex: "none" }}>
								{item.oldPrice ? (
									<div
										style={{
											...voiceStyle({ ...voices.number, lineHeight: 1.15 }, oldSize),
											color: palette.muted,
											opacity: motion.enter(start, 0.5),
										}}
									>
										<Strike scene={scene} start={start + 0.5} color={palette.accent} size={oldSize}>
											{item.oldPrice}
										</Strike>
									</div>
								) : null}
								<RollingText
									scene={scene}
									text={item.price}
									voice={{ ...voices.number, lineHeight: 1.15 }}
									size={price.fontSize}
									start={start + 0.1}
									length={1}
									style={{ color: item.oldPrice ? palette.accent : palette.text }}
								/>
							</div>
						</div>
					);
				})}
			</div>
		</Stage>
	);
};

/** Dots from a name to its price, in what room is left between them. */
const Leader = ({ scene, start }: { scene: SceneLook; start: number }) => {
	const { u, palette, motion } = scene;
	const dot = u(6);
	return (
		<div
			style={{
				flex: 1,
				height: dot,
				minWidth: u(40),
				backgroundImage: `radial-gradient(circle at ${dot / 2}px 50%, ${palette.muted} ${dot / 2}px, transparent ${dot / 2 + 0.5}px)`,
				backgroundSize: `${dot * 3.4}px ${dot}px`,
				clipPath: `inset(0 ${(1 - motion.enter(start, 0.9)) * 100}% 0 0)`,
			}}
		/>
	);
};
