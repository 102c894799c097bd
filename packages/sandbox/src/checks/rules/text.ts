import { movingTexts, placeKey, settledBlocks, type TextBlock } from "../blocks.ts";
import { contrastFix } from "../colors.ts";
import { foundFrom, type Judged, quoted, type Sighting, type Verdict } from "../findings.ts";
import type { Sample } from "../measures.ts";

/** Sizes are in design units: px of a film whose short side is 1080 px. */
const DESIGN_SIDE = 1080;
/** The smallest text that is read on a phone without effort, and the smallest that is let pass. */
const GOOD_SIZE = 24;
const LEAST_SIZE = 18;
/** Share of the picture's width and height that stays free at each edge. */
const SAFE_SHARE = 0.03;
/** What is let pass: antialiasing, and letters that hang over. */
const SAFE_TOLERANCE = 0.006;
/** Less of a text than this may be missing. */
const UNCUT = 0.96;
/** Text that leaves its card by less than this, in em, is no fault. */
const CARD_TOLERANCE_EM = 0.22;
/** Two texts overlap when they share this part of the smaller one. */
const OVERLAP_SHARE = 0.14;
/**
 * Contrast of text with its ground. Source: WCAG 2.2, 1.4.3 "Contrast (Minimum)": 3:1 for large text (24 px and more),
 * 4.5:1 for other text. https://www.w3.org/TR/WCAG22/#contrast-minimum
 */
const LARGE_RATIO = 3;
const SMALL_RATIO = 4.5;
/** Contrast that is only so far below is reported as a hint: colours of pictures are no exact measure. */
const NEARLY = 0.9;

/** Text that is cut, too near the edge, out of its card, too small, on top of other text, or hard to tell from its ground. */
export function textRule(judged: Judged): Verdict {
	const { storyboard, measures } = judged;
	const { width, height } = storyboard;
	const unit = Math.min(width, height) / DESIGN_SIDE;
	const settled = settledBlocks(measures.samples);
	const moving = movingTexts(settled, Math.min(width, height));
	const sightings = settled.flatMap(({ sample, blocks }) => [
		...blocks.flatMap((block) => {
			const passing = moving.has(placeKey(sample.sceneId, block.text));
			return [
				...cutSightings(sample, block).map((one) => ({ ...one, hint: passing })),
				...placeSightings(sample, block, { width, height }).map((one) => ({ ...one, hint: passing })),
				...sizeSightings(sample, block, unit),
				...contrastSightings(judged, sample, block, unit),
			];
		}),
		...overlapSightings(sample, blocks),
	]);
	return { findings: [...foundFrom(sightings), ...fallbackFindings(settled)] };
}

const base = (sample: Sample, block: TextBlock) => ({
	sceneId: block.sceneId ?? sample.sceneId,
	frame: sample.frame,
	element: quoted(block.text),
});
const percent = (share: number) => `${Math.round(share * 100)}%`;

function cutSightings(sample: Sample, block: TextBlock): Sighting[] {
	if (block.inexact || block.cutBy === null || block.uncut > UNCUT) return [];
	const by = block.cutBy === "picture" ? "the edge of the picture" : "the edge of the box around it";
	return [
		{
			...base(sample, block),
			code: "text_clipped",
			message: `The text “${quoted(block.text)}” is cut off by ${by}. Make it shorter, or give it more room.`,
			measured: `${percent(block.uncut)} of it is visible`,
			wanted: "all of it",
			weight: 1 - block.uncut,
		},
	];
}

function placeSightings(sample: Sample, block: TextBlock, film: { width: number; height: number }): Sighting[] {
	const { box, card } = block;
	const found: Sighting[] = [];
	const margin = Math.min(
		box.x / film.width,
		box.y / film.height,
		1 - (box.x + box.width) / film.width,
		1 - (box.y + box.height) / film.height,
	);
	if (margin < SAFE_SHARE - SAFE_TOLERANCE && margin > -0.2 && block.uncut > UNCUT) {
		found.push({
			...base(sample, block),
			code: "outside_safe_area",
			message: `The text “${quoted(block.text)}” stands too near the edge of the picture: players and phones may cover it.`,
			measured: `${(Math.max(0, margin) * 100).toFixed(1)}% from the edge`,
			wanted: `at least ${percent(SAFE_SHARE)}`,
			weight: SAFE_SHARE - margin,
		});
	}
	const out = card === null || block.inexact ? 0 : outOf(box, card);
	if (card !== null && out > block.fontSize * CARD_TOLERANCE_EM) {
		found.push({
			...base(sample, block),
			code: "text_overflow",
			message: `The text “${quoted(block.text)}” is larger than the box that is drawn for it. Make it shorter, or the box larger.`,
			measured: `${Math.round(out)} px outside`,
			wanted: "inside of its box",
			weight: out,
		});
	}
	return found;
}

/** How far a box stands out of another one, at most of all sides. */
function outOf(box: TextBlock["box"], card: TextBlock["box"]): number {
	return Math.max(
		card.x - box.x,
		card.y - box.y,
		box.x + box.width - (card.x + card.width),
		box.y + box.height - (card.y + card.height),
	);
}

function sizeSightings(sample: Sample, block: TextBlock, unit: number): Sighting[] {
	const size = block.fontSize / unit;
	if (size >= LEAST_SIZE) return [];
	return [
		{
			...base(sample, block),
			code: "text_too_small",
			message: `The text “${quoted(block.text)}” is too small to be read on a phone. Make it larger, or shorter so that it fits in a larger size.`,
			measured: `${size.toFixed(1)} units (px of a film that is ${DESIGN_SIDE} px high)`,
			wanted: `at least ${GOOD_SIZE} units`,
			weight: LEAST_SIZE - size,
		},
	];
}

/** The contrast that a text of this size needs. @param size in design units */
export function neededRatio(size: number): number {
	return size >= GOOD_SIZE ? LARGE_RATIO : SMALL_RATIO;
}

function contrastSightings(judged: Judged, sample: Sample, block: TextBlock, unit: number): Sighting[] {
	const measured = block.runs.filter(({ behind, inexact, text }) => behind !== null && !inexact && /[\p{L}\p{N}]/u.test(text));
	if (measured.length === 0 || block.opacity < 0.6) return [];
	const { behind, color } = measured.reduce((one, other) =>
		(other.behind?.ratio ?? 21) < (one.behind?.ratio ?? 21) ? other : one,
	);
	const ratio = behind?.ratio ?? 21;
	const wanted = neededRatio(block.fontSize / unit);
	if (ratio >= wanted - 0.05) return [];
	return [
		{
			...base(sample, block),
			code: "contrast_low",
			message: `The text “${quoted(block.text)}” is hard to tell from what is behind it.`,
			measured: `${ratio.toFixed(1)}:1`,
			wanted: `at least ${wanted}:1`,
			weight: wanted - ratio,
			hint: ratio >= wanted * NEARLY,
			fix: () => {
				if (!behind || !color) return null;
				const [red, green, blue] = color;
				const sceneId = block.sceneId ?? sample.sceneId;
				return contrastFix(judged, { sceneId, color: [red, green, blue], ground: behind.color, ratio: wanted });
			},
		},
	];
}

function overlapSightings(sample: Sample, blocks: TextBlock[]): Sighting[] {
	const solid = blocks.filter(({ inexact, opacity }) => !inexact && opacity > 0.5);
	return solid.flatMap((one, index) =>
		solid.slice(index + 1).flatMap((other): Sighting[] => {
			const share = overlapShare(one, other);
			if (share < OVERLAP_SHARE || one.text === other.text) return [];
			return [
				{
					...base(sample, one),
					code: "elements_overlap",
					message: `The texts “${quoted(one.text)}” and “${quoted(other.text)}” stand on top of each other.`,
					measured: `${percent(share)} of the smaller one is covered`,
					wanted: "nothing is covered",
					weight: share,
				},
			];
		}),
	);
}

/** What part of the smaller text lies on the other, line by line. */
function overlapShare(one: TextBlock, other: TextBlock): number {
	const lines = (block: TextBlock) => block.runs.flatMap(({ boxes }) => boxes);
	const area = (block: TextBlock) => lines(block).reduce((sum, { width, height }) => sum + width * height, 0);
	let shared = 0;
	for (const a of lines(one)) {
		for (const b of lines(other)) {
			const x = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
			const y = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
			// Lines that only touch share a thin strip.
			if (x > 0 && y > Math.min(a.height, b.height) * 0.12) shared += x * y;
		}
	}
	return shared / Math.max(1, Math.min(area(one), area(other)));
}

function fallbackFindings(settled: readonly { sample: Sample; blocks: TextBlock[] }[]): Verdict["findings"] {
	const sightings = settled.flatMap(({ sample, blocks }) =>
		blocks.flatMap((block): Sighting[] => {
			const run = block.runs.find(({ familyFound }) => !familyFound);
			if (!run) return [];
			return [
				{
					...base(sample, block),
					code: "font_fallback",
					element: run.family,
					message: `The font “${run.family}” is not there, so that the browser draws “${quoted(block.text)}” in another one. Use a font of src/fonts.ts.`,
					measured: "another font is drawn",
					wanted: run.family,
					weight: 1,
				},
			];
		}),
	);
	return foundFrom(sightings);
}
