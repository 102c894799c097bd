import { z } from "zod";
import { commonFields, line } from "../../design/fields";

export const marks = ["spark", "orbit", "wave", "hexagon", "bars"] as const;
export const reveals = ["draw", "wipe", "assemble", "stamp", "sweep"] as const;
export type Mark = (typeof marks)[number];
export type LogoReveal = (typeof reveals)[number];

export const logoSchema = z.strictObject({
	name: line("Name", "Of the maker or the thing"),
	tagline: line("Tagline", "A few words under the name").optional(),
	mark: z
		.enum([...marks, "none"])
		.optional()
		.meta({ title: "Mark", description: "The sign that is drawn; none: the name alone" }),
	src: line("Logo picture", "A file below public/ in place of the sign").optional(),
	reveal: z
		.enum(reveals)
		.optional()
		.meta({ title: "Reveal", description: "How it comes: stroke by stroke, behind an edge, in parts, as a stamp, with a light" }),
	...commonFields,
});
export type LogoProps = z.infer<typeof logoSchema>;
