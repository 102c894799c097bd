import { z } from "zod";
import { commonFields, prose } from "../../design/fields";

export const kineticTextSchema = z.strictObject({
	text: prose("Text", "Comes in word by word"),
	emphasis: z
		.array(z.string().max(100))
		.max(40)
		.optional()
		.meta({ title: "Emphasis", description: "Words of the text that stand out" }),
	...commonFields,
});
export type KineticProps = z.infer<typeof kineticTextSchema>;
