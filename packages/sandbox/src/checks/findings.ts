import type { CheckCode, CheckFinding, NotChecked, SceneCatalog, Storyboard, StoryboardPatch } from "@storydream/protocol";
import type { FilmMeasures } from "./measures.ts";

/** What the rules judge. */
export interface Judged {
	storyboard: Storyboard;
	/** Null: the page has not reported what the project can show. */
	catalog: SceneCatalog | null;
	measures: FilmMeasures;
}

/** A finding before it has a picture. */
export type Found = Omit<CheckFinding, "pictureUrl">;

/** What one rule says: what it found, and what it could not look at. */
export interface Verdict {
	findings: Found[];
	notChecked?: NotChecked[];
}

const LONGEST_ELEMENT = 120;

/** A text as a sentence quotes it. */
export function quoted(text: string): string {
	const line = text.replace(/\s+/g, " ").trim();
	return line.length <= LONGEST_ELEMENT ? line : `${line.slice(0, LONGEST_ELEMENT - 1).toWellFormed()}…`;
}

/** One thing that a rule saw in one frame. */
export interface Sighting {
	code: CheckCode;
	sceneId: string | null;
	frame: number;
	element: string;
	message: string;
	measured: string;
	wanted: string;
	/** How bad it is: the worst of the sightings is the one that is reported. */
	weight: number;
	/** Never more than a hint, however often it is seen. */
	hint?: boolean;
	/** Makes the change that mends it. */
	fix?: () => StoryboardPatch | null;
}

/** Findings of one code in one scene that are reported one by one; the others are counted. */
const MOST_OF_A_KIND = 4;

/**
 * Makes findings of sightings: the same fault of the same element in two frames is an error, in one frame a hint.
 */
export function foundFrom(sightings: readonly Sighting[]): Found[] {
	const groups = Map.groupBy(sightings, ({ code, sceneId, element }) => JSON.stringify([code, sceneId, element]));
	const found = [...groups.values()].map((group): Found & { weight: number } => {
		const worst = group.reduce((one, other) => (other.weight > one.weight ? other : one));
		const frames = [...new Set(group.map(({ frame }) => frame))].sort((a, b) => a - b);
		const held = frames.length > 1 && !group.every(({ hint }) => hint === true);
		const { fix, hint: _hint, frame: _frame, ...shown } = worst;
		return { ...shown, severity: held ? "error" : "hint", frames: frames.slice(0, 64), fix: fix?.() ?? null };
	});
	const kinds = Map.groupBy(found, ({ code, sceneId }) => JSON.stringify([code, sceneId]));
	return [...kinds.values()].flatMap((kind) => {
		const worst = kind.toSorted((a, b) => Number(b.severity === "error") - Number(a.severity === "error") || b.weight - a.weight);
		const more = worst.length - MOST_OF_A_KIND;
		return worst.slice(0, MOST_OF_A_KIND).map(({ weight: _weight, ...one }, index) => ({
			...one,
			message:
				more > 0 && index === MOST_OF_A_KIND - 1 ? `${one.message} ${more} more texts of this scene are like it.` : one.message,
		}));
	});
}
