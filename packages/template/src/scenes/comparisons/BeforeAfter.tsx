import { z } from "zod";
import { commonFields, line } from "../../design/fields";
import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { CrossedOut, Sides, Wipe } from "./BeforeAfterLayouts";

const beforeAfterSchema = z.strictObject({
	title: line("Title", "What has changed").optional(),
	before: line("Before", "How it was"),
	after: line("After", "How it is now"),
	beforeLabel: line("Label before", "Small, at how it was: Before, 2019").optional(),
	afterLabel: line("Label after", "Small, at how it is: After, today").optional(),
	beforePicture: z
		.string()
		.max(300)
		.optional()
		.meta({ title: "Picture before", description: "A file below public/", format: "asset" }),
	afterPicture: z
		.string()
		.max(300)
		.optional()
		.meta({ title: "Picture after", description: "A file below public/", format: "asset" }),
	...commonFields,
});
export type BeforeAfterProps = z.infer<typeof beforeAfterSchema>;

const BeforeAfter = (props: BeforeAfterProps) => {
	const layout = useLayout(["wipe", "sides", "crossed"], "wipe");
	if (layout === "sides") return <Sides props={props} />;
	if (layout === "crossed") return <CrossedOut props={props} />;
	return <Wipe props={props} />;
};

export const beforeAfter = defineScene({
	component: BeforeAfter,
	schema: beforeAfterSchema,
	title: "Before and after",
	description: "Two states of one thing, in words or pictures",
	family: "comparisons",
	layouts: {
		wipe: "An edge crosses the picture and uncovers the new state",
		sides: "Both beside each other, the new one larger and in colour",
		crossed: "The old one is crossed out, the new one rises far larger",
	},
	defaultProps: { before: "Six weeks of waiting", after: "Ready on Friday", beforeLabel: "Before", afterLabel: "Now" },
	defaultDurationInFrames: 135,
});
