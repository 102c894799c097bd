import { z } from "zod";
import { commonFields, line } from "../../design/fields";
import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { FullRing, HalfRing } from "./RingDrawn";
import { Level, Ticks } from "./RingField";

const ringSchema = z.strictObject({
	value: z.number().min(0).max(100).meta({ title: "Percentage", description: "How much is filled, 0 to 100" }),
	shown: z
		.string()
		.max(24)
		.optional()
		.meta({ title: "Shown as", description: "The number shown as written; the percentage when empty" }),
	label: line("Label", "What the percentage is of"),
	...commonFields,
});
export type RingProps = z.infer<typeof ringSchema>;

const ringLayouts = {
	ring: "A ring as high as the picture, with the number in it",
	arc: "A half ring that stands on the foot of the picture",
	level: "The picture itself fills up, and the words change colour",
	ticks: "A hundred strokes from edge to edge, as many in colour as the number says",
};

const Ring = (props: RingProps) => {
	const layout = useLayout(["ring", "arc", "level", "ticks"], "ring");
	if (layout === "arc") return <HalfRing props={props} />;
	if (layout === "level") return <Level props={props} />;
	if (layout === "ticks") return <Ticks props={props} />;
	return <FullRing props={props} />;
};

export const ring = defineScene({
	component: Ring,
	schema: ringSchema,
	title: "Percentage",
	description: "How much of a whole, as a ring, a level or strokes",
	family: "numbers",
	layouts: ringLayouts,
	defaultProps: { value: 72, label: "of the harvest is sold within the valley" },
	defaultDurationInFrames: 105,
});
