import { mix } from "../../design/color";
import { directionOf } from "../../design/direction";
import { keyed } from "../../design/keyed";
import { Stage } from "../../design/Stage";
import { type Rect, type SceneLook, useScene } from "../../design/scene";
import { FittedLines, Text, useFittedText } from "../../design/Text";
import { FigureIn, FormRings, figureOf } from "../parts/Figure";
import { useOpening } from "../parts/opening";
import { Panel } from "../parts/Panel";
import { innerOf } from "../parts/tiles";
import { tonesOf } from "../parts/tone";
import { facts, type InvitationProps } from "./invitation-fields";

/** The field of date, time and place, and what is left. */
const fieldsOf = ({ width, height, ratio }: SceneLook): { when: Rect; what: Rect } => {
	if (ratio === "wide") {
		const share = Math.round(width * 0.36);
		return {
			when: { x: width - share, y: 0, width: share, height },
			what: { x: 0, y: 0, width: width - share, height },
		};
	}
	const share = Math.round(height * (ratio === "tall" ? 0.36 : 0.38));
	return {
		when: { x: 0, y: height - share, width, height: share },
		what: { x: 0, y: 0, width, height: height - share },
	};
};

/** Date, time and place below each other, the first one largest. */
const When = ({ scene, texts, rect, ink }: { scene: SceneLook; texts: string[]; rect: Rect; ink: string }) => {
	const { u, by, voices, motion } = scene;
	const shares = texts.length === 1 ? [1] : texts.map((_, index) => (index === 0 ? 0.5 : 0.5 / (texts.length - 1)));
	const step = motion.stagger(texts.length, 0.3, 0.16);
	return (
		<div
			style={{
				position: "absolute",
				left: rect.x,
				top: rect.y,
				width: rect.width,
				height: rect.height,
				display: "flex",
				flexDirection: "column",
				justifyContent: "center",
				gap: u(18),
			}}
		>
			{keyed(texts, String).map(({ key, item: text, index }) => (
				<Text
					key={key}
					scene={scene}
					voice={index === 0 ? voices.number : voices.strong}
					text={text}
					box={{
						width: rect.width,
						height: (rect.height - u(18) * (texts.length - 1)) * (shares[index] ?? 0.25) * 0.96,
						maxSize: index === 0 ? by({ wide: 128, tall: 120, square: 90 }) : by({ wide: 54, tall: 56, square: 42 }),
						minSize: 24,
					}}
					color={ink}
					start={0.3 + index * step}
					reveal={index === 0 ? "mask" : "fade"}
					align="left"
				/>
			))}
		</div>
	);
};

/** A poster: the title large, date, time and place on a field of colour. */
export const InvitationPoster = ({ props }: { props: InvitationProps }) => {
	const scene = useScene({ ...props, picture: undefined });
	const { u, by, voices, palette, box, ratio } = scene;
	const tone = tonesOf(scene).accent;
	const texts = facts(props);
	const fields = fieldsOf(scene);
	const pad = u(by({ wide: 72, tall: 64, square: 48 }));
	const words = innerOf(fields.what, box, pad);
	const figure = figureOf(scene, props.picture);
	const rtl = directionOf(props.title) === "rtl";
	const size = Math.min(fields.what.width, fields.what.height) * (ratio === "wide" ? 0.62 : 0.5);
	const place = { x: fields.what.x + fields.what.width - size * 0.82, y: -size * 0.14, width: size, height: size };
	const small = u(by({ wide: 64, tall: 70, square: 50 }));
	const title = useFittedText(scene, voices.heading, props.title, {
		width: words.width,
		height: words.height - (props.kicker ? small : 0) - (props.note ? small * 1.5 : 0) - (figure ? size * 0.5 : 0) - u(40),
		maxSize: by({ wide: 210, tall: 180, square: 130 }),
		minSize: 44,
	});
	const start = useOpening();
	return (
		<Stage
			scene={scene}
			calm
			direction={rtl ? "rtl" : "ltr"}
			style={{
				left: words.x,
				top: words.y,
				width: words.width,
				height: words.height,
				justifyContent: "space-between",
				alignItems: "flex-start",
			}}
			bleed={
				<>
					{figure ? (
						<FigureIn scene={scene} figure={figure} rect={place} from="top" grow={figure.kind === "icon" ? 0.7 : 1} />
					) : (
						<FormRings
							scene={scene}
							x={fields.what.width * 0.94}
							y={ratio === "wide" ? 0 : -size * 0.1}
							size={size * 1.15}
							fill={mix(palette.background, palette.accent, 0.3)}
							ground={palette.background}
						/>
					)}
					<Panel scene={scene} rect={fields.when} fill={tone.fill} from={ratio === "wide" ? "right" : "bottom"} start={-0.5}>
						<div style={{ position: "absolute", left: -fields.when.x, top: -fields.when.y }}>
							<When scene={scene} texts={texts} rect={innerOf(fields.when, box, pad)} ink={tone.ink} />
						</div>
					</Panel>
				</>
			}
		>
			{props.kicker ? (
				<Text
					scene={scene}
					voice={voices.kicker}
					text={props.kicker}
					box={{
						width: words.width * 0.7,
						height: small,
						maxSize: by({ wide: 32, tall: 36, square: 28 }),
						minSize: 20,
						maxLines: 2,
					}}
					color={palette.text}
					start={0}
					reveal="fade"
					align="left"
				/>
			) : (
				<div />
			)}
			<div style={{ alignSelf: "stretch" }}>
				<FittedLines scene={scene} voice={voices.heading} fitted={title} color={palette.text} start={start} align="left" />
				{props.note ? (
					<Text
						scene={scene}
						voice={voices.body}
						text={props.note}
						box={{ width: words.width, height: small * 1.3, maxSize: by({ wide: 38, tall: 40, square: 32 }), minSize: 20 }}
						color={palette.muted}
						start={0.4}
						reveal="fade"
						align="left"
						style={{ marginTop: u(22) }}
					/>
				) : null}
			</div>
		</Stage>
	);
};
