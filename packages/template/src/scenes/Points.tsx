import { z } from "zod";
import { directionOf } from "../design/direction";
import { commonFields, line } from "../design/fields";
import type { FittedText } from "../design/fit";
import { keyed } from "../design/keyed";
import { Stage } from "../design/Stage";
import type { SceneLook } from "../design/scene";
import { useScene } from "../design/scene";
import { FittedLines, useFittedGroup, useFittedText } from "../design/Text";

export const pointsSchema = z.strictObject({
	title: line("Title", "What the points are about").optional(),
	points: z.array(line("Point", "A short line")).min(1).max(6).meta({ title: "Points", description: "One to six short lines" }),
	...commonFields,
});

/** Room for the number, in parts of the text size. */
const GUTTER = 1.7;

const Point = ({
	scene,
	fitted,
	index,
	width,
	height,
	start,
	size,
}: {
	scene: SceneLook;
	fitted: FittedText;
	index: number;
	width: number;
	height: number;
	start: number;
	size: number;
}) => {
	const { u, palette, voices, motion } = scene;
	const gutter = u(size * GUTTER);
	const shown = motion.enter(start, 0.9);
	return (
		<div
			dir={directionOf(fitted.lines.join(" "))}
			style={{ width, height, position: "relative", display: "flex", alignItems: "center" }}
		>
			<div
				style={{
					position: "absolute",
					insetInlineStart: 0,
					top: 0,
					height: u(2),
					width: width * motion.enter(start - 0.1, 1.1),
					backgroundColor: palette.line,
				}}
			/>
			<div
				style={{
					...voiceNumber(scene, size),
					width: gutter,
					flex: "none",
					color: palette.accent,
					opacity: shown,
				}}
			>
				{String(index + 1).padStart(2, "0")}
			</div>
			<FittedLines
				scene={scene}
				voice={voices.strong}
				fitted={fitted}
				color={palette.text}
				start={start}
				reveal="fade"
				align="left"
			/>
		</div>
	);
};

const voiceNumber = ({ voices, u }: SceneLook, size: number) => ({
	fontFamily: `"${voices.heading.family}", sans-serif`,
	fontWeight: voices.heading.weight,
	fontSize: u(size * 0.56),
	fontVariantNumeric: "tabular-nums",
});

export const Points = (props: z.infer<typeof pointsSchema>) => {
	const scene = useScene(props);
	const { u, box, by, palette, voices, motion, ratio, align } = scene;
	const columns = ratio === "wide" && props.title !== undefined && align === "left";
	const gap = u(columns ? 110 : 64);
	const titleWidth = columns ? box.width * 0.36 : box.width;
	const title = useFittedText(scene, voices.heading, props.title ?? "", {
		width: titleWidth,
		height: columns ? box.height * 0.8 : box.height * 0.26,
		maxSize: columns ? 108 : by({ wide: 92, tall: 112, square: 88 }),
		minSize: 44,
	});
	const listWidth = columns ? box.width - titleWidth - gap : Math.min(box.width, u(1240));
	const listHeight = columns || props.title === undefined ? box.height : box.height - title.height - gap;
	const rowHeight = Math.min(listHeight / props.points.length, u(by({ wide: 190, tall: 220, square: 160 })));
	const size = by({ wide: 58, tall: 58, square: 48 });
	const first = props.title === undefined ? 0.1 : 0.4;
	const step = motion.stagger(props.points.length, first, 0.55);
	const fitted = useFittedGroup(scene, voices.strong, props.points, {
		width: listWidth - u(size * GUTTER),
		height: rowHeight - u(28),
		maxSize: size,
		minSize: 26,
		maxLines: 3,
	});
	return (
		<Stage scene={scene} style={columns ? { flexDirection: "row", alignItems: "center", justifyContent: "space-between" } : {}}>
			{props.title === undefined ? null : (
				<div style={{ width: columns ? titleWidth : undefined, marginBottom: columns ? 0 : gap, flex: "none" }}>
					<FittedLines scene={scene} voice={voices.heading} fitted={title} color={palette.text} start={0.05} />
				</div>
			)}
			<div>
				{keyed(fitted, (point) => point.lines.join(" ")).map(({ key, item, index }) => (
					<Point
						key={key}
						scene={scene}
						fitted={item}
						index={index}
						width={listWidth}
						height={rowHeight}
						start={first + index * step}
						size={size}
					/>
				))}
			</div>
		</Stage>
	);
};
