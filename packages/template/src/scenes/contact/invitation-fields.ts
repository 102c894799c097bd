import { z } from "zod";
import { commonFields, line, prose } from "../../design/fields";

export const invitationSchema = z.strictObject({
	title: line("Title", "What people are invited to: the largest words"),
	kicker: line("Kicker", "A few words above, such as who invites").optional(),
	date: line("Date", "As it is to be read").optional(),
	time: line("Time", "As it is to be read").optional(),
	place: line("Place", "Where it is").optional(),
	note: prose("Note", "What else to know: dress, an address to answer to").optional(),
	...commonFields,
});
export type InvitationProps = z.infer<typeof invitationSchema>;

/** Date, time and place, as far as they are given. */
export const facts = ({ date, time, place }: InvitationProps): string[] =>
	[date, time, place].flatMap((text) => (text?.trim() ? [text] : []));
