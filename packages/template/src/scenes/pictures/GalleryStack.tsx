import { random } from "remotion";
import { keyed } from "../../design/keyed";
import { Stage } from "../../design/Stage";
import { type SceneLook, useScene } from "../../design/scene";
import { FittedLines, useFittedText } from "../../design/Text";
import { Media } from "../parts/Media";
import { type Tone, toneAt, toneCycle } from "../parts/tone";
import type { GalleryProps } from "./Gallery";
import { nameOf, type Picture, picturesOf } from "./GalleryLayouts";
import { placed } from "./words";

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
