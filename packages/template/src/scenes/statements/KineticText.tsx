import { interpolate } from "remotion";
import { z } from "zod";
import { commonFields, prose } from "../../design/fields";
import { keyed } from "../../design/keyed";
import { Stage } from "../../design/Stage";
import { useScene } from "../../design/scene";
import { useFittedText, voiceStyle } from "../../design/Text";
import { withSubject } from "../../objects/withSubject";
import { defineScene } from "../define";

const kineticTextSchema = z.strictObject({
	text: prose("Text", "Comes in word by word"),
	emphasis: z
		.array(z.string().max(100))
		.max(40)
		.optional()
		.meta({ title: "Emphasis", description: "Words of the text to show in the accent colour" }),
	...commonFields,
});

const bare = (word: string) => word.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");

/** Places in `words` that belong to a phrase of `emphasis`. */
const emphasisedIn = (words: string[], emphasis: string[]): Set<number> => {
	const plain = words.map(bare);
	const places = new Set<number>();
	for (const phrase of emphasis.map((entry) => entry.split(/\s+/).map(bare).filter(Boolean))) {
		if (phrase.length === 0) continue;
		for (let first = 0; first + phrase.length <= plain.length; first++) {
			if (phrase.every((word, offset) => plain[first + offset] === word))
				phrase.forEach((_, offset) => void places.add(first + offset));
		}
	}
	return places;
};

const KineticText = (props: z.infer<typeof kineticTextSchema>) => {
	const { scene, bleed } = withSubject(useScene(props), "left");
	const { u, box, by, palette, voices, motion, align } = scene;
	const fitted = useFittedText(scene, voices.heading, props.text, {
		width: box.width,
		height: box.height * by({ wide: 0.86, tall: 0.72, square: 0.84 }),
		maxSize: by({ wide: 172, tall: 152, square: 140 }),
		minSize: 48,
	});
	const lines = fitted.lines.map((line) => line.split(" "));
	const strong = emphasisedIn(lines.flat(), props.emphasis ?? []);
	const step = motion.stagger(lines.flat().length, 0.1, 0.24);
	let next = 0;
	return (
		<Stage scene={scene} bleed={bleed} calm={bleed !== null}>
			<div
				style={{
					...voiceStyle(voices.heading, fitted.fontSize),
					textAlign: align,
					transform: `scale(${1 + motion.through * 0.015})`,
					transformOrigin: align === "center" ? "50% 50%" : "0 50%",
				}}
			>
				{keyed(lines, (words) => words.join(" ")).map(({ key: lineKey, item: words }) => (
					<div key={lineKey}>
						{keyed(words, String).map(({ key, item: word, index }) => {
							const nth = next++;
							const shown = motion.enter(0.1 + nth * step, 0.75);
							return (
								<span key={key}>
									{index > 0 ? " " : null}
									<span
										style={{
											display: "inline-block",
											color: strong.has(nth) ? palette.accent : palette.text,
											opacity: interpolate(shown, [0, 0.6], [0, 1], { extrapolateRight: "clamp" }),
											transform: `translateY(${(1 - shown) * u(70)}px) rotate(${(1 - shown) * 4}deg)`,
											transformOrigin: "0 100%",
										}}
									>
										{word}
									</span>
								</span>
							);
						})}
					</div>
				))}
			</div>
		</Stage>
	);
};

export const kineticText = defineScene({
	component: KineticText,
	schema: kineticTextSchema,
	title: "Moving words",
	description: "A statement that comes in word by word, with words that stand out",
	family: "statements",
	defaultProps: { text: "Say one thing, and say it with your whole screen", emphasis: ["one", "whole"] },
	defaultDurationInFrames: 105,
});
