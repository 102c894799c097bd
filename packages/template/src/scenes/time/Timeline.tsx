import { z } from "zod";
import { commonFields, line } from "../../design/fields";
import { useScene } from "../../design/scene";
import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { ReelStage } from "../parts/ReelStage";
import { TimelineLine } from "./TimelineLine";
import { TimelinePan } from "./TimelinePan";

const timelineSchema = z.strictObject({
	title: line("Title", "What the dates are of").optional(),
	events: z
		.array(
			z.strictObject({
				date: z.string().max(40).meta({ title: "Date", description: "Shown as written, like 1987 or 4 May" }),
				text: line("Text", "What happened, in a few words"),
				note: line("Note", "A sentence more").optional(),
			}),
		)
		.min(1)
		.max(10)
		.meta({ title: "Events", description: "One to ten, in order" }),
	...commonFields,
});
export type TimelineProps = z.infer<typeof timelineSchema>;

const Timeline = (props: TimelineProps) => {
	const scene = useScene(props);
	const layout = useLayout(["line", "pan", "reel"], "line");
	if (layout === "pan") return <TimelinePan scene={scene} {...props} />;
	if (layout === "reel") {
		return (
			<ReelStage
				scene={scene}
				title={props.title}
				items={props.events.map(({ date, text, note }) => ({ text, mark: date, note }))}
			/>
		);
	}
	return <TimelineLine scene={scene} {...props} />;
};

export const timeline = defineScene({
	component: Timeline,
	schema: timelineSchema,
	title: "Timeline",
	description: "One to ten dates on a line",
	family: "time",
	layouts: {
		line: "All dates on one line that runs through the picture",
		pan: "The camera goes along the line from date to date, each as large as the picture",
		reel: "One event after the other, very large, with its date above it",
	},
	defaultProps: {
		title: "A mill becomes a school",
		events: [
			{ date: "1894", text: "The mill is built" },
			{ date: "1961", text: "The last sack of flour" },
			{ date: "2003", text: "A roof, at last" },
			{ date: "2026", text: "Ninety pupils" },
		],
	},
	defaultDurationInFrames: 165,
});
