import { directionOf } from "../../design/direction";
import { Stage } from "../../design/Stage";
import { useScene } from "../../design/scene";
import { FittedLines, useFittedText } from "../../design/Text";
import { CodeField, codeAreas } from "../parts/CodeField";
import { useWays, WayLines, waySize } from "./Lines";
import { type ContactProps, codeOf, contactLines } from "./lines";

/** A very large code on a field of colour. Without a code the ways have the whole picture. */
export const ContactCode = ({ props }: { props: ContactProps }) => {
	const scene = useScene(props);
	const { u, by, box, palette, voices } = scene;
	const code = codeOf(props);
	const leftward = directionOf(props.title) === "rtl";
	const areas = codeAreas(scene, leftward);
	const words = code ? areas.words : box;
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
	const lines = contactLines(props);
	const set = useWays(scene, lines, {
		width: words.width,
		height: words.height * (props.note ? 0.34 : 0.4),
		size: waySize(lines, by({ wide: 46, tall: 46, square: 36 })),
		gap: 14,
	});
	return (
		<Stage
			scene={scene}
			calm
			direction={leftward ? "rtl" : "ltr"}
			style={{ left: words.x, top: words.y, width: words.width, height: words.height, justifyContent: "space-between" }}
			bleed={code ? <CodeField scene={scene} text={code} field={areas.field} leftward={leftward} /> : null}
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
