import { z } from "zod";
import { commonFields, line } from "../../design/fields";
import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { Bands, Line, Ribbons } from "./TickerLayouts";

const tickerSchema = z.strictObject({
	title: line("Title", "Stands still over the words that run").optional(),
	words: z
		.array(line("Words", "One or a few words"))
		.min(1)
		.max(12)
		.meta({ title: "Words", description: "They run one after the other, again and again" }),
	...commonFields,
});
export type TickerProps = z.infer<typeof tickerSchema>;

const Ticker = (props: TickerProps) => {
	const layout = useLayout(["bands", "ribbons", "line"], "bands");
	if (layout === "ribbons") return <Ribbons props={props} />;
	if (layout === "line") return <Line props={props} />;
	return <Bands props={props} />;
};

export const ticker = defineScene({
	component: Ticker,
	schema: tickerSchema,
	title: "Ticker",
	description: "Words that run through the picture without an end",
	family: "pictures",
	layouts: {
		bands: "Bands over the whole picture that run against each other",
		ribbons: "Two slanted ribbons that cross, the title still above them",
		line: "One line as large as the picture, the title small above it",
	},
	defaultProps: { title: "Open all summer", words: ["Jazz", "Street food", "Lanterns", "Late swims"] },
	defaultDurationInFrames: 105,
});
