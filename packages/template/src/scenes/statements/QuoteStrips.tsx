import { directionOf } from "../../design/direction";
import { keyed } from "../../design/keyed";
import { easeInOut } from "../../design/motion";
import { Stage } from "../../design/Stage";
import { useScene } from "../../design/scene";
import { useFittedText, voiceStyle } from "../../design/Text";
import { voiceFor } from "../../design/voice";
import { useOpening } from "../parts/opening";
import { openFrom } from "../parts/Panel";
import { tonesOf } from "../parts/tone";
import { AuthorLines, authorHeight, type QuoteProps } from "./quote-fields";

/** Each line of the quote on a strip of colour as wide as itself. */
export const QuoteStrips = ({ props }: { props: QuoteProps }) => {
	const scene = useScene(props);
	const { u, by, box, voices, motion, form, align, palette } = scene;
	const tone = tonesOf(scene).accent;
	const rtl = directionOf(props.quote) === "rtl";
	const voice = voiceFor({ ...voices.heading, lineHeight: 1.34 }, props.quote);
	const fitted = useFittedText(scene, voice, props.quote, {
		width: box.width * 0.95,
		height: box.height - authorHeight(scene, props) - u(20),
		maxSize: by({ wide: 150, tall: 128, square: 104 }),
		minSize: 32,
	});
	const start = useOpening(0);
	const step = motion.stagger(fitted.lines.length, Math.max(0, start), 0.16);
	const round = form.corner === "round" || form.corner === "pill";
	return (
		<Stage
			scene={scene}
			direction={rtl ? "rtl" : "ltr"}
			style={{ alignItems: align === "center" ? "center" : "flex-start", gap: u(44) }}
		>
			<div
				style={{
					...voiceStyle(voice, fitted.fontSize),
					display: "flex",
					flexDirection: "column",
					alignItems: align === "center" ? "center" : "flex-start",
				}}
			>
				{keyed(fitted.lines, String).map(({ key, item: text, index }) => {
					const hidden = 1 - motion.enter(start + index * step, 0.7, easeInOut);
					const gone = motion.leave(index, fitted.lines.length);
					const side = rtl ? "right" : "left";
					const other = rtl ? "left" : "right";
					return (
						<div
							key={key}
							style={{
								padding: "0 0.28em",
								marginTop: index === 0 ? 0 : "0.08em",
								backgroundColor: tone.fill,
								color: tone.ink,
								borderRadius: round ? "0.22em" : 0,
								clipPath: gone > 0 ? openFrom(other, gone) : hidden > 0 ? openFrom(side, hidden) : undefined,
								transform: `translateX(${(rtl ? 1 : -1) * hidden * u(80)}px)${form.line === "sketch" ? ` rotate(${index % 2 === 0 ? -0.6 : 0.5}deg)` : ""}`,
							}}
						>
							{text}
						</div>
					);
				})}
			</div>
			<AuthorLines
				scene={scene}
				props={props}
				width={box.width}
				colors={{ ink: palette.text, quiet: palette.muted, signal: palette.accent }}
				align={align}
			/>
		</Stage>
	);
};
