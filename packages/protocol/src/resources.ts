import { z } from "zod";
import { AgentEvent, RunOutcome, Usage } from "./agent-events.ts";
import { ErrorCode } from "./errors.ts";
import { AssetName, ClientId, CommitSha, DisplayName, Id, Sha256, Timestamp } from "./ids.ts";
import { RATIOS } from "./ratios.ts";
import { SceneCatalog, Storyboard } from "./storyboard.ts";

export const Ratio = z.enum(RATIOS);
export type Ratio = z.infer<typeof Ratio>;

export const VideoSettings = z.object({
	fps: z.number().positive(),
	width: z.int().positive(),
	height: z.int().positive(),
	durationInFrames: z.int().positive(),
});
export type VideoSettings = z.infer<typeof VideoSettings>;

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

export const CreateProject = z.object({
	name: DisplayName.optional(),
	description: z.string().max(2000).optional(),
	ratio: Ratio.optional(),
	/** Made by the client for one wish to make a project: asked again with the same key, the same project is answered. */
	key: ClientId.optional(),
});
export type CreateProject = z.infer<typeof CreateProject>;
export const UpdateProject = z.object({
	name: DisplayName.optional(),
	description: z.string().max(2000).optional(),
	budgetUsd: z.number().positive().nullable().optional(),
});
export type UpdateProject = z.infer<typeof UpdateProject>;
export const ProjectList = z.object({ projects: z.array(Project), nextCursor: z.string().nullable() });
export type ProjectList = z.infer<typeof ProjectList>;

export const MessageState = z.enum(["queued", "running", "done", "stopped", "failed"]);
/** One turn of the conversation: what was asked, and (once it has ended) what was answered, as the events that drew it. */
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
export const MessageList = z.object({ messages: z.array(Message), nextCursor: z.string().nullable() });
export type MessageList = z.infer<typeof MessageList>;

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
export const VersionList = z.object({ versions: z.array(Version), nextCursor: z.string().nullable() });
export type VersionList = z.infer<typeof VersionList>;
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

/** The storyboard as it stands at `commitSha`. `problem` says why it can't be edited here when it can't. */
export const StoryboardState = z.object({
	commitSha: CommitSha,
	storyboard: Storyboard.nullable(),
	catalog: SceneCatalog.nullable(),
	problem: z.string().nullable(),
});
export type StoryboardState = z.infer<typeof StoryboardState>;
/** `baseCommitSha` is the version the edit was made on: another one in between answers `stale_head`. */
export const PutStoryboard = z.object({
	baseCommitSha: CommitSha,
	storyboard: Storyboard,
	/** What was done, as the version's title: "Trim “Title” to 3.0 s". */
	title: z.string().trim().min(1).max(200).default("Edit the storyboard"),
});
export type PutStoryboard = z.infer<typeof PutStoryboard>;

/** `baseCommitSha` is the newest version the person has seen: one after it answers `stale_head`, and is not taken back. */
export const RestoreVersion = z.object({ baseCommitSha: CommitSha.optional() });
export type RestoreVersion = z.infer<typeof RestoreVersion>;

export const AssetKind = z.enum(["image", "video", "audio", "font", "data"]);
/** What a file is turned into where browsers or exports can't play it: H.264 and AAC, VP9 with alpha, AAC, a JPEG. */
export const Conversion = z.enum(["mp4", "webm", "m4a", "jpg"]);
export type Conversion = z.infer<typeof Conversion>;
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
/** How far the proxy of an asset is: `waiting` for other conversions, `failed` with the reason as a sentence. */
export const ProxyState = z.object({ state: z.enum(["waiting", "preparing", "ready", "failed"]), reason: z.string().nullable() });
export type ProxyState = z.infer<typeof ProxyState>;
/** `proxy` is null where the file is played as it is. */
export const ListedAsset = Asset.extend({ proxy: ProxyState.nullable().default(null) });
export type ListedAsset = z.infer<typeof ListedAsset>;
export const AssetList = z.object({ assets: z.array(ListedAsset) });
export type AssetList = z.infer<typeof AssetList>;
/** Manifest of the assets, kept in git as `assets.json`: what a clone needs to fetch them. */
export const AssetManifest = z.object({ assets: z.array(Asset) });
export type AssetManifest = z.infer<typeof AssetManifest>;

export const ExportSettings = z.object({
	codec: z.enum(["mp4", "webm", "gif", "png"]).default("mp4"),
	/** Scale of the composition's own size, 0.1 to 2. Absent: 1; for a GIF, one that makes it about 480 pixels wide. */
	scale: z.number().min(0.1).max(2).optional(),
	/** First and last frame, both included; for `png` only `from` is used. Absent: the whole film. */
	range: z.object({ from: z.int().nonnegative(), to: z.int().nonnegative() }).optional(),
	/** Version to export; absent: the current one. */
	commitSha: CommitSha.optional(),
});
export type ExportSettings = z.infer<typeof ExportSettings>;
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
 * @example { code: "letters_without_font", sceneId: "intro", message: "Scene “intro” (Title) has letters that …" }
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
/** All warnings of one export, in the order of its scenes. */
export const ExportWarnings = z.array(ExportWarning).max(50);
export const Export = z.object({
	id: Id,
	projectId: Id,
	commitSha: CommitSha,
	settings: ExportSettings,
	state: ExportState,
	/** Frames finished and wanted; 0 until known. */
	framesDone: z.int().nonnegative(),
	framesTotal: z.int().nonnegative(),
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
export const ExportList = z.object({ exports: z.array(Export) });
export type ExportList = z.infer<typeof ExportList>;

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
export const Health = z.object({
	status: z.enum(["ok", "degraded", "draining"]),
	version: z.string(),
	checks: z.record(z.string(), z.string()),
});
export type Health = z.infer<typeof Health>;

/** An error of the browser page itself, for the studio's log. Paths only: no query, no host, nothing of what a person wrote. */
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
