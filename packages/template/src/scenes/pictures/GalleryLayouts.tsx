import { random } from "remotion";
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

type Picture = GalleryProps["pictures"][number];

/** The pictures of the scene; the storyboard's picture is the first, and its object stands where nothing is named. */
const picturesOf = (scene: SceneLook, props: GalleryProps): Picture[] => {
	const own: Picture[] = scene.media && !props.pictures.some(({ src }) => src === scene.media) ? [{ src: scene.media }] : [];
	return [...own, ...props.pictures].map((picture) => ({ ...picture, object: picture.object ?? scene.icon ?? undefined }));
};

const nameOf = ({ src, object }: Picture): string => src ?? object ?? "";

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

/** A print with a white edge. */
const Print = ({
	scene,
	picture,
	width,
	height,
	tone,
	start,
}: {
	scene: SceneLook;
	picture: Picture;
	width: number;
	height: number;
	tone: Tone;
	start: number;
}) => {
	const { u } = scene;
	const paper = "#fbfaf7";
	const edge = u(20);
	const foot = picture.caption ? u(92) : edge;
	const place = { width: width - 2 * edge, height: height - edge - foot };
	const fitted = useFittedText(scene, scene.voices.body, picture.caption ?? "", {
		width: place.width,
		height: foot - u(16),
		maxSize: 34,
		minSize: 16,
		maxLines: 2,
	});
	return (
		<div style={{ position: "relative", width, height }}>
			<div
				style={{
					position: "absolute",
					inset: 0,
					backgroundColor: "#000000",
					opacity: 0.16,
					transform: `translate(${u(12)}px, ${u(14)}px)`,
				}}
			/>
			<div style={{ position: "absolute", inset: 0, backgroundColor: paper }} />
			<div style={{ position: "absolute", left: edge, top: edge, ...place, overflow: "hidden" }}>
				<Media scene={scene} src={picture.src} name={picture.object} place={place} tone={tone} start={start} />
			</div>
			{picture.caption ? (
				<div
					style={{
						position: "absolute",
						left: edge,
						top: height - foot,
						width: place.width,
						height: foot,
						display: "flex",
						alignItems: "center",
					}}
				>
					<FittedLines scene={scene} voice={scene.voices.body} fitted={fitted} color="#26221d" reveal="none" align="left" />
				</div>
			) : null}
		</div>
	);
};

/** Prints that fall on each other; each stays a little to be seen. */
export const Stack = ({ props }: { props: GalleryProps }) => {
	const scene = useScene(props);
	const { by, box, motion, width, height, u, ratio, voices } = scene;
	const pictures = picturesOf(scene, props);
	const tones = toneCycle(scene);
	const beside = ratio === "wide" && Boolean(props.title);
	const head = props.title ? by({ wide: 0, tall: 0.2, square: 0.2 }) * box.height : 0;
	const words = beside ? { ...box, width: box.width * 0.42 } : { ...box, height: Math.max(1, head - u(36)) };
	const title = useFittedText(scene, voices.heading, props.title ?? "", {
		width: words.width,
		height: words.height * 0.94,
		maxSize: by({ wide: 140, tall: 116, square: 84 }),
		minSize: 36,
	});
	const area = beside
		? {
				x: box.x + box.width * 0.47,
				y: box.y * 0.6,
				width: width - box.x - box.width * 0.47 - u(40),
				height: height - box.y * 1.2,
			}
		: { x: box.x * 0.5, y: box.y + head, width: width - box.x, height: box.height - head };
	const share = motion.beats * 0.74;
	const gap = pictures.length > 1 ? share / pictures.length : 0;
	const print = {
		width: Math.min(area.width * 0.78, area.height * 0.98),
		height: Math.min(area.height * 0.8, area.width * 0.86),
	};
	return (
		<Stage
			scene={scene}
			calm
			style={placed(words, beside ? "center" : "flex-end")}
			bleed={keyed(pictures, nameOf).map(({ key, item: picture, index }) => {
				const start = index === 0 ? -0.5 : index * gap;
				const shown = motion.enter(start, 0.8);
				if (shown <= 0) return null;
				const chance = (what: string) => random(`${scene.seed}/${what}/${index}`) - 0.5;
				const turn = chance("turn") * 14 + (index % 2 === 0 ? -3 : 3);
				const at = {
					x: area.x + (area.width - print.width) / 2 + chance("x") * (area.width - print.width) * 0.8,
					y: area.y + (area.height - print.height) / 2 + chance("y") * (area.height - print.height) * 0.7,
				};
				const away = chance("from") > 0 ? 1 : -1;
				return (
					<div
						key={key}
						style={{
							position: "absolute",
							left: at.x,
							top: at.y,
							transform: `translate(${(1 - shown) * away * width * 0.5}px, ${(1 - shown) * -height * 0.3 + motion.exit * height}px) rotate(${turn + (1 - shown) * away * 50}deg) scale(${1 + (1 - shown) * 0.4})`,
							opacity: Math.min(1, shown * 4),
						}}
					>
						<Print
							scene={scene}
							picture={picture}
							width={print.width}
							height={print.height}
							tone={!picture.src ? toneAt(tones, index) : toneAt(tones, 1)}
							start={start + 0.3}
						/>
					</div>
				);
			})}
		>
			{props.title ? (
				<FittedLines scene={scene} voice={voices.heading} fitted={title} color={scene.palette.text} start={0} align="left" />
			) : null}
		</Stage>
	);
};
