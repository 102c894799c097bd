import { z } from "zod";
import { commonFields, line, prose } from "../../design/fields";

export const outroSchema = z.strictObject({
	title: line("Title", "The last thing said, such as the name"),
	action: line("Action", "On the button: one verb, such as Donate or Order now").optional(),
	url: line("Address", "Where to go").optional(),
	price: line("Price", "As it is to be read").optional(),
	note: prose("Note", "A sentence: an offer, a day, a condition").optional(),
	...commonFields,
});
export type OutroProps = z.infer<typeof outroSchema>;
