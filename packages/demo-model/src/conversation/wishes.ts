import type { Storyboard } from "@storydream/protocol";
import type { PointedAt } from "../plan/edits/film.ts";
import { type EditResult, editStoryboard } from "../plan/edits/index.ts";
import { type Brief, readBrief } from "../reading/brief.ts";
import { languageOf, languagesOf } from "../reading/language.ts";
import { LANGUAGES, type Language } from "../reading/words/types.ts";
import { wishIn } from "./matching.ts";

/** An edit and the language to answer in. */
export interface SpokenEdit extends EditResult {
	language: Language;
}

/** So few words are no proof of a language: the film's own is taken. */
const FEW_WORDS = 3;
/** Kinds of instruction that speak of one part of the film. */
const PARTS: readonly string[] = ["scene", "lead", "order", "list"];

/**
 * Carries out a message on a film, in any language of the word tables: as it stands, else by the tables' words for the
 * usual wishes, else by what the reading finds in it when it consists of instructions only.
 */
export function editInAnyLanguage(
	current: Storyboard,
	prompt: string,
	options: { pointedAt: PointedAt | null; files: readonly string[] },
): SpokenEdit {
	const known = wishIn(prompt);
	if (known) return { ...editStoryboard(current, known.english, options), language: known.language };
	const language = answerLanguage(prompt, current);
	const edit = editStoryboard(current, prompt, options);
	const lost = edit.notes.length === 0 && edit.problems.every((problem) => problem.includes("don't understand"));
	const english = lost && languageOf(prompt) !== "en" ? instructed(readBrief(prompt)) : null;
	if (english === null) return { ...edit, language };
	const read = editStoryboard(current, english, options);
	return read.notes.length > 0 ? { ...read, language } : { ...edit, language };
}

/** The language to answer a follow-up in: that of its words, or the film's where the words are too few to tell. */
export function answerLanguage(prompt: string, current: Storyboard | null): Language {
	const [spoken = "en"] = languagesOf(prompt);
	const film = LANGUAGES.find((one) => one === current?.language);
	const words = prompt.match(/\p{L}{2,}/gu)?.length ?? 0;
	if (film === undefined || spoken === film) return spoken;
	return words <= FEW_WORDS ? film : spoken;
}

/** What a message of instructions asks for, in the words of the plan's edits; null: it says something else as well. */
function instructed(brief: Brief): string | null {
	const kinds = brief.spans.map(({ kind }) => kind);
	if (!brief.vague || kinds.some((kind) => PARTS.includes(kind))) return null;
	if (kinds.includes("negative") && brief.music !== "none") return null;
	const [mood] = brief.moods;
	const [colour] = brief.colours;
	const wishes = [
		brief.seconds === null ? "" : `make it ${brief.seconds} seconds`,
		brief.ratio === null ? "" : `make it ${brief.ratio}`,
		mood === undefined ? "" : `make it more ${mood}`,
		colour === undefined ? "" : `make the background ${colour.name}`,
		brief.music === "none" ? "no music" : "",
	].filter((wish) => wish !== "");
	return wishes.length === 0 ? null : `${wishes.join(". ")}.`;
}
