import { z } from "zod";
import { commonFields, line, prose } from "../../design/fields";
import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { Beside, Fan, Large } from "./PhoneLayouts";
import { SCREEN_KINDS } from "./screen/content";

const screenSchema = z.strictObject({
	kind: z.enum(SCREEN_KINDS).optional().meta({ title: "Kind", description: "What is drawn; chosen by the lines when empty" }),
	title: line("Title", "At the head of the screen").optional(),
	lines: z
		.array(line("Line", "A short line"))
		.max(6)
		.default([])
		.meta({ title: "Lines", description: "Rows, values or messages" }),
	src: line("Picture", "A screenshot below public/, instead of a drawing").optional(),
	object: line("Object", "Id of an object or icon on the screen").optional(),
});

const phoneFrameSchema = z.strictObject({
	title: line("Title", "The words beside the phone").optional(),
	text: prose("Text", "A sentence more").optional(),
	screens: z.array(screenSchema).min(1).max(3).meta({ title: "Screens", description: "One phone each" }),
	...commonFields,
});
export type PhoneProps = z.infer<typeof phoneFrameSchema>;

const PhoneFrame = (props: PhoneProps) => {
	const layout = useLayout(["large", "fan", "beside"], props.screens.length > 1 ? "fan" : "large");
	if (layout === "fan") return <Fan props={props} />;
	if (layout === "beside") return <Beside props={props} />;
	return <Large props={props} />;
};

export const phoneFrame = defineScene({
	component: PhoneFrame,
	schema: phoneFrameSchema,
	title: "Phone frame",
	description: "An app on one to three phones, drawn from words or from screenshots",
	family: "products",
	slots: ["media", "icon"],
	layouts: {
		large: "One phone, larger than the picture and cut by its foot, the words beside it",
		fan: "Two or three phones fanned like cards",
		beside: "The phones upright and whole in a row, the words beside them",
	},
	defaultProps: {
		title: "Your whole week, on one screen",
		screens: [
			{
				title: "This week",
				lines: ["Market on Saturday", "Dinner for eight", "Water the herbs", "Call the farm"],
				object: "carrot",
			},
		],
	},
	defaultDurationInFrames: 120,
});
