import { useScenePlace } from "../../design/context";
import { directionOf } from "../../design/direction";
import { keyed } from "../../design/keyed";
import { sizeForFew } from "../../design/optical";
import { Stage } from "../../design/Stage";
import { useScene } from "../../design/scene";
import { useFittedText, voiceStyle } from "../../design/Text";
import { voiceFor } from "../../design/voice";
import { Panel } from "../parts/Panel";
import { toneAt, tonesOf } from "../parts/tone";
import { emphasisedIn } from "./emphasis";
import type { KineticProps } from "./statement-fields";

/** Each line on a band of its own across the picture; bands and words come from opposite sides. */
export const SplitText = ({ props }: { props: KineticProps }) => {
	const scene = useScene({ ...props, picture: undefined });
	const { u, by, box, voices, motion, width, height } = scene;
	const tones = tonesOf(scene);
	const first = useScenePlace().index === 0;
	const rtl = directionOf(props.text) === "rtl";
	// A band cuts what hangs out of its line: Arabic letters hang low.
	const voice = voiceFor({ ...voices.heading, lineHeight: rtl ? 1.6 : 1.16 }, props.text);
	const fitted = useFittedText(scene, voice, props.text, {
		width: box.width,
		height: box.height,
		maxSize: sizeForFew(props.text, by({ wide: 230, tall: 200, square: 170 })),
		minSize: 44,
	});
	const { lines, fontSize } = fitted;
	const start = first ? -0.75 : 0;
	const step = motion.stagger(lines.length, 0, 0.16);
	const middle = box.y + box.height / 2;
	const line = fontSize * voice.lineHeight;
	const band = Math.max(line, Math.min(line * 1.9, box.height / lines.length));
	const top = middle - (band * lines.length) / 2;
	const cycle = [tones.base, tones.accent, tones.surface, tones.inverse];
	return (
		<Stage
			scene={scene}
			calm
			bleed={keyed(lines, String).map(({ key, item: text, index }) => {
				const tone = toneAt(lines.length === 1 ? [tones.accent] : cycle, index);
				const y = index === 0 ? 0 : top + index * band;
				const end = index === lines.length - 1 ? height : top + (index + 1) * band;
				const from = (index % 2 === 0) !== rtl ? "left" : "right";
				// Words go on where they came from, slowly: a band that stands is no film.
				const drift = (from === "left" ? 1 : -1) * u(28) * (motion.through - 0.5);
				const shown = motion.enter(start + index * step + 0.1, 0.9);
				const words = text.split(" ");
				const strong = emphasisedIn(words, props.emphasis ?? []);
				return (
					<Panel
						key={key}
						scene={scene}
						rect={{ x: 0, y, width, height: end - y }}
						fill={tone.fill}
						from={from}
						start={start + index * step - 0.3}
						length={0.8}
						style={{ overflow: "hidden" }}
					>
						<div
							dir={rtl ? "rtl" : "ltr"}
							style={{
								...voiceStyle(voice, fontSize),
								position: "absolute",
								left: box.x,
								width: box.width,
								top: top + index * band - y + (band - fontSize * voice.lineHeight) / 2,
								color: tone.ink,
								textAlign: scene.align === "center" ? "center" : "start",
								opacity: Math.min(1, shown * 2) * (1 - motion.leave(index, lines.length)),
								transform: `translateX(${(from === "left" ? 1 : -1) * (1 - shown) * u(220) - motion.exit * u(120) + drift}px)`,
							}}
						>
							{keyed(words, String).map(({ key: wordKey, item: word, index: column }) => (
								<span key={wordKey} style={strong.has(column) ? { color: tone.signal } : undefined}>
									{column === 0 ? word : ` ${word}`}
								</span>
							))}
						</div>
					</Panel>
				);
			})}
		/>
	);
};
