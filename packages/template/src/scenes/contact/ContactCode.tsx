import { directionOf } from "../../design/direction";
import { Stage } from "../../design/Stage";
import { type Rect, type SceneLook, useScene } from "../../design/scene";
import { FittedLines, useFittedText } from "../../design/Text";
import { Panel } from "../parts/Panel";
import { QrCode } from "../parts/QrCode";
import { tonesOf } from "../parts/tone";
import { useWays, WayLines } from "./Lines";
import { type ContactProps, codeOf, contactLines } from "./lines";

/** The field of colour, and the box of the words beside it. */
const areasOf = (scene: SceneLook, leftward: boolean): { field: Rect; words: Rect } => {
	const { width, height, box, ratio, u } = scene;
	if (ratio === "wide") {
		const size = Math.min(height * 0.98, width * 0.46);
		const x = leftward ? 0 : width - size;
		const words = { ...box, width: box.width - (size - (width - box.x - box.width)) - u(72) };
		return { field: { x, y: 0, width: size, height }, words: leftward ? { ...words, x: size + u(72) } : words };
	}
	const top = Math.round(height * (ratio === "tall" ? 0.5 : 0.46));
	return {
		field: { x: 0, y: top, width, height: height - top },
		words: { ...box, height: top - box.y - u(48) },
	};
};

/** The largest square that stands in the field and in the safe area. */
const squareOf = (field: Rect, { box, u }: SceneLook): Rect => {
	const top = Math.max(field.y + u(56), box.y);
	const foot = Math.min(field.y + field.height - u(56), box.y + box.height);
	const size = Math.min(foot - top, field.width - u(140));
	return { x: field.x + (field.width - size) / 2, y: top + (foot - top - size) / 2, width: size, height: size };
};

/** A very large code on a field of colour. Without a code the ways have the whole picture. */
export const ContactCode = ({ props }: { props: ContactProps }) => {
	const scene = useScene(props);
	const { u, by, box, palette, voices } = scene;
	const code = codeOf(props);
	const leftward = directionOf(props.title) === "rtl";
	const areas = areasOf(scene, leftward);
	const words = code ? areas.words : box;
	const square = squareOf(areas.field, scene);
	const title = useFittedText(scene, voices.heading, props.title, {
		width: words.width,
		height: words.height * (props.note ? 0.42 : 0.5),
		maxSize: by({ wide: 150, tall: 128, square: 100 }),
		minSize: 40,
	});
	const note = useFittedText(scene, voices.body, props.note ?? "", {
		width: words.width,
		height: words.height * 0.14,
		maxSize: by({ wide: 42, tall: 42, square: 34 }),
		minSize: 22,
	});
	const set = useWays(scene, contactLines(props), {
		width: words.width,
		height: words.height * (props.note ? 0.34 : 0.4),
		size: by({ wide: 46, tall: 46, square: 36 }),
		gap: 14,
	});
	return (
		<Stage
			scene={scene}
			calm
			direction={leftward ? "rtl" : "ltr"}
			style={{ left: words.x, top: words.y, width: words.width, height: words.height, justifyContent: "space-between" }}
			bleed={
				code ? (
					<Panel
						scene={scene}
						rect={areas.field}
						fill={tonesOf(scene).accent.fill}
						from={scene.ratio === "wide" ? (leftward ? "left" : "right") : "bottom"}
						start={-0.4}
					>
						<div style={{ position: "absolute", left: square.x - areas.field.x, top: square.y - areas.field.y }}>
							<QrCode scene={scene} text={code} size={square.width} start={0.2} />
						</div>
					</Panel>
				) : null
			}
		>
			<div style={{ alignSelf: "stretch" }}>
				<FittedLines scene={scene} voice={voices.heading} fitted={title} color={palette.text} start={-0.1} align="left" />
				{props.note ? (
					<FittedLines
						scene={scene}
						voice={voices.body}
						fitted={note}
						color={palette.muted}
						start={0.3}
						reveal="fade"
						align="left"
						style={{ marginTop: u(20) }}
					/>
				) : null}
			</div>
			<WayLines scene={scene} set={set} start={0.4} color={palette.text} signal={palette.accent} />
		</Stage>
	);
};
