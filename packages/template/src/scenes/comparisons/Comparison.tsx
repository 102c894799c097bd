import { z } from "zod";
import { commonFields, line } from "../../design/fields";
import { useScene } from "../../design/scene";
import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { ComparisonCards } from "./ComparisonCards";
import { ComparisonRows } from "./ComparisonRows";
import { ComparisonSplit } from "./ComparisonSplit";

const side = (title: string, description: string) =>
	z
		.strictObject({
			title: line("Title", "Head of the card"),
			points: z.array(line("Point", "A short line")).max(4).meta({ title: "Points", description: "Up to four short lines" }),
		})
		.meta({ title, description });

const comparisonSchema = z.strictObject({
	title: line("Title", "What is compared").optional(),
	left: side("Left", "The first of the two"),
	right: side("Right", "The one that stands out"),
	...commonFields,
});
export type ComparisonProps = z.infer<typeof comparisonSchema>;
export type Side = ComparisonProps["left"];

const Comparison = (props: ComparisonProps) => {
	const scene = useScene(props);
	const layout = useLayout(["split", "cards", "rows"], "split");
	if (layout === "cards") return <ComparisonCards scene={scene} {...props} />;
	if (layout === "rows" && props.left.points.length + props.right.points.length > 0)
		return <ComparisonRows scene={scene} {...props} />;
	return <ComparisonSplit scene={scene} {...props} />;
};

export const comparison = defineScene({
	component: Comparison,
	schema: comparisonSchema,
	title: "Comparison",
	description: "Two cards: before and after, them and us; the right one stands out",
	family: "comparisons",
	layouts: {
		split: "The first fills the picture, then the second pushes in with a slanted edge",
		cards: "Two cards side by side",
		rows: "Point against point, one pair below the other",
	},
	defaultProps: {
		title: "Before and after",
		left: { title: "The old way", points: ["Days of back and forth", "One version, no way back", "Sent as a heavy file"] },
		right: { title: "The new way", points: ["Ready in an afternoon", "Every version kept", "Shared with one link"] },
	},
	defaultDurationInFrames: 150,
});
