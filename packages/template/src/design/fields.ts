import { z } from "zod";

/**
 * Fields of scene props. Title and description become the label and the hint of the form in which a person edits a
 * scene; `format: "color"` makes a colour picker, `format: "multiline"` a larger box.
 */
export const line = (title: string, description: string) => z.string().max(300).meta({ title, description });
export const prose = (title: string, description: string) =>
	z.string().max(1200).meta({ title, description, format: "multiline" });
export const colour = (title: string, description: string) =>
	z
		.string()
		.regex(/^#[0-9a-fA-F]{6}$/, "must be a colour like #1a2b3c")
		.optional()
		.meta({ title, description, format: "color" });

/** What every scene takes. */
export const commonFields = {
	background: colour("Background", "Behind this scene, instead of the theme's background"),
	accent: colour("Accent", "In this scene, instead of the theme's accent"),
	align: z.enum(["left", "center"]).optional().meta({ title: "Alignment", description: "Where the text stands" }),
	picture: line("Picture beside the content", "A file below public/; logos are shown whole").optional(),
	backdrop: line("Picture behind the content", "A file below public/ that fills the scene").optional(),
};
export type CommonProps = {
	background?: string | undefined;
	accent?: string | undefined;
	align?: "left" | "center" | undefined;
	picture?: string | undefined;
	backdrop?: string | undefined;
};
