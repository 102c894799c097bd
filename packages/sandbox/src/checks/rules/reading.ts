import { overlapInFrames, type Storyboard, type StoryboardScene, sceneSpans } from "@storydream/protocol";
import { blocksOf } from "../blocks.ts";
import type { Found, Judged, Verdict } from "../findings.ts";
import { quoted } from "../findings.ts";
import { fixOf } from "../fixes.ts";
import { marksScenes } from "../words.ts";

/**
 * Letters that are read in a second, as limits of subtitles give them: 20 for alphabets, 9 where a sign is a word or a
 * syllable. Source: Timed Text Style Guide of Netflix, "Reading Speed" (English 20, Chinese 9).
 */
const LETTERS_A_SECOND = 20;
const SIGNS_A_SECOND = 9;
/** Before a text is read it has to be seen. */
const NOTICE_SECONDS = 0.3;
/** A scene may be shorter than its words need by this part: people read on while it leaves. */
const TOLERANCE = 0.8;
const SIGNS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** Seconds that a text needs to be read once. */
export function readingSeconds(text: string): number {
	const signs = text.match(SIGNS)?.length ?? 0;
	const letters = (text.replace(SIGNS, "").match(/[\p{L}\p{N}]/gu)?.length ?? 0) * 1.2;
	return letters + signs === 0 ? 0 : NOTICE_SECONDS + letters / LETTERS_A_SECOND + signs / SIGNS_A_SECOND;
}

/** Scenes and captions that are gone before their words can be read. */
export function readingRule(judged: Judged): Verdict {
	return { findings: [...sceneFindings(judged), ...captionFindings(judged.storyboard)] };
}

function sceneFindings({ storyboard, measures }: Judged): Found[] {
	const marked = marksScenes(measures.samples);
	return storyboard.scenes.flatMap((scene, index): Found[] => {
		const own = measures.samples.filter(({ sceneId, kind }) => sceneId === scene.id && (kind === "settled" || kind === "early"));
		const blocks = own.flatMap((sample) => blocksOf(sample, marked).filter(({ sceneId }) => sceneId === scene.id));
		// What changes from frame to frame (a number that counts) is read as what it ends on.
		const last = new Map(blocks.map((block) => [block.text.replace(/[\d.,\s]+/g, "#"), block.text]));
		const text = [...new Set(last.values())].join(" ");
		const needed = readingSeconds(text);
		const seconds = shownFrames(storyboard, scene, index) / storyboard.fps;
		if (seconds >= needed * TOLERANCE) return [];
		const longer = Math.ceil((needed - seconds) * storyboard.fps);
		return [
			{
				code: "reading_time_short",
				severity: "error",
				sceneId: scene.id,
				frames: own.map(({ frame }) => frame).sort((a, b) => a - b),
				element: quoted(text),
				message: "The scene is gone before its words can be read. Show it longer, or say less.",
				measured: `${seconds.toFixed(1)} s`,
				wanted: `about ${needed.toFixed(1)} s`,
				fix: fixOf(storyboard, (board) => lengthen(board, scene.id, longer)),
			},
		];
	});
}

/** Frames in which a scene is seen well: the halves of its transitions count. */
function shownFrames(storyboard: Storyboard, scene: StoryboardScene, index: number): number {
	const next = storyboard.scenes[index + 1];
	const overlaps = overlapInFrames(storyboard.scenes[index - 1], scene) + (next ? overlapInFrames(scene, next) : 0);
	return scene.durationInFrames - overlaps / 2;
}

function lengthen(board: Storyboard, id: string, frames: number): Storyboard {
	const scenes = board.scenes.map((one) => (one.id === id ? { ...one, durationInFrames: one.durationInFrames + frames } : one));
	return { ...board, scenes };
}

function captionFindings(storyboard: Storyboard): Found[] {
	const spans = sceneSpans(storyboard);
	return storyboard.captions.flatMap(({ text, startFrame, endFrame }): Found[] => {
		const seconds = (endFrame - startFrame) / storyboard.fps;
		const needed = readingSeconds(text);
		if (seconds <= 0 || seconds >= needed * TOLERANCE) return [];
		const scene = spans.findLast(({ from }) => from <= startFrame);
		return [
			{
				code: "reading_time_short",
				severity: "error",
				sceneId: scene?.id ?? null,
				frames: [startFrame],
				element: quoted(text),
				message: "A caption is gone before it can be read.",
				measured: `${seconds.toFixed(1)} s`,
				wanted: `about ${needed.toFixed(1)} s`,
				fix: null,
			},
		];
	});
}
