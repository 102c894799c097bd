import type { Usage } from "@storydream/protocol";
import { newId } from "../ids.ts";
import { type Records, type Reserved, remainingUsd } from "../records/records.ts";

/** Whose call it is. */
export interface Caller {
	sessionId: string;
	projectId: string;
}

/** A call whose most is set aside. Exactly one `settle` ends it; without one it counts as spent when it expires. */
export interface OpenCall {
	settle(usage: Usage): Promise<void>;
}

/** The money of projects, as the gateway spends it. */
export interface Ledger {
	/** Sets the most that a call may cost aside, or says why not. */
	reserve(caller: Caller, usd: number): Promise<OpenCall | Exclude<Reserved, { kind: "reserved" }>>;
	/** What a project may still spend with all open calls at their most; null: no limit. */
	remaining(projectId: string): Promise<number | null>;
	/** Counts what was used without having been reserved, because it costs nothing. */
	count(projectId: string, usage: Usage): Promise<void>;
}

/**
 * The ledger in the records, so that several studios spend from one budget.
 * @param options.maxAtOnce calls of one session that may be open at the same time
 * @param options.callMs the longest that a call may take; what is open for longer is lost, and counts as spent
 * @param options.isAbandoned whether a studio is gone for good, and settles nothing any more
 */
export function createLedger(options: {
	records: Pick<Records, "projects">;
	ownerId: string;
	maxAtOnce: number;
	callMs: number;
	isAbandoned(ownerId: string): boolean;
	/** Milliseconds since 1970; for tests. */
	now?: () => number;
}): Ledger {
	const { projects } = options.records;
	const now = options.now ?? Date.now;
	return {
		async reserve({ sessionId, projectId }, usd) {
			const id = newId(16);
			const expiresAt = new Date(now() + options.callMs).toISOString();
			const asked = await projects.reserve(projectId, {
				reservation: { id, sessionId, ownerId: options.ownerId, usd, expiresAt },
				maxAtOnce: options.maxAtOnce,
				isAbandoned: options.isAbandoned,
			});
			if (asked.kind !== "reserved") return asked;
			return {
				async settle(usage) {
					await projects.settle(projectId, id, usage);
				},
			};
		},
		async remaining(projectId) {
			const project = await projects.get(projectId);
			return project === null ? null : remainingUsd(project);
		},
		count: (projectId, usage) => projects.addUsage(projectId, usage),
	};
}
