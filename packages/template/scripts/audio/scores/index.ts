import type { Score } from "../score.ts";
import { epic, hope, mystery } from "./cinematic.ts";
import { bounce, bright, drive, night, pulse, sunny } from "./lively.ts";
import { calm, drift, groove, pianoAlone, stroll, warm } from "./quiet.ts";

/** The notes of each track of src/music/tracks.ts, by its id. */
export const scores: Record<string, Score> = {
	calm,
	piano: pianoAlone,
	drift,
	warm,
	stroll,
	groove,
	bright,
	bounce,
	sunny,
	drive,
	pulse,
	night,
	epic,
	hope,
	mystery,
};
