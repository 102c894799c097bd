import { z } from "zod";
import { commonFields, line } from "../design/fields";
import type { FittedText } from "../design/fit";
import { keyed } from "../design/keyed";
import { easeInOut } from "../design/motion";
import { Stage } from "../design/Stage";
import type { SceneLook } from "../design/scene";
import { useScene } from "../design/scene";
import { FittedLines, useFittedGroup, useFittedText, voiceStyle } from "../design/Text";

export const stepsSchema = z.strictObject({
	title: line("Title", "What the steps lead to").optional(),
	steps: z
		.array(
			z.strictObject({
				title: line("Step", "A few words"),
				text: line("Text", "A sentence more").optional(),
			}),
		)
		.min(2)
		.max(6)
		.meta({ title: "Steps", description: "Two to six, in order" }),
	layout: z
		.enum(["row", "column", "auto"])
		.optional()
		.meta({ title: "Layout", description: "auto: a row where the picture is wide" }),
	...commonFields,
});
type Step = z.infer<typeof stepsSchema>["steps"][number];

const Node = ({ scene, number, size, start }: { scene: SceneLook; number: number; size: number; start: number }) => {
	const { palette, voices, motion } = scene;
	const shown = motion.pop(start, 0.9);
	return (
		<div
			style={{
				width: size,
				height: size,
				flex: "none",
				borderRadius: size,
				backgroundColor: palette.accent,
				color: palette.onAccent,
				display: "flex",
				alignItems: "center",
				justifyContent: "center",
				transform: `scale(${shown})`,
				...voiceStyle({ ...voices.heading, letterSpacing: 0 }, size * 0.46),
			}}
		>
			{number}
		</div>
	);
};

type Words = { title: FittedText; text: FittedText | undefined };

/** Title and text of every step, in one size each. */
const useWords = (
	scene: SceneLook,
	steps: Step[],
	box: { width: number; height: number; titleSize: number; textSize: number },
): Words[] => {
	const { u, voices } = scene;
	const { width, height } = box;
	const withText = steps.some((step) => step.text);
	const titles = useFittedGroup(
		scene,
		voices.strong,
		steps.map((step) => step.title),
		{ width, height: height * (withText ? 0.5 : 1), maxSize: box.titleSize, minSize: 26, maxLines: 3 },
	);
	const tallest = Math.max(...titles.map((title) => title.height));
	const texts = useFittedGroup(
		scene,
		voices.body,
		steps.map((step) => step.text ?? ""),
		{ width, height: Math.max(u(30), height - tallest - u(12)), maxSize: box.textSize, minSize: 22 },
	);
	return titles.map((title, index) => ({ title, text: steps[index]?.text ? texts[index] : undefined }));
};

const WordsOf = ({
	scene,
	words,
	width,
	start,
	align,
}: {
	scene: SceneLook;
	words: Words;
	width: number;
	start: number;
	align: "left" | "center";
}) => {
	const { u, palette, voices } = scene;
	return (
		<div style={{ width }}>
			<FittedLines
				scene={scene}
				voice={voices.strong}
				fitted={words.title}
				color={palette.text}
				start={start}
				reveal="fade"
				align={align}
			/>
			{words.text ? (
				<FittedLines
					scene={scene}
					voice={voices.body}
					fitted={words.text}
					color={palette.muted}
					start={start + 0.12}
					reveal="fade"
					align={align}
					style={{ marginTop: u(12) }}
				/>
			) : null}
		</div>
	);
};

export const Steps = (props: z.infer<typeof stepsSchema>) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, motion, ratio, align } = scene;
	const count = props.steps.length;
	const layout = props.layout === "row" || props.layout === "column" ? props.layout : ratio === "wide" ? "row" : "column";
	const title = useFittedText(scene, voices.heading, props.title ?? "", {
		width: box.width,
		height: box.height * 0.22,
		maxSize: by({ wide: 96, tall: 100, square: 76 }),
		minSize: 40,
	});
	const gap = u(layout === "row" ? 104 : 60);
	const room = box.height - (props.title === undefined ? 0 : title.height + gap);
	const node = u(layout === "row" ? (count > 4 ? 84 : 100) : by({ wide: 76, tall: 88, square: 72 }));
	const first = props.title === undefined ? 0.1 : 0.35;
	const step = motion.stagger(count, first, 0.5);
	const drawn = motion.enter(first, Math.max(0.8, step * (count - 1) + 0.3), easeInOut);
	const slot = box.width / count;
	const row = Math.min(room / count, u(by({ wide: 170, tall: 250, square: 190 })));
	const width = layout === "row" ? slot - u(count > 4 ? 28 : 44) : Math.min(box.width - node - u(40), u(1200));
	const words = useWords(
		scene,
		props.steps,
		layout === "row"
			? {
					width,
					height: Math.min(room - node - u(36), u(360)),
					titleSize: count > 4 ? 40 : count > 3 ? 50 : 62,
					textSize: count > 4 ? 29 : count > 3 ? 34 : 40,
				}
			: {
					width,
					height: row - u(20),
					titleSize: by({ wide: 48, tall: 60, square: 46 }),
					textSize: by({ wide: 34, tall: 40, square: 32 }),
				},
	);
	const head =
		props.title === undefined ? null : (
			<div style={{ marginBottom: gap, alignSelf: align === "center" ? "center" : "flex-start" }}>
				<FittedLines scene={scene} voice={voices.heading} fitted={title} color={palette.text} />
			</div>
		);
	if (layout === "row") {
		const centred = align === "center";
		return (
			<Stage scene={scene} calm>
				{head}
				<div style={{ position: "relative", width: box.width }}>
					<div
						style={{
							position: "absolute",
							left: centred ? slot / 2 : node / 2,
							top: node / 2 - u(2),
							height: u(4),
							width: (box.width - slot) * drawn,
							backgroundColor: palette.line,
						}}
					/>
					<div style={{ display: "flex" }}>
						{keyed(words, ({ title }) => title.lines.join(" ")).map(({ key, item, index }) => (
							<div
								key={key}
								style={{
									width: slot,
									display: "flex",
									flexDirection: "column",
									gap: u(36),
									alignItems: centred ? "center" : "flex-start",
								}}
							>
								<Node scene={scene} number={index + 1} size={node} start={first + index * step} />
								<WordsOf
									scene={scene}
									words={item}
									width={width}
									start={first + index * step + 0.1}
									align={centred ? "center" : "left"}
								/>
							</div>
						))}
					</div>
				</div>
			</Stage>
		);
	}
	return (
		<Stage scene={scene} calm>
			{head}
			<div style={{ position: "relative" }}>
				<div
					style={{
						position: "absolute",
						left: node / 2 - u(2),
						top: row / 2,
						width: u(4),
						height: row * (count - 1) * drawn,
						backgroundColor: palette.line,
					}}
				/>
				{keyed(words, ({ title }) => title.lines.join(" ")).map(({ key, item, index }) => (
					<div key={key} style={{ height: row, display: "flex", alignItems: "center", gap: u(40) }}>
						<Node scene={scene} number={index + 1} size={node} start={first + index * step} />
						<WordsOf scene={scene} words={item} width={width} start={first + index * step + 0.1} align="left" />
					</div>
				))}
			</div>
		</Stage>
	);
};
