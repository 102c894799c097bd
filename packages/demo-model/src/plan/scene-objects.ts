import type { Language } from "../reading/language.ts";
import { pick } from "../reading/spans.ts";
import { isGeneral, objectsFor } from "../subject/index.ts";
import type { Draft } from "./drafts.ts";

/** Scenes that show the object of `scenes[].icon` beside their words. */
const SCENES_WITH_OBJECT = new Set(["Title", "KineticText"]);
/** A longer text needs the whole picture. */
const LONGEST_BESIDE_OBJECT = 80;

/**
 * The object each scene shows; null where it shows none. A scene takes what its own words name; the first title also what
 * its words, or else those of the film, suggest. No object is shown twice but in a run of sentences, and no two scenes with
 * one follow each other but the first two.
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
		const opening = index === 0 && draft.scene === "Title" ? openingObject(text, all, language) : undefined;
		const named = beside && !after && index > 0 ? namedIn(text, language).find((id) => !used.has(id)) : undefined;
		// The middle of three sentences shows what the film is most about, once more.
		const again = middle.has(index) && beside && !after ? namedIn(all, language)[0] : undefined;
		// The first sentence keeps the object of the title where it names none: it goes on over the cut.
		const kept =
			index === 1 && beside && text.length <= LONGEST_OF_SUBJECT && drafts[0]?.scene === "Title" ? found[0] : undefined;
		const id = draft.icon ?? opening ?? named ?? again ?? kept ?? null;
		if (id) used.add(id);
		found.push(id);
	}
	return found;
}

/** What a film opens with: what its title names or suggests ("bakery" suggests bread), before what the rest of it names. */
function openingObject(title: string, all: string, language: Language): string | undefined {
	const suggested = (text: string) => objectsFor(text, language).find(({ id }) => !isGeneral(id))?.id;
	return suggested(title) ?? namedIn(title, language)[0] ?? namedIn(all, language)[0] ?? suggested(all);
}

/** The middle of three or more sentences in a row: words alone would repeat themselves. */
function middleOfRuns(drafts: readonly Draft[]): Set<number> {
	return new Set(runsOf(drafts).map(({ from, count }) => from + Math.floor(count / 2)));
}

/** Where three or more sentences follow each other. */
function runsOf(scenes: readonly { scene: string }[]): { from: number; count: number }[] {
	const runs: { from: number; count: number }[] = [];
	let from = 0;
	for (let index = 0; index <= scenes.length; index++) {
		if (scenes[index]?.scene === "KineticText") continue;
		if (index - from >= 3) runs.push({ from, count: index - from });
		from = index + 1;
	}
	return runs;
}

/** Objects that a text names in so many words, what it is most about first. */
function namedIn(text: string, language: Language): string[] {
	return objectsFor(text, language)
		.filter((mention) => mention.direct)
		.map((mention) => mention.id);
}

/** Whether a scene shows the object of the title before it, which then goes from its place there to the one here. */
export function isCarried(scenes: readonly SceneWithObject[], index: number): boolean {
	const [before, scene] = [scenes[index - 1], scenes[index]];
	return (
		index === 1 && before?.scene === "Title" && scene?.scene === "Subject" && scene.icon !== null && before.icon === scene.icon
	);
}

/** A scene with the object it shows; null: none. */
export interface SceneWithObject {
	scene: string;
	props: Record<string, unknown>;
	seconds: number;
	icon: string | null;
}
/** Longest words that stand beside an object as large as the picture, and beside half a picture. */
const LONGEST_OF_SUBJECT = 64;
const LONGEST_OF_SPLIT = 120;

/**
 * Sentences that name an object are shown beside it, as large as the picture. Where sentences without one would follow each
 * other for three scenes, every second one shares the picture with large forms, so that few scenes are words alone.
 */
export function withSubjects(drafts: readonly Draft[], objects: readonly (string | null)[], seed: number): SceneWithObject[] {
	const scenes = drafts.map(({ scene, props, seconds }, index): SceneWithObject => {
		const icon = objects[index] ?? null;
		const text = typeof props.text === "string" ? props.text : "";
		if (scene !== "KineticText" || icon === null || text.length > LONGEST_OF_SUBJECT) return { scene, props, seconds, icon };
		const kind = pick(["Subject", "Subject", "Motif", "SplitPicture"], seed, `subject ${index}`);
		const carried = index === 1 && objects[0] === icon;
		return { scene: carried || (text.length > 40 && kind === "Motif") ? "Subject" : kind, props: { text }, seconds, icon };
	});
	const second = new Set(
		runsOf(scenes).flatMap(({ from, count }) =>
			Array.from({ length: Math.floor(count / 2) }, (_, index) => from + 1 + 2 * index),
		),
	);
	return scenes.map((scene, index) => {
		const { text } = scene.props;
		const short = typeof text === "string" && text.length <= LONGEST_OF_SPLIT;
		return second.has(index) && short ? { ...scene, scene: "SplitPicture", props: { text } } : scene;
	});
}
