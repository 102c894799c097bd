import { directionOf } from "../../design/direction";
import { Stage } from "../../design/Stage";
import { useScene } from "../../design/scene";
import { FittedLines, useFittedText } from "../../design/Text";
import { withSubject } from "../../objects/withSubject";
import { useOpening } from "../parts/opening";
import { contrastOf } from "./emphasis";
import type { KineticProps } from "./statement-fields";

/** A few words as large as the picture, the rest of the statement small before and after them. */
export const ContrastText = ({ props }: { props: KineticProps }) => {
	const { scene, bleed } = withSubject(useScene(props), "left");
	const { u, by, box, palette, voices, motion } = scene;
	const { before, key, after } = contrastOf(props.text, props.emphasis ?? []);
	const voice = { ...voices.heading, lineHeight: Math.min(1.04, voices.heading.lineHeight) };
	const share = before && after ? 0.24 : 0.34;
	const small = { width: box.width, maxSize: by({ wide: 84, tall: 84, square: 66 }), minSize: 26 };
	const first = useFittedText(scene, voices.heading, before, { ...small, height: box.height * share });
	const last = useFittedText(scene, voices.heading, after, { ...small, height: box.height * share });
	const used = (before ? first.height : 0) + (after ? last.height : 0) + u(60);
	const large = useFittedText(scene, voice, key, {
		width: box.width,
		height: Math.max(u(120), box.height - used),
		maxSize: by({ wide: 520, tall: 400, square: 330 }),
		minSize: 64,
	});
	const start = useOpening(0.05);
	const rtl = directionOf(props.text) === "rtl";
	return (
		<Stage
			scene={scene}
			bleed={bleed}
			calm={bleed !== null}
			direction={rtl ? "rtl" : "ltr"}
			style={{ gap: u(30), alignItems: scene.align === "center" ? "center" : "flex-start" }}
		>
			{before ? <FittedLines scene={scene} voice={voices.heading} fitted={first} color={palette.text} start={start} /> : null}
			<div
				style={{
					alignSelf: "stretch",
					transform: `scale(${1 + motion.through * 0.03})`,
					transformOrigin: scene.align === "center" ? "50% 50%" : rtl ? "100% 50%" : "0 50%",
				}}
			>
				<FittedLines scene={scene} voice={voice} fitted={large} color={palette.accent} start={start + 0.2} />
			</div>
			{after ? <FittedLines scene={scene} voice={voices.heading} fitted={last} color={palette.text} start={start + 0.5} /> : null}
		</Stage>
	);
};
