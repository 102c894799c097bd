import { z } from "zod";
import { commonFields, line } from "../../design/fields";
import { keyed } from "../../design/keyed";
import { Stage } from "../../design/Stage";
import { useScene } from "../../design/scene";
import { defineScene } from "../define";
import { HeadLines, useHead } from "../parts/Head";
import { useLayout } from "../parts/layout";
import { Panel } from "../parts/Panel";
import { Rule } from "../parts/Rule";
import { reelOf } from "../parts/reel";
import { Sign } from "../parts/Sign";
import { innerOf, tilesOf } from "../parts/tiles";
import { toneAt, toneCycle, tonesOf } from "../parts/tone";
import { useWords, WordLines } from "../parts/words";

const iconListSchema = z.strictObject({
	title: line("Title", "What the things are").optional(),
	items: z
		.array(
			z.strictObject({
				text: line("Text", "A few words"),
				note: line("Note", "A sentence more").optional(),
				icon: z.string().max(64).optional().meta({ title: "Picture", description: "Name of an object, like mug or leaf" }),
			}),
		)
		.min(1)
		.max(8)
		.meta({ title: "Items", description: "One to eight things, each with a picture" }),
	...commonFields,
});
type Props = z.infer<typeof iconListSchema>;
type Item = Props["items"][number];

const named = (items: Item[]) => items.map(({ text, note }) => ({ title: text, note }));

/** Pictures on a strip of colour that runs from head to foot, the words beside them. */
const Rows = ({ props }: { props: Props }) => {
	const scene = useScene(props);
	const { u, box, by, palette, motion, ratio, height, width } = scene;
	const tone = tonesOf(scene).tint;
	const count = props.items.length;
	const beside = ratio === "wide" && Boolean(props.title);
	const head = useHead(scene, props.title, {
		width: beside ? box.width * 0.34 : box.width,
		size: by({ wide: 124, tall: 124, square: 84 }),
		gap: 44,
		share: beside ? 0.9 : 0.22,
	});
	const list = beside
		? { x: box.width * 0.4, y: 0, width: box.width * 0.6, height: box.height }
		: { x: 0, y: head.height, width: box.width, height: box.height - head.height };
	const row = Math.min(list.height / count, u(by({ wide: 260, tall: 340, square: 220 })));
	const sign = Math.min(row * 0.82, u(by({ wide: 210, tall: 240, square: 170 })));
	const gutter = sign + u(56);
	const words = useWords(scene, named(props.items), {
		width: list.width - gutter,
		height: row - u(26),
		size: by({ wide: 76, tall: 84, square: 60 }),
		noteSize: by({ wide: 36, tall: 42, square: 32 }),
	});
	const step = motion.stagger(count, 0.1, 0.34);
	const top = list.y + (list.height - row * count) / 2;
	const strip = beside
		? { x: box.x + list.x - u(40), y: 0, width: sign + u(80), height }
		: { x: 0, y: box.y + top - u(26), width: box.x + sign + u(28), height: height - box.y - top + u(26) };
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start" }}
			bleed={<Panel scene={scene} rect={strip} fill={tone.fill} from="top" start={-0.5} />}
		>
			<HeadLines scene={scene} head={head} style={beside ? { width: box.width * 0.34 } : {}} />
			{keyed(props.items, (item) => item.text).map(({ key, item, index }) => {
				const word = words[index];
				const start = 0.1 + index * step;
				return word ? (
					<div key={key} style={{ position: "absolute", left: list.x, top: top + row * index, width: list.width, height: row }}>
						{index > 0 ? (
							<Rule scene={scene} width={width} start={start - 0.15} color={palette.line} style={{ marginLeft: gutter }} />
						) : (
							<div style={{ height: u(3) }} />
						)}
						<div style={{ height: row - u(3), display: "flex", alignItems: "center" }}>
							<div style={{ width: gutter, flex: "none" }}>
								<Sign scene={scene} name={item.icon} index={index} size={sign} start={start - 0.1} color={palette.accent} />
							</div>
							<WordLines scene={scene} words={word} start={start} />
						</div>
					</div>
				) : null;
			})}
		</Stage>
	);
};

/** Tiles with large pictures that their edges cut. */
const Wall = ({ props }: { props: Props }) => {
	const scene = useScene(props);
	const { u, box, by, palette, motion, ratio, width, height } = scene;
	const tones = toneCycle(scene);
	const ground = tonesOf(scene);
	const count = props.items.length;
	const head = useHead(scene, props.title, { size: by({ wide: 88, tall: 112, square: 76 }), gap: 0, share: 0.2 });
	const top = head.height === 0 ? 0 : box.y * (ratio === "tall" ? 1 : 0.7) + head.height + u(40);
	const tiles = tilesOf(count, { width, height: height - top }).map((tile) => ({ ...tile, y: tile.y + top }));
	const inners = tiles.map((tile) => innerOf(tile, box, u(40)));
	const words = useWords(scene, named(props.items), {
		width: Math.min(...inners.map((inner) => inner.width)),
		height: Math.min(...inners.map((inner) => inner.height)) * 0.52,
		size: by({ wide: 72, tall: 68, square: 54 }),
		noteSize: by({ wide: 34, tall: 36, square: 28 }),
	});
	const step = motion.stagger(count, 0, 0.26);
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start", top: ratio === "tall" ? box.y : box.y * 0.7 }}
			bleed={keyed(props.items, (item) => item.text).map(({ key, item, index }) => {
				const [tile, inner, word] = [tiles[index], inners[index], words[index]];
				if (!tile || !inner || !word) return null;
				// Objects are drawn in the palette's colours: their tiles keep to its quiet grounds.
				const tone = item.icon === undefined ? toneAt(tones, index) : index % 2 === 0 ? ground.tint : ground.surface;
				const start = -0.35 + index * step;
				const size = Math.min(tile.width * 0.8, (inner.y + inner.height - word.height - tile.y) * 1.06);
				return (
					<Panel
						key={key}
						scene={scene}
						rect={tile}
						fill={tone.fill}
						from={index % 2 === 0 ? "bottom" : "left"}
						start={start}
						style={{ overflow: "hidden" }}
					>
						<div style={{ position: "absolute", right: -size * 0.14, top: -size * 0.1 }}>
							<Sign
								scene={scene}
								name={item.icon}
								index={index}
								size={size}
								start={start + 0.25}
								color={item.icon === undefined ? tone.line : palette.accent}
							/>
						</div>
						<WordLines
							scene={scene}
							words={word}
							start={start + 0.4}
							color={tone.ink}
							quiet={tone.quiet}
							style={{
								position: "absolute",
								left: inner.x - tile.x,
								top: inner.y - tile.y + inner.height - word.height,
								width: inner.width,
							}}
						/>
					</Panel>
				);
			})}
		>
			<HeadLines scene={scene} head={head} />
		</Stage>
	);
};

/** One thing after the other: its picture larger than the safe area allows, the words before it. */
const PictureReel = ({ props }: { props: Props }) => {
	const scene = useScene(props);
	const { box, by, palette, motion, ratio, width, height } = scene;
	const count = props.items.length;
	const head = useHead(scene, props.title, { size: by({ wide: 56, tall: 68, square: 52 }), gap: 20, share: 0.14 });
	const reel = reelOf(scene, count);
	const beside = ratio === "wide";
	const size = by({ wide: Math.min(height * 1.02, width * 0.5), tall: width * 0.98, square: width * 0.66 });
	const text = beside
		? { width: box.width * 0.54, height: box.height - head.height }
		: { width: box.width, height: box.height * by({ wide: 1, tall: 0.34, square: 0.36 }) };
	const words = useWords(scene, named(props.items), {
		...text,
		size: by({ wide: 170, tall: 150, square: 104 }),
		noteSize: by({ wide: 52, tall: 56, square: 42 }),
	});
	const place = by({
		wide: { x: width - size * 0.86, y: (height - size) / 2 },
		tall: { x: width - size * 0.9, y: box.y + head.height },
		square: { x: width - size * 0.9, y: box.y * 0.8 },
	});
	const tint = tonesOf(scene).tint.fill;
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start" }}
			bleed={
				<>
					<div
						style={{
							position: "absolute",
							left: place.x + size * 0.06,
							top: place.y + size * 0.06,
							width: size * 0.88,
							height: size * 0.88,
							borderRadius: size,
							backgroundColor: tint,
							transform: `scale(${motion.enter(-0.5, 1)})`,
						}}
					/>
					{keyed(props.items, (item) => item.text).map(({ key, item, index }) => {
						const away = index - reel.position;
						if (Math.abs(away) >= 0.98) return null;
						return (
							<div
								key={key}
								style={{
									position: "absolute",
									left: place.x,
									top: place.y + away * height * 0.9,
									transform: `rotate(${away * 24}deg)`,
								}}
							>
								<Sign
									scene={scene}
									name={item.icon}
									index={index}
									size={size}
									start={index === 0 ? -0.4 : -3}
									color={palette.accent}
								/>
							</div>
						);
					})}
				</>
			}
		>
			<HeadLines scene={scene} head={head} color={palette.muted} />
			{keyed(props.items, (item) => item.text).map(({ key, index }) => {
				const away = index - reel.position;
				const word = words[index];
				if (!word || Math.abs(away) >= 0.98) return null;
				const top = beside ? head.height + (text.height - word.height) * 0.6 : box.height - word.height;
				return (
					<div
						key={key}
						style={{
							position: "absolute",
							left: 0,
							top: top + away * box.height * 0.5,
							width: text.width,
							opacity: (1 - Math.abs(away)) ** 1.6,
						}}
					>
						<WordLines scene={scene} words={word} start={index === 0 ? 0 : -3} />
					</div>
				);
			})}
		</Stage>
	);
};

const IconList = (props: Props) => {
	const layout = useLayout(["rows", "wall", "reel"], "rows");
	if (layout === "wall") return <Wall props={props} />;
	if (layout === "reel") return <PictureReel props={props} />;
	return <Rows props={props} />;
};

export const iconList = defineScene({
	component: IconList,
	schema: iconListSchema,
	title: "Icon list",
	description: "One to eight things, each with a drawn object",
	family: "lists",
	layouts: {
		rows: "Pictures on a strip of colour, the words beside them",
		wall: "Tiles with large pictures that their edges cut",
		reel: "One thing after the other, its picture larger than the text",
	},
	defaultProps: {
		title: "What to pack",
		items: [
			{ text: "A warm coat", icon: "jacket" },
			{ text: "Tea for two", icon: "mug" },
			{ text: "Something to read", icon: "book" },
		],
	},
	defaultDurationInFrames: 135,
});
