import type { AgentEvent, Export, Message, Usage, VideoSettings } from "@storydream/protocol";
import type { RecordCopies } from "./copies.ts";

export { isSameCopy, type PartCopy, type ProjectCopy, type RecordCopies, type RecordCopy, RecordCopySchema } from "./copies.ts";
export { remainingUsd } from "./reservations.ts";

/** One pack of a project's history: a git bundle in objects, named by its hash. Order is the order of commits. */
export interface PackRecord {
	sha256: string;
	bytes: number;
	/** Commit the bundle ends at. */
	head: string;
}

/** A project as it is kept. The API's `Project` is made from it (pictureUrl is derived). */
export interface ProjectRecord {
	id: string;
	userId: string;
	name: string;
	description: string;
	/** Folder of the project's objects: `repos/{id}`. */
	gitRepoPath: string;
	currentCommitSha: string;
	/** Packs since and including the newest source archive's history, oldest first; at most `MAX_PACKS`, then compacted. */
	packs: PackRecord[];
	/** Newest commit that has a `src/{sha}.tar.zst`; null before the first. */
	sourceSha: string | null;
	/** The agent's session whose transcript is kept; null before the first turn has ended. */
	agentSessionId: string | null;
	/** Commit whose picture stands for the project. */
	pictureSha: string | null;
	video: VideoSettings | null;
	usage: Usage;
	/** What calls of a model that have not ended may cost at most; with `usage` never more than the budget. */
	reservations: Reservation[];
	budgetUsd: number | null;
	createdAt: string;
	updatedAt: string;
	lastOpenedAt: string | null;
	/** Set when deletion has begun: invisible from then on, deletion is resumed at start. */
	deletingAt: string | null;
}

/** Money that is set aside for one call of a model, until its real cost is known. */
export interface Reservation {
	id: string;
	sessionId: string;
	/** Studio that makes the call, and settles it. */
	ownerId: string;
	/** The most that the call may cost. */
	usd: number;
	/** No call takes longer: what is not settled by then counts as spent. */
	expiresAt: string;
}

export interface ReserveRequest {
	reservation: Reservation;
	/** Calls of one session that may be open at the same time. */
	maxAtOnce: number;
	/** Whether a studio is gone for good, so that what it reserved counts as spent. Does nothing else; may be asked again. */
	isAbandoned(ownerId: string): boolean;
}

export type Reserved =
	| { kind: "reserved" }
	| { kind: "over_budget"; remainingUsd: number }
	| { kind: "too_many" }
	/** There is no such project (any more). */
	| { kind: "no_project" };

/** What a head move changes besides the head; applied in the same transaction. */
export interface HeadMove {
	expectedHead: string;
	newHead: string;
	/**
	 * Hashes of the packs the mover has seen, oldest first. Others there by now (history was compacted meanwhile): not
	 * moved, and `head` in the answer is the expected one. Absent: not looked at.
	 */
	expectedPacks?: readonly string[];
	/** Packs after the move, oldest first (the new one appended, or compacted). */
	packs: PackRecord[];
	sourceSha?: string | null;
	agentSessionId?: string | null;
	video?: VideoSettings | null;
}

export type MessageRecord = Omit<Message, "attachments" | "events"> & {
	/** Objects of the pictures sent along. */
	attachments: { name: string; mediaType: string; sha256: string }[];
	/** Compact, at most 256 kB as JSON. */
	events: AgentEvent[];
};

/** States of a session's life; see `sessions/transition.ts`. */
export type SessionState = "intended" | "starting" | "loading" | "ready" | "ending" | "ended" | "failed";

/** Written BEFORE anything is started, so that nothing can run that nobody knows of. */
export interface SessionRecord {
	id: string;
	/** null: a warm spare that belongs to nobody yet. */
	projectId: string | null;
	/** Raised with every start; what belongs to another incarnation is refused. */
	incarnation: string;
	/** Deterministic: `<install>-<session>-<incarnation>`. */
	sandboxName: string;
	driver: string;
	state: SessionState;
	/** Bearer token of the sandbox's agent host. */
	sandboxToken: string;
	/** Token the sandbox shows the model gateway. */
	gatewayToken: string;
	/** Unguessable label of the preview's origin. */
	previewKey: string;
	/** The driver's own note of where it runs (pid, ports, container id): parsed by the driver. */
	endpoint: unknown;
	createdAt: string;
	updatedAt: string;
	/** Studio process that owns it now. */
	ownerId: string;
}

export type ExportRecord = Omit<Export, "fileUrl"> & {
	/** Studio that works at it, or has it in its queue; empty in records of a release that knew of one studio only. */
	ownerId: string;
	/** SHA-256 of the token with which the export's own job may speak; null where there is no job. */
	tokenHash: string | null;
};

/** A studio among several on the same stores: there from its start to its orderly end, or until others find it dead. */
export interface StudioRecord {
	/** Another one with every start; `ownerId` of what it owns. */
	id: string;
	/** Where other studios reach it, such as `http://10.0.0.7:8080`. */
	address: string;
	startedAt: string;
}

export interface Page<T> {
	items: T[];
	nextCursor: string | null;
}

/**
 * What the studio knows. Every write is durable when its promise resolves. A verb that names something that is not
 * there answers null or false, never throws; a store that can't answer throws StoryDreamError `storage_failed` or
 * `storage_full` and has then changed nothing, or all of it.
 */
export interface Records {
	readonly projects: {
		/** Throws `conflict` when the id is taken. */
		create(project: ProjectRecord): Promise<void>;
		/** Projects being deleted are not found. */
		get(id: string): Promise<ProjectRecord | null>;
		/** Newest change first. `search` matches part of name or description, case-insensitive. */
		list(query: { userId: string; search?: string; limit: number; cursor?: string }): Promise<Page<ProjectRecord>>;
		/** Changes the named fields; null when there is no such project. Never the head or packs. */
		update(
			id: string,
			change: Partial<
				Pick<ProjectRecord, "name" | "description" | "budgetUsd" | "lastOpenedAt" | "pictureSha" | "video" | "updatedAt">
			>,
		): Promise<ProjectRecord | null>;
		/**
		 * Compare-and-set of the head with everything that goes with it, in one transaction. `moved: false` carries the
		 * head that stood there instead.
		 */
		moveHead(
			id: string,
			move: HeadMove,
		): Promise<{ moved: true; project: ProjectRecord } | { moved: false; head: string | null }>;
		/** Adds to the counters. */
		addUsage(id: string, usage: Usage): Promise<void>;
		/**
		 * Sets money aside for a call, if usage, open reservations and this one stay within the budget: in one transaction, so
		 * that of many who ask at once, on however many studios, no more are granted than there is room for. Reservations that
		 * have expired or were abandoned become usage in the same transaction.
		 */
		reserve(id: string, request: ReserveRequest): Promise<Reserved>;
		/**
		 * Replaces a reservation by what its call has used. False, and nothing changes, when it is not there (any more): then
		 * it was counted as spent.
		 */
		settle(id: string, reservationId: string, usage: Usage): Promise<boolean>;
		/** First step of a deletion: hides the project. False when it is not there. */
		beginDelete(id: string): Promise<boolean>;
		/** Last step: removes the project and its messages and exports. Safe to repeat. */
		finishDelete(id: string): Promise<void>;
		/** Ids whose deletion has begun and not finished. */
		listDeleting(): Promise<string[]>;
	};
	readonly messages: {
		/** Stores a message once: the second time with the same id answers the stored one and `created: false`. Gives the position. */
		add(message: Omit<MessageRecord, "position">): Promise<{ created: boolean; message: MessageRecord }>;
		get(projectId: string, id: string): Promise<MessageRecord | null>;
		/** Newest first. */
		list(query: { projectId: string; limit: number; cursor?: string }): Promise<Page<MessageRecord>>;
		/** Waiting and running ones, oldest first. */
		listOpen(projectId: string): Promise<MessageRecord[]>;
		/** Changes fields if the state is one of `from`; null when it is not (somebody was faster) or not there. */
		update(
			projectId: string,
			id: string,
			from: MessageRecord["state"][],
			change: Partial<Omit<MessageRecord, "id" | "projectId" | "position">>,
		): Promise<MessageRecord | null>;
		/** Removes a queued message; false when it is not queued (any more). */
		removeQueued(projectId: string, id: string): Promise<boolean>;
		/** Every project that has open messages: for the start after a crash. */
		listProjectsWithOpen(): Promise<string[]>;
	};
	readonly sessions: {
		/** Throws `conflict` when the id is taken, or when `projectId` already has a session that has not ended. */
		create(session: SessionRecord): Promise<void>;
		get(id: string): Promise<SessionRecord | null>;
		/** The session of a project that has not ended. */
		findByProject(projectId: string): Promise<SessionRecord | null>;
		/** All that have not ended. */
		listLive(): Promise<SessionRecord[]>;
		/** The one that has not ended and has this preview key. */
		findByPreviewKey(previewKey: string): Promise<SessionRecord | null>;
		/** The one that has not ended and has this gateway token. */
		findByGatewayToken(gatewayToken: string): Promise<SessionRecord | null>;
		/** Changes fields if incarnation, state and (where it is named) owner are as named; null when they are not. */
		update(
			id: string,
			expected: { incarnation: string; state: SessionState[]; ownerId?: string },
			change: Partial<Omit<SessionRecord, "id">>,
		): Promise<SessionRecord | null>;
		/**
		 * Gives a warm spare to a project: exactly one claimer gets it. Throws `conflict` when the project already has a session.
		 * @param ownerId whose spare it must still be; absent: anybody's
		 */
		claim(id: string, projectId: string, ownerId?: string): Promise<SessionRecord | null>;
		remove(id: string): Promise<void>;
	};
	readonly exports: {
		create(record: ExportRecord): Promise<void>;
		get(id: string): Promise<ExportRecord | null>;
		/** Newest first, at most 100. */
		listByProject(projectId: string): Promise<ExportRecord[]>;
		/** Not ended, oldest first, of all projects. */
		listOpen(): Promise<ExportRecord[]>;
		/** Changes fields unless it has ended; null when it has, or is not there. */
		update(id: string, change: Partial<Omit<ExportRecord, "id" | "projectId">>): Promise<ExportRecord | null>;
		/** Gives one that has not ended to another studio: null when it is not `fromOwnerId`'s (any more), or has ended. */
		claim(id: string, fromOwnerId: string, toOwnerId: string): Promise<ExportRecord | null>;
		remove(id: string): Promise<void>;
	};
	readonly studios: {
		/** Throws `conflict` when the id is taken. */
		create(studio: StudioRecord): Promise<void>;
		/** Oldest first. */
		list(): Promise<StudioRecord[]>;
		/** Exactly one of many removers gets true; false when it is not there (any more). */
		remove(id: string): Promise<boolean>;
	};
	/** For moving all of it to another store. */
	readonly copies: RecordCopies;
	/** Throws `storage_failed` when a write and a read do not work. */
	check(): Promise<void>;
	close(): Promise<void>;
}
