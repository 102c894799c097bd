import { z } from "zod";
import { commonFields, line, prose } from "../../design/fields";

export const confettiSchema = z.strictObject({
	title: line("Title", "What is celebrated: the largest words"),
	kicker: line("Kicker", "A few words above").optional(),
	subtitle: prose("Subtitle", "A sentence below").optional(),
	...commonFields,
});
export type ConfettiProps = z.infer<typeof confettiSchema>;
