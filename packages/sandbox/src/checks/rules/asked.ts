import { createHash } from "node:crypto";
import { type AskedItem, type BriefItem, type FilmCheck, type Storyboard, sceneSpans } from "@storydream/protocol";
import { type Found, type Judged, quoted, type Verdict } from "../findings.ts";
import { fixOf, freeSceneId, withoutScene } from "../fixes.ts";
import type { FilmMeasures } from "../measures.ts";
import {
	addFrame,
	clausesOf,
	coveredTexts,
	emptyText,
	frameWith,
	isReadable,
	joinRuns,
	lettersOf,
	marksScenes,
	type ReadableText,
	wordsOf,
} from "../words.ts";
import { readingSeconds } from "./reading.ts";

/** Texts of fewer letters may well stand in two scenes. */
const TWICE_LETTERS = 12;
/** An instruction of fewer letters is reported only where it is a text of its own. */
const INSTRUCTION_LETTERS = 12;
const LEAST_INSTRUCTION = 4;

/** What can be read in each scene, and in the captions. */
export interface ReadableFilm {
	scenes: Map<string, ReadableText>;
	captions: ReadableText;
}

/** Everything that the measured frames let a person read. */
export function readableFilm(storyboard: Storyboard, measures: Pick<FilmMeasures, "samples">): ReadableFilm {
	const { samples } = measures;
	const marked = marksScenes(samples);
	const scenes = new Map(storyboard.scenes.map(({ id }): [string, ReadableText] => [id, emptyText()]));
	const captions = emptyText();
	const isCovered = coveredTexts(samples);
	for (const sample of samples) {
		const own = (sceneId: string | null) => sceneId ?? (marked ? null : sample.sceneId);
		const groups = Map.groupBy(
			sample.runs.filter((run) => isReadable(run) && !isCovered(run)),
			(run) => own(run.sceneId),
		);
		for (const [sceneId, runs] of groups) {
			const place = sceneId === null ? captions : scenes.get(sceneId);
			if (place) addFrame(place, sample.frame, joinRuns(runs));
		}
		for (const { text, sceneId } of sample.labels) {
			const place = scenes.get(own(sceneId) ?? "");
			if (place) addFrame(place, sample.frame, text);
		}
	}
	for (const { text, startFrame } of storyboard.captions) addFrame(captions, startFrame, text);
	return { scenes, captions };
}

const isAsked = (item: BriefItem) => item.kind !== "instruction" && lettersOf(item.text) !== "";

/** The brief's items that must be on screen, each with where it was read. */
export function askedItems(storyboard: Storyboard, film: ReadableFilm): AskedItem[] {
	const asked = (storyboard.brief ?? []).filter(isAsked);
	return asked.map(({ text, kind, shownIn }) => {
		const found = [...film.scenes].flatMap(([id, readable]) => {
			const frame = frameWith(readable, text);
			return frame === null ? [] : [{ id, frame }];
		});
		const inCaptions = frameWith(film.captions, text);
		const spread = found.length === 0 && inCaptions === null ? spreadOver(film, shownIn ?? [], text) : [];
		const all = [...found, ...spread];
		return {
			text,
			kind,
			shown: all.length > 0 || inCaptions !== null,
			sceneIds: all.map(({ id }) => id),
			inCaptions: inCaptions !== null,
			frame: all[0]?.frame ?? inCaptions,
		};
	});
}

/**
 * A long item stands in several scenes: clause by clause in any of them, or with its words in those that were planned for it.
 */
function spreadOver(film: ReadableFilm, sceneIds: readonly string[], text: string): { id: string; frame: number }[] {
	const clauses = clausesOf(text);
	const found = clauses.length > 1 ? clauses.flatMap((clause) => placeOf(film, clause) ?? []) : [];
	if (found.length > 0 && found.length === clauses.length) return [...new Map(found.map((one) => [one.id, one])).values()];
	const words = wordsOf(text);
	const places = sceneIds.flatMap((id) => {
		const readable = film.scenes.get(id);
		const frame = readable?.frames[0]?.frame;
		return readable && frame !== undefined ? [{ id, frame, words: readable.words }] : [];
	});
	const all = words.every((word) => places.some((place) => place.words.has(word)));
	return places.length > 1 && all ? places : [];
}

/** The first scene that shows a text. */
function placeOf(film: ReadableFilm, text: string): { id: string; frame: number } | null {
	for (const [id, readable] of film.scenes) {
		const frame = frameWith(readable, text);
		if (frame !== null) return { id, frame };
	}
	return null;
}

/** Scenes in which to look for what the grid of frames did not show. */
export function scenesToSearch(storyboard: Storyboard, items: readonly AskedItem[]): string[] {
	const missing = new Set(items.filter(({ shown }) => !shown).map(({ text }) => text));
	const planned = (storyboard.brief ?? []).filter(({ text }) => missing.has(text)).flatMap(({ shownIn }) => shownIn ?? []);
	if (missing.size === 0) return [];
	const known = storyboard.scenes.map(({ id }) => id);
	return planned.length > 0 ? known.filter((id) => planned.includes(id)) : known;
}

/** How much of what was asked is shown. */
export function askedOf(items: AskedItem[]): FilmCheck["asked"] {
	const missing = items.filter(({ shown }) => !shown).map(({ text }) => text);
	return { total: items.length, shown: items.length - missing.length, missing, items };
}

/** What was asked and is not shown, or shown twice, and instructions that are on screen. */
export function askedRule(judged: Judged, film: ReadableFilm, items: readonly AskedItem[]): Verdict {
	const { storyboard } = judged;
	if ((storyboard.brief ?? []).length === 0) {
		const reason = "The storyboard has no brief, so it is not known what was requested.";
		const codes = ["asked_not_shown", "instruction_on_screen", "shown_twice"] as const;
		return { findings: [], notChecked: codes.map((code) => ({ code, reason })) };
	}
	const missing = items.filter(({ shown }) => !shown).map((item) => missingFinding(judged, item));
	return { findings: [...missing, ...twiceFindings(storyboard, film), ...instructionFindings(storyboard, film)] };
}

function missingFinding({ storyboard, catalog, measures }: Judged, item: AskedItem): Found {
	const planned = storyboard.brief?.find(({ text }) => text === item.text)?.shownIn ?? [];
	// A canvas may draw words that no measure reads, and of a scene that was not drawn nothing is known.
	const unseen = new Set([...measures.skippedScenes, ...measures.blocked.map(({ sceneId }) => sceneId)]);
	const mayShow = (id: string | null) => id !== null && (planned.length === 0 || planned.includes(id));
	const unreadable =
		measures.samples.some(({ drawnScenes }) => drawnScenes.some((id) => id !== null && planned.includes(id))) ||
		[...unseen].some(mayShow);
	const canAdd = catalog === null || catalog.scenes.some(({ scene }) => scene === "KineticText");
	return {
		code: "asked_not_shown",
		severity: unreadable ? "hint" : "error",
		sceneId: planned.find((id) => storyboard.scenes.some((scene) => scene.id === id)) ?? null,
		frames: [],
		element: quoted(item.text),
		message: `“${quoted(item.text)}” was requested and is in no scene.`,
		measured: "not on screen",
		wanted: "on screen, in its own words",
		fix: canAdd ? fixOf(storyboard, (board) => withTextScene(board, item.text)) : null,
	};
}

/** Adds a scene with a text before the last scene, long enough to be read. */
function withTextScene(board: Storyboard, text: string): Storyboard {
	// Of the text: two fixes that are applied one after the other add two scenes.
	const id = freeSceneId(board, `asked-${createHash("sha256").update(text).digest("hex").slice(0, 8)}`);
	const durationInFrames = Math.max(board.fps * 2, Math.ceil((readingSeconds(text) + 1) * board.fps));
	const before = board.scenes.length > 1 ? -1 : board.scenes.length;
	const transition = board.scenes.at(-1)?.transition;
	const scene = {
		id,
		scene: "KineticText",
		durationInFrames,
		props: { text: text.slice(0, 300) },
		...(transition ? { transition } : {}),
	};
	return { ...board, scenes: board.scenes.toSpliced(before, 0, scene) };
}

function twiceFindings(storyboard: Storyboard, film: ReadableFilm): Found[] {
	return (storyboard.brief ?? []).filter(isAsked).flatMap(({ text, shownIn }): Found[] => {
		const letters = lettersOf(text);
		if (letters.length < TWICE_LETTERS || wordsOf(text).length < 2) return [];
		const scenes = [...film.scenes].filter(([, readable]) => readable.frames.some((one) => one.letters.includes(letters)));
		const allowed = Math.max(1, shownIn?.length ?? 0);
		const second = scenes.at(-1);
		if (scenes.length <= allowed || !second) return [];
		const [id, readable] = second;
		return [
			{
				code: "shown_twice",
				severity: "error",
				sceneId: id,
				frames: readable.frames
					.filter((one) => one.letters.includes(letters))
					.map(({ frame }) => frame)
					.slice(0, 8),
				element: quoted(text),
				message: `“${quoted(text)}” is shown in ${scenes.length} scenes: ${scenes.map(([other]) => other).join(", ")}.`,
				measured: `${scenes.length} scenes`,
				wanted: allowed === 1 ? "one scene" : `${allowed} scenes`,
				fix: readable.frames.every((one) => letters.includes(one.letters))
					? fixOf(storyboard, (board) => withoutScene(board, id))
					: null,
			},
		];
	});
}

function instructionFindings(storyboard: Storyboard, film: ReadableFilm): Found[] {
	const brief = storyboard.brief ?? [];
	const content = brief.filter(isAsked).map(({ text }) => lettersOf(text));
	const spans = new Map(sceneSpans(storyboard).map((span) => [span.id, span]));
	return brief.flatMap(({ text, kind }): Found[] => {
		const letters = lettersOf(text);
		if (kind !== "instruction" || letters.length < LEAST_INSTRUCTION || content.some((one) => one.includes(letters))) return [];
		const holds = (shown: string) =>
			letters.length < INSTRUCTION_LETTERS || wordsOf(text).length < 3 ? shown === letters : shown.includes(letters);
		return [...film.scenes].flatMap(([id, readable]): Found[] => {
			const shown = readable.frames.filter((one) => holds(one.letters));
			const alone = readable.frames.every((one) => letters.includes(one.letters));
			if (shown.length === 0 || !spans.has(id)) return [];
			return [
				{
					code: "instruction_on_screen",
					severity: "error",
					sceneId: id,
					frames: shown.map(({ frame }) => frame).slice(0, 8),
					element: quoted(text),
					message: `“${quoted(text)}” says how the film shall be made; it is shown as a text of the film.`,
					measured: "on screen",
					wanted: "not on screen",
					fix: alone ? fixOf(storyboard, (board) => withoutScene(board, id)) : null,
				},
			];
		});
	});
}
