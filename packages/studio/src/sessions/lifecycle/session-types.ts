import type { SandboxEndpoint } from "../../drivers/driver.ts";
import type { SessionRecord } from "../../records/records.ts";
import type { Edits } from "../commits/edits.ts";
import type { Channel } from "../followers/channel.ts";
import type { PendingReports } from "../followers/reports.ts";
import type { Deadlines, SessionLimits, SessionsOptions } from "../ports.ts";
import type { SessionExports } from "../sandbox/exports.ts";
import type { Proxies } from "../sandbox/proxies.ts";
import type { Follower } from "../sessions.ts";
import type { Runs } from "../turns/runs.ts";
import type { Live } from "./bring-up.ts";
import type { Idle } from "./idle.ts";
import type { StartGate } from "./start-gate.ts";
import type { TokenRegistry } from "./tokens.ts";
import type { Life } from "./transition.ts";
import type { WarmPool } from "./warm-pool.ts";

/** What the sessions of all projects share. */
export interface SessionShared extends SessionsOptions {
	deadlines: Deadlines;
	limits: SessionLimits;
	ownerId: string;
	pool: WarmPool;
	/** How many sandboxes may start at the same time. */
	gate: StartGate;
	/** A place among MAX_SESSIONS, until `leave`. @throws `session_limit` */
	admit(projectId: string): Promise<void>;
	leave(projectId: string): void;
	doors: TokenRegistry;
	/** By project: what must be reported to the next page that comes. */
	pendingReports: PendingReports;
	/** Greater than every number given out so far. */
	firstSeq(): number;
	/** Something came to rest: a good moment to look at the pool and at what nobody needs any more. */
	onRest(projectId: string): void;
}

/** The session of one project: carries out what the table in `transition.ts` says, one step after the other. */
export interface ProjectSession {
	readonly projectId: string;
	readonly life: Life;
	/** Name of the sandbox it has, or is about to have. */
	readonly sandboxName: string | null;
	readonly channel: Channel;
	readonly runs: Runs;
	readonly edits: Edits;
	readonly exports: SessionExports;
	readonly proxies: Pick<Proxies, "states">;
	readonly idle: Idle;
	follow(follower: Follower, lastSeq: number | undefined): Promise<void>;
	need(): void;
	/** The session, started if there is none. Rejects with the reason when it can't be had. */
	ensure(): Promise<Live>;
	end(code: "ended" | "idle" | "deleted" | "shutdown"): Promise<void>;
	adopt(record: SessionRecord, endpoint: SandboxEndpoint | null, as: "ready" | "saving" | "removing"): void;
	/** Nobody needs this object any more: stops its timers. Only when there is no session. */
	retire(): void;
	/** Record of the sandbox it has; null: none. */
	readonly record: SessionRecord | null;
	/** Lets go without ending the sandbox. `atOnce`: nothing is brought to its end or written down before. */
	close(options?: { atOnce: boolean }): Promise<void>;
}
