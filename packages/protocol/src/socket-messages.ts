import { z } from "zod";
import { AgentEvent, PreviewError, RunOutcome, Usage } from "./agent-events.ts";
import { ErrorCode } from "./errors.ts";
import { FilmCheckState } from "./film-check.ts";
import { AssetName, ClientId, CommitSha, Id, Seq, Sha256 } from "./ids.ts";
import { MAX_ATTACHMENTS } from "./limits.ts";
import { LeftOutList } from "./project-tree.ts";
import { Export, Message, Project, ProxyState, Version } from "./resources.ts";

/**
 * A picture that goes with a message, named by what its upload answered.
 * @example { name: "tea.png", sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" }
 */
export const Attachment = z.object({ name: z.string().max(200), sha256: Sha256 });
export type Attachment = z.infer<typeof Attachment>;

/**
 * The answer to `POST /api/projects/{id}/attachments`, whose body is the picture itself. It is kept as soon as this is
 * answered; one that no message names within a day may be removed.
 * @example { sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", mediaType: "image/png", bytes: 48213, url: "/api/projects/k3v9q2m4/attachments/9f86d0" }
 */
export const UploadedPicture = z.object({
	sha256: Sha256,
	/** Read from its bytes. */
	mediaType: z.string(),
	bytes: z.int().positive(),
	url: z.string(),
});
export type UploadedPicture = z.infer<typeof UploadedPicture>;

/**
 * What the person points at while asking: a frame, a range of frames, a scene, or an element of the source.
 * @example { frame: 45, sceneId: "title-1" }
 */
export const MessageContext = z.object({
	frame: z.int().nonnegative().optional(),
	range: z.object({ from: z.int().nonnegative(), to: z.int().nonnegative() }).optional(),
	sceneId: z.string().max(64).optional(),
	element: z
		.object({ file: z.string().max(300), line: z.int(), column: z.int(), text: z.string().max(500).optional() })
		.optional(),
});
export type MessageContext = z.infer<typeof MessageContext>;

/**
 * Browser -> studio. One JSON object a frame; fields a reader does not know are ignored.
 * @example { type: "message:send", projectId: "k3v9q2m4", id: "msg-0001", content: "Make it blue" }
 */
export const ClientMessage = z.discriminatedUnion("type", [
	z.object({ type: z.literal("session:start"), projectId: Id, lastSeq: Seq.optional() }),
	z.object({
		type: z.literal("message:send"),
		projectId: Id,
		id: ClientId,
		content: z.string().trim().min(1, "a message can't be empty"),
		attachments: z.array(Attachment).max(MAX_ATTACHMENTS).optional(),
		context: MessageContext.optional(),
	}),
	/** The person has begun to write: the agent makes itself ready meanwhile. May be left out: then the message does it. */
	z.object({ type: z.literal("message:begin") }),
	/** Changes the text of a queued message that has not been started. */
	z.object({ type: z.literal("message:edit"), id: ClientId, content: z.string().trim().min(1) }),
	/** Takes a queued message out of the queue. */
	z.object({ type: z.literal("message:remove"), id: ClientId }),
	/** Stops the running turn; what it wrote stays, as a version. Messages that wait are paused until `message:continue`. */
	z.object({ type: z.literal("message:cancel") }),
	/** Messages that a stop has paused wait for their turn again. */
	z.object({ type: z.literal("message:continue") }),
	z.object({ type: z.literal("session:end") }),
	/** Somebody is there: a session that was about to be put away for idleness stays. */
	z.object({ type: z.literal("session:keep") }),
	z.object({ type: z.literal("ping") }),
]);
export type ClientMessage = z.infer<typeof ClientMessage>;

/**
 * What is waited for while a session starts, in order.
 * @example SESSION_PHASES.indexOf("starting") // 1
 */
export const SESSION_PHASES = ["queued", "starting", "loading", "installing", "previewing"] as const;
/**
 * One phase of a session's start.
 * @example "starting"
 */
export const SessionPhase = z.enum(SESSION_PHASES);
export type SessionPhase = z.infer<typeof SessionPhase>;

/**
 * Studio -> browser. Those with `seq` are replayed after `session:start {lastSeq}`.
 * @example { type: "session:phase", phase: "starting", detail: "Starting a sandbox" }
 */
export const StudioMessage = z.discriminatedUnion("type", [
	z.object({ type: z.literal("session:phase"), phase: SessionPhase, detail: z.string() }),
	z.object({
		type: z.literal("session:ready"),
		sessionId: z.string(),
		projectId: Id,
		/** Absolute URL of the preview page on its own origin. */
		previewUrl: z.string(),
		/** Newest `seq` at this moment. */
		seq: Seq,
		/** Run that goes on now, if any. */
		runId: z.string().nullable().default(null),
		/** Why the agent has no commands here; absent when it has them. */
		restricted: z.string().optional(),
		model: z.object({ demo: z.boolean(), name: z.string() }),
	}),
	z.object({ type: z.literal("agent:message"), seq: Seq, runId: z.string(), event: AgentEvent }),
	z.object({
		type: z.literal("agent:complete"),
		seq: Seq,
		runId: z.string(),
		outcome: RunOutcome,
		/** The version this turn made; null when it changed nothing. */
		commitSha: CommitSha.nullable(),
		usage: Usage,
		/** Why, when `outcome` is `failed`. */
		error: z.object({ code: ErrorCode, message: z.string(), hint: z.string() }).optional(),
	}),
	/** A message was stored, edited, started or removed: the whole queue, oldest first. */
	z.object({ type: z.literal("queue:changed"), seq: Seq, queue: z.array(Message) }),
	/** A message took its place in the conversation (sent by this tab, another tab, or the command line). */
	z.object({ type: z.literal("message:added"), seq: Seq, message: Message }),
	z.object({ type: z.literal("version:created"), seq: Seq, version: Version }),
	z.object({ type: z.literal("project:changed"), seq: Seq, project: Project }),
	z.object({ type: z.literal("preview:errors"), seq: Seq, errors: z.array(PreviewError) }),
	z.object({ type: z.literal("export:progress"), seq: Seq, export: Export }),
	/**
	 * A film check has begun or ended: the same as `GET /api/projects/{id}/checks` answers. It comes after `agent:complete` and
	 * `version:created`; no turn and no version waits for it.
	 */
	z.object({ type: z.literal("checks:changed"), seq: Seq, checks: FilmCheckState }),
	/**
	 * The media of the project are others than before, or (`converted`) the proxy of one of them has another state: the list
	 * of `GET /api/projects/{id}/assets` says what holds now.
	 */
	z.object({
		type: z.literal("assets:changed"),
		seq: Seq,
		converted: z.object({ name: AssetName, originalName: z.string().nullable(), proxy: ProxyState }).optional(),
	}),
	/**
	 * Nobody used the session for a while: it is put away in so many milliseconds (no clock of a visitor's is trusted), unless
	 * something is done or `session:keep` is sent. Null: it stays.
	 */
	z.object({ type: z.literal("session:idle-soon"), leftMs: z.int().nonnegative().nullable() }),
	/**
	 * Something about the whole project that a person must know: the newest version could not be opened, or files were left
	 * out (`leftOut` names them). Sent to every page of the project; when there is none, to the next one that comes.
	 */
	z.object({ type: z.literal("session:notice"), text: z.string(), leftOut: LeftOutList.optional() }),
	z.object({
		type: z.literal("session:ended"),
		reason: z.string(),
		code: z.enum(["ended", "idle", "deleted", "lost", "shutdown"]),
	}),
	z.object({
		type: z.literal("error"),
		code: ErrorCode,
		message: z.string(),
		hint: z.string(),
		/** The client's id of what failed. */ id: z.string().optional(),
	}),
	z.object({ type: z.literal("pong") }),
]);
export type StudioMessage = z.infer<typeof StudioMessage>;
