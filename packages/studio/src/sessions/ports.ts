import type { Readable } from "node:stream";
import type { Asset, Message, Project, SegmentFacts, Version, WantedSegment } from "@storydream/protocol";
import type { Driver } from "../drivers/driver.ts";
import type { MessageRecord, ProjectRecord, Records } from "../records/records.ts";
import type { Repositories } from "../repositories/repositories.ts";

/** What sessions log with; pino's shape. */
export interface Logger {
	debug(fields: object, text: string): void;
	info(fields: object, text: string): void;
	warn(fields: object, text: string): void;
	error(fields: object, text: string): void;
	child(fields: object): Logger;
}

/** Pictures of a conversation: sent by the person, or looked at by the agent. Kept by content, so storing twice is fine. */
export interface AttachmentStore {
	/** Keeps a picture that the agent looked at; durable when it resolves. */
	put(projectId: string, picture: { bytes: Buffer; mediaType: string }): Promise<{ sha256: string; url: string }>;
	/** Null when it is not there. */
	read(projectId: string, sha256: string): Promise<Buffer | null>;
}

/** Bytes of a project's media. */
export interface AssetBytes {
	/** What a film plays: the proxy of an asset where there is one, else the original. Null when it is missing in the store. */
	open(projectId: string, asset: Asset): Promise<StoredAsset | null>;
	openOriginal(projectId: string, asset: Asset): Promise<StoredAsset | null>;
	/** Hash and length of what `open` gives. */
	played(projectId: string, asset: Asset): Promise<{ sha256: string; bytes: number }>;
	/** True for an asset that can't be played as it is, until its proxy was made or could not be made. */
	needsProxy(projectId: string, asset: Asset): Promise<boolean>;
	keepProxy(projectId: string, asset: Asset, proxy: StoredAsset): Promise<void>;
	/** @param reason a sentence for people, with a next step */
	keepFailure(projectId: string, asset: Asset, reason: string): Promise<void>;
}

export interface StoredAsset {
	body: Readable;
	bytes: number;
	/** Of these bytes. */
	sha256: string;
}

/** Segments of a project's exports, shared by all its sandboxes and jobs. */
export interface KeptSegments {
	/** Those of `wanted` that are kept. */
	known(projectId: string, wanted: readonly WantedSegment[]): Promise<SegmentFacts[]>;
	/**
	 * The bytes of a segment; null when it is not kept. Its stream fails at the end when they are not as they were kept, and the
	 * segment is removed.
	 */
	open(projectId: string, key: string): Promise<{ facts: SegmentFacts; body: Readable } | null>;
	/** Keeps a segment that is not kept yet; `open` gives its bytes. Throws `bad_request` when they are not those of its facts. */
	keep(projectId: string, facts: SegmentFacts, open: () => Promise<Readable>): Promise<void>;
	/** Removes what is too old, then the oldest until the rest fits. */
	prune(projectId: string, now: number): Promise<void>;
}

/** How records look to a browser. */
export interface Shapes {
	project(record: ProjectRecord): Project;
	message(record: MessageRecord): Message;
	/** `hasPicture` is false: a version is announced before its picture is taken. */
	version(projectId: string, version: Omit<Version, "pictureUrl">): Version;
}

export interface SessionLimits {
	/** Sessions that may be open at once (MAX_SESSIONS). */
	maxSessions: number;
	/** Sandboxes kept waiting for whoever comes next (WARM_POOL). */
	warmPool: number;
	/** A session nobody has used for so long ends. 0: never. */
	idleMinutes: number;
	/** Sandboxes that may start at the same time. */
	parallelStarts: number;
	/** Messages that may wait in one project's queue. */
	queueLength: number;
}

/** Every wait of a session, in ms. Each has an end. */
export interface Deadlines {
	/** From the driver's start to the agent host's first answer. */
	startMs: number;
	/** Putting a project into a sandbox. */
	loadMs: number;
	/** Until the preview can be served. */
	previewMs: number;
	/** A sandbox that runs, as the driver says, and can't be reached for so long is given up. */
	unreachableMs: number;
	/** A socket that is silent for so long, pings included, is taken for dead and dialled anew. */
	silenceMs: number;
	/** A start waits so long for those before it. */
	queueMs: number;
	/** From asking a turn to stop to its end. */
	stopMs: number;
	/** Storing what a turn made. */
	publishMs: number;
	/** Saving a session that ends, in all. */
	saveMs: number;
	/** Between looking at what runs and what is recorded. */
	reconcileMs: number;
	/** An upload waits so long for its proxy: then it is made in the background. */
	proxyGraceMs: number;
	/** A file waits so long for the conversions before it. */
	conversionQueueMs: number;
	/** Quiet after the last start before the warm pool is filled. */
	warmDelayMs: number;
	/** First pause between two attempts of anything; doubles up to `longestRetryMs`. */
	retryMs: number;
	longestRetryMs: number;
}

export const DEADLINES: Deadlines = {
	// A sandbox that ends while it starts is noticed at once. These are for one that hangs, and a slow machine is no reason to
	// give up: a first start on a busy one took more than 30 s.
	startMs: 120_000,
	loadMs: 120_000,
	previewMs: 120_000,
	unreachableMs: 60_000,
	silenceMs: 20_000,
	queueMs: 120_000,
	stopMs: 15_000,
	publishMs: 30_000,
	saveMs: 30_000,
	reconcileMs: 30_000,
	proxyGraceMs: 8_000,
	conversionQueueMs: 60 * 60_000,
	warmDelayMs: 1_500,
	retryMs: 100,
	longestRetryMs: 2_000,
};

/** Other studios on the same stores, each with sessions of its own. */
export interface Peers {
	/** Ids of the studios there are, this one among them, as of now: what one of them owns is not to be touched. */
	present(): Promise<ReadonlySet<string>>;
	/** Throws `shutting_down` when this studio may have been taken for dead, so that others work on what was its own. */
	sure(): Promise<void>;
}

export interface SessionsOptions {
	/** This studio's name in the records. Default: a new one. */
	ownerId?: string;
	/** Absent: this is the only studio, and all that is recorded is its own. */
	peers?: Peers;
	records: Records;
	repositories: Repositories;
	driver: Driver;
	attachments: AttachmentStore;
	assets: AssetBytes;
	segments: KeptSegments;
	shapes: Shapes;
	/** First part of every sandbox's name: lower-case letters and digits, at most 12. */
	install: string;
	/** Model gateway, as a sandbox reaches it. */
	gatewayUrl: string;
	/** STORYDREAM_MODEL; absent: the SDK's own choice. */
	sandboxModel?: string;
	/** Which model answers, as shown to browsers. */
	model: { demo: boolean; name: string };
	/** Address of the preview page on its own origin, ending in `/`. */
	previewUrl: (previewKey: string) => string;
	limits?: Partial<SessionLimits>;
	deadlines?: Partial<Deadlines>;
	/** Author of commits. Default: "You". */
	author?: (userId: string) => { name: string; email: string };
	remotionLicenseKey?: string;
	/**
	 * Whether a turn's usage is added to its project here. Default true; false when the model gateway counts already
	 * (both would count twice).
	 */
	addUsage?: boolean;
	/** A version was acknowledged: its picture may be taken. Must not throw. */
	onVersion?: (projectId: string, sha: string) => void;
	/** A turn has ended, with a version or without. Must not throw. */
	onTurnEnd?: (projectId: string) => void;
	/** An event of a sandbox was written to everybody who follows: so many seconds after it had arrived. Must not throw. */
	onRelayed?: (seconds: number) => void;
	logger: Logger;
}
