import { minutes, wholeNumber } from "../config/values.ts";
import { type Reader, type Variable, wrongValue } from "../config/variables.ts";

/** How many sessions there are, and for how long. */
export interface SessionsConfig {
	/** Sandboxes that wait, started, for whoever comes next. */
	warmPool: number;
	maxSessions: number;
	/** A session nobody works in ends after so long; milliseconds. */
	sessionIdleMs: number;
}

export const WARM_POOL: Variable<number> = {
	name: "WARM_POOL",
	schema: wholeNumber(0, 20),
	example: "1",
	shown: "1",
	about: "Sandboxes that wait, started, for the next project that is opened.",
};
export const MAX_SESSIONS: Variable<number> = {
	name: "MAX_SESSIONS",
	schema: wholeNumber(1, 1000),
	example: "20",
	shown: "20",
};
export const SESSION_IDLE_MINUTES: Variable<number> = {
	name: "SESSION_IDLE_MINUTES",
	schema: minutes,
	example: "30",
	shown: "30",
	about: "A session nobody works in ends after so many minutes; its work is saved long before.",
};

/** @param clusterPool the sandboxes that wait are the cluster's */
export function readSessionsConfig(read: Reader, { clusterPool }: { clusterPool: boolean }): SessionsConfig {
	const warmPool = read(WARM_POOL, clusterPool ? 0 : 1);
	if (clusterPool && warmPool > 0) {
		const why = "it must be 0 where K8S_SANDBOX_POOL is set, because the sandboxes that wait are the cluster's";
		throw wrongValue(WARM_POOL, String(warmPool), why, "0");
	}
	return { warmPool, maxSessions: read(MAX_SESSIONS, 20), sessionIdleMs: read(SESSION_IDLE_MINUTES, 30 * 60_000) };
}
