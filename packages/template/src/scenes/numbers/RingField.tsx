import { Stage } from "../../design/Stage";
import { useScene } from "../../design/scene";
import { FittedLines, useFittedText } from "../../design/Text";
import { RollingText } from "../parts/RollingText";
import { TwoTone } from "../parts/TwoTone";
import { tonesOf } from "../parts/tone";
import type { RingProps } from "./Ring";
import { filledOf, shownOf } from "./ring-values";

/** Radians a second by which the edge of a level rocks, and how far, as a share of the picture. */
const ROCKING = 1.3;
const TILT = 0.014;

/** Where the edge of a level is at its one end and at its other: it rocks slowly for as long as the scene is shown. */
const edgeOf = (filled: number, { frame, fps }: { frame: number; fps: number }): [number, number] => {
	const room = Math.min(1, filled * 8, (1 - filled) * 8);
	const tilt = Math.sin((frame / fps) * ROCKING) * TILT * room;
	return [filled + tilt, filled - tilt];
};

const percent = (share: number) => `${(share * 100).toFixed(3)}%`;
const besideEdge = ([top, bottom]: [number, number]) => `polygon(0 0, ${percent(top)} 0, ${percent(bottom)} 100%, 0 100%)`;
const belowEdge = ([left, right]: [number, number]) =>
	`polygon(0 100%, 0 ${percent(1 - left)}, 100% ${percent(1 - right)}, 100% 100%)`;

/** The picture as the vessel: it fills up, and the words change colour. */
export const Level = ({ props }: { props: RingProps }) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices } = scene;
	const tone = tonesOf(scene).accent;
	const across = scene.ratio === "wide";
	const voice = { ...voices.number, lineHeight: 1.05, letterSpacing: -0.04 };
	const number = useFittedText(scene, voice, shownOf(props), {
		width: box.width,
		height: box.height * 0.56,
		maxSize: by({ wide: 620, tall: 520, square: 460 }),
		minSize: 60,
		maxLines: 1,
	});
	const label = useFittedText(scene, voices.heading, props.label, {
		width: Math.min(box.width, u(1300)),
		height: box.height * 0.3,
		maxSize: by({ wide: 84, tall: 108, square: 78 }),
		minSize: 32,
	});
	const edge = edgeOf(filledOf(scene, props.value), scene.motion);
	return (
		<Stage
			scene={scene}
			calm
			bleed={
				<TwoTone clip={across ? besideEdge(edge) : belowEdge(edge)} fill={tone.fill}>
					{(filled) => (
						<div
							style={{
								position: "absolute",
								left: box.x,
								top: box.y,
								width: box.width,
								height: box.height,
								display: "flex",
								flexDirection: "column",
								justifyContent: "space-between",
							}}
						>
							<FittedLines
								scene={scene}
								voice={voices.heading}
								fitted={label}
								color={filled ? tone.ink : palette.text}
								start={0.1}
								align="left"
							/>
							<RollingText
								scene={scene}
								text={number.lines.join(" ")}
								voice={voice}
								size={number.fontSize}
								style={{ color: filled ? tone.ink : palette.text }}
							/>
						</div>
					)}
				</TwoTone>
			}
		/>
	);
};

const STROKES = 100;

/** A hundred strokes along the foot of the picture. */
export const Ticks = ({ props }: { props: RingProps }) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, width, height } = scene;
	const filled = filledOf(scene, props.value) * STROKES;
	const voice = { ...voices.number, lineHeight: 1.05, letterSpacing: -0.04 };
	const field = {
		top: height * by({ wide: 0.6, tall: 0.58, square: 0.6 }),
		height: height * by({ wide: 0.4, tall: 0.42, square: 0.4 }),
	};
	const room = field.top - box.y - u(40);
	const number = useFittedText(scene, voice, shownOf(props), {
		width: box.width * by({ wide: 0.5, tall: 1, square: 0.9 }),
		height: room * by({ wide: 1, tall: 0.5, square: 0.56 }),
		maxSize: by({ wide: 480, tall: 440, square: 340 }),
		minSize: 60,
		maxLines: 1,
	});
	const beside = scene.ratio === "wide";
	const label = useFittedText(scene, voices.heading, props.label, {
		width: beside ? box.width - number.width - u(90) : box.width,
		height: beside ? room * 0.9 : room - number.height - u(20),
		maxSize: by({ wide: 88, tall: 104, square: 72 }),
		minSize: 30,
	});
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start" }}
			bleed={
				<svg width={width} height={height} role="presentation" style={{ position: "absolute" }}>
					{Array.from({ length: STROKES }, (_, index) => {
						const on = Math.min(1, Math.max(0, filled - index));
						const x = (width / STROKES) * (index + 0.2);
						const long = field.height * (0.42 + on * 0.58);
						return (
							<rect
								key={x}
								x={x}
								y={height - long}
								width={(width / STROKES) * 0.6}
								height={long}
								fill={on > 0 ? palette.accent : palette.line}
							/>
						);
					})}
				</svg>
			}
		>
			<div
				style={{
					display: "flex",
					flexDirection: beside ? "row" : "column",
					gap: beside ? u(90) : u(20),
					alignItems: beside ? "center" : "flex-start",
					height: room,
				}}
			>
				<RollingText
					scene={scene}
					text={number.lines.join(" ")}
					voice={voice}
					size={number.fontSize}
					style={{ color: palette.text }}
				/>
				<FittedLines scene={scene} voice={voices.heading} fitted={label} color={palette.text} start={0.2} align="left" />
			</div>
		</Stage>
	);
};
