import { backoff, createSerialQueue, retry } from "@storydream/kit";
import { MessageContext, type SandboxEvent, StoryDreamError } from "@storydream/protocol";
import { newId } from "../../ids.ts";
import type { MessageRecord } from "../../records/records.ts";
import { asTyped, errorFields } from "../errors.ts";
import type { Live } from "../lifecycle/bring-up.ts";
import type { SessionLimits } from "../ports.ts";
import { SandboxUnreachable } from "../sandbox/http.ts";
import { createQueue, type Queue } from "./queue.ts";
import { createRun, type Run, type RunContext } from "./run.ts";

/** The turns of one project: one at a time, in the order they were requested. */
export interface Runs {
	readonly queue: Queue;
	readonly current: Run | null;
	/** Something is under way or about to be tried again: this object must stay. */
	readonly pending: boolean;
	/** Starts the next one if none runs; asks for a session where there is none. */
	pump(): void;
	/** Stops the running turn, if any. Resolves when its end is reported. */
	stop(): Promise<void>;
	/** As `stop`, requested by a person: what waits behind the turn is paused first. */
	stopAndPause(): Promise<void>;
	onEvent(event: SandboxEvent): void;
	/** Goes on with a turn that was under way when the last studio stopped. Call it before following the events. */
	adopt(live: Live): Promise<void>;
	/** A turn that was under way ends as failed: its sandbox is gone. Also one only records know of. */
	interrupted(error: StoryDreamError): Promise<void>;
	/** No session could be had for what waits: after the second time the oldest message ends as failed. */
	couldNotStart(error: StoryDreamError): void;
	/** Waits until a turn's end that is being reported is written down. */
	settled(): Promise<void>;
	close(): void;
}

export function createRuns(
	context: RunContext & {
		limits: SessionLimits;
		/** The sandbox, from ready until it is given up. */
		live: () => Live | null;
		/** `ready`: the next turn may start. `none`: there is no session. `between`: one is coming or going. */
		standing: () => "ready" | "none" | "between";
		need: () => void;
		/** This sandbox does not do what it should: end it. */
		giveUp: (live: Live, error: StoryDreamError) => void;
		onActivity: () => void;
	},
): Runs {
	const { projectId, channel, publisher, deadlines, logger } = context;
	const queue = createQueue(projectId, context);
	const line = createSerialQueue();
	const transcripts = createSerialQueue();
	const closing = new AbortController();
	let current: Run | null = null;
	let accepted = false;
	let stopWanted = false;
	let failedStarts = 0;
	let retryTimer: NodeJS.Timeout | undefined;
	let working = 0;

	function begin(message: MessageRecord, runId: string): Run {
		accepted = false;
		stopWanted = false;
		current = createRun(context, message, runId, { closing: closing.signal, onSettled });
		logger.info({ runId, messageId: message.id }, "run started");
		return current;
	}

	function onSettled(run: Run): void {
		if (current === run) current = null;
		context.onActivity();
		const live = context.live();
		if (live) {
			transcripts
				.run(() => publisher.keepTranscript(live.client))
				.catch((error: unknown) =>
					logger.warn({ err: error, runId: run.runId }, "the transcript could not be kept; the next turn tries again"),
				);
		}
		pump();
	}

	async function pumpOnce(): Promise<void> {
		if (current || closing.signal.aborted) return;
		const live = context.live();
		const standing = context.standing();
		if (standing === "none" && (await queue.hasRunnable())) context.need();
		if (standing !== "ready" || !live) return;
		failedStarts = 0;
		const runId = newId();
		const message = await queue.take(runId);
		if (message) await hand(begin(message, runId), live);
	}

	/** Gives a turn to the sandbox. Safe to repeat: the same run id is the same run. */
	async function hand(run: Run, live: Live): Promise<void> {
		const { message } = run;
		try {
			const attachments = await Promise.all(
				message.attachments.map(async ({ name, mediaType, sha256 }) => {
					const bytes = await context.attachments.read(projectId, sha256);
					if (bytes === null)
						throw new StoryDreamError("not_found", `The picture ${name} of this message is missing in the store.`);
					return { name, mediaType, data: bytes.toString("base64") };
				}),
			);
			const pointed = MessageContext.safeParse(message.context);
			const start = {
				runId: run.runId,
				content: message.content,
				attachments,
				...(message.context !== undefined && message.context !== null && pointed.success ? { context: pointed.data } : {}),
				title: titleOf(message.content),
			};
			await retry(() => live.client.startRun(start), {
				deadlineMs: deadlines.stopMs,
				pauseMs: backoff({
					firstMs: deadlines.retryMs,
					longestMs: deadlines.longestRetryMs,
					mayRetry: (error) =>
						!live.signal.aborted &&
						(error instanceof SandboxUnreachable || (error instanceof StoryDreamError && error.code === "busy")),
				}),
				signal: live.signal,
			});
			accepted = true;
			if (stopWanted) await live.client.stopRun(run.runId);
		} catch (error) {
			// A sandbox that is given up ends its turn by `interrupted`, with the sentence that says why.
			if (live.signal.aborted) return;
			logger.error({ err: error, runId: run.runId }, "a run could not be started");
			run.fail(asTyped(error, "sandbox_failed", "The turn could not be started."));
		}
	}

	function pump(): void {
		inLine(pumpOnce, "the queue could not be looked at");
	}

	function inLine(work: () => Promise<void>, failure: string): void {
		working += 1;
		line
			.run(work)
			.catch((error: unknown) => {
				if (closing.signal.aborted) return;
				logger.error({ err: error }, failure);
				later(2_000);
			})
			.finally(() => {
				working -= 1;
			});
	}

	function later(ms: number): void {
		clearTimeout(retryTimer);
		retryTimer = setTimeout(() => {
			retryTimer = undefined;
			pump();
		}, ms);
		retryTimer.unref();
	}

	async function refuseOldest(error: StoryDreamError): Promise<void> {
		const runId = newId();
		const refused = await queue.refuse(runId, errorFields(error));
		if (!refused) return;
		const usage = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, costUsd: 0 };
		channel.publish({ type: "agent:complete", runId, outcome: "failed", commitSha: null, usage, error: errorFields(error) });
		context.onTurnEnd?.(projectId);
	}

	async function stop(): Promise<void> {
		const run = current;
		const live = context.live();
		if (!run || !live) return;
		stopWanted = true;
		const late = setTimeout(() => {
			context.giveUp(live, new StoryDreamError("sandbox_timeout", "The turn did not stop in time: its sandbox was ended."));
		}, deadlines.stopMs);
		try {
			// Before the sandbox has taken the run there is nothing to stop there; `hand` does it right after.
			if (accepted) await live.client.stopRun(run.runId);
			await run.settled;
		} finally {
			clearTimeout(late);
		}
	}

	return {
		queue,
		get current() {
			return current;
		},
		get pending() {
			return current !== null || working > 0 || retryTimer !== undefined;
		},
		pump,
		stop,
		async stopAndPause() {
			await queue.pause();
			// A message that is just being taken out of the queue becomes the turn that is meant.
			if (!current) await line.run(async () => undefined);
			await stop();
		},
		onEvent(event) {
			const live = context.live();
			if (!current || !live || !("runId" in event) || event.runId !== current.runId) return;
			if (event.type === "run:event") current.relay(event.event);
			if (event.type === "autosaved") current.autosaved(live);
			if (event.type === "run:ended") current.finish(live, event);
		},
		async adopt(live) {
			const message = current ? null : await queue.running();
			if (!message?.runId) return;
			logger.info({ runId: message.runId }, "a turn of the last studio's is taken up");
			await hand(begin(message, message.runId), live);
		},
		async interrupted(error) {
			const run = current ?? (await adoptable());
			if (!run) return;
			run.fail(error);
			await run.settled;
		},
		couldNotStart(error) {
			// What waits for a place goes on waiting; a place that becomes free asks again.
			if (error.code === "session_limit" || closing.signal.aborted) return later(5_000);
			failedStarts += 1;
			if (failedStarts < 2) return later(1_000);
			failedStarts = 0;
			inLine(async () => {
				await refuseOldest(error);
				later(1_000);
			}, "a message that can't be run could not be ended");
		},
		async settled() {
			await line.settled();
			if (current?.ending) await current.settled;
			await transcripts.settled();
		},
		close() {
			closing.abort(new Error("the studio is closing"));
			clearTimeout(retryTimer);
			retryTimer = undefined;
		},
	};

	async function adoptable(): Promise<Run | null> {
		const message = await queue.running();
		return message === null ? null : begin(message, message.runId ?? newId());
	}
}

/** A commit's subject: the first line of what was asked, at most 72 characters. */
function titleOf(content: string): string {
	const first = content.trim().split("\n")[0]?.trim() ?? "";
	return first.length <= 72 ? first : `${first.slice(0, 71).toWellFormed()}…`;
}
