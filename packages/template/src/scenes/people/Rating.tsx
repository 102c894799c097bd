import { z } from "zod";
import { commonFields, line } from "../../design/fields";
import { Stage } from "../../design/Stage";
import { useScene } from "../../design/scene";
import { FittedLines, useFittedText } from "../../design/Text";
import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { Panel } from "../parts/Panel";
import { RollingText } from "../parts/RollingText";
import { Stars } from "../parts/Stars";
import { tonesOf } from "../parts/tone";

const ratingSchema = z.strictObject({
	stars: z.number().min(0).max(10).meta({ title: "Stars", description: "How many are in colour, like 4.5" }),
	total: z.int().min(3).max(10).optional().meta({ title: "Of", description: "How many there are; five when empty" }),
	shown: z.string().max(24).optional().meta({ title: "Shown as", description: "The rating shown as written, like 4.8/5" }),
	label: line("Label", "What is rated, or by how many").optional(),
	source: line("Source", "Where the rating is from").optional(),
	...commonFields,
});
type Props = z.infer<typeof ratingSchema>;

/** The rating as large as the picture allows, its stars on a band of colour that runs off it. */
const Band = ({ props }: { props: Props }) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, width, height } = scene;
	const tone = tonesOf(scene).accent;
	const total = props.total ?? 5;
	const size = Math.min((box.width / total) * 0.8, u(by({ wide: 210, tall: 150, square: 150 })));
	const band = size * 1.62;
	const voice = { ...voices.number, lineHeight: 1, letterSpacing: -0.04 };
	const number = useFittedText(scene, voice, props.shown ?? "", {
		width: box.width,
		height: box.height - band - u(props.label || props.source ? 230 : 60),
		maxSize: by({ wide: 460, tall: 420, square: 340 }),
		minSize: 60,
		maxLines: 1,
	});
	const label = useFittedText(scene, voices.heading, props.label ?? "", {
		width: box.width,
		height: u(by({ wide: 130, tall: 260, square: 150 })),
		maxSize: by({ wide: 76, tall: 88, square: 60 }),
		minSize: 28,
		maxLines: 3,
	});
	const source = useFittedText(scene, voices.body, props.source ?? "", {
		width: box.width,
		height: u(56),
		maxSize: 38,
		minSize: 22,
		maxLines: 1,
	});
	const words = (props.label ? label.height : 0) + (props.source ? source.height + u(10) : 0);
	const bottom = height - box.y - box.height;
	const bandTop = height - bottom - words - u(words > 0 ? 44 : 0) - band;
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-start", alignItems: "flex-start" }}
			bleed={
				<Panel scene={scene} rect={{ x: 0, y: bandTop, width, height: band }} fill={tone.fill} from="left" start={-0.5}>
					<div style={{ position: "absolute", left: box.x, top: (band - size) / 2 }}>
						<Stars scene={scene} value={props.stars} total={total} size={size} start={-0.1} color={tone.ink} empty={tone.line} />
					</div>
				</Panel>
			}
		>
			{props.shown ? (
				<div style={{ height: bandTop - box.y, display: "flex", alignItems: "center" }}>
					<RollingText scene={scene} text={props.shown} voice={voice} size={number.fontSize} style={{ color: palette.text }} />
				</div>
			) : null}
			<div style={{ position: "absolute", left: 0, bottom: 0, width: box.width }}>
				{props.label ? (
					<FittedLines scene={scene} voice={voices.heading} fitted={label} color={palette.text} start={0.4} align="left" />
				) : null}
				{props.source ? (
					<FittedLines
						scene={scene}
						voice={voices.body}
						fitted={source}
						color={palette.muted}
						start={0.55}
						reveal="fade"
						align="left"
						style={{ marginTop: u(10) }}
					/>
				) : null}
			</div>
		</Stage>
	);
};

/** One star larger than the picture, with the rating in it. */
const OneStar = ({ props }: { props: Props }) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, motion, width, height } = scene;
	const tone = tonesOf(scene).accent;
	const total = props.total ?? 5;
	const beside = scene.ratio === "wide";
	const star = by({ wide: Math.min(height * 1.3, width * 0.72), tall: width * 1.16, square: width * 0.72 });
	const centre = by({
		wide: { x: width - star * 0.4, y: height * 0.52 },
		tall: { x: width * 0.56, y: box.y + star * 0.42 },
		square: { x: width * 0.64, y: star * 0.46 },
	});
	const voice = { ...voices.number, lineHeight: 1, letterSpacing: -0.04 };
	const number = useFittedText(scene, voice, props.shown ?? "", {
		width: star * 0.46,
		height: star * 0.26,
		maxSize: 360,
		minSize: 40,
		maxLines: 1,
	});
	const text = beside
		? { width: Math.max(u(420), centre.x - star * 0.47 - box.x), height: box.height }
		: { width: box.width, height: box.y + box.height - centre.y - star * 0.46 };
	const label = useFittedText(scene, voices.heading, props.label ?? "", {
		width: text.width,
		height: Math.max(u(80), text.height - u(190)),
		maxSize: by({ wide: 104, tall: 112, square: 72 }),
		minSize: 30,
	});
	const source = useFittedText(scene, voices.body, props.source ?? "", {
		width: text.width,
		height: u(56),
		maxSize: 40,
		minSize: 22,
		maxLines: 1,
	});
	const shown = motion.enter(-0.5, 1.3);
	return (
		<Stage
			scene={scene}
			calm
			style={{ justifyContent: "flex-end", alignItems: "flex-start" }}
			bleed={
				<>
					<svg
						width={star}
						height={star}
						viewBox="0 0 100 100"
						role="presentation"
						style={{
							position: "absolute",
							left: centre.x - star / 2,
							top: centre.y - star / 2,
							transform: `rotate(${(1 - shown) * -70 - 6 + motion.through * 6}deg) scale(${0.4 + 0.6 * shown})`,
							opacity: Math.min(1, shown * 3),
						}}
					>
						<path
							d="M50 4L63 37L98 40L71 62L80 96L50 77L20 96L29 62L2 40L37 37z"
							fill={tone.fill}
							stroke={tone.fill}
							strokeWidth={3}
							strokeLinejoin="round"
						/>
					</svg>
					{props.shown ? (
						<div
							style={{
								position: "absolute",
								left: centre.x - star / 2,
								top: centre.y - number.height * 0.44,
								width: star,
								display: "flex",
								justifyContent: "center",
							}}
						>
							<RollingText scene={scene} text={props.shown} voice={voice} size={number.fontSize} style={{ color: tone.ink }} />
						</div>
					) : null}
				</>
			}
		>
			<Stars
				scene={scene}
				value={props.stars}
				total={total}
				size={Math.min(u(72), text.width / (total * 1.2))}
				start={0.1}
				color={palette.accent}
				empty={palette.line}
			/>
			{props.label ? (
				<FittedLines
					scene={scene}
					voice={voices.heading}
					fitted={label}
					color={palette.text}
					start={0.3}
					align="left"
					style={{ marginTop: u(28) }}
				/>
			) : null}
			{props.source ? (
				<FittedLines
					scene={scene}
					voice={voices.body}
					fitted={source}
					color={palette.muted}
					start={0.5}
					reveal="fade"
					align="left"
					style={{ marginTop: u(14) }}
				/>
			) : null}
		</Stage>
	);
};

const Rating = (props: Props) =>
	useLayout(["band", "star"], "band") === "star" && props.shown !== undefined ? (
		<OneStar props={props} />
	) : (
		<Band props={props} />
	);

export const rating = defineScene({
	component: Rating,
	schema: ratingSchema,
	title: "Rating",
	description: "Stars, with the number and where it is from",
	family: "people",
	layouts: {
		band: "The stars on a band of colour that runs off the picture",
		star: "One star larger than the picture, with the rating in it",
	},
	defaultProps: { stars: 4.8, shown: "4.8", label: "from 2,310 guests", source: "Valley Hotel Guide" },
	defaultDurationInFrames: 105,
});
