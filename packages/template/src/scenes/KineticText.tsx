import { interpolate } from "remotion";
import { z } from "zod";
import { commonFields, prose } from "../design/fields";
import { Stage } from "../design/Stage";
import { useScene } from "../design/scene";
import { useFittedText, voiceStyle } from "../design/Text";

export const kineticTextSchema = z.strictObject({
	text: prose("Text", "Comes in word by word"),
	emphasis: z
		.array(z.string().max(100))
		.max(40)
		.optional()
		.meta({ title: "Emphasis", description: "Words of the text to show in the accent colour" }),
	...commonFields,
});

const bare = (word: string) => word.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");

export const KineticText = (props: z.infer<typeof kineticTextSchema>) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, motion, align } = scene;
	const fitted = useFittedText(scene, voices.heading, props.text, {
		width: box.width,
		height: box.height * by({ wide: 0.86, tall: 0.72, square: 0.84 }),
		maxSize: by({ wide: 172, tall: 152, square: 140 }),
		minSize: 48,
	});
	const emphasised = new Set(
		(props.emphasis ?? [])
			.flatMap((entry) => entry.split(/\s+/))
			.map(bare)
			.filter((word) => word !== ""),
	);
	const count = fitted.lines.reduce((sum, line) => sum + line.split(" ").length, 0);
	const step = motion.stagger(count, 0.1, 0.24);
	let index = 0;
	return (
		<Stage scene={scene}>
			<div
				style={{
					...voiceStyle(voices.heading, fitted.fontSize),
					textAlign: align,
					transform: `scale(${1 + motion.through * 0.015})`,
					transformOrigin: align === "center" ? "50% 50%" : "0 50%",
				}}
			>
				{fitted.lines.map((line, lineIndex) => (
					<div key={`${lineIndex}-${line}`}>
						{line.split(" ").map((word, wordIndex) => {
							const shown = motion.enter(0.1 + index++ * step, 0.75);
							const strong = emphasised.has(bare(word));
							return (
								<span key={`${wordIndex}-${word}`}>
									{wordIndex > 0 ? " " : null}
									<span
										style={{
											display: "inline-block",
											color: strong ? palette.accent : palette.text,
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
