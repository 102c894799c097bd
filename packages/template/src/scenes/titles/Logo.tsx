import { withAlpha } from "../../design/color";
import { useScenePlace } from "../../design/context";
import { directionOf, inOnePiece } from "../../design/direction";
import type { FittedText } from "../../design/fit";
import { keyed } from "../../design/keyed";
import { sizeForFew } from "../../design/optical";
import { Picture } from "../../design/Picture";
import { Stage } from "../../design/Stage";
import { type SceneLook, useScene } from "../../design/scene";
import { Text, useFittedText, voiceStyle } from "../../design/Text";
import { voiceFor } from "../../design/voice";
import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { Panel } from "../parts/Panel";
import { tonesOf } from "../parts/tone";
import { LogoMark } from "./LogoMark";
import { Revealed } from "./LogoReveal";
import { type LogoProps, type LogoReveal, logoSchema } from "./logo-fields";

type Colors = { accent: string; accent2: string; text: string };

/** The name, sign by sign; whole where its letters join, or where the reveal takes it as one. */
const Wordmark = ({
	scene,
	fitted,
	color,
	reveal,
	align,
}: {
	scene: SceneLook;
	fitted: FittedText;
	color: string;
	reveal: LogoReveal;
	align: "left" | "center";
}) => {
	const { motion, voices } = scene;
	const first = useScenePlace().index === 0;
	const text = fitted.lines.join(" ");
	const apart = (reveal === "draw" || reveal === "assemble") && !inOnePiece(text) && !first;
	const count = [...fitted.lines.join("")].length;
	const step = Math.min(0.05, 0.7 / Math.max(1, count));
	let next = 0;
	const signAt = (sign: string, key: string) => {
		const nth = next++;
		const shown = motion.enter(0.3 + nth * step, 0.8);
		const way = reveal === "assemble" ? (nth % 2 === 0 ? -1 : 1) : 1;
		return (
			<span
				key={key}
				style={{
					display: "inline-block",
					opacity: Math.min(1, shown * 1.4),
					transform: `translateY(${(1 - shown) * fitted.fontSize * 0.4 * way}px)`,
				}}
			>
				{sign === " " ? "\u00a0" : sign}
			</span>
		);
	};
	return (
		<div
			dir={directionOf(text)}
			style={{
				...voiceStyle(voiceFor(voices.heading, text), fitted.fontSize),
				color,
				textAlign: align === "center" ? "center" : "start",
			}}
		>
			{keyed(fitted.lines, String).map(({ key: lineKey, item: line }) => (
				<div key={lineKey}>{apart ? keyed([...line], String).map(({ key, item }) => signAt(item, key)) : line}</div>
			))}
		</div>
	);
};

/** Sign and name above or beside each other, then the tagline. */
const Lockup = ({ scene, props, beside, colors }: { scene: SceneLook; props: LogoProps; beside: boolean; colors: Colors }) => {
	const { u, box, by, voices, motion, align } = scene;
	const reveal = props.reveal ?? "draw";
	const picture = props.src || scene.media;
	const bare = !picture && props.mark === "none";
	const size = bare ? 0 : u(by({ wide: beside ? 280 : 330, tall: 380, square: 300 }));
	const gap = bare ? 0 : u(60);
	const name = useFittedText(scene, voices.heading, props.name, {
		width: beside ? box.width - size - gap : box.width,
		height: box.height * (bare ? 0.6 : 0.34),
		maxSize: sizeForFew(
			props.name,
			bare ? by({ wide: 240, tall: 200, square: 170 }) : by({ wide: beside ? 170 : 140, tall: 140, square: 120 }),
		),
		minSize: 48,
		maxLines: beside ? 2 : 3,
	});
	const side = beside ? "left" : align;
	return (
		<>
			<Revealed scene={scene} reveal={reveal} color={withAlpha(colors.text, reveal === "sweep" ? 0.5 : 1)}>
				<div
					style={{
						display: "flex",
						flexDirection: beside ? "row" : "column",
						alignItems: beside || align === "center" ? "center" : "flex-start",
						gap,
						transform: `scale(${1 + motion.through * 0.025})`,
						transformOrigin: align === "left" ? "0 50%" : "50% 50%",
					}}
				>
					{picture ? (
						<div
							style={{
								position: "relative",
								width: size * 1.3,
								height: size,
								flex: "none",
								opacity: reveal === "draw" ? motion.enter(-0.4, 0.9) : 1,
							}}
						>
							<Picture scene={scene} src={picture} style={{ objectFit: "contain" }} />
						</div>
					) : null}
					{bare || picture || props.mark === "none" ? null : (
						<LogoMark scene={scene} mark={props.mark ?? "spark"} size={size} reveal={reveal} colors={colors} />
					)}
					<Wordmark scene={scene} fitted={name} color={colors.text} reveal={reveal} align={side} />
				</div>
			</Revealed>
			{props.tagline ? (
				<Text
					scene={scene}
					voice={voices.body}
					text={props.tagline}
					box={{
						width: Math.min(box.width, u(1200)),
						height: box.height * 0.2,
						maxSize: by({ wide: 50, tall: 52, square: 44 }),
						minSize: 26,
					}}
					color={colors.text}
					start={0.7}
					reveal="fade"
					align={align}
					style={{ marginTop: u(48) }}
				/>
			) : null}
		</>
	);
};

const Logo = (props: LogoProps) => {
	const layout = useLayout(["center", "beside", "flood"], "center");
	const scene = useScene(props, "center");
	const { width, height, palette, form } = scene;
	const tones = tonesOf(scene);
	const beside = scene.ratio === "wide" && (layout === "beside" || (layout === "center" && props.name.length <= 18));
	const tone = layout === "flood" ? tones.accent : tones.base;
	const colors = layout === "flood" ? { accent: tone.ink, accent2: tone.ink, text: tone.ink } : palette;
	const own = layout === "beside" ? { ...scene, align: "left" as const } : scene;
	const sharp = form.corner === "square" || form.corner === "cut";
	return (
		<Stage
			scene={own}
			calm={layout === "flood"}
			bleed={
				layout === "flood" ? (
					<Panel
						scene={scene}
						rect={{ x: 0, y: 0, width, height }}
						fill={tone.fill}
						from={sharp ? "left" : "bottom"}
						start={-0.8}
					/>
				) : null
			}
		>
			<Lockup scene={own} props={props} beside={beside} colors={colors} />
		</Stage>
	);
};

export const logo = defineScene({
	component: Logo,
	schema: logoSchema,
	title: "Logo",
	description: "A sign or a logo picture that is revealed in one of five ways, a name and a tagline",
	family: "titles",
	slots: ["media"],
	layouts: {
		center: "In the middle of the picture",
		beside: "Sign and name beside each other on the left",
		flood: "In one colour on the accent, which floods the picture",
	},
	defaultProps: { name: "Northlight", tagline: "Made with care, in motion", mark: "spark" },
	defaultDurationInFrames: 90,
});
