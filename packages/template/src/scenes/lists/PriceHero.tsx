import { keyed } from "../../design/keyed";
import { Stage } from "../../design/Stage";
import type { SceneLook } from "../../design/scene";
import { FittedLines, useFittedText, voiceStyle } from "../../design/Text";
import { useHead } from "../parts/Head";
import { Panel } from "../parts/Panel";
import { RollingText } from "../parts/RollingText";
import { Strike } from "../parts/Strike";
import { tonesOf } from "../parts/tone";
import { useWords, WordLines } from "../parts/words";
import type { PriceListProps } from "./PriceList";
import { PriceTile } from "./PriceTags";

/** One offer: its name on the picture's ground, its price on a slab of colour that cuts the picture. */
const OneOffer = ({ scene, title, items }: { scene: SceneLook } & PriceListProps) => {
	const { u, box, by, palette, voices, ratio, width, height, motion } = scene;
	const item = items[0];
	const tone = tonesOf(scene).accent;
	const beside = ratio === "wide";
	const slab = beside
		? { x: width * 0.46, y: 0, width: width * 0.54, height }
		: { x: 0, y: height * 0.5, width, height: height * 0.5 };
	const inner = beside
		? { width: width - slab.x - u(90) - box.x * 0.7, height: box.height }
		: { width: box.width, height: box.y + box.height - slab.y - u(60) };
	const voice = { ...voices.number, lineHeight: 1.02, letterSpacing: -0.04 };
	const price = useFittedText(scene, voice, item?.price ?? "", {
		width: inner.width,
		height: inner.height * 0.62,
		maxSize: by({ wide: 480, tall: 420, square: 320 }),
		minSize: 60,
		maxLines: 1,
	});
	const old = useFittedText(scene, voice, item?.oldPrice ?? "", {
		width: inner.width * 0.62,
		height: inner.height * 0.24,
		maxSize: by({ wide: 150, tall: 150, square: 110 }),
		minSize: 40,
		maxLines: 1,
	});
	const label = useFittedText(scene, voices.strong, title ?? "", {
		width: beside ? slab.x - box.x - u(60) : box.width,
		height: u(140),
		maxSize: 52,
		minSize: 26,
		maxLines: 2,
	});
	const [words] = useWords(scene, [{ title: item?.name ?? "", note: item?.note }], {
		width: beside ? slab.x - box.x - u(60) : box.width,
		height: (beside ? box.height : slab.y - box.y - u(60)) - label.height - u(40),
		size: by({ wide: 170, tall: 170, square: 120 }),
		noteSize: by({ wide: 52, tall: 56, square: 44 }),
	});
	if (!item || !words) return null;
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: beside ? "flex-end" : "flex-start", alignItems: "flex-start" }}
			bleed={
				<Panel
					scene={scene}
					rect={slab}
					fill={tone.fill}
					from={beside ? "right" : "bottom"}
					start={-0.4}
					style={{ overflow: "hidden" }}
				>
					<div
						style={{
							position: "absolute",
							left: beside ? u(90) : box.x,
							top: beside ? box.y : u(50),
							width: inner.width,
							height: inner.height,
							display: "flex",
							flexDirection: "column",
							justifyContent: beside ? "center" : "flex-start",
						}}
					>
						{item.oldPrice ? (
							<div style={{ ...voiceStyle(voice, old.fontSize), color: tone.ink, opacity: motion.enter(0, 0.5) }}>
								<Strike scene={scene} start={0.7} color={tone.ink} size={old.fontSize}>
									{old.lines.join(" ")}
								</Strike>
							</div>
						) : null}
						<RollingText
							scene={scene}
							text={price.lines.join(" ")}
							voice={voice}
							size={price.fontSize}
							start={item.oldPrice ? 0.9 : 0.1}
							length={1.2}
							style={{ color: tone.ink }}
						/>
					</div>
				</Panel>
			}
		>
			{title ? (
				<FittedLines
					scene={scene}
					voice={voices.strong}
					fitted={label}
					color={palette.muted}
					start={0}
					reveal="fade"
					align="left"
					style={{ marginBottom: u(40), ...(beside ? { position: "absolute", top: 0, left: 0 } : {}) }}
				/>
			) : null}
			<WordLines scene={scene} words={words} start={0.1} />
		</Stage>
	);
};

const TwoOffers = ({ scene, title, items }: { scene: SceneLook } & PriceListProps) => {
	const { by, box, u, ratio, width, height, palette, voices } = scene;
	const tones = tonesOf(scene);
	const head = useHead(scene, title, { size: by({ wide: 76, tall: 92, square: 64 }), gap: 0, share: 0.18 });
	const top = head.height === 0 ? 0 : box.y * 0.7 + head.height + u(40);
	const across = ratio !== "tall";
	const rects = [0, 1].map((index) =>
		across
			? { x: index === 0 ? 0 : width * 0.46, y: top, width: index === 0 ? width * 0.46 : width * 0.54, height: height - top }
			: { x: 0, y: top + ((height - top) * index) / 2, width, height: (height - top) / 2 },
	);
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start", top: box.y * 0.7 }}
			bleed={keyed(items, (item) => item.name).map(({ key, item, index }) => {
				const rect = rects[index];
				return rect ? (
					<PriceTile
						key={key}
						scene={scene}
						item={item}
						rect={rect}
						tone={index === 0 ? tones.surface : tones.accent}
						start={-0.3 + index * 0.35}
						from={index === 0 ? "left" : "right"}
						size={by({ wide: 260, tall: 240, square: 170 })}
					/>
				) : null;
			})}
		>
			{title ? (
				<FittedLines scene={scene} voice={voices.heading} fitted={head.fitted} color={palette.text} start={0} align="left" />
			) : null}
		</Stage>
	);
};

export const PriceHero = (props: { scene: SceneLook } & PriceListProps) =>
	props.items.length === 1 ? <OneOffer {...props} /> : <TwoOffers {...props} />;
