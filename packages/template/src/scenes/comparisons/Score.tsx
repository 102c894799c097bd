import { z } from "zod";
import { commonFields, line } from "../../design/fields";
import { easeOut } from "../../design/motion";
import { Stage } from "../../design/Stage";
import { useScene } from "../../design/scene";
import { FittedLines, Text, useFittedGroup, useFittedText } from "../../design/Text";
import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { RollingText } from "../parts/RollingText";
import { tonesOf } from "../parts/tone";

const scoreSchema = z.strictObject({
	title: line("Title", "The match or the round").optional(),
	home: line("First", "First side"),
	away: line("Second", "Second side"),
	homeScore: z.string().max(12).meta({ title: "Score of the first", description: "Shown as written" }),
	awayScore: z.string().max(12).meta({ title: "Score of the second", description: "Shown as written" }),
	note: line("Note", "Below the score, like 90+4' or half-time").optional(),
	...commonFields,
});
type Props = z.infer<typeof scoreSchema>;

/** Two halves with figures as high as they allow. */
const Board = ({ props }: { props: Props }) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, motion, ratio, width, height } = scene;
	const tones = tonesOf(scene);
	const across = ratio !== "tall";
	const sides = [
		{
			name: props.home,
			score: props.homeScore,
			tone: tones.accent,
			rect: across ? { x: 0, y: 0, width: width / 2, height } : { x: 0, y: 0, width, height: height / 2 },
		},
		{
			name: props.away,
			score: props.awayScore,
			tone: tones.inverse,
			rect: across ? { x: width / 2, y: 0, width: width / 2, height } : { x: 0, y: height / 2, width, height: height / 2 },
		},
	];
	const extra = (props.title ? u(70) : 0) + (props.note ? u(60) : 0);
	const inner = across
		? { width: width / 2 - box.x - u(60), height: box.height }
		: { width: box.width, height: height / 2 - box.y - u(110) + extra };
	const voice = { ...voices.number, lineHeight: 1, letterSpacing: -0.04 };
	const scores = useFittedGroup(scene, voice, [props.homeScore, props.awayScore], {
		width: inner.width,
		height: (inner.height - extra) * 0.74,
		maxSize: by({ wide: 640, tall: 560, square: 420 }),
		minSize: 80,
		maxLines: 1,
	});
	const names = useFittedGroup(scene, voices.heading, [props.home, props.away], {
		width: inner.width,
		height: (inner.height - extra) * 0.22,
		maxSize: by({ wide: 92, tall: 92, square: 64 }),
		minSize: 30,
		maxLines: 2,
	});
	const chip = useFittedGroup(scene, voices.strong, [props.title ?? "", props.note ?? ""], {
		width: box.width * 0.8,
		height: u(70),
		maxSize: by({ wide: 44, tall: 46, square: 38 }),
		minSize: 22,
		maxLines: 1,
	});
	const met = motion.enter(-0.45, 0.9, easeOut);
	const Chip = ({ index, top }: { index: number; top: number }) => {
		const fitted = chip[index];
		return fitted ? (
			<div style={{ position: "absolute", left: 0, width, top, display: "flex", justifyContent: "center" }}>
				<div
					style={{
						padding: `${u(12)}px ${u(36)}px`,
						backgroundColor: palette.background,
						borderRadius: Math.min(scene.radius * 2, u(50)),
						clipPath: `inset(0 ${(1 - motion.enter(0.4 + index * 0.3, 0.8)) * 50}%)`,
					}}
				>
					<FittedLines scene={scene} voice={voices.strong} fitted={fitted} color={palette.text} reveal="none" align="center" />
				</div>
			</div>
		) : null;
	};
	return (
		<Stage
			scene={scene}
			calm
			bleed={
				<>
					{sides.map(({ name, score, tone, rect }, index) => {
						const [figure, label] = [scores[index], names[index]];
						const top = across ? box.y + (props.title ? u(70) : 0) : index === 0 ? box.y : u(110);
						return figure && label ? (
							<div
								key={`${index === 0 ? "home" : "away"}${name}`}
								style={{
									position: "absolute",
									left: rect.x,
									top: rect.y,
									width: rect.width + 0.5,
									height: rect.height + 0.5,
									backgroundColor: tone.fill,
									transform: across
										? `translateX(${(1 - met) * (index === 0 ? -100 : 100)}%)`
										: `translateY(${(1 - met) * (index === 0 ? -100 : 100)}%)`,
								}}
							>
								<div
									style={{
										position: "absolute",
										left: across && index === 1 ? u(60) : box.x,
										top,
										width: inner.width,
										height: inner.height - extra,
										display: "flex",
										flexDirection: "column",
										justifyContent: "space-between",
									}}
								>
									<FittedLines scene={scene} voice={voices.heading} fitted={label} color={tone.ink} start={0} align="left" />
									<RollingText
										scene={scene}
										text={score}
										voice={voice}
										size={figure.fontSize}
										start={0.3 + index * 0.2}
										length={1}
										style={{ color: tone.ink }}
									/>
								</div>
							</div>
						) : null;
					})}
					{props.title ? <Chip index={0} top={across ? box.y - u(30) : height / 2 - u(50) - (props.note ? u(52) : 0)} /> : null}
					{props.note ? (
						<Chip index={1} top={across ? box.y + box.height - u(60) : height / 2 - u(50) + (props.title ? u(52) : 0)} />
					) : null}
				</>
			}
		/>
	);
};

/** The two sides as bands that run off the picture, each with its figure in a block. */
const Bands = ({ props }: { props: Props }) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, motion, width } = scene;
	const tones = tonesOf(scene);
	const band = Math.min(box.height * by({ wide: 0.3, tall: 0.2, square: 0.26 }), u(330));
	const block = band * 1.15;
	const voice = { ...voices.number, lineHeight: 1 };
	const scores = useFittedGroup(scene, voice, [props.homeScore, props.awayScore], {
		width: block * 0.8,
		height: band * 0.86,
		maxSize: 300,
		minSize: 50,
		maxLines: 1,
	});
	const names = useFittedGroup(scene, voices.heading, [props.home, props.away], {
		width: box.width - block - u(60),
		height: band * 0.8,
		maxSize: by({ wide: 150, tall: 104, square: 92 }),
		minSize: 30,
		maxLines: 2,
	});
	const title = useFittedText(scene, voices.strong, props.title ?? "", {
		width: box.width,
		height: u(80),
		maxSize: 52,
		minSize: 26,
		maxLines: 1,
	});
	return (
		<Stage scene={scene} calm style={{ justifyContent: "center", alignItems: "flex-start" }}>
			{props.title ? (
				<FittedLines
					scene={scene}
					voice={voices.strong}
					fitted={title}
					color={palette.muted}
					start={-0.1}
					reveal="fade"
					align="left"
					style={{ marginBottom: u(32) }}
				/>
			) : null}
			{[props.home, props.away].map((name, index) => {
				const [score, label] = [scores[index], names[index]];
				const tone = index === 0 ? tones.accent : tones.surface;
				const shown = motion.enter(-0.4 + index * 0.2, 1);
				return score && label ? (
					<div
						key={`${index === 0 ? "home" : "away"}${name}`}
						style={{ position: "relative", height: band, width: box.width, marginBottom: u(16) }}
					>
						<div
							style={{
								position: "absolute",
								left: index === 0 ? -box.x : 0,
								top: 0,
								width: index === 0 ? box.x + box.width : width - box.x,
								height: band,
								backgroundColor: tone.fill,
								transform: `translateX(${(1 - shown) * (index === 0 ? -110 : 110)}%)`,
							}}
						/>
						<div
							style={{
								position: "absolute",
								left: 0,
								top: 0,
								width: box.width,
								height: band,
								display: "flex",
								alignItems: "center",
								justifyContent: "space-between",
							}}
						>
							<FittedLines
								scene={scene}
								voice={voices.heading}
								fitted={label}
								color={tone.ink}
								start={0.1 + index * 0.2}
								align="left"
								style={{ marginLeft: index === 0 ? 0 : u(40) }}
							/>
							<div style={{ width: block, display: "flex", justifyContent: "center" }}>
								<RollingText
									scene={scene}
									text={index === 0 ? props.homeScore : props.awayScore}
									voice={voice}
									size={score.fontSize}
									start={0.3 + index * 0.25}
									length={0.9}
									style={{ color: tone.ink }}
								/>
							</div>
						</div>
					</div>
				) : null;
			})}
			{props.note ? (
				<Text
					scene={scene}
					voice={voices.strong}
					text={props.note}
					box={{ width: box.width, height: u(80), maxSize: 52, minSize: 24, maxLines: 1 }}
					color={palette.text}
					start={0.7}
					align="left"
					style={{ marginTop: u(20) }}
				/>
			) : null}
		</Stage>
	);
};

const Score = (props: Props) =>
	useLayout(["board", "bands"], "board") === "bands" ? <Bands props={props} /> : <Board props={props} />;

export const score = defineScene({
	component: Score,
	schema: scoreSchema,
	title: "Score",
	description: "The result of a match",
	family: "comparisons",
	layouts: { board: "Two halves with very large figures", bands: "Two bands that run off the picture, each with its figure" },
	defaultProps: {
		title: "Cup final",
		home: "Harbour Rowers",
		away: "Mill Town",
		homeScore: "3",
		awayScore: "2",
		note: "after extra time",
	},
	defaultDurationInFrames: 105,
});
