import path from "node:path";
import type { Storyboard } from "@storydream/protocol";
import { readStoryboard } from "../../project/index.ts";
import type { OpenFilm } from "../film.ts";
import type { RenderJob } from "../job.ts";
import { planFilm } from "../plan/plan-film.ts";
import { isSilent } from "./key.ts";
import { makeSound, SOUND_ENCODINGS, type SoundOfFilm } from "./sound.ts";

/** How loud an export's sound is made. */
export type Loudness = Pick<SoundOfFilm, "targetLufs" | "raises">;

/**
 * The loudness that a job asks for. A film with music of ours alone is not raised to the default: whoever turned it down wants
 * it quiet.
 */
export function loudnessOf({ loudness }: Pick<RenderJob, "loudness">, storyboard: Storyboard | null): Loudness {
	if (loudness === "off") return { targetLufs: null, raises: false };
	const bringsSound = storyboard?.audio.some(({ src }) => !src.startsWith("audio/")) ?? true;
	return { targetLufs: Number(loudness), raises: bringsSound || loudness !== "-16" };
}

/**
 * Writes a film's sound into a file of its own, beside the export.
 * @returns the file; null when nothing is heard in the film
 */
export async function writeFilmSound(
	job: RenderJob,
	{ source, range, composition, code }: OpenFilm,
	encoder: keyof typeof SOUND_ENCODINGS,
	onAlive: () => void,
): Promise<string | null> {
	const { storyboard } = await readStoryboard(job.tree);
	const { board, code: known } = planFilm(storyboard, range, composition.durationInFrames, code);
	if (board !== null && isSilent(board, known)) return null;
	const folder = path.dirname(job.output);
	const file = path.join(folder, `sound.${encoder}`);
	const sound = { source, range, onAlive, encoding: SOUND_ENCODINGS[encoder], ...loudnessOf(job, storyboard) };
	await makeSound(sound, folder, file);
	return file;
}
