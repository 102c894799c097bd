import type { CSSProperties } from "react";
import type { FittedText } from "../../design/fit";
import type { SceneLook, Voice } from "../../design/scene";
import { FittedLines, useFittedGroup } from "../../design/Text";

/** The words of one thing of a kind: its name, and a sentence more. */
export type Words = { title: FittedText; note: FittedText | undefined /** Of both, px. */; height: number };
type Named = { title: string; note?: string | undefined };

/** Names and notes of things of a kind, in one size each, in a box of px; sizes in design units. */
export const useWords = (
	scene: SceneLook,
	things: readonly Named[],
	box: { width: number; height: number; size: number; noteSize: number; voice?: Voice },
): Words[] => {
	const { u, voices } = scene;
	const { width, height } = box;
	const noted = things.some((thing) => thing.note);
	const titles = useFittedGroup(
		scene,
		box.voice ?? voices.heading,
		things.map((thing) => thing.title),
		{ width, height: height * (noted ? 0.56 : 1), maxSize: box.size, minSize: 26 },
	);
	const tallest = Math.max(...titles.map((title) => title.height));
	const notes = useFittedGroup(
		scene,
		voices.body,
		things.map((thing) => thing.note ?? ""),
		{ width, height: Math.max(u(30), height - tallest - u(14)), maxSize: box.noteSize, minSize: 22 },
	);
	return titles.map((title, index) => {
		const note = things[index]?.note ? notes[index] : undefined;
		return { title, note, height: title.height + (note ? note.height + u(14) : 0) };
	});
};

export const WordLines = ({
	scene,
	words,
	start,
	color = scene.palette.text,
	quiet = scene.palette.muted,
	voice = scene.voices.heading,
	align = "left",
	style,
}: {
	scene: SceneLook;
	words: Words;
	start: number;
	color?: string;
	quiet?: string;
	voice?: Voice;
	align?: "left" | "center";
	style?: CSSProperties;
}) => (
	<div style={style}>
		<FittedLines scene={scene} voice={voice} fitted={words.title} color={color} start={start} align={align} />
		{words.note ? (
			<FittedLines
				scene={scene}
				voice={scene.voices.body}
				fitted={words.note}
				color={quiet}
				start={start + 0.18}
				reveal="fade"
				align={align}
				style={{ marginTop: scene.u(14) }}
			/>
		) : null}
	</div>
);
