import { z } from "zod";
import { commonFields, line } from "../design/fields";
import { keyed } from "../design/keyed";
import { easeInOut } from "../design/motion";
import { Stage } from "../design/Stage";
import type { SceneLook } from "../design/scene";
import { useScene } from "../design/scene";
import { FittedLines, useFittedText, voiceStyle } from "../design/Text";

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

const Words = ({
	scene,
	step,
	width,
	height,
	start,
	titleSize,
	textSize,
	align,
}: {
	scene: SceneLook;
	step: Step;
	width: number;
	height: number;
	start: number;
	titleSize: number;
	textSize: number;
	align: "left" | "center";
}) => {
	const { u, palette, voices } = scene;
	const title = useFittedText(scene, voices.strong, step.title, {
		width,
		height: height * (step.text ? 0.5 : 1),
		maxSize: titleSize,
		minSize: 26,
		maxLines: 3,
	});
	const text = useFittedText(scene, voices.body, step.text ?? "", {
		width,
		height: Math.max(u(30), height - title.height - u(12)),
		maxSize: textSize,
		minSize: 22,
	});
	return (
		<div style={{ width }}>
			<FittedLines
				scene={scene}
				voice={voices.strong}
				fitted={title}
				color={palette.text}
				start={start}
				reveal="fade"
				align={align}
			/>
			{step.text ? (
				<FittedLines
					scene={scene}
					voice={voices.body}
					fitted={text}
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
	const head =
		props.title === undefined ? null : (
			<div style={{ marginBottom: gap, alignSelf: align === "center" ? "center" : "flex-start" }}>
				<FittedLines scene={scene} voice={voices.heading} fitted={title} color={palette.text} />
			</div>
		);
	if (layout === "row") {
		const slot = box.width / count;
		const centred = align === "center";
		const words = slot - u(count > 4 ? 28 : 44);
		return (
			<Stage scene={scene}>
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
						{keyed(props.steps, (entry) => entry.title).map(({ key, item: entry, index }) => (
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
								<Words
									scene={scene}
									step={entry}
									width={words}
									height={Math.min(room - node - u(36), u(360))}
									start={first + index * step + 0.1}
									titleSize={count > 4 ? 40 : count > 3 ? 50 : 62}
									textSize={count > 4 ? 29 : count > 3 ? 34 : 40}
									align={centred ? "center" : "left"}
								/>
							</div>
						))}
					</div>
				</div>
			</Stage>
		);
	}
	const row = Math.min(room / count, u(by({ wide: 170, tall: 250, square: 190 })));
	return (
		<Stage scene={scene}>
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
				{keyed(props.steps, (entry) => entry.title).map(({ key, item: entry, index }) => (
					<div key={key} style={{ height: row, display: "flex", alignItems: "center", gap: u(40) }}>
						<Node scene={scene} number={index + 1} size={node} start={first + index * step} />
						<Words
							scene={scene}
							step={entry}
							width={Math.min(box.width - node - u(40), u(1200))}
							height={row - u(20)}
							start={first + index * step + 0.1}
							titleSize={by({ wide: 48, tall: 60, square: 46 })}
							textSize={by({ wide: 34, tall: 40, square: 32 })}
							align="left"
						/>
					</div>
				))}
			</div>
		</Stage>
	);
};
