import { z } from "zod";
import { commonFields, line } from "../../design/fields";
import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { FlapBoard } from "./CountdownFlap";
import { LEADER_MOST, Leader } from "./CountdownLeader";
import { Strokes } from "./CountdownStrokes";

const countdownSchema = z.strictObject({
	count: z.int().min(1).max(999).meta({ title: "Count", description: "How many are left, or where the count begins" }),
	unit: line("Unit", "What is counted, like days").optional(),
	label: line("Label", "What it leads to").optional(),
	end: z
		.string()
		.max(60)
		.optional()
		.meta({ title: "At zero", description: "The word after 1, like Go!; the number then counts down" }),
	...commonFields,
});
export type CountdownProps = z.infer<typeof countdownSchema>;

const Countdown = (props: CountdownProps) => {
	const layout = useLayout(["flap", "leader", "strokes"], props.end === undefined ? "flap" : "leader");
	// Only the leader reaches the last word. Without one it is for counts that it shows one by one.
	if ((layout === "leader" && props.count <= LEADER_MOST) || props.end !== undefined) return <Leader props={props} />;
	if (layout === "strokes") return <Strokes props={props} />;
	return <FlapBoard props={props} />;
};

export const countdown = defineScene({
	component: Countdown,
	schema: countdownSchema,
	title: "Countdown",
	description: "How many days are left, or 3, 2, 1",
	family: "time",
	layouts: {
		flap: "The number on a split-flap board that falls to the count",
		leader: "From the count to 1 with a hand that goes round, then the last word",
		strokes: "As many strokes as are left, from edge to edge",
	},
	defaultProps: { count: 12, unit: "days", label: "until the doors open" },
	defaultDurationInFrames: 120,
});
