import {
	type AskedItem,
	type CheckCode,
	FILM_CHECK_CODES,
	type FilmCheck,
	type NotChecked,
	sceneSpans,
} from "@storydream/protocol";
import type { Found, Judged, Verdict } from "./findings.ts";
import { askedOf, askedRule, type ReadableFilm } from "./rules/asked.ts";
import { mediaRule } from "./rules/media.ts";
import { pictureRule } from "./rules/pictures.ts";
import { readingRule } from "./rules/reading.ts";
import { textRule } from "./rules/text.ts";

const MOST_FINDINGS = 200;
/** Codes that are judged from frames, and so say nothing of a scene without one. */
const BY_FRAMES: readonly CheckCode[] = FILM_CHECK_CODES.filter((code) => code !== "missing_glyph");

/** What a check says, before it has its place and time. */
export type Judgement = Omit<FilmCheck, "findings" | "version" | "checkedAt" | "durationMs"> & { findings: Found[] };

/**
 * Judges what was measured: pure, the same measures give the same findings.
 * @param items of the brief, as `askedItems` found them in `film`
 */
export function judge(judged: Judged, film: ReadableFilm, items: AskedItem[]): Judgement {
	const { storyboard, measures } = judged;
	const verdicts: Verdict[] = [
		textRule(judged),
		readingRule(judged),
		pictureRule(judged),
		mediaRule(judged),
		askedRule(judged, film, items),
	];
	const covered = new Set(measures.samples.filter(({ kind }) => kind === "settled").map(({ sceneId }) => sceneId));
	return {
		asked: askedOf(items),
		findings: inOrder(
			storyboard.scenes.map(({ id }) => id),
			verdicts.flatMap(({ findings }) => findings),
		).slice(0, MOST_FINDINGS),
		notChecked: [...verdicts.flatMap(({ notChecked = [] }) => notChecked), ...gaps(judged)].slice(0, 50),
		coveredScenes: sceneSpans(storyboard)
			.map(({ id }) => id)
			.filter((id) => covered.has(id)),
		frames: new Set(measures.samples.map(({ frame }) => frame)).size,
	};
}

/** Errors first, then as the film goes. */
function inOrder(scenes: readonly string[], findings: readonly Found[]): Found[] {
	const place = ({ sceneId }: Found) => (sceneId === null ? -1 : scenes.indexOf(sceneId));
	const level = ({ severity }: Found) => (severity === "error" ? 0 : 1);
	return findings.toSorted((a, b) => level(a) - level(b) || place(a) - place(b) || (a.frames[0] ?? 0) - (b.frames[0] ?? 0));
}

/** Scenes of which nothing was measured, or not all that the grid wants. */
function gaps({ measures }: Judged): NotChecked[] {
	const undrawn = [...measures.undrawn, ...measures.blocked].flatMap(({ sceneId }) => sceneId ?? []);
	const scenes = [...new Set([...measures.skippedScenes, ...undrawn])];
	const late = "There was no time to look at frames in a row and to draw frames a second time.";
	if (scenes.length === 0) {
		return measures.outOfTime ? (["flash", "not_deterministic"] as const).map((code) => ({ code, reason: late })) : [];
	}
	const named = scenes.length > 6 ? `${scenes.slice(0, 6).join(", ")} and ${scenes.length - 6} more` : scenes.join(", ");
	const reason = `Not all frames of these scenes were drawn in time: ${named}.`.slice(0, 300);
	return BY_FRAMES.map((code) => ({ code, reason }));
}
