import type { ReactNode } from "react";
import type { Rect, SceneLook, Voice } from "../../design/scene";
import { FittedLines, useFittedText, voiceStyle } from "../../design/Text";
import { Panel, type Side } from "./Panel";
import { innerOf } from "./tiles";
import type { Tone } from "./tone";

/** A tile of a picture that is divided into tiles: a mark at its head, its text at its foot. */
export const Tile = ({
	scene,
	rect,
	tone,
	from,
	start,
	text,
	note,
	mark,
	size,
	voice = { ...scene.voices.heading, lineHeight: 1.08 },
	children,
}: {
	scene: SceneLook;
	rect: Rect;
	tone: Tone;
	from: Side;
	/** Beat at which it opens. */
	start: number;
	text: string;
	/** A second line, quieter. */
	note?: string | undefined;
	mark?: ReactNode;
	/** Largest size of the text, design units. */
	size: number;
	voice?: Voice;
	/** Drawn behind the text, in the tile's coordinates. */
	children?: ReactNode;
}) => {
	const { u, box, voices, motion } = scene;
	const inner = innerOf(rect, box, u(44));
	const markHeight = mark === undefined ? 0 : u(typeof mark === "string" ? Math.max(52, size * 0.62) : 90);
	const small = useFittedText(scene, voices.body, note ?? "", {
		width: inner.width,
		height: inner.height * 0.3,
		maxSize: Math.max(26, size * 0.46),
		minSize: 22,
	});
	const noteHeight = note ? small.height + u(14) : 0;
	const label = useFittedText(scene, { ...voices.strong, lineHeight: 1 }, typeof mark === "string" ? mark : "", {
		width: inner.width,
		height: markHeight,
		maxSize: Math.max(36, size * 0.5),
		minSize: 20,
		maxLines: 1,
	});
	const fitted = useFittedText(scene, voice, text, {
		width: inner.width,
		height: inner.height - markHeight - noteHeight,
		maxSize: size,
		minSize: 28,
	});
	return (
		<Panel scene={scene} rect={rect} fill={tone.fill} from={from} start={start} length={0.8} style={{ overflow: "hidden" }}>
			{children}
			<div
				style={{
					position: "absolute",
					left: inner.x - rect.x,
					top: inner.y - rect.y,
					width: inner.width,
					height: inner.height,
					display: "flex",
					flexDirection: "column",
					justifyContent: "space-between",
				}}
			>
				<div
					style={{
						...voiceStyle({ ...voices.strong, lineHeight: 1 }, label.fontSize),
						color: tone.signal,
						opacity: motion.enter(start + 0.35, 0.6),
					}}
				>
					{mark}
				</div>
				<div>
					<FittedLines scene={scene} voice={voice} fitted={fitted} color={tone.ink} start={start + 0.3} align="left" />
					{note ? (
						<FittedLines
							scene={scene}
							voice={voices.body}
							fitted={small}
							color={tone.quiet}
							start={start + 0.5}
							reveal="fade"
							align="left"
							style={{ marginTop: u(14) }}
						/>
					) : null}
				</div>
			</div>
		</Panel>
	);
};
