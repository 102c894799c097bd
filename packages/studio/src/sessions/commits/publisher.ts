import { backoff, createSerialQueue, pause, retry } from "@storydream/kit";
import { StoryDreamError, type Version } from "@storydream/protocol";
import type { ProjectRecord } from "../../records/records.ts";
import type { Channel } from "../followers/channel.ts";
import type { Live } from "../lifecycle/bring-up.ts";
import type { Deadlines, SessionsOptions } from "../ports.ts";
import type { SandboxClient } from "../sandbox/client.ts";

/** Brings what a sandbox has committed into the project's history, one at a time. */
export interface Publisher {
	/** Work that commits in the sandbox and publishes must not overlap with another's. */
	exclusive<T>(work: () => Promise<T>): Promise<T>;
	/**
	 * Pulls and stores all commits the project has not got yet; the head after it. Resolves only when they are durable.
	 * Tries again until the deadline. Call it inside `exclusive`.
	 *
	 * @throws `stale_head` when somebody else moved the head: the commits are kept under `refs/conflict/`, and this sandbox
	 * stands on a history of its own
	 */
	publish(
		client: SandboxClient,
		options: { deadlineMs: number; signal?: AbortSignal },
	): Promise<{ head: string; moved: boolean }>;
	/** Project and sandbox both stand at this commit. */
	standsAt(head: string): void;
	/**
	 * For a sandbox of an earlier studio's: brings in what it made meanwhile. When the project was changed from elsewhere
	 * at the same time, its turn is stopped and all it has is kept aside; `onStale` then says so.
	 */
	adopt(live: Live): Promise<void>;
	/** Stores what the agent's transcript has grown by. */
	keepTranscript(client: SandboxClient): Promise<void>;
	/** Tells everybody of a version that no later commit replaces: the autosave of a turn that broke off. */
	announceVersion(sha: string): void;
	settled(): Promise<void>;
}

export interface PublisherOptions extends SessionsOptions {
	channel: Channel;
	deadlines: Deadlines;
	/** Size and length of the film, as the preview last reported them. */
	video: () => ProjectRecord["video"] | undefined;
	/** The sandbox stands on a history of its own: it must be opened anew. */
	onStale: (error: StoryDreamError) => void;
}

/** So many of the newest versions are tried to find where a sandbox of an earlier studio's left the project's history. */
const PARTING_VERSIONS = 200;

const isUnknown = (error: unknown): boolean => error instanceof StoryDreamError && error.code === "conflict";

export function createPublisher(projectId: string, options: PublisherOptions): Publisher {
	const { records, repositories, channel, logger, shapes } = options;
	const line = createSerialQueue();
	const announcements = createSerialQueue();
	let agreed: string | null = null;

	async function current(): Promise<ProjectRecord> {
		const project = await records.projects.get(projectId);
		if (project === null) throw new StoryDreamError("project_not_found", "The project has been deleted.");
		return project;
	}

	/**
	 * New commits of the sandbox. One that does not know the project's head stands on a history of its own: then what it
	 * made since they last agreed, so that it can be kept aside.
	 */
	async function pull(client: SandboxClient, head: string) {
		try {
			return { since: head, pulled: await client.bundle(head) };
		} catch (error) {
			if (!isUnknown(error) || agreed === head) throw error;
			const { since, pulled } =
				agreed === null ? await sinceParting(client, error) : { since: agreed, pulled: await client.bundle(agreed) };
			if (pulled === null) throw stale(null);
			return { since, pulled };
		}
	}

	/** What a sandbox made since the newest version that it knows too: for one whose beginning this studio did not see. */
	async function sinceParting(client: SandboxClient, cause: unknown) {
		await standStill(client);
		const { versions } = await repositories.versions(projectId, { limit: PARTING_VERSIONS });
		for (const { sha } of versions) {
			try {
				return { since: sha, pulled: await client.bundle(sha) };
			} catch (error) {
				if (!isUnknown(error)) throw error;
			}
		}
		throw cause;
	}

	/** Stops the turn that goes on in a sandbox, so that what it wrote is committed. */
	async function standStill(client: SandboxClient): Promise<void> {
		const end = Date.now() + options.deadlines.stopMs;
		for (let { runId } = await client.health(); runId !== null && Date.now() < end; { runId } = await client.health()) {
			await client.stopRun(runId);
			await pause(options.deadlines.retryMs);
		}
	}

	function stale(conflictRef: string | null): StoryDreamError {
		const kept = conflictRef === null ? "" : ` What was made is kept as ${conflictRef}.`;
		const error = new StoryDreamError("stale_head", `The project was changed from elsewhere while this was made.${kept}`, {
			hint: "Repeat the change: the project opens anew with its newest version.",
		});
		options.onStale(error);
		return error;
	}

	async function publishOnce(client: SandboxClient): Promise<{ head: string; moved: boolean }> {
		const before = await current();
		const { since, pulled } = await pull(client, before.currentCommitSha);
		if (pulled === null) {
			agreed = since;
			return { head: since, moved: false };
		}
		const video = options.video();
		const result = await repositories.publish(projectId, {
			expectedHead: since,
			newHead: pulled.head,
			bundle: pulled.body,
			...(video === undefined ? {} : { video }),
		});
		if (!result.published) {
			logger.error({ conflictRef: result.conflictRef, head: result.head }, "the head was moved by somebody else");
			throw stale(result.conflictRef);
		}
		agreed = pulled.head;
		logger.info({ head: pulled.head, from: before.currentCommitSha }, "commits published");
		announce(before.currentCommitSha, result.project);
		return { head: pulled.head, moved: true };
	}

	/** Notes whose transcript is to be resumed, without moving the head. Another's move in between: try again. */
	async function resumeFromNowOn(agentSessionId: string): Promise<void> {
		for (let round = 0; round < 5; round++) {
			const project = await current();
			if (project.agentSessionId === agentSessionId) return;
			const head = project.currentCommitSha;
			const expectedPacks = project.packs.map((pack) => pack.sha256);
			const move = { expectedHead: head, newHead: head, packs: project.packs, expectedPacks, agentSessionId };
			if ((await records.projects.moveHead(projectId, move)).moved) return;
		}
		throw new StoryDreamError("conflict", "The agent's session could not be noted: the project is changing all the time.");
	}

	/** Every new version, oldest first; a turn still under way (autosaves) is no version yet. */
	function announce(previousHead: string, project: ProjectRecord): void {
		inBackground(async () => {
			const { versions } = await repositories.versions(projectId, { limit: 20 });
			const known = versions.findIndex((version) => version.sha === previousHead);
			const fresh = versions.slice(0, known < 0 ? 1 : known).filter((version) => version.kind !== "autosave");
			for (const version of fresh.reverse()) tellVersion(version);
			channel.publish({ type: "project:changed", project: shapes.project((await records.projects.get(projectId)) ?? project) });
		});
	}

	function tellVersion(version: Omit<Version, "pictureUrl">): void {
		channel.publish({ type: "version:created", version: shapes.version(projectId, version) });
		options.onVersion?.(projectId, version.sha);
	}

	function inBackground(work: () => Promise<void>): void {
		announcements.run(work).catch((error: unknown) => logger.warn({ err: error }, "a new version could not be announced"));
	}

	const publish: Publisher["publish"] = (client, { deadlineMs, signal }) =>
		retry(() => publishOnce(client), {
			deadlineMs,
			pauseMs: backoff({
				firstMs: options.deadlines.retryMs,
				longestMs: options.deadlines.longestRetryMs,
				// A lost answer may have moved the head: the next try then finds nothing new, which is success.
				mayRetry: (error) =>
					!signal?.aborted &&
					(!(error instanceof StoryDreamError) ||
						["storage_failed", "storage_full", "sandbox_failed", "internal"].includes(error.code)),
			}),
			signal,
		});

	return {
		exclusive: line.run,
		publish,
		async adopt(live) {
			if (agreed !== null) return;
			try {
				await line.run(() => publish(live.client, { deadlineMs: options.deadlines.publishMs, signal: live.signal }));
			} catch (error) {
				if (error instanceof StoryDreamError && error.code === "stale_head") return;
				// It stays in the sandbox: the next turn, edit or end brings it in.
				logger.warn({ err: error }, "what an adopted sandbox made could not be brought in yet");
			}
		},
		standsAt(head) {
			agreed = head;
		},
		async keepTranscript(client) {
			let offset = 0;
			let { agentSessionId } = await current();
			if (agentSessionId !== null) offset = await repositories.transcriptBytes(projectId, agentSessionId);
			let grown = await client.transcript(offset);
			if (grown === null) return;
			if (grown.sessionId !== agentSessionId) {
				agentSessionId = grown.sessionId;
				offset = await repositories.transcriptBytes(projectId, agentSessionId);
				grown = await client.transcript(offset);
			}
			if (grown === null || grown.sessionId !== agentSessionId) return;
			// Whole lines only: the agent may be writing the last one just now.
			const whole = grown.body.subarray(0, grown.body.lastIndexOf("\n") + 1);
			if (whole.byteLength > 0) await repositories.appendTranscript(projectId, agentSessionId, offset, whole);
			// Only now, when its transcript is kept, may a later sandbox resume this session.
			if (offset + whole.byteLength > 0) await resumeFromNowOn(agentSessionId);
		},
		announceVersion: (sha) => inBackground(async () => tellVersion(await repositories.version(projectId, sha))),
		async settled() {
			await line.settled();
			await announcements.settled();
		},
	};
}
