import type { Language } from "../reading/language.ts";
import { pick } from "../reading/spans.ts";
import { objectsFor } from "../subject/index.ts";
import type { Draft } from "./drafts.ts";

/** Scenes that show the object of `scenes[].icon` beside their words. */
const SCENES_WITH_OBJECT = new Set(["Title", "KineticText"]);
/** A longer text needs the whole picture. */
const LONGEST_BESIDE_OBJECT = 80;

/**
 * The object each scene shows; null where it shows none. A scene takes what its own words name. The first title takes what
 * the film names first. No object is shown twice but
 * in a run of sentences, and no two scenes with one follow each other but the first two.
 */
export function objectsOf(drafts: readonly Draft[], language: Language): (string | null)[] {
	const used = new Set<string>();
	const middle = middleOfRuns(drafts);
	const all = drafts.map((draft) => draft.text ?? "").join(". ");
	const found: (string | null)[] = [];
	for (const [index, draft] of drafts.entries()) {
		const text = draft.text ?? "";
		const beside = SCENES_WITH_OBJECT.has(draft.scene) && text.length <= LONGEST_BESIDE_OBJECT && !draft.props.backdrop;
		const after = index > 1 && found[index - 1] !== null;
		const named = beside && !after ? namedIn(text, language).find((id) => !used.has(id)) : undefined;
		const first = index === 0 && draft.scene === "Title" ? namedIn(all, language)[0] : undefined;
		// The middle of three sentences shows what the film is most about, once more.
		const again = middle.has(index) && beside && !after ? namedIn(all, language)[0] : undefined;
		const id = named ?? first ?? again ?? null;
		if (id) used.add(id);
		found.push(id);
	}
	return found;
}

/** The middle of three or more sentences in a row: words alone would repeat themselves. */
function middleOfRuns(drafts: readonly Draft[]): Set<number> {
	const places = new Set<number>();
	let start = 0;
	for (let index = 0; index <= drafts.length; index++) {
		if (drafts[index]?.scene === "KineticText") continue;
		if (index - start >= 3) places.add(start + Math.floor((index - start) / 2));
		start = index + 1;
	}
	return places;
}

/** Objects that a text names in so many words, what it is most about first. */
function namedIn(text: string, language: Language): string[] {
	return objectsFor(text, language)
		.filter((mention) => mention.direct)
		.map((mention) => mention.id);
}

/** A scene with the object it shows; null: none. */
export interface SceneWithObject {
	scene: string;
	props: Record<string, unknown>;
	seconds: number;
	icon: string | null;
}
/** Longest words that stand beside an object as large as the picture. */
const LONGEST_OF_SUBJECT = 64;

/** Sentences that name an object are shown beside it, as large as the picture, so that few scenes are words alone. */
export function withSubjects(drafts: readonly Draft[], objects: readonly (string | null)[], seed: number): SceneWithObject[] {
	return drafts.map(({ scene, props, seconds }, index) => {
		const icon = objects[index] ?? null;
		const text = typeof props.text === "string" ? props.text : "";
		if (scene !== "KineticText" || icon === null || text.length > LONGEST_OF_SUBJECT) return { scene, props, seconds, icon };
		const kind = pick(["Subject", "Subject", "Motif"], seed, `subject ${index}`);
		return { scene: text.length > 40 ? "Subject" : kind, props: { text }, seconds, icon };
	});
}
