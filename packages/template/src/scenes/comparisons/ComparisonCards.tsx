import { mix } from "../../design/color";
import { directionOf } from "../../design/direction";
import type { FittedText } from "../../design/fit";
import { keyed } from "../../design/keyed";
import { Stage } from "../../design/Stage";
import type { SceneLook } from "../../design/scene";
import { FittedLines, useFittedGroup, useFittedText } from "../../design/Text";
import type { ComparisonProps, Side } from "./Comparison";

/** Side of the tick before a line, and the gap after it, in design units. */
const MARK = 38;
const MARK_GAP = 24;

const Line = ({
	scene,
	fitted,
	start,
	chosen,
	color,
}: {
	scene: SceneLook;
	fitted: FittedText;
	start: number;
	chosen: boolean;
	color: string;
}) => {
	const { u, palette, voices, motion } = scene;
	const mark = u(MARK);
	const drawn = motion.enter(start, 0.8);
	return (
		<div dir={directionOf(fitted.lines.join(" "))} style={{ display: "flex", gap: u(MARK_GAP), minHeight: mark }}>
			<svg
				width={mark}
				height={mark}
				viewBox="0 0 38 38"
				role="presentation"
				style={{ flex: "none", marginTop: Math.max(0, (fitted.fontSize * voices.body.lineHeight - mark) / 2) }}
			>
				<path
					d={chosen ? "M7 20 L16 29 L32 10" : "M9 19 H29"}
					pathLength={1}
					strokeDasharray="1 1"
					strokeDashoffset={1 - drawn}
					fill="none"
					stroke={chosen ? palette.accent : palette.muted}
					strokeWidth={5}
					strokeLinecap="round"
					strokeLinejoin="round"
					opacity={drawn > 0 ? 1 : 0}
				/>
			</svg>
			<FittedLines scene={scene} voice={voices.body} fitted={fitted} color={color} start={start} reveal="fade" align="left" />
		</div>
	);
};

const Card = ({
	scene,
	side,
	width,
	height,
	start,
	chosen,
}: {
	scene: SceneLook;
	side: Side;
	width: number;
	height: number;
	start: number;
	chosen: boolean;
}) => {
	const { u, by, palette, voices, motion } = scene;
	const padding = u(by({ wide: 64, tall: 60, square: 44 }));
	const inner = width - 2 * padding;
	const title = useFittedText(scene, voices.heading, side.title, {
		width: inner,
		height: height * (side.points.length > 0 ? 0.3 : 0.8),
		maxSize: by({ wide: 96, tall: 84, square: 66 }),
		minSize: 32,
		maxLines: 3,
	});
	const gap = u(by({ wide: 28, tall: 24, square: 22 }));
	const headGap = u(by({ wide: 44, tall: 36, square: 32 }));
	const lineHeight = (height - 2 * padding - title.height - headGap) / Math.max(1, side.points.length) - gap;
	const lines = useFittedGroup(scene, voices.body, side.points, {
		width: inner - u(MARK + MARK_GAP),
		height: lineHeight,
		maxSize: by({ wide: 64, tall: 56, square: 46 }),
		minSize: 24,
		maxLines: 3,
	});
	const shown = motion.enter(start, 1.1);
	const step = motion.stagger(side.points.length, start + 0.3, 0.22);
	return (
		<div
			style={{
				width,
				maxHeight: height,
				minHeight: Math.min(height, u(by({ wide: 560, tall: 420, square: 420 }))),
				boxSizing: "border-box",
				padding,
				borderRadius: scene.radius * 1.2,
				backgroundColor: chosen ? mix(palette.surface, palette.accent, 0.12) : palette.surface,
				border: `${u(3)}px solid ${chosen ? palette.accent : palette.line}`,
				opacity: Math.min(1, shown * 1.6),
				transform: `translateY(${(1 - shown) * u(70)}px)`,
				display: "flex",
				flexDirection: "column",
				justifyContent: side.points.length > 0 ? "space-between" : "center",
			}}
		>
			<FittedLines
				scene={scene}
				voice={voices.heading}
				fitted={title}
				color={palette.text}
				start={start + 0.15}
				align={side.points.length > 0 ? "left" : "center"}
			/>
			{side.points.length > 0 ? (
				<div style={{ marginTop: headGap, display: "flex", flexDirection: "column", gap }}>
					{keyed(lines, (point) => point.lines.join(" ")).map(({ key, item, index }) => (
						<Line
							key={key}
							scene={scene}
							fitted={item}
							start={start + 0.35 + index * step}
							chosen={chosen}
							color={chosen ? palette.text : mix(palette.text, palette.background, 0.22)}
						/>
					))}
				</div>
			) : null}
		</div>
	);
};

/** Two cards; the one that stands out has a border in the accent. */
export const ComparisonCards = ({ scene, ...props }: { scene: SceneLook } & ComparisonProps) => {
	const { u, box, by, palette, voices, ratio } = scene;
	const title = useFittedText(scene, voices.heading, props.title ?? "", {
		width: box.width,
		height: box.height * 0.2,
		maxSize: by({ wide: 88, tall: 96, square: 72 }),
		minSize: 40,
	});
	const head = props.title ? title.height + u(52) : 0;
	const gap = u(by({ wide: 44, tall: 36, square: 28 }));
	const stacked = ratio === "tall";
	const width = stacked ? box.width : (box.width - gap) / 2;
	const room = box.height - head;
	const height = stacked ? (room - gap) / 2 : room;
	return (
		<Stage scene={scene} calm>
			{!props.title ? null : (
				<div style={{ marginBottom: u(52), alignSelf: scene.align === "center" ? "center" : "flex-start" }}>
					<FittedLines scene={scene} voice={voices.heading} fitted={title} color={palette.text} />
				</div>
			)}
			<div style={{ display: "flex", flexDirection: stacked ? "column" : "row", alignItems: "stretch", gap }}>
				<Card scene={scene} side={props.left} width={width} height={height} start={0.2} chosen={false} />
				<Card scene={scene} side={props.right} width={width} height={height} start={0.45} chosen={true} />
			</div>
		</Stage>
	);
};
