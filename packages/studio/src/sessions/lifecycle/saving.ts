import { backoff, retry } from "@storydream/kit";
import { StoryDreamError } from "@storydream/protocol";
import type { Publisher } from "../commits/publisher.ts";
import type { Reports } from "../followers/reports.ts";
import type { Deadlines, SessionsOptions } from "../ports.ts";
import { SandboxUnreachable } from "../sandbox/http.ts";
import type { Runs } from "../turns/runs.ts";
import type { Live } from "./bring-up.ts";

/**
 * Everything of a session that must outlive its sandbox: stops the turn, commits what is not committed, pulls what is not
 * stored yet, keeps the transcript. What needs no sandbox (the source archive) goes on in the background, in `afterwards`.
 *
 * @throws when files could not be committed or commits not stored: the sandbox must stay, they are nowhere else
 */
export async function saveSession(
	projectId: string,
	live: Live,
	options: SessionsOptions & {
		deadlines: Deadlines;
		runs: Runs;
		publisher: Publisher;
		reports: Reports;
		afterwards: (what: string, work: () => Promise<void>) => void;
	},
): Promise<void> {
	const { runs, publisher, repositories, records, deadlines, logger } = options;
	await runs.stop();
	try {
		await publisher.exclusive(async () => {
			const saved = await retry(() => live.client.save("Save what was open"), {
				deadlineMs: deadlines.saveMs / 2,
				pauseMs: backoff({
					firstMs: deadlines.retryMs,
					longestMs: deadlines.longestRetryMs,
					mayRetry: (error) => error instanceof SandboxUnreachable && !live.signal.aborted,
				}),
				signal: live.signal,
			});
			if (saved) options.reports.leftOut(saved.leftOut, "Not saved when the project was put away");
			await publisher.publish(live.client, { deadlineMs: deadlines.saveMs / 2, signal: live.signal });
		});
	} catch (error) {
		// A history that goes another way is kept under `refs/conflict/` by now: there is nothing more to save of it.
		if (!(error instanceof StoryDreamError) || (error.code !== "stale_head" && error.code !== "project_not_found")) throw error;
	}
	try {
		await publisher.keepTranscript(live.client);
	} catch (error) {
		// The work is safe; the agent will remember less of the conversation.
		logger.warn({ err: error }, "the end of the transcript could not be kept");
	}
	options.afterwards("the source archive", async () => {
		const project = await records.projects.get(projectId);
		if (project === null) return;
		if (project.sourceSha !== project.currentCommitSha) await repositories.writeSource(projectId);
		if (project.agentSessionId !== null) await repositories.compactTranscript(projectId, project.agentSessionId);
	});
}
