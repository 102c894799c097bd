import { keyed } from "../../design/keyed";
import { easeInOut } from "../../design/motion";
import { Stage } from "../../design/Stage";
import { type Rect, type SceneLook, useScene } from "../../design/scene";
import { FittedLines, useFittedText } from "../../design/Text";
import { HeadLines, useHead } from "../parts/Head";
import { Media } from "../parts/Media";
import { openFrom } from "../parts/Panel";
import { innerOf, tilesOf } from "../parts/tiles";
import { type Tone, toneAt, toneCycle, tonesOf } from "../parts/tone";
import type { GalleryProps } from "./Gallery";
import { placed } from "./words";

export type Picture = GalleryProps["pictures"][number];

/** The pictures of the scene; the storyboard's picture is the first, and its object stands where nothing is named. */
export const picturesOf = (scene: SceneLook, props: GalleryProps): Picture[] => {
	const own: Picture[] = scene.media && !props.pictures.some(({ src }) => src === scene.media) ? [{ src: scene.media }] : [];
	return [...own, ...props.pictures].map((picture) => ({ ...picture, object: picture.object ?? scene.icon ?? undefined }));
};

export const nameOf = ({ src, object }: Picture): string => src ?? object ?? "";

/** Words on a flat field at the foot of a picture. */
const Caption = ({
	scene,
	text,
	width,
	size,
	start,
	tone,
}: {
	scene: SceneLook;
	text: string;
	width: number;
	size: number;
	start: number;
	tone: Tone;
}) => {
	const padding = scene.u(size * 0.5);
	const fitted = useFittedText(scene, scene.voices.strong, text, {
		width: width - 2 * padding,
		height: scene.u(size * 2.7),
		maxSize: size,
		minSize: 20,
		maxLines: 2,
	});
	const hidden = 1 - scene.motion.enter(start, 0.7);
	return (
		<div
			style={{
				width: "fit-content",
				maxWidth: width,
				padding: `${padding * 0.6}px ${padding}px`,
				boxSizing: "border-box",
				backgroundColor: tone.fill,
				clipPath: hidden > 0 ? openFrom("left", hidden) : undefined,
			}}
		>
			<FittedLines scene={scene} voice={scene.voices.strong} fitted={fitted} color={tone.ink} reveal="none" align="left" />
		</div>
	);
};

/** A picture that opens in its tile. */
const MosaicTile = ({
	scene,
	picture,
	rect,
	index,
	start,
	tone,
}: {
	scene: SceneLook;
	picture: Picture;
	rect: Rect;
	index: number;
	start: number;
	tone: Tone;
}) => {
	const { motion, u, box } = scene;
	const inner = innerOf(rect, box, u(28));
	const hidden = 1 - motion.enter(start, 0.9, easeInOut);
	const from = (["left", "bottom", "right", "top"] as const)[index % 4] ?? "left";
	const tones = tonesOf(scene);
	return (
		<div
			style={{
				position: "absolute",
				left: rect.x,
				top: rect.y,
				width: rect.width + 0.5,
				height: rect.height + 0.5,
				clipPath: openFrom(from, Math.max(hidden, motion.exit)),
			}}
		>
			<Media
				scene={scene}
				src={picture.src}
				name={picture.object}
				place={rect}
				tone={tone}
				start={start + 0.2}
				lean={index % 2 === 0 ? -6 : 6}
				drift={0.05 + 0.06 * motion.through}
			/>
			{picture.caption ? (
				<div style={{ position: "absolute", left: inner.x - rect.x, bottom: rect.y + rect.height - inner.y - inner.height }}>
					<Caption
						scene={scene}
						text={picture.caption}
						width={inner.width}
						size={scene.by({ wide: 32, tall: 34, square: 28 })}
						start={start + 0.6}
						tone={tones.base}
					/>
				</div>
			) : null}
		</div>
	);
};

/** The picture divided among all. */
export const Mosaic = ({ props }: { props: GalleryProps }) => {
	const scene = useScene(props);
	const { by, motion, width, height, box, u, voices } = scene;
	const pictures = picturesOf(scene, props);
	const titled = props.title ? 1 : 0;
	const tiles = tilesOf(pictures.length + titled, { width, height });
	const tones = toneCycle(scene);
	const base = tonesOf(scene).base;
	const step = motion.stagger(tiles.length, 0, 0.24);
	// The title's tile is the second where there are many: a picture opens the scene.
	const titleAt = titled ? Math.min(1, tiles.length - 1) : -1;
	const rect = tiles[titleAt];
	const inner = rect ? innerOf(rect, box, u(44)) : { ...box, width: 1, height: 1 };
	const title = useFittedText(scene, voices.heading, props.title ?? "", {
		width: inner.width,
		height: inner.height,
		maxSize: by({ wide: 116, tall: 116, square: 84 }),
		minSize: 34,
	});
	return (
		<Stage
			scene={scene}
			calm
			style={placed(inner)}
			bleed={tiles.map((tile, index) => {
				const picture = pictures[index - (titled && index > titleAt ? 1 : 0)];
				if (index === titleAt || !picture) return null;
				return (
					<MosaicTile
						key={`${tile.x}-${tile.y}`}
						scene={scene}
						picture={picture}
						rect={tile}
						index={index}
						start={index === 0 ? -0.5 : index * step - 0.2}
						tone={picture.src ? base : toneAt(tones, index)}
					/>
				);
			})}
		>
			{props.title ? (
				<FittedLines scene={scene} voice={voices.heading} fitted={title} color={scene.palette.text} start={0.1} align="left" />
			) : null}
		</Stage>
	);
};

/** Shapes of pictures in a strip, width by height. */
const SHAPES = [0.78, 1.3, 1, 1.18];

/** Pictures in a row, as high as there is room, that pass by. */
export const Strip = ({ props }: { props: GalleryProps }) => {
	const scene = useScene(props);
	const { by, box, motion, width, height, u } = scene;
	const pictures = picturesOf(scene, props);
	const tones = toneCycle(scene);
	const head = useHead(scene, props.title, {
		size: by({ wide: 96, tall: 104, square: 76 }),
		gap: 44,
		share: by({ wide: 0.2, tall: 0.18, square: 0.18 }),
	});
	const captioned = pictures.some(({ caption }) => caption);
	const captionRoom = captioned ? u(by({ wide: 84, tall: 100, square: 76 })) : 0;
	const room = height - box.y - head.height - captionRoom - (captioned ? height - box.y - box.height : 0);
	const gap = u(28);
	const top = box.y + head.height;
	const sizes = pictures.map((_, index) => ({
		width: Math.min(room * (SHAPES[index % SHAPES.length] ?? 1), width * by({ wide: 0.6, tall: 0.84, square: 0.84 })),
		height: room * (index % 2 === 0 ? 1 : 0.88),
	}));
	const all = sizes.reduce((sum, size) => sum + size.width + gap, -gap);
	const travel = Math.max(0, all - width + 2 * box.x);
	const passed = easeInOut(Math.min(1, Math.max(0, (motion.through - 0.12) / 0.76))) * travel;
	const rest = travel > 0 ? box.x : (width - all) / 2;
	let x = rest - passed;
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start" }}
			bleed={keyed(pictures, nameOf).map(({ key, item: picture, index }) => {
				const size = sizes[index] ?? { width: room, height: room };
				const left = x;
				x += size.width + gap;
				const shown = motion.enter(-0.3 + index * 0.16, 1);
				if (left > width || left + size.width < 0) return null;
				return (
					<div
						key={key}
						style={{
							position: "absolute",
							left,
							top: top + (1 - shown) * u(240),
							width: size.width,
							opacity: Math.min(1, shown * 2) * (1 - motion.exit),
						}}
					>
						<div
							style={{
								position: "relative",
								width: size.width,
								height: size.height,
								overflow: "hidden",
								borderRadius: Math.min(scene.radius, u(40)),
							}}
						>
							<Media
								scene={scene}
								src={picture.src}
								name={picture.object}
								place={size}
								tone={toneAt(tones, index)}
								start={index * 0.16}
								lean={index % 2 === 0 ? -6 : 6}
								focus={{ x: 100 - Math.min(100, Math.max(0, ((left + size.width / 2) / width) * 100)), y: 50 }}
								drift={0.08}
							/>
						</div>
						{picture.caption ? (
							<StripCaption scene={scene} text={picture.caption} left={left} width={size.width} start={index * 0.16 + 0.4} />
						) : null}
					</div>
				);
			})}
		>
			<HeadLines scene={scene} head={head} />
		</Stage>
	);
};

/** Words below a picture of a strip: they keep inside the picture of the film as long as theirs does, and then fade. */
const StripCaption = ({
	scene,
	text,
	left,
	width,
	start,
}: {
	scene: SceneLook;
	text: string;
	left: number;
	width: number;
	start: number;
}) => {
	const { u, by, box, voices, palette } = scene;
	const fitted = useFittedText(scene, voices.strong, text, {
		width: Math.min(width, box.width),
		height: u(by({ wide: 66, tall: 80, square: 60 })),
		maxSize: by({ wide: 34, tall: 38, square: 30 }),
		minSize: 18,
		maxLines: 2,
	});
	const shift = Math.max(0, Math.min(box.x - left, width - fitted.width));
	const spare = Math.min(left + shift - box.x * 0.6, box.x + box.width - left - shift - fitted.width + u(30));
	const opacity = Math.min(1, Math.max(0, spare / u(50)));
	return (
		<FittedLines
			scene={scene}
			voice={voices.strong}
			fitted={fitted}
			color={palette.text}
			start={start}
			reveal="fade"
			align="left"
			style={{ marginTop: u(18), opacity, transform: `translateX(${shift}px)` }}
		/>
	);
};
