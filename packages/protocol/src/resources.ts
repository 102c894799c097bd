import { z } from "zod";
import { AgentEvent, RunOutcome, Usage } from "./agent-events.ts";
import { ErrorCode } from "./errors.ts";
import { EXPORT_CODECS, LOUDNESS } from "./export-formats.ts";
import { AssetName, ClientId, CommitSha, DisplayName, Id, Sha256, Timestamp } from "./ids.ts";
import { RATIOS } from "./ratios.ts";
import { SceneCatalog, Storyboard } from "./storyboard.ts";

/**
 * Width to height of a film.
 * @example "16:9"
 */
export const Ratio = z.enum(RATIOS);
export type Ratio = z.infer<typeof Ratio>;

/**
 * The composition's own size in pixels, its frames a second, and its length in frames.
 * @example { fps: 30, width: 1920, height: 1080, durationInFrames: 300 }
 */
export const VideoSettings = z.object({
	fps: z.number().positive(),
	width: z.int().positive(),
	height: z.int().positive(),
	durationInFrames: z.int().positive(),
});
export type VideoSettings = z.infer<typeof VideoSettings>;

/**
 * A project as lists and pages show it.
 * @example {
 *   id: "k3v9q2m4", userId: "local", name: "Bees", description: "A film about bees", currentCommitSha: "0123456789abcdef0123456789abcdef01234567",
 *   createdAt: "2026-05-04T09:30:00.000Z", updatedAt: "2026-05-04T09:30:00.000Z", lastOpenedAt: null, pictureUrl: null, budgetUsd: null,
 *   video: { fps: 30, width: 1920, height: 1080, durationInFrames: 300 }, usage: { costUsd: 0.4 },
 * }
 */
export const Project = z.object({
	id: Id,
	userId: z.string(),
	name: DisplayName,
	description: z.string().max(2000),
	currentCommitSha: CommitSha,
	createdAt: Timestamp,
	updatedAt: Timestamp,
	lastOpenedAt: Timestamp.nullable(),
	video: VideoSettings.nullable(),
	/** Path on the studio of the newest version's picture; null until there is one. */
	pictureUrl: z.string().nullable(),
	/** Spent so far, and the most it may spend (null: no limit). */
	usage: Usage,
	budgetUsd: z.number().positive().nullable(),
});
export type Project = z.infer<typeof Project>;

/**
 * Body of `POST /api/projects`. Everything may be left out.
 * @example { name: "Bees", description: "A film about bees", ratio: "9:16" }
 */
export const CreateProject = z.object({
	name: DisplayName.optional(),
	description: z.string().max(2000).optional(),
	ratio: Ratio.optional(),
	/** Made by the client for one wish to make a project: asked again with the same key, the same project is answered. */
	key: ClientId.optional(),
});
export type CreateProject = z.infer<typeof CreateProject>;
/**
 * Body of `PATCH /api/projects/{id}`: the fields to change. `budgetUsd` is in US dollars; null lifts the limit.
 * @example { name: "Bees in the city", budgetUsd: 5 }
 */
export const UpdateProject = z.object({
	name: DisplayName.optional(),
	description: z.string().max(2000).optional(),
	budgetUsd: z.number().positive().nullable().optional(),
});
export type UpdateProject = z.infer<typeof UpdateProject>;
/**
 * One page of the projects, the latest opened first. `nextCursor` asks for the next page; null: this is the last.
 * @example { projects: [], nextCursor: null }
 */
export const ProjectList = z.object({ projects: z.array(Project), nextCursor: z.string().nullable() });
export type ProjectList = z.infer<typeof ProjectList>;

/**
 * Where a message is: waiting, with its turn under way, or with its turn ended.
 * @example "queued"
 */
export const MessageState = z.enum(["queued", "running", "done", "stopped", "failed"]);
/**
 * One turn of the conversation: what was asked, and (once it has ended) what was answered, as the events that drew it.
 * @example {
 *   id: "msg-0001", projectId: "k3v9q2m4", position: 0, content: "Make it blue", state: "done", runId: "r1", createdAt: "2026-05-04T09:30:00.000Z",
 *   startedAt: "2026-05-04T09:30:00.000Z", endedAt: "2026-05-04T09:30:00.000Z", commitSha: "0123456789abcdef0123456789abcdef01234567", usage: null, events: [{ type: "started" }],
 * }
 */
export const Message = z.object({
	id: ClientId,
	projectId: Id,
	/** Rising within a project. */
	position: z.int().nonnegative(),
	content: z.string(),
	attachments: z.array(z.object({ name: z.string(), mediaType: z.string(), url: z.string() })).default([]),
	context: z.unknown().optional(),
	state: MessageState,
	runId: z.string().nullable(),
	createdAt: Timestamp,
	startedAt: Timestamp.nullable(),
	endedAt: Timestamp.nullable(),
	/** When a stop paused it in the queue: it waits until the person continues. Null: it is not paused. */
	pausedAt: Timestamp.nullable().default(null),
	commitSha: CommitSha.nullable(),
	usage: Usage.nullable(),
	/** Text pieces joined, so short; empty while queued or running. */
	events: z.array(AgentEvent).default([]),
	error: z.object({ code: ErrorCode, message: z.string(), hint: z.string() }).nullable().default(null),
});
export type Message = z.infer<typeof Message>;
/**
 * One page of a conversation. `nextCursor` asks for the next page; null: this is the last.
 * @example { messages: [], nextCursor: null }
 */
export const MessageList = z.object({ messages: z.array(Message), nextCursor: z.string().nullable() });
export type MessageList = z.infer<typeof MessageList>;

/**
 * A version of a project: a commit that a person can go back to.
 * @example { sha: "0123456789abcdef0123456789abcdef01234567", parentSha: null, title: "Make it blue", author: "Local user", createdAt: "2026-05-04T09:30:00.000Z",
 *   runId: "r1", outcome: "done", kind: "turn", pictureUrl: null, current: true }
 */
export const Version = z.object({
	sha: CommitSha,
	parentSha: CommitSha.nullable(),
	/** First line of the prompt, or what was done by hand. */
	title: z.string(),
	author: z.string(),
	createdAt: Timestamp,
	/** Run that made it; null for an edit by hand, a restore or the start. */
	runId: z.string().nullable(),
	outcome: RunOutcome.nullable(),
	kind: z.enum(["start", "turn", "edit", "restore", "autosave"]),
	pictureUrl: z.string().nullable(),
	current: z.boolean(),
});
export type Version = z.infer<typeof Version>;
/**
 * One page of the versions, newest first. `nextCursor` asks for the next page; null: this is the last.
 * @example { versions: [], nextCursor: null }
 */
export const VersionList = z.object({ versions: z.array(Version), nextCursor: z.string().nullable() });
export type VersionList = z.infer<typeof VersionList>;
/**
 * What a version changed against the one before it, with the added and removed lines of each file.
 * @example { sha: "0123456789abcdef0123456789abcdef01234567", baseSha: null, patch: "", truncated: false,
 *   files: [{ path: "src/storyboard.json", status: "changed", added: 2, removed: 1 }] }
 */
export const VersionDiff = z.object({
	sha: CommitSha,
	baseSha: CommitSha.nullable(),
	files: z.array(
		z.object({ path: z.string(), status: z.enum(["added", "changed", "deleted", "renamed"]), added: z.int(), removed: z.int() }),
	),
	/** Unified diff, cut after 200 kB. */
	patch: z.string(),
	truncated: z.boolean(),
});
export type VersionDiff = z.infer<typeof VersionDiff>;

/**
 * The storyboard as it stands at `commitSha`. `problem` says why it can't be edited here when it can't.
 * @example { commitSha: "0123456789abcdef0123456789abcdef01234567", storyboard: null, catalog: null, problem: "The file is not JSON." }
 */
export const StoryboardState = z.object({
	commitSha: CommitSha,
	storyboard: Storyboard.nullable(),
	catalog: SceneCatalog.nullable(),
	problem: z.string().nullable(),
});
export type StoryboardState = z.infer<typeof StoryboardState>;
/**
 * `baseCommitSha` is the version the edit was made on: another one in between answers `stale_head`.
 * @example { baseCommitSha: "0123456789abcdef0123456789abcdef01234567", title: "Trim “Title” to 3.0 s",
 *   storyboard: { fps: 30, width: 1920, height: 1080, look: "swiss", scenes: [{ id: "title-1", scene: "Title", durationInFrames: 90 }] } }
 */
export const PutStoryboard = z.object({
	baseCommitSha: CommitSha,
	storyboard: Storyboard,
	/** What was done, as the version's title: "Trim “Title” to 3.0 s". */
	title: z.string().trim().min(1).max(200).default("Edit the storyboard"),
});
export type PutStoryboard = z.infer<typeof PutStoryboard>;

/**
 * `baseCommitSha` is the newest version the person has seen: one after it answers `stale_head`, and is not taken back. A
 * `storyboard` takes the place of the version's own: several steps of undo that cross a turn are one version by it.
 * @example { baseCommitSha: "0123456789abcdef0123456789abcdef01234567" }
 */
export const RestoreVersion = z.object({
	baseCommitSha: CommitSha.optional(),
	storyboard: Storyboard.optional(),
	/** The new version's title. Default: "Restore “title of the old one”". */
	title: z.string().trim().min(1).max(200).optional(),
});
export type RestoreVersion = z.infer<typeof RestoreVersion>;

/**
 * What an uploaded file is used as.
 * @example "image"
 */
export const AssetKind = z.enum(["image", "video", "audio", "font", "data"]);
/**
 * What a file is turned into where browsers or exports can't play it: H.264 and AAC, VP9 with alpha, AAC, a JPEG.
 * @example "mp4"
 */
export const Conversion = z.enum(["mp4", "webm", "m4a", "jpg"]);
export type Conversion = z.infer<typeof Conversion>;
/**
 * A file that a person added to a project. Sizes are in pixels, `duration` in seconds.
 * @example { name: "tea.jpg", originalName: "Tea.JPG", path: "assets/tea.jpg", bytes: 48213, mediaType: "image/jpeg", kind: "image",
 *   width: 1600, height: 900, createdAt: "2026-05-04T09:30:00.000Z", sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" }
 */
export const Asset = z.object({
	/** File name in `public/assets/`. */
	name: AssetName,
	/** The name the person gave the file, in its own script: what people read. Null for assets of older versions. */
	originalName: z.string().max(300).nullable().default(null),
	/** Path below `public/`, for `staticFile()`. */
	path: z.string(),
	sha256: Sha256,
	bytes: z.int().nonnegative(),
	mediaType: z.string(),
	kind: AssetKind,
	width: z.int().positive().nullable().default(null),
	height: z.int().positive().nullable().default(null),
	/** Seconds. */
	duration: z.number().nonnegative().nullable().default(null),
	/** Of a video or a sound, as its headers name them: `["avc", "aac"]`. */
	codecs: z.array(z.string().max(40)).max(8).default([]),
	/** Null: played as it is. Else a proxy of this kind stands at `path` as soon as it is made, and the original stays in the store. */
	conversion: Conversion.nullable().default(null),
	createdAt: Timestamp,
});
export type Asset = z.infer<typeof Asset>;
/**
 * How far the proxy of an asset is: `waiting` for other conversions, `failed` with the reason as a sentence.
 * @example { state: "failed", reason: "The file has no picture." }
 */
export const ProxyState = z.object({ state: z.enum(["waiting", "preparing", "ready", "failed"]), reason: z.string().nullable() });
export type ProxyState = z.infer<typeof ProxyState>;
/**
 * An asset with the state of its proxy.
 * @example { name: "tea.jpg", originalName: "Tea.JPG", path: "assets/tea.jpg", bytes: 48213, mediaType: "image/jpeg", kind: "image",
 *   width: 1600, height: 900, createdAt: "2026-05-04T09:30:00.000Z", sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" }
 */
export const ListedAsset = Asset.extend({ proxy: ProxyState.nullable().default(null) });
export type ListedAsset = z.infer<typeof ListedAsset>;
/**
 * All assets of a project, as `GET /api/projects/{id}/assets` answers them.
 * @example { assets: [] }
 */
export const AssetList = z.object({ assets: z.array(ListedAsset) });
export type AssetList = z.infer<typeof AssetList>;
/**
 * Manifest of the assets, kept in git as `assets.json`: what a clone needs to fetch them.
 * @example { assets: [] }
 */
export const AssetManifest = z.object({ assets: z.array(Asset) });
export type AssetManifest = z.infer<typeof AssetManifest>;

/**
 * How a film is exported. Frames are counted from 0.
 * @example { codec: "mp4", scale: 0.5, range: { from: 0, to: 89 } }
 */
export const ExportSettings = z.object({
	/** What is made, by the ending of its file: see `EXPORT_FORMATS`. */
	codec: z.enum(EXPORT_CODECS).default("mp4"),
	/** Scale of the composition's own size, 0.1 to 2. Absent: 1; for a GIF, one that makes it about 480 pixels wide. */
	scale: z.number().min(0.1).max(2).optional(),
	/** How loud the film is as a whole, in LUFS (EBU R 128); `off`: as it was mixed. Absent: -16. */
	loudness: z.enum(LOUDNESS).optional(),
	/** First and last frame, both included; for `png` only `from` is used. Absent: the whole film. */
	range: z.object({ from: z.int().nonnegative(), to: z.int().nonnegative() }).optional(),
	/** Version to export; absent: the current one. */
	commitSha: CommitSha.optional(),
});
export type ExportSettings = z.infer<typeof ExportSettings>;
/**
 * Where an export is; the last three are its ends.
 * @example "rendering"
 */
export const ExportState = z.enum([
	"queued",
	"preparing",
	"bundling",
	"rendering",
	"encoding",
	"storing",
	"done",
	"failed",
	"cancelled",
]);
/**
 * Something in a finished export that a person would want to correct, and that does not keep it from being made.
 * @example { code: "letters_without_font", sceneId: "intro", message: "Scene 1 (“Hello”) has letters that …" }
 */
export const ExportWarning = z.object({
	/**
	 * `letters_without_font`: the browser drew a box for letters of a scene, or of the captions. `letters_not_checked`: it is
	 * not known whether it did.
	 */
	code: z.enum(["letters_without_font", "letters_not_checked"]),
	/** Absent where it is not about one scene. */
	sceneId: z.string().max(64).optional(),
	/** A sentence with a next step. */
	message: z.string().max(1000),
});
export type ExportWarning = z.infer<typeof ExportWarning>;
/**
 * All warnings of one export, in the order of its scenes.
 * @example [{ code: "letters_not_checked", message: "The film could not be checked for letters. Look at it once." }]
 */
export const ExportWarnings = z.array(ExportWarning).max(50);

/**
 * How far the work at an export is: in frames, and in pixels of the file. Totals are 0, and sizes null, until they are known.
 * @example { state: "rendering", framesDone: 120, framesTotal: 300, framesReused: 60, width: 1920, height: 1080 }
 */
export const ExportStep = z.object({
	state: z.enum(["preparing", "bundling", "rendering", "encoding"]),
	framesDone: z.int().nonnegative(),
	framesTotal: z.int().nonnegative(),
	/** Of `framesDone`: those that an earlier export drew. Absent in messages of an earlier release. */
	framesReused: z.int().nonnegative().default(0),
	width: z.int().positive().nullable(),
	height: z.int().positive().nullable(),
});
export type ExportStep = z.infer<typeof ExportStep>;

/**
 * An export with its settings and its progress. `speed` is in frames a second, `bytes` is the size of the file.
 * @example {
 *   id: "exp12345", projectId: "k3v9q2m4", commitSha: "0123456789abcdef0123456789abcdef01234567", settings: { codec: "mp4" }, state: "rendering",
 *   framesDone: 120, framesTotal: 300, framesReused: 60, speed: 41.5, secondsLeft: 4.3, bytes: null, width: 1920, height: 1080, fileUrl: null,
 *   fileName: "Bees.mp4", createdAt: "2026-05-04T09:30:00.000Z", endedAt: null, error: null,
 * }
 */
export const Export = z.object({
	id: Id,
	projectId: Id,
	commitSha: CommitSha,
	settings: ExportSettings,
	state: ExportState,
	/** Frames finished and wanted; 0 until known. */
	framesDone: z.int().nonnegative(),
	framesTotal: z.int().nonnegative(),
	/** How many of those that are finished were drawn for an earlier export, and are the same. */
	framesReused: z.int().nonnegative().default(0),
	/** Frames a second over the last few seconds; null until known. */
	speed: z.number().nonnegative().nullable(),
	secondsLeft: z.number().nonnegative().nullable(),
	bytes: z.int().nonnegative().nullable(),
	width: z.int().positive().nullable(),
	height: z.int().positive().nullable(),
	fileUrl: z.string().nullable(),
	fileName: z.string(),
	createdAt: Timestamp,
	endedAt: Timestamp.nullable(),
	error: z.object({ code: ErrorCode, message: z.string(), hint: z.string() }).nullable(),
	/** Of a finished export; the file is there all the same. */
	warnings: ExportWarnings.default([]),
});
export type Export = z.infer<typeof Export>;
/**
 * All exports of a project, newest first.
 * @example { exports: [] }
 */
export const ExportList = z.object({ exports: z.array(Export) });
export type ExportList = z.infer<typeof ExportList>;

/**
 * Who uses the studio, which model answers, and the limits in bytes. `GET /api/me`.
 * @example {
 *   userId: "local", name: "Local user", protocolVersion: 1, model: { demo: true, name: "demo model", hint: "Set ANTHROPIC_API_KEY." },
 *   restricted: null, limits: { promptBytes: 100000, attachmentBytes: 10000000, assetBytes: 500000000 },
 * }
 */
export const Me = z.object({
	userId: z.string(),
	name: z.string(),
	protocolVersion: z.int(),
	model: z.object({
		demo: z.boolean(),
		/** "demo model", or the model's name. */
		name: z.string(),
		/** How to get another one, when it is the demo model. */
		hint: z.string().nullable(),
	}),
	/** Why agents have no commands here; null when they have them. */
	restricted: z.string().nullable(),
	limits: z.object({ promptBytes: z.int(), attachmentBytes: z.int(), assetBytes: z.int() }),
});
export type Me = z.infer<typeof Me>;
/**
 * How the studio is. `checks` says a word on each store and service by name.
 * @example { status: "ok", version: "0.1.0", checks: { records: "ok" } }
 */
export const Health = z.object({
	status: z.enum(["ok", "degraded", "draining"]),
	version: z.string(),
	checks: z.record(z.string(), z.string()),
});
export type Health = z.infer<typeof Health>;

/**
 * An error of the browser page itself, for the studio's log. Paths only: no query, no host, nothing of what a person wrote.
 * @example { kind: "panel", message: "x is undefined", path: "/projects/k3v9q2m4", panel: "timeline" }
 */
export const ClientErrorReport = z.object({
	/** `panel`: a part of the page failed to draw; `page`: nobody caught it; `promise`: a rejection nobody handled. */
	kind: z.enum(["panel", "page", "promise"]),
	message: z.string().max(500),
	/** Path of the page, such as `/projects/abc`. */
	path: z.string().max(300),
	panel: z.string().max(40).optional(),
	stack: z.string().max(4000).optional(),
	/** React's stack of components. */
	componentStack: z.string().max(4000).optional(),
});
export type ClientErrorReport = z.infer<typeof ClientErrorReport>;
