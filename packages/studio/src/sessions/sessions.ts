import type { Readable } from "node:stream";
import type {
	Asset,
	EditResult,
	ExportSettings,
	ExportStep,
	ExportWarning,
	Message,
	MessageContext,
	ProjectState,
	ProxyState,
	RanFilmCheck,
	RestoreVersion,
	Storyboard,
	StudioMessage,
	TakenPictures,
} from "@storydream/protocol";
import type { PreviewTarget } from "./lifecycle/tokens.ts";

/** One browser tab or program that follows a project's session. `send` must not throw and not block. */
export interface Follower {
	send(message: StudioMessage): void;
	/** Another studio has this session from now on, or will have: follow it there. Must not throw. */
	moved?(): void;
}

export interface SendMessage {
	id: string;
	content: string;
	/** Pictures that have been uploaded. */
	attachments?: { name: string; sha256: string }[];
	context?: MessageContext;
}

/**
 * The life of sessions, behind everything a person does with an open project. One session per project, however many
 * followers. Errors are StoryDreamErrors. "Starts a session where there is none" holds for every verb that needs one.
 */
export interface Sessions {
	/** Adopts what runs, sweeps what nobody owns, fills the warm pool, continues queued messages. Called once at start. */
	open(): Promise<void>;
	/**
	 * Attaches a follower: sends phases, then `session:ready`, then what was missed since `lastSeq`, then all that comes.
	 * Never rejects for a session that can't start: the follower gets an `error` and may try again.
	 * @returns detach
	 */
	follow(projectId: string, follower: Follower, lastSeq?: number): Promise<() => void>;
	/** Somebody is writing a message: the session and its agent make themselves ready meanwhile. */
	prepareAgent(projectId: string): Promise<void>;
	/** Stores the message (once per id), queues it, and answers it as stored. */
	sendMessage(projectId: string, message: SendMessage): Promise<Message>;
	editQueued(projectId: string, id: string, content: string): Promise<void>;
	removeQueued(projectId: string, id: string): Promise<void>;
	/** Stops the running turn, if any, and pauses the messages that wait. */
	stopRun(projectId: string): Promise<void>;
	/** Messages that a stop has paused wait for their turn again. Starts a session where there is none. */
	continueQueue(projectId: string): Promise<void>;
	/** Somebody is there: the session is not put away for idleness. Starts none. */
	keep(projectId: string): Promise<void>;
	/** Ends the session: saves, writes the source archive, removes the sandbox. */
	endSession(projectId: string, reason: "ended" | "idle" | "deleted" | "shutdown"): Promise<void>;
	/** State of the project as the sandbox sees it. */
	state(projectId: string): Promise<ProjectState>;
	putStoryboard(projectId: string, edit: { baseCommitSha: string; storyboard: Storyboard; title: string }): Promise<EditResult>;
	/** Puts the manifest into git and, for `added`, the bytes into the sandbox. */
	putAssets(projectId: string, edit: { title: string; assets: Asset[]; added: Asset[]; removed: string[] }): Promise<EditResult>;
	/**
	 * How far the proxies are that the project's session makes, or could not make yet, by the hash of the original. Answers
	 * from own state only: empty where there is no session, or another studio has it.
	 */
	proxyStates(projectId: string): ReadonlyMap<string, ProxyState>;
	/** Makes an old version the newest one, with its media. Throws `stale_head` when `baseCommitSha` is not the head. */
	restore(projectId: string, sha: string, request?: RestoreVersion): Promise<EditResult>;
	/** Makes a version visible to the preview page; answers its URL. */
	previewVersion(projectId: string, sha: string): Promise<{ previewUrl: string }>;
	/** Checks the film of the head. Throws `busy` while a turn runs, `conflict` when something newer begins. */
	checkFilm(projectId: string): Promise<RanFilmCheck>;
	/** Pictures of frames. `timeoutMs`: for all of them together; default 20 s. */
	pictures(projectId: string, query: { frames: number[]; size: number; timeoutMs?: number }): Promise<TakenPictures>;
	/** Runs one export to its end. `onProgress` gets the sandbox's own steps. Rejects with the typed error of a failed one. */
	runExport(
		projectId: string,
		job: {
			exportId: string;
			settings: ExportSettings;
			commitSha: string;
			signal: AbortSignal;
			onProgress: (progress: ExportStep) => void;
		},
	): Promise<{ body: Readable; bytes: number; warnings: ExportWarning[] }>;
	/** Sends something to every follower of a project, with the next `seq` (for messages that carry one). */
	broadcast(projectId: string, message: Broadcast): void;
	/** Preview port of the session whose preview key this is; null: none. Answers from own state only. */
	previewTarget(previewKey: string): PreviewTarget | null;
	/** Session and project a gateway token belongs to; null when unknown or ended. */
	authenticateGateway(token: string): { sessionId: string; projectId: string } | null;
	/** Numbers for metrics and health. */
	counts(): { starting: number; ready: number; warm: number; running: number; followers: number };
	/** Whether this studio has the session of a project, or is about to start or end it. */
	has(projectId: string): boolean;
	/** Takes up sessions whose studio is gone, and messages that nobody continues. Calls at the same time share one look. */
	takeOver(): Promise<void>;
	/** Others have taken over what was this studio's: lets go of everything at once, writes nothing, ends no sandbox. */
	releaseAll(): Promise<void>;
	/**
	 * Stops following and timers; sandboxes live on to be adopted by the next studio, unless `endAll`. Among several
	 * studios the sessions are nobody's afterwards: the studio that gets the next request for one adopts it.
	 */
	close(options: { endAll: boolean }): Promise<void>;
}

type WithoutSeq<T> = T extends { seq: number } ? Omit<T, "seq"> : never;
/** A studio message that carries a `seq`, before it has got one. */
export type Broadcast = WithoutSeq<StudioMessage>;
