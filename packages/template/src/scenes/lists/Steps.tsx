import { z } from "zod";
import { commonFields, line } from "../../design/fields";
import { useScene } from "../../design/scene";
import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { ReelStage } from "../parts/ReelStage";
import { StepsList } from "./StepsList";
import { StepsPath } from "./StepsPath";
import { StepsStairs } from "./StepsStairs";

const stepsSchema = z.strictObject({
	title: line("Title", "What the steps lead to").optional(),
	steps: z
		.array(
			z.strictObject({
				title: line("Step", "A few words"),
				text: line("Text", "A sentence more").optional(),
			}),
		)
		.min(2)
		.max(6)
		.meta({ title: "Steps", description: "Two to six, in order" }),
	layout: z
		.enum(["row", "column", "auto"])
		.optional()
		.meta({ title: "Direction", description: "Where no layout is chosen: a row, a column, or what suits the picture" }),
	...commonFields,
});
export type StepsProps = z.infer<typeof stepsSchema>;

const stepsLayouts = {
	stairs: "Blocks that rise like stairs from the foot of the picture",
	path: "A line that winds from edge to edge, with a stop for each step",
	list: "Large numerals one below the other",
	reel: "One step after the other, very large",
};

const BY_DIRECTION = { row: "path", column: "list", auto: "stairs" } as const;

const Steps = (props: StepsProps) => {
	const scene = useScene(props);
	const layout = useLayout(["stairs", "path", "list", "reel"], BY_DIRECTION[props.layout ?? "auto"]);
	if (layout === "path") return <StepsPath scene={scene} {...props} />;
	if (layout === "list") return <StepsList scene={scene} {...props} />;
	if (layout === "reel") {
		const items = props.steps.map((step, index) => ({ text: step.title, note: step.text, mark: String(index + 1) }));
		return <ReelStage scene={scene} title={props.title} items={items} />;
	}
	return <StepsStairs scene={scene} {...props} />;
};

export const steps = defineScene({
	component: Steps,
	schema: stepsSchema,
	title: "Steps",
	description: "Two to six steps in order",
	family: "lists",
	layouts: stepsLayouts,
	defaultProps: {
		title: "How it works",
		steps: [
			{ title: "Describe", text: "Say what the film is about" },
			{ title: "Watch", text: "See it take shape at once" },
			{ title: "Refine", text: "Change anything by asking" },
		],
		layout: "auto",
	},
	defaultDurationInFrames: 150,
});
