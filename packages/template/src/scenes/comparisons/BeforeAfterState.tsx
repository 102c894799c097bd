import { Picture } from "../../design/Picture";
import type { SceneLook } from "../../design/scene";
import { FittedLines, useFittedText } from "../../design/Text";
import type { Tone } from "../parts/tone";

type StateProps = {
	scene: SceneLook;
	text: string;
	label: string | undefined;
	picture: string | undefined;
	tone: Tone;
	start: number;
	title: string | undefined;
	width: number;
	left: number;
};

/** One of the two states, as it fills the picture: its words, its label, its picture. */
export const State = ({ scene, text, label, picture, tone, start, title, width, left }: StateProps) => {
	const { u, box, by, voices } = scene;
	const voice = { ...voices.heading, lineHeight: 1.02 };
	const name = useFittedText(scene, voices.heading, label ?? "", {
		width,
		height: u(80),
		maxSize: by({ wide: 72, tall: 80, square: 60 }),
		minSize: 24,
		maxLines: 1,
	});
	const fitted = useFittedText(scene, voice, text, {
		width,
		height: box.height * 0.66 - (title ? u(90) : 0),
		maxSize: by({ wide: 290, tall: 230, square: 190 }),
		minSize: 40,
	});
	return (
		<>
			{picture ? (
				<>
					<Picture scene={scene} src={picture} />
					<div
						style={{ position: "absolute", inset: 0, background: `linear-gradient(0deg, ${tone.fill} 4%, transparent 70%)` }}
					/>
				</>
			) : null}
			<div
				style={{
					position: "absolute",
					left,
					top: box.y,
					width,
					height: box.height,
					display: "flex",
					flexDirection: "column",
					justifyContent: label && !title ? "space-between" : "flex-end",
				}}
			>
				{label ? (
					<FittedLines
						scene={scene}
						voice={voices.heading}
						fitted={name}
						color={tone.signal}
						start={start}
						align="left"
						style={{ marginBottom: u(18) }}
					/>
				) : null}
				<FittedLines scene={scene} voice={voice} fitted={fitted} color={tone.ink} start={start + 0.05} align="left" />
			</div>
		</>
	);
};

/** The title, small, at the head of the picture. */
export const TitleLine = ({ scene, title, color }: { scene: SceneLook; title: string | undefined; color: string }) => {
	const { u, box, voices } = scene;
	const fitted = useFittedText(scene, voices.strong, title ?? "", {
		width: box.width,
		height: u(130),
		maxSize: 52,
		minSize: 26,
		maxLines: 2,
	});
	return title ? (
		<FittedLines
			scene={scene}
			voice={voices.strong}
			fitted={fitted}
			color={color}
			start={-0.2}
			reveal="fade"
			align="left"
			style={{ position: "absolute", left: box.x, top: box.y }}
		/>
	) : null;
};
