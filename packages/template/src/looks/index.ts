import { atlas } from "./atlas.ts";
import { botanical } from "./botanical.ts";
import { brutal } from "./brutal.ts";
import { calm } from "./calm.ts";
import { choosingFrom } from "./choose.ts";
import { cinema } from "./cinema.ts";
import { editorial } from "./editorial.ts";
import { kraft } from "./kraft.ts";
import type { Look } from "./look.ts";
import { luxury } from "./luxury.ts";
import { neon } from "./neon.ts";
import { papercut } from "./papercut.ts";
import { playroom } from "./playroom.ts";
import { poster } from "./poster.ts";
import { themeOfLook } from "./resolve.ts";
import { retro } from "./retro.ts";
import { sunburst } from "./sunburst.ts";
import { swiss } from "./swiss.ts";
import { terminal } from "./terminal.ts";

export type { ChosenLook, LookWish } from "./choose.ts";
export type { Carry, EaseName, Form, Look, LookVoice, MotionCharacter, Palette6, Reveal, Stretch } from "./look.ts";
export { type ArtDirection, lookOfTheme, plainVoice, themeOfLook } from "./resolve.ts";

/** The looks a storyboard can name. A look of your own is a file beside this one and an entry here. */
export const looks: Record<string, Look> = {
	atlas,
	botanical,
	brutal,
	calm,
	cinema,
	editorial,
	kraft,
	luxury,
	neon,
	papercut,
	playroom,
	poster,
	retro,
	sunburst,
	swiss,
	terminal,
};

/** The looks as a form shows them: each with the theme it has without overrides. */
export const lookCatalog = Object.entries(looks).map(([look, definition]) => ({
	look,
	title: definition.title,
	description: definition.description,
	moods: [...definition.moods],
	transitions: [...definition.transitions],
	theme: themeOfLook(definition),
}));

/** Chooses a look for a brief: see `choosingFrom`. */
export const chooseLook = choosingFrom(looks);
