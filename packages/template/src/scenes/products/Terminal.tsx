import { useMemo } from "react";
import { z } from "zod";
import { useScenePlace } from "../../design/context";
import { commonFields, line, prose } from "../../design/fields";
import { type SceneLook, useScene } from "../../design/scene";
import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { CODE_FONT, CodeRows, codeColors, useCodeVoice, useTypeset } from "./code/CodeRows";
import { CodeStage, codeBox, codeTone } from "./code/CodeStage";
import type { Token } from "./code/tokens";
import { lengthOf, type Row } from "./code/typeset";

const terminalSchema = z.strictObject({
	title: line("Title", "What the commands do").optional(),
	commands: z
		.array(z.strictObject({ command: line("Command", "Typed"), output: prose("Output", "What it answers").optional() }))
		.min(1)
		.max(6)
		.meta({ title: "Commands", description: "One after the other" }),
	prompt: line("Prompt", "Before each command; $ when empty").optional(),
	name: line("Name", "In the window's bar").optional(),
	...commonFields,
});
type Props = z.infer<typeof terminalSchema>;

/** Lines of a session: commands behind a prompt, answers below them. `typed` lines are typed, the others are there at once. */
const linesOf = ({ commands, prompt = "$" }: Pick<Props, "commands" | "prompt">): { tokens: Token[]; typed: boolean }[] =>
	commands.flatMap(({ command, output }, index) => [
		...(index > 0 ? [{ tokens: [{ kind: "plain" as const, text: " " }], typed: false }] : []),
		{
			tokens: [
				{ kind: "keyword" as const, text: `${prompt} ` },
				...command.split(/(\s+)/).map((text, nth) => ({
					kind: nth === 0 ? ("plain" as const) : /^-/.test(text) ? ("type" as const) : ("string" as const),
					text,
				})),
			].filter(({ text }) => text !== ""),
			typed: true,
		},
		...(output ?? "")
			.split("\n")
			.filter((text) => text.trim() !== "")
			.map((text) => ({
				tokens: [{ kind: /^\s*[✓✔]|\b(?:ok|done|ready|passed)\b/i.test(text) ? ("call" as const) : ("sign" as const), text }],
				typed: false,
			})),
	]);

/** Signs that are there: commands take time by their length, an answer comes in one step after a short wait. */
const shownSigns = (scene: SceneLook, rows: readonly Row[], typed: readonly boolean[], begin: number): number => {
	const cost = rows.map((row) => (typed[row.line] ? lengthOf(row) : 7));
	const all = cost.reduce((sum, one) => sum + one, 0);
	const passed = all * scene.motion.enter(begin, scene.motion.beats * 0.66 - begin, (value) => value);
	let [spent, shown] = [0, 0];
	for (const [index, row] of rows.entries()) {
		const own = cost[index] ?? 1;
		const share = Math.min(1, Math.max(0, (passed - spent) / own));
		shown += typed[row.line] ? Math.round(lengthOf(row) * share) : share >= 1 ? lengthOf(row) : 0;
		if (share < 1) break;
		spent += own;
	}
	return shown;
};

const Terminal = (props: Props) => {
	const layout = useLayout(["window", "full", "beside"], "window");
	const scene = useScene(props);
	const isFirst = useScenePlace().index === 0;
	const { by, motion } = scene;
	const tone = codeTone(scene);
	const voice = useCodeVoice(scene);
	const lines = useMemo(() => linesOf(props), [props]);
	const box = codeBox(scene, layout, Boolean(props.title));
	const set = useTypeset(
		scene,
		lines.map(({ tokens }) => tokens),
		voice,
		{ ...box, maxSize: by({ wide: layout === "full" ? 68 : 50, tall: 50, square: 44 }), minSize: 26 },
	);
	const total = set.rows.reduce((sum, row) => sum + lengthOf(row), 0);
	const shown = isFirst
		? total
		: shownSigns(
				scene,
				set.rows,
				lines.map(({ typed }) => typed),
				0.25,
			);
	const blink = motion.frame % motion.fps < motion.fps * 0.55;
	return (
		<CodeStage
			scene={scene}
			layout={layout}
			title={props.title}
			name={props.name}
			height={set.rows.length * set.fontSize * voice.lineHeight}
		>
			<div style={{ width: box.width }}>
				<CodeRows
					set={set}
					voice={voice}
					colors={codeColors(scene, tone)}
					shown={shown}
					caret={shown < total || blink ? tone.ink : null}
				/>
			</div>
		</CodeStage>
	);
};

export const terminal = defineScene({
	component: Terminal,
	schema: terminalSchema,
	title: "Terminal",
	description: "Commands that are typed, and what they answer",
	family: "products",
	fonts: [CODE_FONT],
	layouts: {
		window: "A window with the commands, the title above it",
		full: "The commands all over the picture",
		beside: "The title large, the window beside it running off the picture",
	},
	defaultProps: {
		title: "From words to a film",
		commands: [
			{ command: 'storydream make "Bees in the city"', output: "7 scenes, 15 seconds\n✓ bees-in-the-city.mp4" },
			{ command: "storydream serve", output: "ready on port 4100" },
		],
	},
	defaultDurationInFrames: 150,
});
