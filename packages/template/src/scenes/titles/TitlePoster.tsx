import { mix } from "../../design/color";
import { directionOf } from "../../design/direction";
import { Stage } from "../../design/Stage";
import { type Rect, type SceneLook, useScene } from "../../design/scene";
import { FittedLines, useFittedText } from "../../design/Text";
import { type Figure, FigureIn, FormRings, figureOf } from "../parts/Figure";
import { useOpening } from "../parts/opening";
import { Panel } from "../parts/Panel";
import { innerOf } from "../parts/tiles";
import { tonesOf } from "../parts/tone";
import { Kicker, Subtitle } from "./SmallWords";
import type { TitleProps } from "./title-fields";

/** The field of the words, and the other one beside or below it. */
const fieldsOf = ({ width, height, ratio }: SceneLook, leftward: boolean): { words: Rect; other: Rect } => {
	if (ratio === "wide") {
		const share = Math.round(width * 0.62);
		const words = { x: leftward ? width - share : 0, y: 0, width: share, height };
		return { words, other: { x: leftward ? 0 : share, y: 0, width: width - share, height } };
	}
	const share = Math.round(height * (ratio === "tall" ? 0.58 : 0.6));
	return {
		words: { x: 0, y: height - share, width, height: share },
		other: { x: 0, y: 0, width, height: height - share },
	};
};

/** What stands in the field without words: a picture fills it, an object is cut by it, else forms grow in it. */
const Other = ({
	scene,
	figure,
	rect,
	fill,
	ground,
}: {
	scene: SceneLook;
	figure: Figure | null;
	rect: Rect;
	fill: string;
	ground: string;
}) => {
	const size = Math.max(rect.width, rect.height);
	if (!figure) {
		return (
			<div style={{ position: "absolute", left: -rect.x, top: -rect.y }}>
				<FormRings
					scene={scene}
					x={rect.x + rect.width * 0.62}
					y={rect.y + rect.height * 0.4}
					size={size * 1.05}
					fill={fill}
					ground={ground}
				/>
			</div>
		);
	}
	return (
		<FigureIn
			scene={{ ...scene, palette: { ...scene.palette, background: ground } }}
			figure={figure}
			rect={{ ...rect, x: 0, y: 0 }}
			grow={figure.kind === "icon" ? 0.62 : 1.34}
			from={scene.ratio === "wide" ? "right" : "top"}
		/>
	);
};

/** A poster in two fields of colour: the words fill one, a figure or large forms the other. */
export const TitlePoster = ({ props }: { props: TitleProps }) => {
	const scene = useScene({ ...props, picture: undefined });
	const { u, by, voices, box, ratio, palette } = scene;
	const tones = tonesOf(scene);
	const leftward = directionOf(props.title) === "rtl";
	const { words, other } = fieldsOf(scene, leftward);
	const inner = innerOf(words, box, u(by({ wide: 84, tall: 84, square: 64 })));
	const small = u(by({ wide: 62, tall: 78, square: 52 }));
	const used = (props.kicker ? small + u(30) : 0) + (props.subtitle ? small * 2 + u(30) : 0);
	const title = useFittedText(scene, voices.heading, props.title, {
		width: inner.width,
		height: inner.height - used,
		maxSize: by({ wide: 250, tall: 220, square: 170 }),
		minSize: 48,
	});
	const tone = tones.accent;
	const ground = mix(palette.background, palette.accent, 0.18);
	const start = useOpening();
	return (
		<Stage
			scene={scene}
			calm
			direction={leftward ? "rtl" : "ltr"}
			style={{
				left: inner.x,
				top: inner.y,
				width: inner.width,
				height: inner.height,
				alignItems: "flex-start",
				justifyContent: "space-between",
			}}
			bleed={
				<>
					<Panel
						scene={scene}
						rect={other}
						fill={ground}
						from={ratio === "wide" ? "top" : "left"}
						start={-0.7}
						style={{ overflow: "hidden" }}
					>
						<Other scene={scene} figure={figureOf(scene, props.picture)} rect={other} fill={palette.accent} ground={ground} />
					</Panel>
					<Panel scene={scene} rect={words} fill={tone.fill} from={ratio === "wide" ? "bottom" : "right"} start={-1.2} />
				</>
			}
		>
			{props.kicker ? (
				<Kicker scene={scene} text={props.kicker} width={inner.width} height={small} color={tone.ink} align="left" />
			) : (
				<div />
			)}
			<div style={{ alignSelf: "stretch" }}>
				<FittedLines scene={scene} voice={voices.heading} fitted={title} color={tone.ink} start={start} align="left" />
				<Subtitle
					scene={scene}
					text={props.subtitle}
					width={inner.width}
					height={small * 2}
					color={tone.quiet}
					align="left"
					style={{ marginTop: u(28) }}
				/>
			</div>
		</Stage>
	);
};
