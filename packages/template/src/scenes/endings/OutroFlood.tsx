import { AbsoluteFill } from "remotion";
import { useScenePlace } from "../../design/context";
import { directionOf } from "../../design/direction";
import { easeInOut } from "../../design/motion";
import { Stage } from "../../design/Stage";
import { useScene } from "../../design/scene";
import { FittedLines, Text, useFittedText } from "../../design/Text";
import { Chip } from "../parts/Chip";
import { FigureIn, figureOf } from "../parts/Figure";
import { useOpening } from "../parts/opening";
import { tonesOf } from "../parts/tone";
import type { OutroProps } from "./outro-fields";

/** The accent floods the picture; on it one verb, as large as it can be. */
export const OutroFlood = ({ props }: { props: OutroProps }) => {
	const scene = useScene({ ...props, picture: undefined });
	const { u, by, voices, palette, motion, box, width, height, form } = scene;
	const tones = tonesOf(scene);
	const tone = tones.accent;
	const first = useScenePlace().index === 0;
	const rtl = directionOf(props.action ?? props.title) === "rtl";
	const verb = props.action ?? props.title;
	const figure = figureOf(scene, props.picture);
	const small = u(by({ wide: 90, tall: 110, square: 80 }));
	const rows = [props.action ? props.title : undefined, props.price, props.url, props.note].filter(Boolean).length;
	const size = figure ? Math.min(width, height) * 0.46 : 0;
	const large = useFittedText(scene, { ...voices.heading, lineHeight: Math.min(1.02, voices.heading.lineHeight) }, verb, {
		width: box.width,
		height: Math.max(box.height * 0.3, box.height - rows * small - u(90) - (scene.ratio === "wide" ? 0 : size * 0.8)),
		maxSize: by({ wide: 460, tall: 360, square: 290 }),
		minSize: 56,
	});
	const opened = first ? 1 : motion.enter(-0.35, 0.9, easeInOut);
	const start = useOpening(0.15);
	const reach = Math.hypot(width, height);
	const clip =
		form.corner === "square" || form.corner === "cut"
			? `inset(${(1 - opened) * 100}% 0 0 0)`
			: `circle(${opened * reach}px at ${rtl ? 70 : 30}% 80%)`;
	return (
		<Stage
			scene={scene}
			calm
			direction={rtl ? "rtl" : "ltr"}
			style={{ justifyContent: "space-between", alignItems: "flex-start" }}
			bleed={
				<>
					<AbsoluteFill style={{ backgroundColor: tone.fill, clipPath: opened < 1 ? clip : undefined }} />
					{figure ? (
						<FigureIn
							scene={{ ...scene, palette: { ...palette, background: tone.fill, accent: tone.ink, text: tone.ink } }}
							figure={figure}
							rect={{ x: rtl ? -size * 0.1 : width - size * 0.94, y: -size * 0.06, width: size, height: size }}
							from={rtl ? "left" : "right"}
						/>
					) : null}
				</>
			}
		>
			{props.action ? (
				<Text
					scene={scene}
					voice={voices.heading}
					text={props.title}
					box={{
						width: box.width - size * 0.8,
						height: small,
						maxSize: by({ wide: 76, tall: 80, square: 60 }),
						minSize: 28,
						maxLines: 2,
					}}
					color={tone.ink}
					start={start}
					align="left"
				/>
			) : (
				<div />
			)}
			<FittedLines
				scene={scene}
				voice={{ ...voices.heading, lineHeight: Math.min(1.02, voices.heading.lineHeight) }}
				fitted={large}
				color={tone.ink}
				start={start}
				align="left"
			/>
			<div style={{ alignSelf: "stretch", display: "flex", flexDirection: "column", alignItems: "flex-start", gap: u(20) }}>
				{props.note ? (
					<Text
						scene={scene}
						voice={voices.body}
						text={props.note}
						box={{
							width: box.width,
							height: small * 0.9,
							maxSize: by({ wide: 42, tall: 44, square: 36 }),
							minSize: 20,
							maxLines: 2,
						}}
						color={tone.ink}
						start={0.45}
						reveal="fade"
						align="left"
					/>
				) : null}
				<div style={{ display: "flex", flexWrap: "wrap", alignItems: "center", gap: u(32), maxWidth: box.width }}>
					{props.price ? (
						<Text
							scene={scene}
							voice={voices.number}
							text={props.price}
							box={{
								width: box.width * 0.4,
								height: small,
								maxSize: by({ wide: 84, tall: 88, square: 64 }),
								minSize: 28,
								maxLines: 1,
							}}
							color={tone.ink}
							start={0.4}
							align="left"
						/>
					) : null}
					{props.url ? (
						<Chip
							scene={scene}
							text={props.url}
							width={props.price && scene.ratio === "wide" ? box.width * 0.56 : box.width}
							size={by({ wide: 48, tall: 48, square: 40 })}
							start={0.5}
							tone={tones.inverse.fill === tone.fill ? tones.base : tones.inverse}
						/>
					) : null}
				</div>
			</div>
		</Stage>
	);
};
