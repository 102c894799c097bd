import { AbsoluteFill } from "remotion";
import { z } from "zod";
import { isDark, withAlpha } from "../../design/color";
import { useScenePlace } from "../../design/context";
import { commonFields, line } from "../../design/fields";
import { places } from "../../design/keyed";
import { easeInOut } from "../../design/motion";
import { Picture } from "../../design/Picture";
import { Stage } from "../../design/Stage";
import { type Rect, type SceneLook, useScene } from "../../design/scene";
import { sourceOf } from "../../design/source";
import { FittedLines, useFittedText } from "../../design/Text";
import { isShownWhole, usePictureFacts } from "../../design/whole-picture";
import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { Media } from "../parts/Media";
import { Panel } from "../parts/Panel";
import { tonesOf } from "../parts/tone";
import { focusField } from "./fields";

const imagePanSchema = z.strictObject({
	src: line("Picture", "Path below public/, like assets/photo.jpg"),
	caption: line("Caption", "A few words on the picture").optional(),
	fit: z
		.enum(["auto", "whole", "fill"])
		.optional()
		.meta({ title: "Fit", description: "Whole shows all of the picture, fill cuts its edges; auto looks at the picture" }),
	focus: focusField,
	move: z.enum(["in", "out", "left", "right"]).optional().meta({ title: "Move", description: "Which way the camera goes" }),
	...commonFields,
});
type Props = z.infer<typeof imagePanSchema>;

const OVERSCAN = 0.14;
const MIDDLE = { x: 50, y: 50 };

/** The storyboard's picture where the props name none, and the point of it that stays in view. */
const sourcesOf = (scene: SceneLook, props: Props) => ({
	src: props.src || scene.media || "",
	focus: props.focus ?? scene.focus ?? MIDDLE,
});

/** How the camera stands after a share of the scene. */
const cameraOf = (move: Props["move"], through: number): { scale: number; shift: number } => ({
	scale:
		move === "out" ? 1 + OVERSCAN * (1 - through) : move === "left" || move === "right" ? 1 + OVERSCAN : 1 + OVERSCAN * through,
	shift: move === "left" ? 0.5 - through : move === "right" ? through - 0.5 : 0,
});

/** The picture from edge to edge, with the words on its darker foot. */
const Full = ({ props }: { props: Props }) => {
	const scene = useScene(props);
	const place = useScenePlace();
	const { u, box, by, palette, voices, motion, width, height } = scene;
	const { src, focus } = sourcesOf(scene, props);
	const { through } = motion;
	const caption = useFittedText(scene, voices.heading, props.caption ?? "", {
		width: Math.min(box.width, u(1300)),
		height: box.height * 0.4,
		maxSize: by({ wide: 84, tall: 84, square: 72 }),
		minSize: 36,
		maxLines: by({ wide: 3, tall: 5, square: 4 }),
	});
	const facts = usePictureFacts(sourceOf(src));
	const whole = props.fit === "whole" || (props.fit !== "fill" && isShownWhole(src, facts, { width, height }));
	const { scale, shift } = cameraOf(props.move, through);
	const shown = motion.enter(0, 0.7);
	const shade = isDark(palette.background) ? palette.background : "#08080c";
	const at = `${focus.x}% ${focus.y}%`;
	return (
		<Stage
			scene={scene}
			style={{ justifyContent: "flex-end" }}
			bleed={
				<AbsoluteFill
					style={{
						opacity: (place.enterFrames > 0 || place.index === 0 ? 1 : shown) * (place.exitCovers ? 1 : 1 - motion.exit * 0.6),
						overflow: "hidden",
					}}
				>
					{whole ? (
						<div
							style={{
								position: "absolute",
								left: box.x,
								top: box.y,
								width: box.width,
								height: box.height * (props.caption ? 0.62 : 1),
								transform: `scale(${0.97 + 0.03 * through})`,
							}}
						>
							<Picture scene={scene} src={src} style={{ objectFit: "contain" }} />
						</div>
					) : (
						<AbsoluteFill
							style={{ transform: `translateX(${shift * OVERSCAN * width * 0.9}px) scale(${scale})`, transformOrigin: at }}
						>
							<Picture scene={scene} src={src} style={{ objectPosition: at }} />
						</AbsoluteFill>
					)}
					{props.caption && !whole ? (
						<AbsoluteFill
							style={{
								top: height * 0.4,
								height: height * 0.6,
								background: `linear-gradient(to bottom, ${withAlpha(shade, 0)}, ${withAlpha(shade, 0.5)} 45%, ${withAlpha(shade, 0.86)})`,
							}}
						/>
					) : null}
				</AbsoluteFill>
			}
		>
			{props.caption ? (
				<>
					<div
						style={{
							width: u(90) * motion.enter(0.3, 1),
							height: u(6),
							borderRadius: u(3),
							backgroundColor: palette.accent,
							marginBottom: u(32),
						}}
					/>
					<FittedLines
						scene={scene}
						voice={voices.heading}
						fitted={caption}
						color={whole ? palette.text : "#ffffff"}
						start={0.35}
					/>
				</>
			) : null}
		</Stage>
	);
};

/** The picture in a mount, with its words below or beside it as in an exhibition. */
const Framed = ({ props }: { props: Props }) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, ratio, width, height } = scene;
	const { src, focus } = sourcesOf(scene, props);
	const beside = ratio === "wide";
	const captioned = Boolean(props.caption);
	const frame: Rect = beside
		? { x: width * 0.06, y: height * 0.1, width: width * (captioned ? 0.58 : 0.88), height: height * 0.8 }
		: { x: width * 0.08, y: box.y, width: width * 0.84, height: box.height * (captioned ? (ratio === "tall" ? 0.7 : 0.68) : 1) };
	const words: Rect = beside
		? { ...box, x: frame.x + frame.width + u(64), width: box.x + box.width - frame.x - frame.width - u(64) }
		: { ...box, y: frame.y + frame.height + u(44), height: box.y + box.height - frame.y - frame.height - u(44) };
	const caption = useFittedText(scene, voices.heading, props.caption ?? "", {
		width: words.width,
		height: words.height,
		maxSize: by({ wide: 84, tall: 84, square: 60 }),
		minSize: 30,
	});
	const camera = cameraOf(props.move, scene.motion.through);
	return (
		<Stage
			scene={scene}
			calm
			style={{
				left: words.x,
				top: words.y,
				width: words.width,
				height: words.height,
				justifyContent: beside ? "flex-end" : "flex-start",
			}}
			bleed={
				<Panel
					scene={scene}
					rect={frame}
					fill={palette.surface}
					from="bottom"
					start={-0.5}
					length={1.1}
					style={{ overflow: "hidden" }}
				>
					<Media
						scene={scene}
						src={src}
						name={scene.icon}
						place={frame}
						tone={tonesOf(scene).surface}
						fit={props.fit}
						focus={focus}
						drift={camera.scale - 1}
					/>
				</Panel>
			}
		>
			{props.caption ? (
				<FittedLines scene={scene} voice={voices.heading} fitted={caption} color={palette.text} start={0.3} align="left" />
			) : null}
		</Stage>
	);
};

const SLICES = 5;

/** The picture in upright slices that come from above and below and close to one. */
const Slices = ({ props }: { props: Props }) => {
	const scene = useScene(props);
	const { u, box, by, voices, motion, width, height } = scene;
	const { src, focus } = sourcesOf(scene, props);
	const tones = tonesOf(scene);
	const label = useFittedText(scene, voices.heading, props.caption ?? "", {
		width: Math.min(box.width * 0.8, u(1100)),
		height: box.height * 0.34,
		maxSize: by({ wide: 80, tall: 84, square: 64 }),
		minSize: 30,
	});
	const padding = u(38);
	const slice = width / SLICES;
	const camera = cameraOf(props.move, motion.through);
	const hidden = 1 - motion.enter(0.6, 0.8, easeInOut);
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-end", alignItems: "flex-start" }}
			bleed={places(SLICES).map(({ key, index }) => {
				const shown = motion.enter(-0.6 + index * 0.09, 1.1);
				const leaving = motion.leave(index, SLICES);
				const away = (1 - shown + leaving) * (index % 2 === 0 ? 1 : -1) * height;
				return (
					<div
						key={key}
						style={{
							position: "absolute",
							left: index * slice,
							top: 0,
							width: slice + 0.6,
							height,
							overflow: "hidden",
							transform: `translateY(${away}px)`,
						}}
					>
						<div style={{ position: "absolute", left: -index * slice, top: 0, width, height }}>
							<Media
								scene={scene}
								src={src}
								name={scene.icon}
								place={{ width, height }}
								tone={tones.surface}
								fit={props.fit}
								focus={focus}
								drift={camera.scale - 1}
							/>
						</div>
					</div>
				);
			})}
		>
			{props.caption ? (
				<div
					style={{
						padding: `${padding * 0.8}px ${padding}px`,
						backgroundColor: tones.base.fill,
						clipPath: hidden > 0 ? `inset(0 ${hidden * 100}% 0 0)` : undefined,
					}}
				>
					<FittedLines scene={scene} voice={voices.heading} fitted={label} color={tones.base.ink} reveal="none" align="left" />
				</div>
			) : null}
		</Stage>
	);
};

const ImagePan = (props: Props) => {
	const layout = useLayout(["full", "framed", "slices"], "full");
	if (layout === "framed") return <Framed props={props} />;
	if (layout === "slices") return <Slices props={props} />;
	return <Full props={props} />;
};

export const imagePan = defineScene({
	component: ImagePan,
	schema: imagePanSchema,
	title: "Picture",
	description: "A picture that fills the screen, with a slow camera and a caption",
	family: "pictures",
	slots: ["media", "icon"],
	layouts: {
		full: "The picture from edge to edge, the caption on its foot",
		framed: "The picture in a mount as in an exhibition, the caption beside or below it",
		slices: "The picture in upright slices that close to one, the caption on a label",
	},
	defaultProps: { src: "images/landscape.svg", caption: "Somewhere worth going", move: "in" },
	defaultDurationInFrames: 120,
});
