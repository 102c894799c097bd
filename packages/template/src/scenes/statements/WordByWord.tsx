import { directionOf } from "../../design/direction";
import { keyed } from "../../design/keyed";
import { sizeForFew } from "../../design/optical";
import { Stage } from "../../design/Stage";
import { type SceneLook, useScene } from "../../design/scene";
import { useFittedText, voiceStyle } from "../../design/Text";
import { voiceFor } from "../../design/voice";
import { withSubject } from "../../objects/withSubject";
import { useOpening } from "../parts/opening";
import { emphasisedIn, markedIn } from "./emphasis";
import type { KineticProps } from "./statement-fields";

/** Where a word comes from: each look has its own way. */
const arrivalOf = ({ look, u }: SceneLook, shown: number): string => {
	const rest = 1 - shown;
	switch (look.motion.reveal) {
		case "slide":
			return `translateX(${rest * -u(90)}px)`;
		case "pop":
			return `scale(${0.5 + shown * 0.5}) rotate(${rest * -8}deg)`;
		case "fade":
			return `translateY(${rest * u(16)}px)`;
		case "blocks":
			return `scaleY(${shown})`;
		default:
			return `translateY(${rest * u(70)}px) rotate(${rest * 4}deg)`;
	}
};

type Words = { lines: string[][]; strong: ReadonlySet<number>; marker: boolean; start: number };

/** Words that come one after the other; strong ones in the accent, or under a marker that is drawn over them. */
const WordLines = ({
	scene,
	size,
	voice,
	words,
}: {
	scene: SceneLook;
	size: number;
	voice: SceneLook["voices"]["heading"];
	words: Words;
}) => {
	const { motion, palette, form, u } = scene;
	const count = words.lines.flat().length;
	const step = motion.stagger(count, Math.max(0.1, words.start), words.marker ? 0.08 : 0.2);
	const marked = words.start + count * step;
	let next = 0;
	return (
		<div
			dir={directionOf(words.lines.flat().join(" "))}
			style={{
				...voiceStyle(voice, size),
				textAlign: scene.align === "center" ? "center" : "start",
				alignSelf: "stretch",
				transform: `scale(${1 + motion.through * 0.015})`,
				transformOrigin: scene.align === "center" ? "50% 50%" : "0 50%",
			}}
		>
			{keyed(words.lines, (line) => line.join(" ")).map(({ key: lineKey, item: line }) => (
				<div key={lineKey}>
					{keyed(line, String).map(({ key, item: word, index }) => {
						const nth = next++;
						const shown = motion.enter(words.start + nth * step, 0.75);
						const strong = words.strong.has(nth);
						const drawn = strong && words.marker ? motion.enter(marked + (nth % 4) * 0.1, 0.6) : 0;
						const leave = motion.leave(nth, count);
						const joined = strong && words.marker && words.strong.has(nth + 1) && index < line.length - 1;
						return (
							<span key={key}>
								{index > 0 ? " " : null}
								<span
									style={{
										position: "relative",
										display: "inline-block",
										color:
											strong && words.marker && drawn > 0.5
												? palette.onAccent
												: strong && !words.marker
													? palette.accent
													: palette.text,
										opacity: Math.min(1, shown * 1.7) * (1 - leave),
										transform: `${arrivalOf(scene, shown)} translateY(${-leave * u(60)}px)`,
									}}
								>
									{drawn > 0 ? (
										<span
											style={{
												position: "absolute",
												inset: `0.08em ${joined ? "-0.3em" : "-0.1em"} 0.02em -0.1em`,
												backgroundColor: palette.accent,
												borderRadius: form.corner === "round" || form.corner === "pill" ? "0.16em" : 0,
												transform: `scaleX(${drawn})${form.line === "sketch" ? " rotate(-1deg)" : ""}`,
												transformOrigin: "0 50%",
											}}
										/>
									) : null}
									<span style={{ position: "relative" }}>{word}</span>
								</span>
							</span>
						);
					})}
				</div>
			))}
		</div>
	);
};

/** A statement word by word, beside an object where the scene has one. */
export const WordByWord = ({ props, marker }: { props: KineticProps; marker: boolean }) => {
	const { scene, bleed } = withSubject(useScene(props), "left");
	const { box, by, voices } = scene;
	const base = voiceFor(voices.heading, props.text);
	const voice = marker ? { ...base, lineHeight: Math.max(base.lineHeight, 1.2) } : base;
	const fitted = useFittedText(scene, voice, props.text, {
		width: box.width * (marker ? 0.97 : 1),
		height: box.height * by({ wide: 0.9, tall: 0.78, square: 0.88 }),
		maxSize: sizeForFew(props.text, by({ wide: 190, tall: 170, square: 150 })),
		minSize: 44,
	});
	const lines = fitted.lines.map((line) => line.split(" "));
	const all = lines.flat();
	const strong = marker ? markedIn(all, props.emphasis ?? []) : emphasisedIn(all, props.emphasis ?? []);
	const start = useOpening(0.05);
	return (
		<Stage scene={scene} bleed={bleed} calm={bleed !== null} direction={directionOf(props.text)}>
			<WordLines scene={scene} size={fitted.fontSize} voice={voice} words={{ lines, strong, marker, start }} />
		</Stage>
	);
};
