import { StoryDreamError } from "@storydream/protocol";
import type { SandboxEndpoint } from "../../drivers/driver.ts";
import type { SessionRecord } from "../../records/records.ts";
import { intendSession } from "./session-record.ts";
import type { SessionShared } from "./session-types.ts";

/**
 * A sandbox for a project: a warm one that waits, or the written intent to start one. `endpoint` is null for an intent.
 * @throws what refused it (`project_not_found`, `session_limit`, `too_many`, `storage_failed`); nothing is left of it then
 */
export async function acquireSandbox(
	projectId: string,
	shared: SessionShared,
	onWaiting: (before: number) => void,
): Promise<{ record: SessionRecord; endpoint: SandboxEndpoint | null }> {
	const { records, pool, gate, logger } = shared;
	if ((await records.projects.get(projectId)) === null) {
		throw new StoryDreamError("project_not_found", "There is no such project.");
	}
	await shared.admit(projectId);
	const spare = await pool.take(projectId).catch((error: unknown) => {
		throw onPeer(error, shared);
	});
	if (spare) return spare;
	await gate.enter(projectId, onWaiting);
	const record = intendSession(projectId, shared);
	try {
		await records.sessions.create(record);
		return { record, endpoint: null };
	} catch (error) {
		// Whether or not it was written before the error: nothing has been started under this name.
		await records.sessions
			.remove(record.id)
			.catch((cause: unknown) => logger.warn({ err: cause, projectId }, "an intent could not be taken back"));
		throw onPeer(error, shared);
	}
}

/** Another studio was faster: the project's session is there. */
export class SessionElsewhere extends StoryDreamError {
	constructor(cause: unknown) {
		const hint = "Try again in a moment: it is found there.";
		super("shutting_down", "Another studio has opened this project just now.", { hint, cause });
	}
}

function onPeer(error: unknown, { peers }: Pick<SessionShared, "peers">): unknown {
	const isTaken = peers !== undefined && error instanceof StoryDreamError && error.code === "conflict";
	return isTaken ? new SessionElsewhere(error) : error;
}
