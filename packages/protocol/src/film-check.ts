import { z } from "zod";
import { ErrorCode } from "./errors.ts";
import { CommitSha, Timestamp } from "./ids.ts";
import { BRIEF_KINDS } from "./storyboard.ts";
import { StoryboardPatch } from "./storyboard-patch.ts";

/**
 * What a film check finds in the drawn film.
 * @example FILM_CHECK_CODES.includes("contrast_low") // true
 */
export const FILM_CHECK_CODES = [
	"text_overflow",
	"text_clipped",
	"outside_safe_area",
	"text_too_small",
	"contrast_low",
	"reading_time_short",
	"missing_glyph",
	"font_fallback",
	"scene_blocks",
	"blank_frame",
	"frozen_scene",
	"elements_overlap",
	"flash",
	"missing_media",
	"not_deterministic",
	"instruction_on_screen",
	"asked_not_shown",
	"shown_twice",
] as const;
/**
 * What a check finds in an exported file.
 * @example FILE_CHECK_CODES.includes("sound_clips") // true
 */
export const FILE_CHECK_CODES = ["sound_clips", "loudness_off", "black_frames", "length_off"] as const;
/**
 * The kind of a finding, of the drawn film or of a file.
 * @example "contrast_low"
 */
export const CheckCode = z.enum([...FILM_CHECK_CODES, ...FILE_CHECK_CODES]);
export type CheckCode = z.infer<typeof CheckCode>;

/**
 * One fault of a film.
 * @example { code: "contrast_low", severity: "error", sceneId: "intro", frames: [24, 40], element: "Clean wells", message:
 * "The text “Clean wells” is hard to read on what is behind it.", measured: "2.1:1", wanted: "at least 3:1", fix: null, pictureUrl: null }
 */
export const CheckFinding = z.object({
	code: CheckCode,
	/** `error`: held over two samples, or certain from one. `hint`: in one sample only. */
	severity: z.enum(["error", "hint"]),
	/** Null: it is about the whole film. */
	sceneId: z.string().max(64).nullable(),
	/** Frames of the film where it was found, rising; empty where no frame shows it (something that is missing). */
	frames: z.array(z.int().nonnegative()).max(64),
	/** The text, file or asked item that it is about, as a person knows it; null: none. */
	element: z.string().max(300).nullable(),
	/** A sentence for people. */
	message: z.string().max(1000),
	/** What was measured and what would be right, each with its unit: `2.1:1`, `at least 3:1`. */
	measured: z.string().max(300),
	wanted: z.string().max(300),
	/** A change of the storyboard that mends it (`applyPatch`, then `PUT storyboard`); null: there is no such change. */
	fix: StoryboardPatch.nullable().default(null),
	/** Path on the studio of a small JPEG of one of the frames; null: there is none. */
	pictureUrl: z.string().nullable().default(null),
});
export type CheckFinding = z.infer<typeof CheckFinding>;

/**
 * One item of the storyboard's brief that must be on screen, and where it was seen.
 * @example { text: "4 of 5", kind: "number", shown: true, sceneIds: ["title-1"], inCaptions: false, frame: 45 }
 */
export const AskedItem = z.object({
	text: z.string().max(2000),
	kind: z.enum(BRIEF_KINDS),
	shown: z.boolean(),
	/** The scenes that show it, in the film's order. Empty: none does. */
	sceneIds: z.array(z.string().max(64)).max(500),
	/** The captions show it. */
	inCaptions: z.boolean(),
	/** A frame of the film that shows it, to go to; null: none does. */
	frame: z.int().nonnegative().nullable(),
});
export type AskedItem = z.infer<typeof AskedItem>;

/**
 * A check that could not run. "Nothing found" is said of no code that stands here.
 * @example { code: "flash", reason: "The film is shorter than a second." }
 */
export const NotChecked = z.object({ code: CheckCode, reason: z.string().max(300) });
export type NotChecked = z.infer<typeof NotChecked>;

/**
 * What one pass over a film, or over an exported file, has found.
 * @example {
 *   version: null, checkedAt: "2026-05-04T09:30:00.000Z", asked: { total: 0, shown: 0, missing: [], items: [] }, findings: [], notChecked: [],
 *   coveredScenes: ["title-1"], frames: 12, durationMs: 4200,
 * }
 */
export const FilmCheck = z.object({
	/** The version that was drawn; null: an exported file, of which no version is known. */
	version: CommitSha.nullable(),
	checkedAt: Timestamp,
	/** The brief, item by item, without its instructions. `total` 0: nothing is known of what was asked. */
	asked: z.object({
		total: z.int().nonnegative(),
		shown: z.int().nonnegative(),
		/** Texts that are shown nowhere, in the order in which they were requested. */
		missing: z.array(z.string().max(2000)).max(2000),
		items: z.array(AskedItem).max(2000),
	}),
	/** Errors first, then in the film's order. */
	findings: z.array(CheckFinding).max(200),
	notChecked: z.array(NotChecked).max(50),
	/** Scenes of which at least one frame was measured. */
	coveredScenes: z.array(z.string().max(64)).max(500),
	/** Frames that were measured. */
	frames: z.int().nonnegative(),
	/** How long the pass took. */
	durationMs: z.int().nonnegative(),
});
export type FilmCheck = z.infer<typeof FilmCheck>;

/**
 * `GET /api/projects/{id}/checks`, and what `POST` there answers: how far the check of the newest version is.
 * `none`: it was not checked, and no check runs. `running`: `result` may hold one of an earlier version meanwhile.
 * `failed`: the check did not come to its end; `problem` says why.
 * @example { state: "running", version: "0123456789abcdef0123456789abcdef01234567", result: null, problem: null }
 */
export const FilmCheckState = z.object({
	state: z.enum(["none", "running", "done", "failed"]),
	/** The project's newest version. */
	version: CommitSha,
	/** The newest result there is; its own `version` says of which version. */
	result: FilmCheck.nullable(),
	problem: z.object({ code: ErrorCode, message: z.string(), hint: z.string() }).nullable(),
});
export type FilmCheckState = z.infer<typeof FilmCheckState>;
