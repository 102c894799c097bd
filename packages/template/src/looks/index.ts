import type { Look } from "./look.ts";
import { themeOfLook } from "./resolve.ts";
import { swiss } from "./swiss.ts";

export type { EaseName, Form, Look, LookVoice, MotionCharacter, Palette6, Reveal, Stretch } from "./look.ts";
export { type ArtDirection, lookOfTheme, plainVoice, themeOfLook } from "./resolve.ts";

/** The looks a storyboard can name. A look of your own is a file beside this one and an entry here. */
export const looks: Record<string, Look> = { swiss };

/** The looks as a form shows them: each with the theme it has without overrides. */
export const lookCatalog = Object.entries(looks).map(([look, definition]) => ({
	look,
	title: definition.title,
	description: definition.description,
	moods: [...definition.moods],
	theme: themeOfLook(definition),
}));
