import type { Language } from "../reading/language.ts";
import { objectsFor } from "../subject/index.ts";
import type { Draft } from "./drafts.ts";

/** Scenes that show the object of `scenes[].icon` beside their words. */
const SCENES_WITH_OBJECT = new Set(["Title", "KineticText"]);
/** A longer text needs the whole picture. */
const LONGEST_BESIDE_OBJECT = 80;

/**
 * The object each scene shows; null where it shows none. A scene takes what its own words name. The first title takes what
 * the film names first. No object is shown twice, and no two scenes with one follow each other but the first two.
 */
export function objectsOf(drafts: readonly Draft[], language: Language): (string | null)[] {
	const used = new Set<string>();
	const all = drafts.map((draft) => draft.text ?? "").join(". ");
	const found: (string | null)[] = [];
	for (const [index, draft] of drafts.entries()) {
		const text = draft.text ?? "";
		const beside = SCENES_WITH_OBJECT.has(draft.scene) && text.length <= LONGEST_BESIDE_OBJECT && !draft.props.backdrop;
		const after = index > 1 && found[index - 1] !== null;
		const named = beside && !after ? namedIn(text, language).find((id) => !used.has(id)) : undefined;
		const first = index === 0 && draft.scene === "Title" ? namedIn(all, language)[0] : undefined;
		const id = named ?? first ?? null;
		if (id) used.add(id);
		found.push(id);
	}
	return found;
}

/** Objects that a text names in so many words, what it is most about first. */
function namedIn(text: string, language: Language): string[] {
	return objectsFor(text, language)
		.filter((mention) => mention.direct)
		.map((mention) => mention.id);
}
