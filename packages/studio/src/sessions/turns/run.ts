import { backoff, pause, retry, withDeadline } from "@storydream/kit";
import { type AgentEvent, type Picture, type SandboxEvent, StoryDreamError, type Usage } from "@storydream/protocol";
import type { MessageRecord } from "../../records/records.ts";
import type { Publisher } from "../commits/publisher.ts";
import { asTyped, errorFields } from "../errors.ts";
import type { Channel } from "../followers/channel.ts";
import type { Live } from "../lifecycle/bring-up.ts";
import type { Deadlines, SessionsOptions } from "../ports.ts";
import type { Broadcast } from "../sessions.ts";
import { type Collector, compactEvents, createCollector } from "./compact-events.ts";

export type RunEnded = Extract<SandboxEvent, { type: "run:ended" }>;

export interface RunContext extends SessionsOptions {
	projectId: string;
	channel: Channel;
	publisher: Publisher;
	deadlines: Deadlines;
}

/** One turn, from the moment its message is marked as running to its one `agent:complete`. */
export interface Run {
	readonly runId: string;
	readonly message: MessageRecord;
	/** Its end is being reported. */
	readonly ending: boolean;
	/** Resolves when its end is reported and written down. */
	readonly settled: Promise<void>;
	relay(event: AgentEvent): void;
	/** A long turn was saved in between. */
	autosaved(live: Live): void;
	/** The agent is done: publishes what it made, then tells the end. */
	finish(live: Live, ended: RunEnded): void;
	/** The turn can't end by itself any more. Does nothing when it is ending already. */
	fail(error: StoryDreamError): void;
	/** Draws the turn as it stands, for somebody who comes in the middle. */
	draw(): Broadcast[];
}

const NO_USAGE: Usage = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, costUsd: 0 };
/** A record that can't be written is tried again for as long as the studio runs; the person is notified long before. */
const SETTLE_PAUSE_MS = 5_000;

export function createRun(
	context: RunContext,
	message: MessageRecord,
	runId: string,
	options: { closing: AbortSignal; onSettled: (run: Run) => void },
): Run {
	const { projectId, channel, publisher, records, deadlines } = context;
	const logger = context.logger.child({ runId });
	const collector: Collector = createCollector();
	const storing = new Set<Promise<void>>();
	let savedHead: string | null = null;
	let ending = false;
	let published = false;
	let markSettled: () => void = () => undefined;
	const settled = new Promise<void>((resolve) => {
		markSettled = resolve;
	});

	channel.publish({ type: "agent:message", runId, event: { type: "started" } });

	/** The agent prices tokens by the model it believes to talk to; the demo model costs nothing. */
	const priced = (usage: Usage): Usage => (context.model.demo ? { ...usage, costUsd: 0 } : usage);

	function relay(published: AgentEvent): void {
		// The studio has said it already, when the message left the queue.
		if (ending || published.type === "started") return;
		const event = published.type === "usage" ? { ...published, usage: priced(published.usage) } : published;
		collector.add(event);
		const sent = channel.publish({ type: "agent:message", runId, event });
		if (event.type === "picture" && event.picture.data !== undefined)
			keepPicture(event, event.picture, event.picture.data, sent.seq);
	}

	/** Pictures go to objects while the turn goes on; what is kept of them in memory and records is an address. */
	function keepPicture(event: Extract<AgentEvent, { type: "picture" }>, picture: Picture, data: string, seq: number): void {
		const work = context.attachments
			.put(projectId, { bytes: Buffer.from(data, "base64"), mediaType: picture.mediaType })
			.then(({ url }) => {
				collector.storedPicture(data, url);
				const { data: _stored, ...rest } = picture;
				channel.replace(seq, { type: "agent:message", runId, event: { ...event, picture: { ...rest, url } } });
			})
			.catch((error: unknown) => logger.warn({ err: error }, "a picture of the turn could not be stored"))
			.finally(() => storing.delete(work));
		storing.add(work);
	}

	async function publish(live: Live): Promise<void> {
		await publisher.exclusive(() => publisher.publish(live.client, { deadlineMs: deadlines.publishMs, signal: live.signal }));
	}

	async function conclude(live: Live, ended: RunEnded): Promise<Conclusion> {
		const base = { usage: priced(ended.usage), commitSha: ended.changed ? ended.head : savedHead };
		try {
			await publish(live);
			return { ...base, outcome: ended.outcome, error: ended.error ?? null };
		} catch (error) {
			logger.error({ err: error }, "what a turn made could not be published");
			const cause = asTyped(error, "storage_failed", "What this turn made could not be stored.");
			const sentence =
				cause.code === "stale_head" || live.signal.aborted
					? cause
					: new StoryDreamError(cause.code, `What this turn made is not stored yet: ${cause.message}`, {
							hint: `${cause.hint} The changes stay in the open session and are stored with the next turn.`,
							cause,
						});
			return { ...base, commitSha: savedHead, outcome: "failed", error: errorFields(sentence) };
		}
	}

	/** Writes the end down, then publishes it; late rather than never when the store does not come back. */
	async function settle(conclusion: Conclusion): Promise<void> {
		if (storing.size > 0) {
			await withDeadline(Promise.all(storing), 5_000, () => new Error("late")).catch(() =>
				logger.warn({}, "pictures of the turn were not stored in time"),
			);
		}
		const { outcome, commitSha, usage, error } = conclusion;
		const events = compactEvents(collector.events());
		const fields = { state: outcome, endedAt: new Date().toISOString(), commitSha, usage, events, error };
		const write = () => records.messages.update(projectId, message.id, ["running"], fields);
		let written: MessageRecord | null;
		try {
			written = await retry(write, {
				deadlineMs: deadlines.publishMs,
				pauseMs: backoff({
					firstMs: deadlines.retryMs,
					longestMs: deadlines.longestRetryMs,
					mayRetry: () => !options.closing.aborted,
				}),
			});
		} catch (cause) {
			if (options.closing.aborted) throw cause;
			logger.error({ err: cause }, "the end of a turn can't be written down");
			const typed = asTyped(cause, "storage_failed", "The end of this turn could not be stored.");
			tell({ outcome: "failed", commitSha: null, usage, error: errorFields(typed) });
			written = await writeSlowly(write);
		}
		if (written === null) logger.warn({}, "a turn had ended already when its end was to be written down");
		tell(conclusion);
		if (written !== null && context.addUsage !== false) {
			await records.projects
				.addUsage(projectId, usage)
				.catch((cause: unknown) => logger.error({ err: cause }, "the usage of a turn could not be added"));
		}
	}

	async function writeSlowly(write: () => Promise<MessageRecord | null>): Promise<MessageRecord | null> {
		for (;;) {
			await pause(SETTLE_PAUSE_MS, options.closing);
			try {
				return await write();
			} catch (error) {
				logger.error({ err: error }, "the end of a turn still can't be written down");
			}
		}
	}

	function tell({ outcome, commitSha, usage, error }: Conclusion): void {
		if (published) return;
		published = true;
		logger.info({ outcome, commitSha, code: error?.code }, "run ended");
		channel.publish({ type: "agent:complete", runId, outcome, commitSha, usage, ...(error === null ? {} : { error }) });
		context.onTurnEnd?.(projectId);
	}

	/** The one way out, taken once. */
	function end(conclude: () => Promise<Conclusion>): void {
		if (ending) return;
		ending = true;
		conclude()
			.then(settle)
			.then(
				() => {
					markSettled();
					options.onSettled(run);
				},
				(error: unknown) => {
					// Only a studio that is closing gives up here: the next one finds the message running, and ends it.
					logger.warn({ err: error }, "a turn's end is left to the next studio");
					markSettled();
				},
			);
	}

	const run: Run = {
		runId,
		message,
		get ending() {
			return ending;
		},
		settled,
		relay,
		autosaved(live) {
			const head = () => records.projects.get(projectId).then((project) => project?.currentCommitSha ?? null);
			publisher
				.exclusive(async () => {
					const { moved } = await publisher.publish(live.client, { deadlineMs: deadlines.publishMs, signal: live.signal });
					if (moved) savedHead = await head();
				})
				.catch((error: unknown) => logger.warn({ err: error }, "an autosave could not be published; the turn's end tries again"));
		},
		finish: (live, ended) => end(() => conclude(live, ended)),
		fail: (error) =>
			end(async () => {
				// An autosave that is just being published still counts.
				await publisher.settled();
				if (savedHead !== null) publisher.announceVersion(savedHead);
				return { outcome: "failed", commitSha: savedHead, usage: NO_USAGE, error: errorFields(error) };
			}),
		draw: () => [
			{ type: "agent:message", runId, event: { type: "started" } },
			...collector.events().map((event): Broadcast => ({ type: "agent:message", runId, event })),
		],
	};
	return run;
}

interface Conclusion {
	outcome: "done" | "stopped" | "failed";
	commitSha: string | null;
	usage: Usage;
	error: { code: StoryDreamError["code"]; message: string; hint: string } | null;
}
