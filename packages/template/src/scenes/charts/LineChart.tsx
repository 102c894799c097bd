import { z } from "zod";
import { commonFields, line } from "../../design/fields";
import { useScene } from "../../design/scene";
import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { LineArea } from "./LineArea";
import { LineSteps } from "./LineSteps";

const lineChartSchema = z.strictObject({
	title: line("Title", "What the line says"),
	unit: z.string().max(40).optional().meta({ title: "Unit", description: "Of the values, like % or million" }),
	points: z
		.array(
			z.strictObject({
				label: z.string().max(40).meta({ title: "Label", description: "Name of the moment, like 2024 or Jan" }),
				value: z.number().meta({ title: "Value", description: "Height of the line there" }),
				shown: z.string().max(24).optional().meta({ title: "Shown as", description: "The value shown as written" }),
			}),
		)
		.min(2)
		.max(12)
		.meta({ title: "Points", description: "Two to twelve values in order" }),
	...commonFields,
});
export type LineChartProps = z.infer<typeof lineChartSchema>;

const lineChartLayouts = {
	area: "A landscape of colour from edge to edge, with the last value large",
	line: "The line alone, with the first and the last value",
	steps: "One step for each moment, each with its value",
};

const LineChart = (props: LineChartProps) => {
	const scene = useScene(props);
	const layout = useLayout(["area", "line", "steps"], "area");
	if (layout === "steps") return <LineSteps scene={scene} {...props} />;
	return <LineArea scene={scene} filled={layout === "area"} {...props} />;
};

export const lineChart = defineScene({
	component: LineChart,
	schema: lineChartSchema,
	title: "Line chart",
	description: "How a value went over time, drawn as you watch",
	family: "charts",
	layouts: lineChartLayouts,
	defaultProps: {
		title: "Steady, then steep",
		unit: "members",
		points: [
			{ label: "Jan", value: 120 },
			{ label: "Feb", value: 180 },
			{ label: "Mar", value: 210 },
			{ label: "Apr", value: 320 },
			{ label: "May", value: 470 },
			{ label: "Jun", value: 760 },
		],
	},
	defaultDurationInFrames: 135,
});
