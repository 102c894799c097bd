import { keyed } from "../../design/keyed";
import { Stage } from "../../design/Stage";
import { type Rect, type SceneLook, useScene } from "../../design/scene";
import { FittedLines, useFittedGroup, useFittedText } from "../../design/Text";
import { Subject } from "../../objects/Subject";
import { Media } from "../parts/Media";
import { Panel } from "../parts/Panel";
import { tonesOf } from "../parts/tone";
import { placed } from "../pictures/words";
import type { ProductProps } from "./ProductCard";

/** What stands for the product: the picture of the storyboard or of the props, else an object. */
export const productOf = (scene: SceneLook, props: ProductProps): { src: string | undefined; name: string | undefined } => ({
	src: props.src ?? scene.media ?? undefined,
	name: props.object ?? scene.icon ?? undefined,
});

/** A price on a flat disc or bar in the second voice of the look. */
export const PriceTag = ({
	scene,
	price,
	size,
	most = size * 4,
	start,
}: {
	scene: SceneLook;
	price: string;
	/** Height, px. */
	size: number;
	/** Largest width, px. */
	most?: number;
	start: number;
}) => {
	const tone = tonesOf(scene).inverse;
	const voice = { ...scene.voices.number, lineHeight: 1 };
	const fitted = useFittedText(scene, voice, price, {
		width: most - size * 0.84,
		height: size * 0.6,
		maxSize: (size * 0.56) / scene.u(1),
		minSize: 18,
		maxLines: 1,
	});
	const shown = scene.motion.pop(start, 0.8);
	return (
		<div
			style={{
				width: "fit-content",
				height: size,
				padding: `0 ${size * 0.42}px`,
				display: "flex",
				alignItems: "center",
				backgroundColor: tone.fill,
				borderRadius: scene.form.corner === "square" || scene.form.corner === "cut" ? Math.min(scene.radius, size * 0.1) : size,
				transform: `scale(${shown}) rotate(${(1 - shown) * -12}deg)`,
				transformOrigin: "0 50%",
			}}
		>
			<FittedLines scene={scene} voice={voice} fitted={fitted} color={tone.ink} reveal="none" align="left" />
		</div>
	);
};

const halves = (scene: SceneLook): { area: Rect; words: Rect } => {
	const { width, height, box, ratio, u } = scene;
	if (ratio === "wide") {
		const edge = Math.round(width * 0.48);
		return {
			area: { x: 0, y: 0, width: edge, height },
			words: { ...box, x: edge + u(72), width: box.x + box.width - edge - u(72) },
		};
	}
	const foot = Math.round(height * (ratio === "tall" ? 0.46 : 0.42));
	return {
		area: { x: 0, y: 0, width, height: foot },
		words: { ...box, y: foot + u(50), height: box.y + box.height - foot - u(50) },
	};
};

/** The product on a field of colour, what is to be known of it beside. */
export const Offer = ({ props }: { props: ProductProps }) => {
	const scene = useScene(props);
	const { u, by, palette, voices, motion } = scene;
	const { area, words } = halves(scene);
	const { src, name } = productOf(scene, props);
	const tones = tonesOf(scene);
	const many = props.features.length;
	const tag = props.price ? u(by({ wide: 104, tall: 112, square: 80 })) : 0;
	const room = words.height - tag - u(props.price ? 30 : 0);
	const heading = useFittedText(scene, voices.heading, props.name, {
		width: words.width,
		height: room * (many > 0 ? 0.4 : props.text ? 0.6 : 0.9),
		maxSize: by({ wide: 150, tall: 140, square: 96 }),
		minSize: 40,
	});
	const text = useFittedText(scene, voices.body, props.text ?? "", {
		width: words.width,
		height: room * (many > 0 ? 0.2 : 0.34),
		maxSize: by({ wide: 42, tall: 46, square: 36 }),
		minSize: 24,
	});
	const left = room - heading.height - (props.text ? text.height + u(22) : 0) - u(30);
	const gap = u(14);
	const lines = useFittedGroup(
		scene,
		voices.strong,
		many > 0 ? props.features.map((feature) => (feature.note ? `${feature.text} ${feature.note}` : feature.text)) : [""],
		{
			width: words.width - u(46),
			height: Math.max(u(26), left / Math.max(1, many) - gap),
			maxSize: by({ wide: 44, tall: 48, square: 36 }),
			minSize: 22,
		},
	);
	return (
		<Stage
			scene={scene}
			calm
			style={{ ...placed(words), alignItems: "flex-start" }}
			bleed={
				<Panel scene={scene} rect={area} fill={tones.accent.fill} from="left" start={-0.4} style={{ overflow: "hidden" }}>
					<Media scene={scene} src={src} name={name} place={area} tone={tones.accent} start={0} />
				</Panel>
			}
		>
			<FittedLines scene={scene} voice={voices.heading} fitted={heading} color={palette.text} start={0.1} align="left" />
			{props.text ? (
				<FittedLines
					scene={scene}
					voice={voices.body}
					fitted={text}
					color={palette.muted}
					start={0.35}
					reveal="fade"
					align="left"
					style={{ marginTop: u(22) }}
				/>
			) : null}
			{many > 0 ? (
				<div style={{ marginTop: u(30), display: "flex", flexDirection: "column", gap, alignSelf: "stretch" }}>
					{keyed(props.features, (feature) => feature.text).map(({ key, index }) => {
						const fitted = lines[index];
						return fitted ? (
							<div key={key} style={{ display: "flex", gap: u(22), alignItems: "center" }}>
								<div
									style={{
										width: u(24),
										height: u(6),
										backgroundColor: palette.accent,
										flex: "none",
										transform: `scaleX(${motion.enter(0.4 + index * 0.12, 0.6)})`,
										transformOrigin: "0 50%",
									}}
								/>
								<FittedLines
									scene={scene}
									voice={voices.strong}
									fitted={fitted}
									color={palette.text}
									start={0.4 + index * 0.12}
									reveal="fade"
									align="left"
								/>
							</div>
						) : null;
					})}
				</div>
			) : null}
			{props.price ? (
				<div style={{ marginTop: u(30) }}>
					<PriceTag scene={scene} price={props.price} size={tag} start={0.7} />
				</div>
			) : null}
		</Stage>
	);
};

/** The name as large as the picture, and the product in front of it. */
export const Hero = ({ props }: { props: ProductProps }) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, motion, width, height, ratio } = scene;
	const { src, name } = productOf(scene, props);
	const tones = tonesOf(scene);
	const wide = ratio === "wide";
	const heading = useFittedText(scene, { ...voices.heading, lineHeight: 0.96 }, props.name, {
		width: box.width,
		height: box.height * by({ wide: 0.5, tall: 0.4, square: 0.4 }),
		maxSize: by({ wide: 420, tall: 300, square: 260 }),
		minSize: 60,
	});
	const size = Math.min(
		width * by({ wide: 0.4, tall: 0.86, square: 0.6 }),
		height * by({ wide: 0.76, tall: 0.46, square: 0.56 }),
	);
	const place = { x: wide ? width * 0.62 - size / 2 : (width - size) / 2, y: wide ? height - size * 0.86 : height - size * 0.98 };
	const notes = [
		props.text,
		...props.features.map((feature) => (feature.note ? `${feature.text} ${feature.note}` : feature.text)),
	].filter((text): text is string => Boolean(text));
	const foot = {
		width: wide ? place.x - box.x - u(30) : box.width,
		height: wide ? box.height - heading.height - u(60) : Math.max(u(60), place.y - box.y - heading.height - u(60)),
	};
	const tag = props.price ? u(by({ wide: 108, tall: 120, square: 88 })) : 0;
	const words = useFittedText(scene, voices.body, notes.join("\n"), {
		width: Math.min(foot.width, u(820)),
		height: Math.max(u(40), foot.height - (wide ? tag + u(24) : 0)),
		maxSize: by({ wide: 46, tall: 52, square: 38 }),
		minSize: 22,
	});
	const shown = motion.enter(0.15, 1.1);
	const shift = (1 - shown) * height * 0.5;
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start" }}
			bleed={
				<>
					<div style={{ position: "absolute", left: box.x, top: box.y, width: box.width, opacity: 1 - motion.exit }}>
						<FittedLines
							scene={scene}
							voice={{ ...voices.heading, lineHeight: 0.96 }}
							fitted={heading}
							color={palette.accent}
							start={-0.1}
							align="left"
						/>
					</div>
					<div
						style={{
							position: "absolute",
							left: place.x,
							top: place.y,
							transform: `translateY(${shift - motion.through * u(20)}px)`,
							opacity: 1 - motion.exit,
						}}
					>
						{src ? (
							<div
								style={{
									position: "relative",
									width: size,
									height: size,
									borderRadius: Math.min(scene.radius, size * 0.2),
									overflow: "hidden",
								}}
							>
								<Media scene={scene} src={src} place={{ width: size, height: size }} tone={tones.surface} />
							</div>
						) : (
							<Subject scene={scene} id={name ?? "star"} size={size} start={0.2} lean={-6} />
						)}
					</div>
				</>
			}
		>
			{notes.length > 0 ? (
				<div
					style={{
						position: "absolute",
						left: 0,
						[wide ? "bottom" : "top"]: wide ? (props.price ? tag + u(24) : 0) : heading.height + u(36),
					}}
				>
					<FittedLines
						scene={scene}
						voice={voices.body}
						fitted={words}
						color={palette.text}
						start={0.5}
						reveal="fade"
						align="left"
					/>
				</div>
			) : null}
			{props.price ? (
				<div style={{ position: "absolute", left: 0, bottom: 0 }}>
					<PriceTag scene={scene} price={props.price} size={tag} start={0.7} />
				</div>
			) : null}
		</Stage>
	);
};
