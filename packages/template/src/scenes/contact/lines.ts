import { z } from "zod";
import { commonFields, line, prose } from "../../design/fields";

export const contactSchema = z.strictObject({
	title: line("Title", "The name, or what to do: the largest words"),
	note: prose("Note", "A sentence below the title").optional(),
	phone: line("Phone", "As it is to be read").optional(),
	email: line("E-mail", "An address").optional(),
	link: line("Link", "A web address as it is to be read, without https://").optional(),
	handle: line("Handle", "A name on a network, such as @northlight").optional(),
	hashtag: line("Hashtag", "Such as #openday").optional(),
	place: line("Place", "A street and a town").optional(),
	code: z
		.enum(["link", "email", "phone", "none"])
		.optional()
		.meta({ title: "QR code", description: "What the code opens; the link, else e-mail, else phone when empty" }),
	...commonFields,
});
export type ContactProps = z.infer<typeof contactSchema>;

export type ContactLine = { /** Of src/icons. */ icon: string; text: string };

/** The ways to reach somebody, in the order in which they are shown. */
export const contactLines = (props: ContactProps): ContactLine[] =>
	[
		{ icon: "globe", text: props.link },
		{ icon: "phone", text: props.phone },
		{ icon: "mail", text: props.email },
		{ icon: "at-sign", text: props.handle },
		{ icon: "hash", text: props.hashtag },
		{ icon: "map-pin", text: props.place },
	].flatMap(({ icon, text }) => (text?.trim() ? [{ icon, text }] : []));

/** A web address that a scanner opens, of one as people write it. */
export const addressOf = (link: string): string => (/^[a-z][a-z\d+.-]*:/i.test(link) ? link : `https://${link.trim()}`);

const phoneOf = (phone: string): string => `tel:${phone.replace(/[^\d+]/g, "")}`;

/** What the QR code of a contact card opens; null: it has none. */
export const codeOf = ({ code, link, email, phone }: ContactProps): string | null => {
	const known = {
		link: link?.trim() ? addressOf(link) : null,
		email: email?.trim() ? `mailto:${email.trim()}` : null,
		phone: phone?.trim() ? phoneOf(phone) : null,
	};
	if (code === "none") return null;
	return code === undefined ? (known.link ?? known.email ?? known.phone) : known[code];
};
