import { sceneSpans } from "@storydream/protocol";
import { type Found, foundFrom, type Judged, type Sighting, type Verdict } from "../findings.ts";
import type { Sample } from "../measures.ts";
import { difference } from "../raster.ts";
import { isReadable, joinRuns } from "../words.ts";

/** A picture whose brightness varies by less than this, and whose fields differ by less, shows nothing. */
const BLANK_CONTRAST = 0.004;
const BLANK_STEP = 3;
/** A scene that stands still for less than this is a cut, not a fault. */
const FROZEN_SECONDS = 1.2;
/**
 * Two drawings of one frame that differ by more than this (of 255, in any field) are different pictures. Browsers draw turned
 * and scaled words a little sharper or softer, by the frame that came before: up to 2.3 in films that are sound.
 */
const SAME_STEP = 5;
/** The same word that is so many pixels away is at another place. */
const SAME_PLACE = 3;
/**
 * A flash is a change of brightness by a tenth and more and back, where the darker state is below 0.8.
 * Source: WCAG 2.2, "general flash", https://www.w3.org/TR/WCAG22/#dfn-general-flash-and-red-flash-thresholds
 */
const FLASH_STEP = 0.1;
const FLASH_DARK = 0.8;
/** Changes there and back in the frames of one row: a pair is a flash. */
const FLASHES = 2;

/** Scenes that keep the page busy, blank and frozen scenes, flashes, and frames that are not the same each time they are drawn. */
export function pictureRule(judged: Judged): Verdict {
	const { samples } = judged.measures;
	const findings = [
		...blockedFindings(judged.measures.blocked),
		...blankFindings(samples),
		...frozenFindings(judged),
		...flashFindings(samples),
		...changingFindings(samples),
	];
	const pictures = samples.some(({ picture }) => picture !== null);
	if (pictures) return { findings };
	const reason = "No picture of the film could be taken.";
	const codes = ["blank_frame", "frozen_scene", "flash", "not_deterministic", "contrast_low"] as const;
	return { findings, notChecked: codes.map((code) => ({ code, reason })) };
}

function blockedFindings(blocked: Judged["measures"]["blocked"]): Found[] {
	return blocked.map(
		({ frame, sceneId, seconds }): Found => ({
			code: "scene_blocks",
			severity: "error",
			sceneId,
			frames: [frame],
			element: null,
			message:
				seconds === null
					? "The film does not come to its first picture: its first scene keeps the page busy. Look for a loop without an end."
					: "The scene keeps the page busy, so that its frame is not drawn. Look for a loop without an end, or for work that is too much for one frame.",
			measured: seconds === null ? "no picture" : `no answer within ${seconds} s`,
			wanted: "a picture",
			fix: null,
		}),
	);
}

function blankFindings(samples: readonly Sample[]): Found[] {
	const sightings = samples
		.filter((one) => one.kind === "settled" && one.picture !== null && isBlank(one))
		.map(
			({ sceneId, frame, picture }): Sighting => ({
				code: "blank_frame",
				sceneId,
				frame,
				element: "",
				message: "The scene shows nothing: its picture has one colour and no words.",
				measured: `brightness varies by ${((picture?.contrast ?? 0) * 100).toFixed(2)}%`,
				wanted: "something to see",
				weight: 1,
			}),
		);
	return foundFrom(sightings).map((one) => ({ ...one, element: null }));
}

function isBlank({ picture, runs }: Sample): boolean {
	if (picture === null || picture.contrast > BLANK_CONTRAST || runs.some(isVisible)) return false;
	const first = picture.grid.slice(0, 3);
	return picture.grid.every((value, at) => Math.abs(value - (first[at % 3] ?? 0)) < BLANK_STEP);
}

/** Readable, and of another colour than its ground. */
function isVisible(run: Sample["runs"][number]): boolean {
	return isReadable(run) && (run.behind === null || run.behind.ratio >= 1.2);
}

function frozenFindings({ storyboard, measures }: Judged): Found[] {
	return sceneSpans(storyboard).flatMap(({ id, durationInFrames }): Found[] => {
		const own = measures.samples.filter(
			(one) => one.sceneId === id && (one.kind === "early" || one.kind === "settled") && one.picture,
		);
		const seconds = durationInFrames / storyboard.fps;
		const hashes = new Set(own.map(({ picture }) => picture?.hash));
		if (own.length < 3 || hashes.size > 1 || seconds < FROZEN_SECONDS || own.every(isBlank)) return [];
		return [
			{
				code: "frozen_scene",
				severity: "error",
				sceneId: id,
				frames: own.map(({ frame }) => frame),
				element: null,
				message: "Nothing moves in this scene: all its frames are the same picture.",
				measured: `${own.length} equal frames in ${seconds.toFixed(1)} s`,
				wanted: "some movement",
				fix: null,
			},
		];
	});
}

function flashFindings(samples: readonly Sample[]): Found[] {
	const rows = rowsOf(samples.filter((one) => one.kind === "burst" && one.picture !== null));
	return rows.flatMap((row): Found[] => {
		const turns = flashTurns(row.map(({ picture }) => picture?.brightness ?? 0));
		if (turns < FLASHES) return [];
		return [
			{
				code: "flash",
				severity: "error",
				sceneId: row[0]?.sceneId ?? null,
				frames: row.map(({ frame }) => frame),
				element: null,
				message:
					"The picture flashes: its brightness jumps up and down from frame to frame. That hurts eyes and can harm people.",
				measured: `${turns} jumps in ${row.length} frames`,
				wanted: "no jump there and back within a few frames",
				fix: null,
			},
		];
	});
}

/** Frames in rows: each one frame after the one before. */
function rowsOf(samples: readonly Sample[]): Sample[][] {
	const rows: Sample[][] = [];
	for (const one of samples) {
		const row = rows.at(-1);
		if (row && row.at(-1)?.frame === one.frame - 1) row.push(one);
		else rows.push([one]);
	}
	return rows;
}

/** How often brightness jumps in the other direction than it jumped before, the first jump counted. */
export function flashTurns(brightness: readonly number[]): number {
	let turns = 0;
	let direction = 0;
	for (const [index, value] of brightness.entries()) {
		const before = brightness[index - 1] ?? value;
		const step = value - before;
		if (Math.abs(step) < FLASH_STEP || Math.min(value, before) >= FLASH_DARK) continue;
		if (Math.sign(step) !== direction) turns += 1;
		direction = Math.sign(step);
	}
	return turns;
}

function changingFindings(samples: readonly Sample[]): Found[] {
	return samples.flatMap((again): Found[] => {
		if (again.kind !== "again" || again.picture === null) return [];
		const first = samples.find((one) => one.frame === again.frame && one.kind === "settled" && one.picture);
		if (!first?.picture || again.drawnScenes.includes(again.sceneId)) return [];
		const step = difference(first.picture, again.picture);
		const words = textOf(first) !== textOf(again);
		const moved = words ? 0 : farthest(first.runs, again.runs);
		if (step < SAME_STEP && !words && moved < SAME_PLACE) return [];
		return [
			{
				code: "not_deterministic",
				severity: "error",
				sceneId: again.sceneId,
				frames: [again.frame],
				element: null,
				message:
					'The frame looks different each time it is drawn, so the export will not show what the preview shows. Compute it from the frame number; use random("seed") of remotion.',
				measured: words
					? "other words the second time"
					: moved >= SAME_PLACE
						? `words ${Math.round(moved)} px away the second time`
						: `${step.toFixed(1)} of 255 apart`,
				wanted: "the same picture each time",
				fix: null,
			},
		];
	});
}

/** What is read in a frame, whatever its picture says of it: pictures are measured in some frames only. */
function textOf({ runs }: Sample): string {
	return joinRuns(runs.filter((run) => isReadable({ ...run, behind: null })));
}

/** How far a word is from where it was, in pixels of the film. */
function farthest(first: Sample["runs"], again: Sample["runs"]): number {
	if (first.length !== again.length) return 0;
	return Math.max(
		0,
		...first.map(({ boxes: [a], inexact }, index) => {
			const b = again[index]?.boxes[0];
			return a && b && !inexact ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
		}),
	);
}
