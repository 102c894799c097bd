import { useMemo } from "react";
import { z } from "zod";
import { useScenePlace } from "../../design/context";
import { commonFields, line, prose } from "../../design/fields";
import { useScene } from "../../design/scene";
import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { CODE_FONT, CodeRows, codeColors, useCodeVoice, useTypeset } from "./code/CodeRows";
import { CodeStage, codeBox, codeTone } from "./code/CodeStage";
import { tokenize } from "./code/tokens";
import { lengthOf } from "./code/typeset";

const codeWindowSchema = z.strictObject({
	title: line("Title", "What the code shows").optional(),
	code: prose("Code", "Typed as it is written, lines and all"),
	file: line("File", "In the window's bar; its ending says the language, like main.py").optional(),
	highlightLine: z.int().min(1).max(60).optional().meta({ title: "Line", description: "Number of the line that stands out" }),
	...commonFields,
});
type Props = z.infer<typeof codeWindowSchema>;

const CodeWindow = (props: Props) => {
	const layout = useLayout(["window", "full", "beside"], "window");
	const scene = useScene(props);
	const isFirst = useScenePlace().index === 0;
	const { u, by, motion } = scene;
	const tone = codeTone(scene);
	const voice = useCodeVoice(scene);
	const lines = useMemo(() => tokenize(props.code.replace(/\s+$/, ""), props.file), [props.code, props.file]);
	const box = codeBox(scene, layout, Boolean(props.title));
	const numbers = layout === "full" ? u(by({ wide: 110, tall: 84, square: 84 })) : 0;
	const set = useTypeset(scene, lines, voice, {
		width: box.width - numbers,
		height: box.height,
		maxSize: by({ wide: 52, tall: 46, square: 42 }),
		minSize: 26,
	});
	const total = set.rows.reduce((sum, row) => sum + lengthOf(row), 0);
	// The first frame of a film stands for it: there the code is whole.
	const length = Math.min(motion.beats * 0.58, 0.5 + total * 0.018);
	const typed = isFirst ? 1 : motion.enter(0.3, length, (value) => value);
	const marked =
		props.highlightLine === undefined
			? undefined
			: { line: props.highlightLine - 1, drawn: motion.enter(isFirst ? 0.4 : 0.4 + length, 0.6) };
	const blink = motion.frame % motion.fps < motion.fps * 0.55;
	return (
		<CodeStage
			scene={scene}
			layout={layout}
			title={props.title}
			name={props.file}
			height={set.rows.length * set.fontSize * voice.lineHeight}
		>
			<div style={{ width: box.width }}>
				<CodeRows
					set={set}
					voice={voice}
					colors={codeColors(scene, tone)}
					shown={Math.round(total * typed)}
					caret={typed < 1 || blink ? tone.signal : null}
					numbers={numbers}
					marked={marked}
					mark={tone.line}
					bleed={u(14)}
				/>
			</div>
		</CodeStage>
	);
};

export const codeWindow = defineScene({
	component: CodeWindow,
	schema: codeWindowSchema,
	title: "Code window",
	description: "Code that is typed, in the colours of its language",
	family: "products",
	fonts: [CODE_FONT],
	layouts: {
		window: "A window with the code, the title above it",
		full: "The code all over the picture, with line numbers",
		beside: "The title large, the window beside it running off the picture",
	},
	defaultProps: {
		title: "Three lines to your first film",
		file: "film.ts",
		code: 'import { film } from "studio";\n\nconst scenes = await film("Bees in the city");\nfilm.render(scenes); // 15 seconds, 4K',
	},
	defaultDurationInFrames: 135,
});
