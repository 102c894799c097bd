import { z } from "zod";
import { commonFields, line, prose } from "../../design/fields";
import { defineScene } from "../define";
import { useLayout } from "../parts/layout";
import { OnPhone, Spotlight, Thread } from "./ChatLayouts";

const chatBubblesSchema = z.strictObject({
	title: line("Title", "What the talk is about, or with whom").optional(),
	messages: z
		.array(
			z.strictObject({
				text: prose("Text", "What is written"),
				from: line("From", "Who writes").optional(),
				side: z
					.enum(["left", "right"])
					.optional()
					.meta({ title: "Side", description: "The first writer stands on the left when empty" }),
			}),
		)
		.min(1)
		.max(8)
		.meta({ title: "Messages", description: "In their order" }),
	...commonFields,
});
export type ChatProps = z.infer<typeof chatBubblesSchema>;

const ChatBubbles = (props: ChatProps) => {
	const layout = useLayout(["thread", "phone", "spotlight"], "thread");
	if (layout === "phone") return <OnPhone props={props} />;
	if (layout === "spotlight") return <Spotlight props={props} />;
	return <Thread props={props} />;
};

export const chatBubbles = defineScene({
	component: ChatBubbles,
	schema: chatBubblesSchema,
	title: "Chat bubbles",
	description: "Messages of two sides, one after the other, with the dots of somebody who writes",
	family: "products",
	layouts: {
		thread: "All messages in large bubbles that fill the picture",
		phone: "The messages on a phone, the title beside it",
		spotlight: "One message at a time, as large as the picture",
	},
	defaultProps: {
		messages: [
			{ from: "Mara", text: "Is the bread still warm?" },
			{ from: "Bakery", text: "Out of the oven at seven" },
			{ from: "Mara", text: "Keep two for me!" },
		],
	},
	defaultDurationInFrames: 135,
});
