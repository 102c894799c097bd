import { z } from "zod";
import { commonFields, line } from "../../design/fields";
import { useScene } from "../../design/scene";
import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { VersusColumns } from "./VersusColumns";
import { VersusDuel } from "./VersusDuel";

const versusSchema = z.strictObject({
	title: line("Title", "What is compared").optional(),
	sides: z
		.array(line("Name", "One of the things compared"))
		.min(2)
		.max(3)
		.meta({ title: "Sides", description: "Two or three names" }),
	rows: z
		.array(
			z.strictObject({
				label: line("Label", "What is compared in this row"),
				values: z
					.array(line("Value", "Shown as written"))
					.min(1)
					.max(3)
					.meta({ title: "Values", description: "One for each side" }),
			}),
		)
		.min(1)
		.max(6)
		.meta({ title: "Rows", description: "One to six" }),
	highlight: line("Highlight", "Name of the side that stands out").optional(),
	...commonFields,
});
export type VersusProps = z.infer<typeof versusSchema>;

const Versus = (props: VersusProps) => {
	const scene = useScene(props);
	const layout = useLayout(["duel", "columns"], props.sides.length === 2 ? "duel" : "columns");
	if (layout === "duel" && props.sides.length === 2) return <VersusDuel scene={scene} {...props} />;
	return <VersusColumns scene={scene} {...props} />;
};

export const versus = defineScene({
	component: Versus,
	schema: versusSchema,
	title: "Versus",
	description: "Two or three things compared row by row",
	family: "comparisons",
	layouts: {
		duel: "Two halves that meet, with what is compared on the line between them",
		columns: "A column of colour for each, with large values",
	},
	defaultProps: {
		sides: ["Train", "Plane"],
		rows: [
			{ label: "Door to door", values: ["4 h 10", "4 h 35"] },
			{ label: "CO₂", values: ["6 kg", "118 kg"] },
			{ label: "From", values: ["€39", "€64"] },
		],
		highlight: "Train",
	},
	defaultDurationInFrames: 150,
});
