import { pause } from "@storydream/kit";
import type { Records, SessionRecord } from "../../records/records.ts";
import type { SessionsOptions } from "../ports.ts";
import { LIVE_STATES } from "./session-record.ts";

/** Whether another studio has taken this session over: its sandbox is not ours to end. */
export async function isAnothers(record: SessionRecord, records: Pick<Records, "sessions">): Promise<boolean> {
	const now = await records.sessions.get(record.id);
	return now !== null && now.ownerId !== record.ownerId;
}

const PAUSE_MS = 2_000;

/**
 * Ends a session's sandbox, then forgets its record: in this order, so that a studio that is killed in between still knows
 * what to end. Tries again until it is done, or the studio closes (the next one goes on).
 */
export async function removeSandbox(
	record: SessionRecord,
	options: Pick<SessionsOptions, "records" | "driver" | "logger"> & { isClosed: () => boolean },
): Promise<void> {
	const { records, driver, logger } = options;
	const named = { incarnation: record.incarnation, state: LIVE_STATES };
	while (!options.isClosed()) {
		try {
			const ending = await records.sessions.update(record.id, named, { state: "ending" });
			if (ending === null && (await isAnothers(record, records))) return;
			await driver.end(record.sandboxName);
			await records.sessions.remove(record.id);
			return;
		} catch (error) {
			logger.error({ err: error, sandbox: record.sandboxName }, "a sandbox could not be removed; trying again");
			await pause(PAUSE_MS);
		}
	}
}
