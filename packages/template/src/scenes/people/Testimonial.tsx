import { z } from "zod";
import { commonFields, line, prose } from "../../design/fields";
import { keyed } from "../../design/keyed";
import { Stage } from "../../design/Stage";
import { type SceneLook, useScene } from "../../design/scene";
import { FittedLines, useFittedText, voiceStyle } from "../../design/Text";
import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { Marks } from "../parts/Marks";
import { Panel } from "../parts/Panel";
import { Rule } from "../parts/Rule";
import { Stars } from "../parts/Stars";
import { type Tone, tonesOf } from "../parts/tone";

const testimonialSchema = z.strictObject({
	quote: prose("Quote", "What was said, without quotation marks"),
	author: line("Author", "Who said it").optional(),
	role: line("Role", "What they do, or where they are from").optional(),
	stars: z.number().min(0).max(5).optional().meta({ title: "Stars", description: "How many of five; none when empty" }),
	...commonFields,
});
type Props = z.infer<typeof testimonialSchema>;

const Author = ({
	scene,
	props,
	width,
	tone,
	start,
}: {
	scene: SceneLook;
	props: Props;
	width: number;
	tone: Tone;
	start: number;
}) => {
	const { u, by, voices } = scene;
	const author = useFittedText(scene, voices.strong, props.author ?? "", {
		width,
		height: u(68),
		maxSize: by({ wide: 48, tall: 54, square: 42 }),
		minSize: 24,
		maxLines: 2,
	});
	const role = useFittedText(scene, voices.body, props.role ?? "", {
		width,
		height: u(58),
		maxSize: by({ wide: 36, tall: 40, square: 32 }),
		minSize: 22,
		maxLines: 2,
	});
	return (
		<div>
			{props.author ? (
				<FittedLines scene={scene} voice={voices.strong} fitted={author} color={tone.ink} start={start} align="left" />
			) : null}
			{props.role ? (
				<FittedLines
					scene={scene}
					voice={voices.body}
					fitted={role}
					color={tone.quiet}
					start={start + 0.1}
					reveal="fade"
					align="left"
					style={{ marginTop: u(6) }}
				/>
			) : null}
		</div>
	);
};

/** Height of author, role and stars, px. */
const footOf = ({ u }: SceneLook, props: Props): number =>
	(props.author ? u(70) : 0) + (props.role ? u(64) : 0) + (props.stars === undefined ? 0 : u(90)) + u(50);

/** Very large words, with quotation marks that the picture cuts behind them. */
const Large = ({ props }: { props: Props }) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, motion, width, height } = scene;
	const tones = tonesOf(scene);
	const foot = footOf(scene, props);
	const voice = { ...voices.heading, lineHeight: 1.1 };
	const quote = useFittedText(scene, voice, props.quote, {
		width: box.width,
		height: box.height - foot,
		maxSize: by({ wide: 150, tall: 136, square: 108 }),
		minSize: 36,
	});
	const size = Math.min(width, height) * 0.86;
	const shown = motion.enter(-0.5, 1.3);
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "space-between", alignItems: "flex-start" }}
			bleed={
				<Marks
					size={size}
					color={tones.tint.fill}
					style={{
						position: "absolute",
						right: -size * 0.2,
						top: -size * 0.12 + (1 - shown) * -size * 0.4 + motion.through * u(40),
						opacity: shown,
					}}
				/>
			}
		>
			<FittedLines scene={scene} voice={voice} fitted={quote} color={palette.text} start={0} align="left" />
			<div style={{ display: "flex", flexDirection: "column", gap: u(26) }}>
				{props.stars === undefined ? null : (
					<Stars
						scene={scene}
						value={props.stars}
						total={5}
						size={u(58)}
						start={0.4}
						color={palette.accent}
						empty={palette.line}
					/>
				)}
				{props.author || props.role ? <Rule scene={scene} width={u(150)} start={0.4} color={palette.accent} thick={8} /> : null}
				<Author scene={scene} props={props} width={box.width} tone={tones.base} start={0.5} />
			</div>
		</Stage>
	);
};

/** The person on a field of colour at one side, the words at the other. */
const Aside = ({ props }: { props: Props }) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, ratio, width, height } = scene;
	const tone = tonesOf(scene).accent;
	const beside = ratio !== "tall";
	const panel = beside ? { x: 0, y: 0, width: width * 0.34, height } : { x: 0, y: height * 0.7, width, height: height * 0.3 };
	const inner = beside ? panel.width - box.x - u(48) : box.width;
	const text = beside
		? { x: panel.width + u(80), width: box.x + box.width - panel.width - u(80), height: box.height }
		: { x: box.x, width: box.width, height: panel.y - box.y - u(70) };
	const voice = { ...voices.heading, lineHeight: 1.14 };
	const quote = useFittedText(scene, voice, props.quote, {
		width: text.width,
		height: text.height,
		maxSize: by({ wide: 116, tall: 128, square: 84 }),
		minSize: 34,
	});
	const size = beside ? Math.min(panel.width * 0.5, u(280)) : panel.height * 0.26;
	return (
		<Stage
			scene={scene}
			calm
			bleed={
				<>
					<Panel scene={scene} rect={panel} fill={tone.fill} from={beside ? "left" : "bottom"} start={-0.5}>
						<Marks size={size} color={tone.ink} style={{ position: "absolute", left: box.x, top: beside ? box.y : u(56) }} />
						<div
							style={{
								position: "absolute",
								left: box.x,
								width: inner,
								bottom: height - box.y - box.height,
								display: "flex",
								flexDirection: "column",
								gap: u(24),
							}}
						>
							{props.stars === undefined ? null : (
								<Stars
									scene={scene}
									value={props.stars}
									total={5}
									size={Math.min(u(56), inner / 6)}
									start={0.4}
									color={tone.ink}
									empty={tone.line}
								/>
							)}
							<Author scene={scene} props={props} width={inner} tone={tone} start={0.3} />
						</div>
					</Panel>
					<div
						style={{
							position: "absolute",
							left: text.x,
							top: box.y,
							width: text.width,
							height: text.height,
							display: "flex",
							alignItems: "center",
						}}
					>
						<FittedLines scene={scene} voice={voice} fitted={quote} color={palette.text} start={0.1} align="left" />
					</div>
				</>
			}
		/>
	);
};

/** The words light up one after the other, at the pace of speech. */
const Spoken = ({ props }: { props: Props }) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, motion } = scene;
	const tones = tonesOf(scene);
	const voice = { ...voices.heading, lineHeight: 1.16 };
	const quote = useFittedText(scene, voice, props.quote, {
		width: box.width,
		height: box.height - footOf(scene, props),
		maxSize: by({ wide: 132, tall: 128, square: 100 }),
		minSize: 36,
	});
	const words = quote.lines.join(" ").split(" ").length;
	const pace = Math.min(0.16, (motion.beats * 0.6) / words);
	let nth = 0;
	return (
		<Stage scene={scene} calm style={{ justifyContent: "space-between", alignItems: "flex-start" }}>
			<div style={voiceStyle(voice, quote.fontSize)}>
				{keyed(quote.lines, String).map(({ key, item: text }) => (
					<div key={key}>
						{keyed(text.split(" "), String).map(({ key: wordKey, item: word, index: column }) => {
							const lit = motion.enter(-0.2 + nth * pace, 0.4);
							nth += 1;
							return (
								<span key={wordKey} style={{ color: lit > 0.5 ? palette.text : palette.line }}>
									{column === 0 ? word : ` ${word}`}
								</span>
							);
						})}
					</div>
				))}
			</div>
			<div style={{ display: "flex", gap: u(36), alignItems: "center" }}>
				<Marks size={u(110)} color={palette.accent} style={{ transform: `scale(${motion.pop(0, 0.8)})` }} />
				<Author scene={scene} props={props} width={box.width - u(146)} tone={tones.base} start={0.3} />
			</div>
			{props.stars === undefined ? null : (
				<div style={{ position: "absolute", right: 0, bottom: u(20) }}>
					<Stars
						scene={scene}
						value={props.stars}
						total={5}
						size={u(by({ wide: 58, tall: 44, square: 44 }))}
						start={0.4}
						color={palette.accent}
						empty={palette.line}
					/>
				</div>
			)}
		</Stage>
	);
};

const Testimonial = (props: Props) => {
	const layout = useLayout(["large", "aside", "spoken"], "large");
	if (layout === "aside") return <Aside props={props} />;
	if (layout === "spoken") return <Spoken props={props} />;
	return <Large props={props} />;
};

export const testimonial = defineScene({
	component: Testimonial,
	schema: testimonialSchema,
	title: "Testimonial",
	description: "What somebody says about it, with their name and stars",
	family: "people",
	layouts: {
		large: "Very large words before quotation marks that the picture cuts",
		aside: "The person on a field of colour, the words beside it",
		spoken: "The words light up one after the other",
	},
	defaultProps: {
		quote: "My accounts are done before the coffee is cold.",
		author: "Ines Okafor",
		role: "Joiner, Lisbon",
		stars: 5,
	},
	defaultDurationInFrames: 120,
});
