import type { Box } from "../preview/index.ts";
import type { MeasuredRun, Sample } from "./measures.ts";
import type { Rgb } from "./raster.ts";
import { isReadable, joinRuns, marksScenes } from "./words.ts";

/** A line or a paragraph of one frame: all its runs together. */
export interface TextBlock {
	text: string;
	/** The scene that draws it; null: captions, or in a transition. */
	sceneId: string | null;
	box: Box;
	/** Of its smallest run that has letters or digits. */
	fontSize: number;
	uncut: number;
	cutBy: MeasuredRun["cutBy"];
	inexact: boolean;
	opacity: number;
	card: Box | null;
	runs: MeasuredRun[];
}

/** The readable blocks of a frame, in the order of the page. */
export function blocksOf(sample: Sample, marked: boolean): TextBlock[] {
	const groups = Map.groupBy(sample.runs.filter(isReadable), ({ block }) => block);
	return [...groups.values()].map((runs) => blockOf(runs, sample, marked)).filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
}

function blockOf(runs: MeasuredRun[], sample: Sample, marked: boolean): TextBlock {
	const worst = runs.reduce((one, other) => (other.uncut < one.uncut ? other : one));
	const lettered = runs.filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
	const own = runs.find(({ sceneId }) => sceneId !== null)?.sceneId ?? null;
	return {
		text: joinRuns(runs),
		sceneId: own ?? (marked ? null : sample.sceneId),
		box: around(runs.flatMap(({ boxes }) => boxes)),
		fontSize: Math.min(...(lettered.length > 0 ? lettered : runs).map(({ fontSize }) => fontSize)),
		uncut: worst.uncut,
		cutBy: worst.cutBy,
		inexact: runs.some(({ inexact }) => inexact),
		opacity: Math.min(...runs.map(({ opacity }) => opacity)),
		card: runs[0]?.card ?? null,
		runs,
	};
}

function around(boxes: readonly Box[]): Box {
	const left = Math.min(...boxes.map(({ x }) => x));
	const top = Math.min(...boxes.map(({ y }) => y));
	const right = Math.max(...boxes.map(({ x, width }) => x + width));
	const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
	return { x: left, y: top, width: right - left, height: bottom - top };
}

/** The settled frames of a film with their blocks. */
export function settledBlocks(samples: readonly Sample[]): { sample: Sample; blocks: TextBlock[] }[] {
	const marked = marksScenes(samples);
	return samples.filter(({ kind }) => kind === "settled").map((sample) => ({ sample, blocks: blocksOf(sample, marked) }));
}

/** Text that is at another place in two settled frames of its scene passes through: an edge may cut it for a while. */
export function movingTexts(settled: readonly { sample: Sample; blocks: TextBlock[] }[], shortSide: number): Set<string> {
	const places = new Map<string, Box[]>();
	for (const { sample, blocks } of settled) {
		for (const block of blocks) {
			const key = placeKey(sample.sceneId, block.text);
			places.set(key, [...(places.get(key) ?? []), block.box]);
		}
	}
	const moves = ([first, ...others]: Box[]) =>
		first !== undefined && others.some(({ x, y }) => Math.hypot(x - first.x, y - first.y) > shortSide * 0.04);
	return new Set([...places].filter(([, boxes]) => moves(boxes)).map(([key]) => key));
}

export const placeKey = (sceneId: string | null, text: string): string => JSON.stringify([sceneId, text]);

/** A colour as storyboards write it. */
export function hexOf([red, green, blue]: Rgb): string {
	return `#${[red, green, blue]
		.map((value) =>
			Math.round(Math.min(255, Math.max(0, value)))
				.toString(16)
				.padStart(2, "0"),
		)
		.join("")}`;
}
