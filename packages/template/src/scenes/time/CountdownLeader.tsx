import { useScenePlace } from "../../design/context";
import { OPENING_BEATS } from "../../design/motion";
import { Stage } from "../../design/Stage";
import { useScene } from "../../design/scene";
import { FittedLines, useFittedText, voiceStyle } from "../../design/Text";
import { TwoTone } from "../parts/TwoTone";
import { tonesOf } from "../parts/tone";
import type { CountdownProps } from "./Countdown";

/** Numbers that the leader has time for. */
export const LEADER_MOST = 10;

/** The numbers on the way from the count to 1: all of them, or steps of about the same size where the leader has no time for all. */
export const leaderNumbers = (count: number): number[] => {
	const steps = Math.min(count, LEADER_MOST);
	return Array.from({ length: steps }, (_, index) => Math.round(count - (index * (count - 1)) / Math.max(1, steps - 1)));
};

/** Numbers from the count to 1, each for the same time with a hand that goes round; then the last word. */
export const Leader = ({ props }: { props: CountdownProps }) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, motion, width, height } = scene;
	const tone = tonesOf(scene).accent;
	const numbers = leaderNumbers(props.count);
	const total = numbers.length + (props.end ? 1.2 : 0);
	// The first scene of a film has begun before its first frame: the count would have passed by then.
	const start = useScenePlace().index === 0 ? OPENING_BEATS : -0.3;
	const passed = Math.min(total - 0.001, motion.enter(start, Math.max(1, motion.beats - 0.4 - start), (share) => share) * total);
	const index = Math.floor(passed);
	const ended = index >= numbers.length;
	const swept = passed - index;
	const voice = { ...voices.number, lineHeight: 1, letterSpacing: -0.05 };
	const number = useFittedText(scene, voice, String(props.count).replaceAll(/\d/g, "0"), {
		width: box.width,
		height: box.height * 0.86,
		maxSize: by({ wide: 900, tall: 860, square: 760 }),
		minSize: 100,
		maxLines: 1,
	});
	const end = useFittedText(scene, { ...voices.heading, lineHeight: 1 }, props.end ?? "", {
		width: box.width,
		height: box.height * 0.8,
		maxSize: by({ wide: 640, tall: 480, square: 460 }),
		minSize: 60,
	});
	const label = useFittedText(scene, voices.heading, props.label ?? "", {
		width: box.width,
		height: u(160),
		maxSize: by({ wide: 60, tall: 72, square: 52 }),
		minSize: 26,
		maxLines: 2,
	});
	const unit = useFittedText(scene, voices.number, props.unit ?? "", {
		width: box.width,
		height: u(120),
		maxSize: by({ wide: 84, tall: 96, square: 68 }),
		minSize: 26,
		maxLines: 1,
	});
	const reach = Math.hypot(width, height);
	const angle = swept * Math.PI * 2;
	const large = swept > 0.5 ? 1 : 0;
	const centre = { x: width / 2, y: height / 2 };
	const hand = { x: centre.x + Math.sin(angle) * reach, y: centre.y - Math.cos(angle) * reach };
	const sector =
		ended || swept <= 0
			? "polygon(0 0, 0 0, 0 0)"
			: `path("M${centre.x} ${centre.y}L${centre.x} ${centre.y - reach}A${reach} ${reach} 0 ${large} 1 ${hand.x} ${hand.y}Z")`;
	const face = (color: string) => (
		<div
			style={{
				position: "absolute",
				left: 0,
				top: 0,
				width,
				height,
				display: "flex",
				alignItems: "center",
				justifyContent: "center",
			}}
		>
			<div style={{ ...voiceStyle(voice, number.fontSize), color, transform: `scale(${1 + swept * 0.05})` }}>
				{numbers[index]}
			</div>
		</div>
	);
	if (ended) {
		return (
			<Stage
				scene={scene}
				calm
				style={{ justifyContent: "flex-end", alignItems: "flex-start" }}
				bleed={<div style={{ position: "absolute", left: 0, top: 0, width, height, backgroundColor: tone.fill }} />}
			>
				<div style={{ transform: `scale(${1 + swept * 0.04})`, transformOrigin: "0 100%" }}>
					<FittedLines
						scene={scene}
						voice={{ ...voices.heading, lineHeight: 1 }}
						fitted={end}
						color={tone.ink}
						reveal="none"
						align="left"
					/>
				</div>
				{props.label ? (
					<FittedLines
						scene={scene}
						voice={voices.heading}
						fitted={label}
						color={tone.ink}
						reveal="none"
						align="left"
						style={{ marginTop: u(20) }}
					/>
				) : null}
			</Stage>
		);
	}
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-end", alignItems: "flex-start" }}
			bleed={
				<TwoTone clip={sector} fill={tone.fill}>
					{(filled) => (
						<>
							<svg width={width} height={height} role="presentation" style={{ position: "absolute" }}>
								<circle
									cx={centre.x}
									cy={centre.y}
									r={Math.min(width, height) * 0.46}
									fill="none"
									stroke={filled ? tone.ink : palette.text}
									strokeOpacity={0.4}
									strokeWidth={u(5)}
								/>
							</svg>
							{face(filled ? tone.ink : palette.text)}
							{props.unit ? (
								<FittedLines
									scene={scene}
									voice={voices.number}
									fitted={unit}
									color={filled ? tone.ink : palette.text}
									start={-0.4}
									align="left"
									style={{ position: "absolute", left: box.x, top: box.y }}
								/>
							) : null}
							{props.label ? (
								<FittedLines
									scene={scene}
									voice={voices.heading}
									fitted={label}
									color={filled ? tone.ink : palette.text}
									start={-0.4}
									align="left"
									style={{ position: "absolute", left: box.x, top: box.y + box.height - label.height }}
								/>
							) : null}
						</>
					)}
				</TwoTone>
			}
		/>
	);
};
