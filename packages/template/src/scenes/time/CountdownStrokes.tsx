import { easeInOut } from "../../design/motion";
import { Stage } from "../../design/Stage";
import { useScene } from "../../design/scene";
import { FittedLines, useFittedText } from "../../design/Text";
import type { CountdownProps } from "./Countdown";
import { STEPS } from "./countdown-steps";

/** As many strokes as are left, side by side from edge to edge; the ones that are gone fall away. */
export const Strokes = ({ props }: { props: CountdownProps }) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, motion, width, height } = scene;
	const shown = Math.min(props.count, 100);
	const total = shown + STEPS;
	const band = height * by({ wide: 0.44, tall: 0.4, square: 0.42 });
	const voice = { ...voices.number, lineHeight: 1, letterSpacing: -0.04 };
	const words = [props.unit, props.label].filter(Boolean).join("\n");
	const number = useFittedText(scene, voice, String(props.count), {
		width: box.width * by({ wide: 0.5, tall: 1, square: 0.8 }),
		height: (height - band - box.y) * by({ wide: 0.86, tall: 0.5, square: 0.54 }),
		maxSize: by({ wide: 480, tall: 460, square: 320 }),
		minSize: 80,
		maxLines: 1,
	});
	const beside = scene.ratio === "wide";
	const label = useFittedText(scene, voices.heading, words, {
		width: beside ? box.width - number.width - u(80) : box.width,
		height: beside ? number.height : height - band - box.y - number.height - u(60),
		maxSize: by({ wide: 92, tall: 100, square: 64 }),
		minSize: 28,
	});
	const step = width / total;
	const fallen = motion.enter(0, Math.min(1.8, motion.beats * 0.5), easeInOut) * STEPS;
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start" }}
			bleed={
				<svg width={width} height={height} role="presentation" style={{ position: "absolute" }}>
					{Array.from({ length: total }, (_, index) => index).map((index) => {
						const gone = Math.min(1, Math.max(0, fallen - (total - 1 - index)));
						const grown = motion.enter(-0.5 + index * (0.5 / total), 0.5);
						return (
							<rect
								key={index}
								x={step * (index + 0.18)}
								y={height - band * grown + gone * band * 1.05}
								width={step * 0.64}
								height={band}
								fill={index < shown ? palette.accent : palette.line}
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
					gap: beside ? u(80) : u(10),
					alignItems: beside ? "center" : "flex-start",
				}}
			>
				<FittedLines scene={scene} voice={voice} fitted={number} color={palette.text} start={-0.2} align="left" />
				{words ? (
					<FittedLines scene={scene} voice={voices.heading} fitted={label} color={palette.text} start={0.1} align="left" />
				) : null}
			</div>
		</Stage>
	);
};
