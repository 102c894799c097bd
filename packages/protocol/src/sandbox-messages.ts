import { z } from "zod";
import { AgentEvent, PreviewError, RunOutcome, Usage } from "./agent-events.ts";
import { ErrorCode } from "./errors.ts";
import { FilmCheck } from "./film-check.ts";
import { AssetName, CommitSha, Seq, Sha256 } from "./ids.ts";
import { LeftOutList } from "./project-tree.ts";
import { Asset, Conversion, ExportSettings, ExportStep, ExportWarnings } from "./resources.ts";
import { WantedSegments } from "./segments.ts";
import { MessageContext } from "./socket-messages.ts";
import { SceneCatalog, Storyboard } from "./storyboard.ts";

/**
 * What the studio says to the agent host of a sandbox (port 3001) and back. Every request carries
 * `Authorization: Bearer <token>`. Bodies are JSON unless a path says otherwise; failures are `application/problem+json`.
 *
 *     GET    /health                              -> SandboxHealth
 *     PUT    /project?...        (tar.zst)        -> OpenedProject      source archive of a commit; see OpenProjectQuery
 *     POST   /project/bundles    (git bundle)     -> OpenedProject      packs newer than the source, oldest first
 *     PUT    /transcript         (jsonl)          -> {}                 before the first run
 *     GET    /transcript?from=N  (jsonl)          -> bytes from offset N on; header x-transcript-session names it
 *     POST   /agent                               -> {}                 somebody is writing a prompt: the agent makes itself ready
 *     POST   /runs               StartRun         -> RunAccepted        same runId twice: the same run
 *     POST   /runs/:id/stop                       -> {}
 *     GET    /events?after=N     (WebSocket)      -> SandboxEvent frames, from the log, then live
 *     GET    /bundles?since=sha  (git bundle)     -> commits of `since..HEAD`; header x-head-sha; 204 when there are none
 *     POST   /edits              EditProject      -> EditResult         a commit made by hand
 *     POST   /save               SaveProject      -> SaveResult         commits whatever differs from the head, before the sandbox ends
 *     POST   /restore?sha=&title=&base= (tar.zst) -> SaveResult         the tree of an old version, as a new commit; with a
 *                                                                       `base` that is not the head: `stale_head`. With
 *                                                                       `filmBytes=N` the first N bytes of the body are a
 *                                                                       storyboard, which takes the place of the version's own
 *     PUT    /versions/:sha      (tar.zst)        -> {}                 an old version to look at: preview page ?version=sha
 *     PUT    /assets/:sha256?name= (bytes)        -> {}                 media in public/assets, not in git
 *     DELETE /assets/:name                        -> {}
 *     GET    /state                               -> ProjectState
 *     POST   /pictures           TakePictures     -> TakenPictures      frames as the preview paints them
 *     POST   /checks                              -> RanFilmCheck       checks the film as it stands; `conflict` when a turn or another
 *                                                                       check begins meanwhile, `busy` while a turn runs
 *     POST   /exports            StartExport      -> {}                 progress comes as events
 *     DELETE /exports/:id                         -> {}
 *     GET    /exports/:id/file   (bytes)
 *     PUT    /segments/:key?...  (bytes)          -> {}                 one that an export is missing; see SegmentQuery
 *     POST   /exports/:id/segments                -> {}                 the answer to `export:missing`: no more will come
 *     GET    /exports/:id/segments                -> KeptSegments       what the export is made of, as far as it is there
 *     GET    /segments/:key      (bytes)
 *     POST   /end                                 -> {}                 the process ends after its answer
 *
 * A sandbox that was started before anybody knew whose it would be answers nothing of this until it is handed over, by who
 * carries its handover token:
 *
 *     POST   /handover           Handover         -> {}                 once; the same body again is fine, another one is a conflict
 *     GET    /handover                            -> Holder             whose it is
 */

/**
 * Answer of `GET /health`: which start of the sandbox this is, and what it holds.
 * @example { incarnation: "i1", state: "open", projectId: "k3v9q2m4", head: "0123456789abcdef0123456789abcdef01234567", runId: null, seq: 12,
 *   previewReady: true, restricted: null, protocolVersion: 1 }
 */
export const SandboxHealth = z.object({
	incarnation: z.string(),
	/** `empty`: warm, holding the template only; `open`: holds a project. */
	state: z.enum(["starting", "empty", "open", "ending"]),
	projectId: z.string().nullable(),
	head: CommitSha.nullable(),
	runId: z.string().nullable(),
	/** Newest number of the event log. */
	seq: Seq,
	previewReady: z.boolean(),
	/** Why the agent has no commands here; null when it has them. */
	restricted: z.string().nullable(),
	protocolVersion: z.int(),
});
export type SandboxHealth = z.infer<typeof SandboxHealth>;

/**
 * Who a sandbox is from now on, and the tokens that are its own.
 * @example { name: "sd-k3v9q2m4", incarnation: "i1", token: "sixteen-or-more-letters", gatewayToken: "another-token" }
 */
export const Handover = z.strictObject({
	name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/),
	incarnation: z.string().min(1).max(100),
	token: z.string().min(16).max(500),
	gatewayToken: z.string().min(1).max(500),
	/** Model for the agent; absent: the SDK's own choice. */
	model: z.string().min(1).max(200).optional(),
});
export type Handover = z.infer<typeof Handover>;
/**
 * What a driver writes to a sandbox's standard input, as JSON, where SANDBOX_TOKENS is `stdin`: so that no inspection of a
 * container shows a token. Example: `{"token":"…16 characters or more","gatewayToken":"…"}`.
 * @example { token: "sixteen-or-more-letters", gatewayToken: "another-token" }
 */
export const SandboxTokens = Handover.pick({ token: true, gatewayToken: true });
export type SandboxTokens = z.infer<typeof SandboxTokens>;
/**
 * Whose a sandbox is that can be handed over: both are null while it is nobody's.
 * @example { name: null, incarnation: null }
 */
export const Holder = z.object({ name: z.string().nullable(), incarnation: z.string().nullable() });
export type Holder = z.infer<typeof Holder>;

/** Paths that were left out. A sandbox of an earlier release does not say: none. */
const NoneOrSome = LeftOutList.default({ count: 0, paths: [] });

/**
 * Query of `PUT /project`. The archive holds the tree of `sha`, and the commit object itself as `.storydream/commit`.
 * @example { projectId: "k3v9q2m4", sha: "0123456789abcdef0123456789abcdef01234567", userName: "Local user", userEmail: "user@localhost" }
 */
export const OpenProjectQuery = z.object({
	projectId: z.string(),
	sha: CommitSha,
	/** Author of commits. */
	userName: z.string().max(200),
	userEmail: z.string().max(200),
	/** The agent's session to resume, if there is a transcript. */
	agentSessionId: z.string().optional(),
});
export type OpenProjectQuery = z.infer<typeof OpenProjectQuery>;
/**
 * `treeSha` was computed from the files: it equals the commit's own, or opening fails. `leftOut`: files of the commit that
 * can't be in a project (versions of earlier releases hold such) and were not put in place.
 * @example { head: "0123456789abcdef0123456789abcdef01234567", treeSha: "0123456789abcdef0123456789abcdef01234567" }
 */
export const OpenedProject = z.object({ head: CommitSha, treeSha: CommitSha, leftOut: NoneOrSome });
export type OpenedProject = z.infer<typeof OpenedProject>;

/**
 * Body of `POST /runs`: what a person asked. An attachment's `data` is base 64.
 * @example { runId: "r1", content: "Make it blue", title: "Make it blue", context: { frame: 45 } }
 */
export const StartRun = z.object({
	runId: z.string(),
	content: z.string(),
	attachments: z.array(z.object({ name: z.string(), mediaType: z.string(), data: z.string() })).default([]),
	context: MessageContext.optional(),
	/** Subject of the commit: the prompt's first line. */
	title: z.string(),
});
export type StartRun = z.infer<typeof StartRun>;
/**
 * The turn has begun; its events have numbers above `seq`.
 * @example { runId: "r1", seq: 12 }
 */
export const RunAccepted = z.object({ runId: z.string(), seq: Seq });

/**
 * Writes files and commits. A path is inside the project, never `.git`, `.storydream` or `node_modules`.
 * @example { title: "Trim “Title” to 3.0 s", baseCommitSha: "0123456789abcdef0123456789abcdef01234567" }
 */
export const EditProject = z.object({
	title: z.string(),
	/** Head the edit was made on; another one answers `stale_head`. */
	baseCommitSha: CommitSha.optional(),
	storyboard: Storyboard.optional(),
	/** The whole manifest, kept as `assets.json`. */
	assets: z.array(Asset).optional(),
});
export type EditProject = z.infer<typeof EditProject>;
/**
 * `POST /conversions`, the original as body: the proxy is put in its place below `public/assets/`, and answered.
 * @example { name: "clip.mp4", to: "mp4" }
 */
export const ConvertAsset = z.object({ name: AssetName, to: Conversion });
export type ConvertAsset = z.infer<typeof ConvertAsset>;
/**
 * `changed` is false when nothing differed and no commit was made.
 * @example { head: "0123456789abcdef0123456789abcdef01234567", changed: true }
 */
export const EditResult = z.object({ head: CommitSha, changed: z.boolean() });
export type EditResult = z.infer<typeof EditResult>;
/**
 * What a sandbox has under the name of an asset: the hash of its bytes in hexadecimal; null where there is no such file.
 * @example { sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" }
 */
export const AssetHash = z.object({ sha256: Sha256.nullable() });
export type AssetHash = z.infer<typeof AssetHash>;

/**
 * An edit that commits the whole folder: `leftOut` is what the commit does not hold.
 * @example { head: "0123456789abcdef0123456789abcdef01234567", changed: true, leftOut: { count: 0, paths: [] } }
 */
export const SaveResult = EditResult.extend({ leftOut: NoneOrSome });
export type SaveResult = z.infer<typeof SaveResult>;

/**
 * Body of `POST /save`: the title of the version, should one be made.
 * @example { title: "Work kept before the sandbox ended" }
 */
export const SaveProject = z.object({ title: z.string().min(1).max(200) });
export type SaveProject = z.infer<typeof SaveProject>;

/**
 * Answer of `GET /state`: the film as it stands in the sandbox, with what is wrong with it.
 * @example { head: "0123456789abcdef0123456789abcdef01234567", storyboard: null, catalog: null, problem: null, errors: [], video: null }
 */
export const ProjectState = z.object({
	head: CommitSha,
	storyboard: Storyboard.nullable(),
	catalog: SceneCatalog.nullable(),
	problem: z.string().nullable(),
	errors: z.array(PreviewError),
	/** As the preview page reported it; null while no page has been open. */
	video: z.object({ fps: z.number(), width: z.number(), height: z.number(), durationInFrames: z.int() }).nullable(),
});
export type ProjectState = z.infer<typeof ProjectState>;

/**
 * Body of `POST /pictures`: which frames to draw.
 * @example { frames: [0, 45], size: 640, timeoutMs: 20000 }
 */
export const TakePictures = z.object({
	/** Frames; empty: one frame that shows the film well. */
	frames: z.array(z.int().nonnegative()).max(8).default([]),
	/** Pixels of the longer side. */
	size: z.int().min(64).max(1920).default(960),
	/** Waits at most this long, in ms. */
	timeoutMs: z.int().min(500).max(60_000).default(20_000),
});
export type TakePictures = z.infer<typeof TakePictures>;
/**
 * Frames as the preview paints them, in pixels; `data` is base 64.
 * @example { pictures: [{ frame: 45, mediaType: "image/jpeg", data: "/9j/4AAQ", width: 640, height: 360 }] }
 */
export const TakenPictures = z.object({
	pictures: z.array(
		z.object({
			frame: z.int().nonnegative(),
			mediaType: z.literal("image/jpeg"),
			data: z.string(),
			width: z.int(),
			height: z.int(),
		}),
	),
});
export type TakenPictures = z.infer<typeof TakenPictures>;

/**
 * A check of the head, and small pictures of findings, by their place in `check.findings`.
 * @example { check: {
 *   version: null, checkedAt: "2026-05-04T09:30:00.000Z", asked: { total: 0, shown: 0, missing: [], items: [] }, findings: [], notChecked: [],
 *   coveredScenes: ["title-1"], frames: 12, durationMs: 4200,
 * }, pictures: [] }
 */
export const RanFilmCheck = z.object({
	check: FilmCheck,
	pictures: z
		.array(z.object({ finding: z.int().nonnegative(), mediaType: z.literal("image/jpeg"), data: z.string().max(2_000_000) }))
		.max(20),
});
export type RanFilmCheck = z.infer<typeof RanFilmCheck>;

/**
 * Body of `POST /exports`.
 * @example { exportId: "exp12345", settings: { codec: "mp4" }, versionSha: null }
 */
export const StartExport = z.object({
	exportId: z.string(),
	settings: ExportSettings.omit({ commitSha: true }),
	/** The tree to export: `null` is the head, else a version put under `/versions/:sha` before. */
	versionSha: CommitSha.nullable(),
	remotionLicenseKey: z.string().optional(),
	/** The studio keeps segments: it answers `export:missing`. A studio of an earlier release does not say so, and is not asked. */
	keepsSegments: z.boolean().optional(),
});
export type StartExport = z.infer<typeof StartExport>;

/**
 * One entry of a sandbox's event log. Numbers rise by one; the log lives as long as the sandbox.
 * @example { seq: 13, type: "autosaved", runId: "r1", head: "0123456789abcdef0123456789abcdef01234567" }
 */
export const SandboxEvent = z.discriminatedUnion("type", [
	z.object({ seq: Seq, type: z.literal("run:event"), runId: z.string(), event: AgentEvent }),
	z.object({
		seq: Seq,
		type: z.literal("run:ended"),
		runId: z.string(),
		outcome: RunOutcome,
		/** Head after the turn's commit. */
		head: CommitSha,
		/** False when the turn changed no file. */
		changed: z.boolean(),
		usage: Usage,
		agentSessionId: z.string().nullable(),
		error: z.object({ code: ErrorCode, message: z.string(), hint: z.string() }).optional(),
	}),
	/** A long turn was saved in between: the studio may pull it. */
	z.object({ seq: Seq, type: z.literal("autosaved"), runId: z.string(), head: CommitSha }),
	z.object({ seq: Seq, type: z.literal("preview:errors"), errors: z.array(PreviewError) }),
	z.object({ seq: Seq, type: z.literal("preview:updated"), video: ProjectState.shape.video }),
	z.object({
		seq: Seq,
		type: z.literal("export:progress"),
		exportId: z.string(),
		...ExportStep.shape,
	}),
	/** Segments that the sandbox has not got. The export goes on after `POST /exports/:id/segments`, or a minute. */
	z.object({ seq: Seq, type: z.literal("export:missing"), exportId: z.string(), ...WantedSegments.shape }),
	z.object({
		seq: Seq,
		type: z.literal("export:ended"),
		exportId: z.string(),
		outcome: z.enum(["done", "failed", "cancelled"]),
		bytes: z.int().nonnegative().nullable(),
		error: z.object({ code: ErrorCode, message: z.string(), hint: z.string() }).nullable(),
		/** Of a finished export; absent in events of an earlier release. */
		warnings: ExportWarnings.default([]),
	}),
]);
export type SandboxEvent = z.infer<typeof SandboxEvent>;
