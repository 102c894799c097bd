import { createHash } from "node:crypto";
import { type Storyboard, sceneSpans } from "@storydream/protocol";
import type { FilmCode } from "../plan/film-code.ts";
import { inOneOrder } from "../plan/key.ts";
import type { FrameRange } from "../plan/segments.ts";

/** Raised when the same key would mean another sound: a change of how sound is mixed or encoded. */
const FORMAT = 1;
/** Files that may be heard. */
const SOUNDING = /\.(?:mp4|m4v|mov|webm|mkv|mp3|m4a|aac|wav|ogg|oga|opus|flac|gif)\b/i;

/**
 * The name of a film's mixed sound. Words and colours are not in it: a change of them mixes nothing anew.
 * @param files hashes of all files below `public/`, by path
 */
export function soundKey(
	board: Storyboard | null,
	range: FrameRange,
	code: FilmCode,
	files: ReadonlyMap<string, string>,
	versions: string,
): string {
	const hash = createHash("sha256");
	const sounding = [...files].filter(([path]) => code.unknown !== null || SOUNDING.test(path)).sort();
	const inputs = board === null || code.unknown !== null || !code.isTemplate ? board : heardOf(board, code);
	hash.update(inOneOrder({ format: FORMAT, inputs, range, code: code.all, files: sounding, versions }));
	return hash.digest("hex");
}

/** Whether nothing is heard in a film that is made of the template's files. */
export function isSilent(board: Storyboard, code: FilmCode): boolean {
	if (!code.isTemplate || board.audio.length > 0) return false;
	return board.scenes.every((scene) => {
		const isTemplate = code.scenes[scene.scene]?.isTemplate ?? true;
		return isTemplate && scene.transition?.sound === undefined && soundingTexts(scene).length === 0;
	});
}

/** What is heard of a film that is made of the template's files: its tracks, its transitions, and media in its scenes. */
function heardOf(board: Storyboard, code: FilmCode): unknown {
	const spans = sceneSpans(board);
	return {
		fps: board.fps,
		audio: board.audio,
		scenes: board.scenes.map((scene, index) => {
			const plain = code.scenes[scene.scene]?.isTemplate ?? true;
			return {
				span: spans[index],
				transition: scene.transition ?? null,
				shown: plain ? soundingTexts(scene) : scene,
			};
		}),
	};
}

function soundingTexts(value: unknown): string[] {
	if (typeof value === "string") return SOUNDING.test(value) ? [value] : [];
	return typeof value === "object" && value !== null ? Object.values(value).flatMap(soundingTexts) : [];
}
