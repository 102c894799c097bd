import { z } from "zod";
import { commonFields, line } from "../../design/fields";

export const titleSchema = z.strictObject({
	title: line("Title", "The largest words of the picture"),
	subtitle: line("Subtitle", "One sentence under the title").optional(),
	kicker: line("Kicker", "A few small words above the title").optional(),
	...commonFields,
});
export type TitleProps = z.infer<typeof titleSchema>;
