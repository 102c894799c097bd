import { Stage } from "../../design/Stage";
import { useScene } from "../../design/scene";
import { Text, useFittedText } from "../../design/Text";
import { RollingText } from "../parts/RollingText";
import type { RingProps } from "./Ring";
import { filledOf, shownOf } from "./ring-values";

/** An arc of a circle that begins at `from` degrees (0 is the top) and spans `sweep`, drawn up to `share` of it. */
const Arc = ({
	x,
	y,
	radius,
	width,
	from,
	sweep,
	share,
	color,
}: {
	x: number;
	y: number;
	radius: number;
	width: number;
	from: number;
	sweep: number;
	share: number;
	color: string;
}) => (
	<circle
		cx={x}
		cy={y}
		r={radius}
		fill="none"
		stroke={color}
		strokeWidth={width}
		pathLength={360}
		strokeDasharray={`${sweep * share} 720`}
		transform={`rotate(${from - 90} ${x} ${y})`}
		opacity={share > 0 ? 1 : 0}
	/>
);

/** A whole ring with the number in it. */
export const FullRing = ({ props }: { props: RingProps }) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, width, height } = scene;
	const beside = scene.ratio === "wide";
	const outer = beside ? Math.min(height * 0.47, width * 0.3) : Math.min(width * 0.46, box.height * 0.32);
	const stroke = outer * 0.26;
	const centre = beside
		? { x: width - outer - box.x * 0.55, y: height / 2 }
		: { x: width - outer - width * 0.04, y: box.y + outer };
	const filled = filledOf(scene, props.value);
	const hole = (outer - stroke) * 2;
	const number = useFittedText(scene, { ...voices.number, lineHeight: 1.1 }, shownOf(props), {
		width: hole * 0.8,
		height: hole * 0.5,
		maxSize: 320,
		minSize: 40,
		maxLines: 1,
	});
	const labelBox = beside
		? { width: centre.x - outer - box.x - u(60), height: box.height }
		: { width: box.width, height: box.y + box.height - centre.y - outer - u(50) };
	const turn = (1 - scene.motion.enter(-0.3, 1.6)) * -90;
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-end", alignItems: "flex-start" }}
			bleed={
				<>
					<svg width={width} height={height} role="presentation" style={{ position: "absolute" }}>
						<circle
							cx={centre.x}
							cy={centre.y}
							r={outer - stroke / 2}
							fill="none"
							stroke={palette.surface}
							strokeWidth={stroke}
						/>
						<g transform={`rotate(${turn} ${centre.x} ${centre.y})`}>
							<Arc
								{...centre}
								radius={outer - stroke / 2}
								width={stroke}
								from={0}
								sweep={360}
								share={filled}
								color={palette.accent}
							/>
						</g>
					</svg>
					<div
						style={{
							position: "absolute",
							left: centre.x - hole / 2,
							top: centre.y - number.height / 2,
							width: hole,
							textAlign: "center",
						}}
					>
						<RollingText
							scene={scene}
							text={number.lines.join(" ")}
							voice={{ ...voices.number, lineHeight: 1.1 }}
							size={number.fontSize}
							style={{ color: palette.text }}
						/>
					</div>
				</>
			}
		>
			<Text
				scene={scene}
				voice={voices.heading}
				text={props.label}
				box={{ ...labelBox, maxSize: by({ wide: 116, tall: 128, square: 88 }), minSize: 34 }}
				color={palette.text}
				start={0.15}
				align="left"
			/>
		</Stage>
	);
};

/** A half ring that stands on the foot of the picture. */
export const HalfRing = ({ props }: { props: RingProps }) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, width, height } = scene;
	const outer = by({ wide: Math.min(width * 0.32, height * 0.74), tall: width * 0.56, square: width * 0.5 });
	const stroke = outer * 0.2;
	const centre = {
		x: by({ wide: width - outer - box.x * 0.4, tall: width * 0.5, square: width * 0.5 }),
		y: height - (scene.height - box.y - box.height) * by({ wide: 0.4, tall: 0.7, square: 0.5 }),
	};
	const hole = (outer - stroke) * 2;
	const voice = { ...voices.number, lineHeight: 1.1 };
	const number = useFittedText(scene, voice, shownOf(props), {
		width: hole * 0.78,
		height: outer * 0.62,
		maxSize: 400,
		minSize: 40,
		maxLines: 1,
	});
	const labelBox = by({
		wide: { width: Math.max(u(420), centre.x - outer - box.x - u(40)), height: box.height },
		tall: { width: box.width, height: centre.y - outer - box.y - u(60) },
		square: { width: box.width, height: centre.y - outer - box.y - u(40) },
	});
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start" }}
			bleed={
				<>
					<svg width={width} height={height} role="presentation" style={{ position: "absolute" }}>
						<Arc
							{...centre}
							radius={outer - stroke / 2}
							width={stroke}
							from={-90}
							sweep={180}
							share={scene.motion.enter(-0.5, 0.8)}
							color={palette.surface}
						/>
						<Arc
							{...centre}
							radius={outer - stroke / 2}
							width={stroke}
							from={-90}
							sweep={180}
							share={filledOf(scene, props.value)}
							color={palette.accent}
						/>
					</svg>
					<div
						style={{
							position: "absolute",
							left: centre.x - hole / 2,
							top: centre.y - number.height * 1.02,
							width: hole,
							textAlign: "center",
						}}
					>
						<RollingText
							scene={scene}
							text={number.lines.join(" ")}
							voice={voice}
							size={number.fontSize}
							style={{ color: palette.text }}
						/>
					</div>
				</>
			}
		>
			<Text
				scene={scene}
				voice={voices.heading}
				text={props.label}
				box={{ ...labelBox, maxSize: by({ wide: 96, tall: 124, square: 84 }), minSize: 34 }}
				color={palette.text}
				start={0.15}
				align="left"
			/>
		</Stage>
	);
};
