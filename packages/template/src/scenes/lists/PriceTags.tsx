import { keyed } from "../../design/keyed";
import { Stage } from "../../design/Stage";
import type { Rect, SceneLook } from "../../design/scene";
import { useFittedText, voiceStyle } from "../../design/Text";
import { HeadLines, useHead } from "../parts/Head";
import { Panel } from "../parts/Panel";
import { RollingText } from "../parts/RollingText";
import { Strike } from "../parts/Strike";
import { innerOf, tilesOf } from "../parts/tiles";
import { type Tone, toneAt, toneCycle } from "../parts/tone";
import { useWords, WordLines } from "../parts/words";
import type { PriceItem, PriceListProps } from "./PriceList";

/** A tile with a large price at its head and the thing at its foot. */
export const PriceTile = ({
	scene,
	item,
	rect,
	tone,
	start,
	from,
	size,
}: {
	scene: SceneLook;
	item: PriceItem;
	rect: Rect;
	tone: Tone;
	start: number;
	from: "left" | "right" | "top" | "bottom";
	/** Largest size of the price, design units. */
	size: number;
}) => {
	const { u, box, voices } = scene;
	const inner = innerOf(rect, box, u(48));
	const voice = { ...voices.number, lineHeight: 1.08 };
	const price = useFittedText(scene, voice, item.price, {
		width: inner.width,
		height: inner.height * (item.oldPrice ? 0.46 : 0.56),
		maxSize: size,
		minSize: 34,
		maxLines: 1,
	});
	const old = useFittedText(scene, voice, item.oldPrice ?? "", {
		width: inner.width * 0.7,
		height: inner.height * 0.18,
		maxSize: size * 0.42,
		minSize: 24,
		maxLines: 1,
	});
	const [words] = useWords(scene, [{ title: item.name, note: item.note }], {
		width: inner.width,
		height: inner.height * (item.oldPrice ? 0.34 : 0.38),
		size: Math.max(44, size * 0.4),
		noteSize: Math.max(28, size * 0.2),
	});
	return (
		<Panel scene={scene} rect={rect} fill={tone.fill} from={from} start={start} style={{ overflow: "hidden" }}>
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
				<div>
					{item.oldPrice ? (
						<div style={{ ...voiceStyle(voice, old.fontSize), color: tone.quiet }}>
							<Strike scene={scene} start={start + 0.9} color={tone.ink} size={old.fontSize}>
								{old.lines.join(" ")}
							</Strike>
						</div>
					) : null}
					<RollingText
						scene={scene}
						text={price.lines.join(" ")}
						voice={voice}
						size={price.fontSize}
						start={start + (item.oldPrice ? 0.6 : 0.2)}
						length={1.1}
						style={{ color: tone.ink }}
					/>
				</div>
				{words ? <WordLines scene={scene} words={words} start={start + 0.4} color={tone.ink} quiet={tone.quiet} /> : null}
			</div>
		</Panel>
	);
};

/** The title on the picture's own ground, the offers as tiles that reach its edges. */
export const PriceTags = ({ scene, title, items }: { scene: SceneLook } & PriceListProps) => {
	const { u, box, by, motion, ratio, width, height } = scene;
	const head = useHead(scene, title, { size: by({ wide: 88, tall: 108, square: 76 }), gap: 0, share: 0.2 });
	const top = head.height === 0 ? 0 : box.y * by({ wide: 0.7, tall: 1, square: 0.8 }) + head.height + u(44);
	const tones = toneCycle(scene);
	const tiles = tilesOf(items.length, { width, height: height - top }).map((tile) => ({ ...tile, y: tile.y + top }));
	const step = motion.stagger(items.length, 0, 0.3);
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start", top: ratio === "tall" ? box.y : box.y * 0.7 }}
			bleed={keyed(items, (item) => item.name).map(({ key, item, index }) => {
				const tile = tiles[index];
				return tile ? (
					<PriceTile
						key={key}
						scene={scene}
						item={item}
						rect={tile}
						tone={toneAt(tones, index)}
						start={-0.2 + index * step}
						from={index % 2 === 0 ? "bottom" : "left"}
						size={(items.length <= 3 ? 1.4 : 1) * by({ wide: 190, tall: 160, square: 130 })}
					/>
				) : null;
			})}
		>
			<HeadLines scene={scene} head={head} />
		</Stage>
	);
};
