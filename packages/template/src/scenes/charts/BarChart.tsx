import { z } from "zod";
import { commonFields, line } from "../../design/fields";
import { useScene } from "../../design/scene";
import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { BarColumns } from "./BarColumns";
import { BarLollipops } from "./BarLollipops";
import { BarRows } from "./BarRows";

const barChartSchema = z.strictObject({
	title: line("Title", "What the chart says"),
	unit: z.string().max(40).optional().meta({ title: "Unit", description: "Of the values, like % or million" }),
	bars: z
		.array(
			z.strictObject({
				label: z.string().max(80).meta({ title: "Label", description: "Name of the bar" }),
				value: z.number().meta({ title: "Value", description: "Length of the bar" }),
				shown: z.string().max(24).optional().meta({ title: "Shown as", description: "The value shown as written" }),
			}),
		)
		.min(2)
		.max(8)
		.meta({ title: "Bars", description: "Two to eight values" }),
	highlight: z.string().max(80).optional().meta({ title: "Highlight", description: "Label of the bar in the accent colour" }),
	...commonFields,
});
export type BarChartProps = z.infer<typeof barChartSchema>;

const barChartLayouts = {
	columns: "Columns that rise from the foot of the picture",
	rows: "Bars as high as the picture allows, from its left edge; the words change colour where a bar covers them",
	pins: "Thin stems with large heads",
};

const BarChart = (props: BarChartProps) => {
	const scene = useScene(props);
	const upright = scene.ratio === "wide" || (scene.ratio === "square" && props.bars.length <= 5);
	const layout = useLayout(["columns", "rows", "pins"], upright ? "columns" : "rows");
	if (layout === "pins") return <BarLollipops scene={scene} {...props} />;
	if (layout === "rows") return <BarRows scene={scene} {...props} />;
	return <BarColumns scene={scene} {...props} />;
};

export const barChart = defineScene({
	component: BarChart,
	schema: barChartSchema,
	title: "Bar chart",
	description: "Two to eight values side by side; one can stand out",
	family: "charts",
	layouts: barChartLayouts,
	defaultProps: {
		title: "Mornings win",
		unit: "visits in thousands",
		bars: [
			{ label: "Morning", value: 48 },
			{ label: "Noon", value: 31 },
			{ label: "Afternoon", value: 26 },
			{ label: "Evening", value: 39 },
		],
		highlight: "Morning",
	},
	defaultDurationInFrames: 135,
});
