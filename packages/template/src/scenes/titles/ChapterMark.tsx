import { directionOf } from "../../design/direction";
import { Stage } from "../../design/Stage";
import { useScene } from "../../design/scene";
import { FittedLines, Text, useFittedText, voiceStyle } from "../../design/Text";
import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { useOpening } from "../parts/opening";
import { Rule } from "../parts/Rule";
import { ChapterBand } from "./ChapterBand";
import { type ChapterProps, chapterSchema } from "./chapter-fields";

/** The number as large as the picture, cut by its edge, behind the title. */
const Numeral = ({ props }: { props: ChapterProps }) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, motion, width, height } = scene;
	const rtl = directionOf(props.title) === "rtl";
	const number = props.number ?? "";
	const numeral = useFittedText(scene, { ...voices.number, lineHeight: 0.9 }, number, {
		width: width * by({ wide: 0.62, tall: 1.1, square: 0.96 }),
		height: height * by({ wide: 1.1, tall: 0.5, square: 0.66 }),
		maxSize: by({ wide: 1100, tall: 900, square: 760 }),
		minSize: 160,
		maxLines: 1,
	});
	const title = useFittedText(scene, voices.heading, props.title, {
		width: box.width * by({ wide: 0.7, tall: 1, square: 1 }),
		height: box.height * 0.46,
		maxSize: by({ wide: 168, tall: 148, square: 118 }),
		minSize: 48,
	});
	const start = useOpening();
	const shown = motion.enter(-0.4, 1.2);
	const edge = { [rtl ? "left" : "right"]: -u(30) + motion.through * u(40) };
	return (
		<Stage
			scene={scene}
			calm
			direction={rtl ? "rtl" : "ltr"}
			style={{ justifyContent: "flex-end", alignItems: "flex-start" }}
			bleed={
				<div
					// Its edge is cut by design.
					aria-hidden
					style={{
						...voiceStyle({ ...voices.number, lineHeight: 0.9 }, numeral.fontSize),
						position: "absolute",
						top: by({ wide: (height - numeral.height) / 2, tall: box.y, square: box.y * 0.6 }),
						...edge,
						color: palette.accent,
						transform: `translateY(${(1 - shown) * u(260) - motion.exit * u(320)}px)`,
						opacity: Math.min(1, shown * 2) * (1 - motion.exit),
					}}
				>
					{numeral.lines.join("")}
				</div>
			}
		>
			<Rule scene={scene} width={u(150)} start={-0.2} color={palette.text} thick={8} style={{ marginBottom: u(34) }} />
			<FittedLines scene={scene} voice={voices.heading} fitted={title} color={palette.text} start={start} align="left" />
			{props.note ? (
				<Text
					scene={scene}
					voice={voices.body}
					text={props.note}
					box={{
						width: Math.min(box.width, u(1000)),
						height: box.height * 0.16,
						maxSize: by({ wide: 44, tall: 46, square: 38 }),
						minSize: 24,
					}}
					color={palette.muted}
					start={0.4}
					reveal="fade"
					align="left"
					style={{ marginTop: u(26) }}
				/>
			) : null}
		</Stage>
	);
};

const ChapterMark = (props: ChapterProps) =>
	useLayout(["numeral", "band"], "numeral") === "band" ? <ChapterBand props={props} /> : <Numeral props={props} />;

export const chapterMark = defineScene({
	component: ChapterMark,
	schema: chapterSchema,
	title: "Chapter mark",
	description: "Opens a chapter: its number and its title",
	family: "titles",
	layouts: {
		numeral: "The number as large as the picture, cut by its edge, the title at the foot",
		band: "A band across the picture with the number on a field of its own",
	},
	defaultProps: { number: "2", title: "From seed to cup", note: "What happens between the hill and the harbour" },
	defaultDurationInFrames: 75,
});
