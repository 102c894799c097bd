import { createHash } from "node:crypto";
import { type Storyboard, sceneSpans } from "@storydream/protocol";
import type { FilmCode } from "../plan/film-code.ts";
import { inOneOrder } from "../plan/key.ts";
import type { FrameRange } from "../plan/segments.ts";

/** Raised when the same key would mean another sound: a change of how sound is mixed or encoded. */
const FORMAT = 2;
/** Files that may be heard. */
const SOUNDING = /\.(?:mp4|m4v|mov|webm|mkv|mp3|m4a|aac|wav|ogg|oga|opus|flac|gif)\b/i;

/**
 * The name of a film's mixed sound. Words and colours of a template's scenes are not in it: a change of them mixes nothing anew.
 * @param board null: what the storyboard decides is not known, and every change of its file is another sound
 * @param files hashes of all files below `public/`, by path
 */
export function soundKey(
	board: Storyboard | null,
	range: FrameRange,
	code: FilmCode,
	files: ReadonlyMap<string, string>,
	versions: string,
): string {
	const heard = board !== null && isTemplateFilm(board, code);
	const parts = {
		format: FORMAT,
		inputs: heard ? heardOf(board) : code.all,
		code: code.code,
		range,
		files: [...files].filter(([path]) => !heard || SOUNDING.test(path)).sort(),
		versions,
	};
	return createHash("sha256").update(inOneOrder(parts)).digest("hex");
}

/** Whether nothing is heard in a film that is made of the template's files. */
export function isSilent(board: Storyboard, code: FilmCode): boolean {
	if (!isTemplateFilm(board, code) || board.audio.length > 0) return false;
	return board.scenes.every((scene) => scene.transition?.sound === undefined && !namesSound(scene));
}

/** What is heard of such a film is decided by its tracks, its transitions, and the scenes that play media. */
function isTemplateFilm(board: Storyboard, code: FilmCode): boolean {
	return code.unknown === null && code.isTemplate && board.scenes.every(({ scene }) => code.scenes[scene]?.isTemplate ?? false);
}

function heardOf(board: Storyboard): unknown {
	const spans = sceneSpans(board);
	return {
		fps: board.fps,
		audio: board.audio,
		scenes: board.scenes.map((scene, index) => ({
			span: spans[index],
			transition: scene.transition ?? null,
			shown: namesSound(scene) ? scene : null,
		})),
	};
}

/** Whether a file that may be heard is named anywhere in a value. */
function namesSound(value: unknown): boolean {
	if (typeof value === "string") return SOUNDING.test(value);
	return typeof value === "object" && value !== null && Object.values(value).some(namesSound);
}
