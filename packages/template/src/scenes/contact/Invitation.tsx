import { directionOf } from "../../design/direction";
import { keyed } from "../../design/keyed";
import { Stage } from "../../design/Stage";
import { type SceneLook, useScene } from "../../design/scene";
import { FittedLines, Text, useFittedGroup, useFittedText } from "../../design/Text";
import { defineScene } from "../define";
import { type PlateTone, plateTone } from "../parts/form";
import { useLayout } from "../parts/layout";
import { useOpening } from "../parts/opening";
import { Plate } from "../parts/Plate";
import { Rule } from "../parts/Rule";
import { tonesOf } from "../parts/tone";
import { InvitationPoster } from "./InvitationPoster";
import { facts, type InvitationProps, invitationSchema } from "./invitation-fields";

/** Date, time and place in columns with lines between them; below each other in a tall picture. */
const Facts = ({
	scene,
	texts,
	tone,
	width,
	height,
}: {
	scene: SceneLook;
	texts: string[];
	tone: PlateTone;
	width: number;
	height: number;
}) => {
	const { u, by, voices, motion, ratio } = scene;
	const across = ratio !== "tall";
	const share = across ? width / Math.max(1, texts.length) : width;
	const fitted = useFittedGroup(scene, voices.strong, texts, {
		width: share - u(across ? 56 : 0),
		height: across ? height : height / Math.max(1, texts.length) - u(24),
		maxSize: by({ wide: 50, tall: 54, square: 40 }),
		minSize: 22,
		// A date is not broken where it need not be.
		maxLines: texts.every((text) => text.length <= 24) ? 1 : 3,
	});
	const step = motion.stagger(texts.length, 0.4, 0.14);
	return (
		<div style={{ display: "flex", flexDirection: across ? "row" : "column", alignItems: "center", width }}>
			{keyed(texts, String).map(({ key, index }) => {
				const text = fitted[index];
				const drawn = motion.enter(0.3 + index * step, 0.7);
				return text ? (
					<div key={key} style={{ display: "flex", flexDirection: across ? "row" : "column", alignItems: "center" }}>
						{index > 0 ? (
							<div
								style={{
									width: across ? u(3) : u(90) * drawn,
									height: across ? u(90) * drawn : u(3),
									margin: across ? 0 : u(12),
									backgroundColor: tone.signal,
								}}
							/>
						) : null}
						<div style={{ width: share - u(3) }}>
							<FittedLines
								scene={scene}
								voice={voices.strong}
								fitted={text}
								color={tone.ink}
								start={0.4 + index * step}
								reveal="fade"
								align="center"
							/>
						</div>
					</div>
				) : null;
			})}
		</div>
	);
};

/** A printed card with a line around its words. */
const Card = ({ props }: { props: InvitationProps }) => {
	const scene = useScene(props, "center");
	const { u, box, by, voices, motion } = scene;
	const tone = plateTone(scene, tonesOf(scene).tint);
	const width = by({ wide: Math.min(box.width, u(1500)), tall: box.width, square: box.width });
	const height = by({ wide: box.height, tall: Math.min(box.height, width * 1.62), square: box.height });
	const pad = u(by({ wide: 84, tall: 76, square: 66 }));
	const inner = { width: width - 2 * pad, height: height - 2 * pad };
	const texts = facts(props);
	const title = useFittedText(scene, voices.heading, props.title, {
		width: inner.width,
		height: inner.height * by({ wide: 0.42, tall: 0.36, square: 0.4 }),
		maxSize: by({ wide: 170, tall: 150, square: 116 }),
		minSize: 44,
	});
	const start = useOpening();
	const shown = motion.pop(-0.4, 1.1);
	return (
		<Stage scene={scene} style={{ alignItems: "center" }}>
			<Plate
				scene={scene}
				tone={tone}
				width={width}
				height={height}
				style={{
					transform: `translateY(${(1 - shown) * u(300) - motion.exit * u(420)}px) rotate(${(1 - shown) * -5 + motion.exit * 4}deg)`,
					opacity: Math.min(1, shown * 3),
				}}
			>
				<Frame scene={scene} width={width} height={height} color={tone.signal} />
				<div
					dir={directionOf(props.title)}
					style={{
						position: "absolute",
						inset: pad,
						display: "flex",
						flexDirection: "column",
						alignItems: "center",
						justifyContent: "space-evenly",
					}}
				>
					{props.kicker ? (
						<Text
							scene={scene}
							voice={voices.kicker}
							text={props.kicker}
							box={{
								width: inner.width,
								height: inner.height * 0.1,
								maxSize: by({ wide: 34, tall: 38, square: 30 }),
								minSize: 20,
								maxLines: 2,
							}}
							color={tone.signal}
							start={0}
							reveal="fade"
							align="center"
						/>
					) : null}
					<FittedLines scene={scene} voice={voices.heading} fitted={title} color={tone.ink} start={start} align="center" />
					{texts.length > 0 ? <Rule scene={scene} width={u(160)} start={0.2} color={tone.signal} thick={4} /> : null}
					<Facts
						scene={scene}
						texts={texts}
						tone={tone}
						width={inner.width}
						height={inner.height * by({ wide: 0.2, tall: 0.34, square: 0.2 })}
					/>
					{props.note ? (
						<Text
							scene={scene}
							voice={voices.body}
							text={props.note}
							box={{
								width: inner.width * 0.86,
								height: inner.height * 0.14,
								maxSize: by({ wide: 34, tall: 38, square: 30 }),
								minSize: 20,
							}}
							color={tone.quiet}
							start={0.7}
							reveal="fade"
							align="center"
						/>
					) : null}
				</div>
			</Plate>
		</Stage>
	);
};

/** A line inside of the card's edge that draws itself, open at no corner. */
const Frame = ({ scene, width, height, color }: { scene: SceneLook; width: number; height: number; color: string }) => {
	const { u, motion, form } = scene;
	const inset = u(30);
	const drawn = motion.enter(0, 1.4);
	const radius = Math.max(0, Math.min(u(form.radius) - inset * 0.4, height / 2 - inset));
	return (
		<svg width={width} height={height} role="presentation" style={{ position: "absolute", left: 0, top: 0 }}>
			<rect
				x={inset}
				y={inset}
				width={width - 2 * inset}
				height={height - 2 * inset}
				rx={form.corner === "square" || form.corner === "cut" ? 0 : radius}
				fill="none"
				stroke={color}
				strokeWidth={Math.max(1.5, u(Math.min(4, form.stroke)))}
				pathLength={1}
				strokeDasharray={`${drawn} 2`}
			/>
		</svg>
	);
};

const Invitation = (props: InvitationProps) => {
	const layout = useLayout(["card", "poster"], "card");
	return layout === "poster" ? <InvitationPoster props={props} /> : <Card props={props} />;
};

export const invitation = defineScene({
	component: Invitation,
	schema: invitationSchema,
	title: "Invitation",
	description: "An invitation: what it is, date, time, place and a note",
	family: "contact",
	slots: ["icon"],
	layouts: {
		card: "A printed card with a line around its words",
		poster: "The title large, date, time and place on a field of colour",
	},
	defaultProps: {
		kicker: "Kiln & Clay invite you",
		title: "An evening by the fire",
		date: "Friday, 9 October",
		time: "7 pm",
		place: "14 Harbour Row",
		note: "Bring a cup you would like to glaze.",
	},
	defaultDurationInFrames: 120,
});
