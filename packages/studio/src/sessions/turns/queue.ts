import { MAX_PROMPT_BYTES, type Message, StoryDreamError } from "@storydream/protocol";
import type { MessageRecord } from "../../records/records.ts";
import type { Channel } from "../followers/channel.ts";
import type { SessionLimits, SessionsOptions } from "../ports.ts";
import type { SendMessage } from "../sessions.ts";
import { findAttachments } from "./attachments.ts";

/** The messages of one project that wait for their turn. Stored first, then queued; every change is reported to everybody. */
export interface Queue {
	/** @throws `too_large`, `unsupported_media`, `too_many`, `project_not_found` */
	add(message: SendMessage): Promise<Message>;
	/** @throws `not_found`, `conflict` when it has been started */
	edit(id: string, content: string): Promise<void>;
	remove(id: string): Promise<void>;
	/** Keeps those that wait now from running, until `resume`. Durable. */
	pause(): Promise<void>;
	/** Paused ones wait for their turn again. */
	resume(): Promise<void>;
	/** Takes the oldest one that is not paused out: marks it as running. Null when none waits. */
	take(runId: string): Promise<MessageRecord | null>;
	/** Ends the oldest one without having run it. Null when none waits. */
	refuse(runId: string, error: NonNullable<MessageRecord["error"]>): Promise<MessageRecord | null>;
	/** Marked as running in records: at a studio's start, a turn that was under way. */
	running(): Promise<MessageRecord | null>;
	/** All that wait, paused ones too, oldest first. */
	waiting(): Promise<MessageRecord[]>;
	/** Whether one waits that is not paused. */
	hasRunnable(): Promise<boolean>;
}

export function createQueue(projectId: string, options: SessionsOptions & { channel: Channel; limits: SessionLimits }): Queue {
	const { records, channel, shapes } = options;

	async function waiting(): Promise<MessageRecord[]> {
		return (await records.messages.listOpen(projectId)).filter((message) => message.state === "queued");
	}

	/** The oldest one that may run. */
	async function nextRunnable(): Promise<MessageRecord | undefined> {
		return (await waiting()).find((message) => message.pausedAt === null);
	}

	async function setPaused(pausedAt: string | null): Promise<void> {
		const changing = (await waiting()).filter((message) => (message.pausedAt === null) !== (pausedAt === null));
		// One that was started or removed meanwhile is not changed: that is what its state says.
		for (const { id } of changing) await records.messages.update(projectId, id, ["queued"], { pausedAt });
		if (changing.length > 0) await publishQueue();
	}

	async function publishQueue(): Promise<void> {
		channel.publish({ type: "queue:changed", queue: (await waiting()).map(shapes.message) });
	}

	/** Why a message that should be queued is not. */
	async function notQueued(id: string): Promise<StoryDreamError> {
		const message = await records.messages.get(projectId, id);
		if (message === null) return new StoryDreamError("not_found", "There is no such message in the queue.");
		return new StoryDreamError("conflict", "This message has been started already.", {
			hint: "Stop the running turn, or send another message.",
		});
	}

	async function takeAs(change: Partial<MessageRecord>): Promise<MessageRecord | null> {
		for (;;) {
			const next = await nextRunnable();
			if (!next) return null;
			// Removed by the person just now: then the one after it.
			const taken = await records.messages.update(projectId, next.id, ["queued"], change);
			if (taken === null) continue;
			await publishQueue();
			channel.publish({ type: "message:added", message: shapes.message(taken) });
			return taken;
		}
	}

	return {
		async add(message) {
			const content = checkContent(message.content);
			const stored = await records.messages.get(projectId, message.id);
			if (stored) return shapes.message(stored);
			if ((await waiting()).length >= options.limits.queueLength) {
				throw new StoryDreamError("too_many", `${options.limits.queueLength} messages wait already.`, {
					hint: "Wait until some are done, or remove some from the queue.",
				});
			}
			const attachments = await findAttachments(message.attachments, (sha256) => options.attachments.read(projectId, sha256));
			const added = await records.messages.add({
				id: message.id,
				projectId,
				content,
				attachments,
				...(message.context === undefined ? {} : { context: message.context }),
				state: "queued",
				runId: null,
				createdAt: new Date().toISOString(),
				startedAt: null,
				endedAt: null,
				pausedAt: null,
				commitSha: null,
				usage: null,
				events: [],
				error: null,
			});
			if (added.created) await publishQueue();
			return shapes.message(added.message);
		},
		async edit(id, content) {
			const changed = await records.messages.update(projectId, id, ["queued"], { content: checkContent(content) });
			if (changed === null) throw await notQueued(id);
			await publishQueue();
		},
		async remove(id) {
			if (!(await records.messages.removeQueued(projectId, id))) throw await notQueued(id);
			await publishQueue();
		},
		pause: () => setPaused(new Date().toISOString()),
		resume: () => setPaused(null),
		take: (runId) => takeAs({ state: "running", runId, pausedAt: null, startedAt: new Date().toISOString() }),
		refuse(runId, error) {
			const now = new Date().toISOString();
			return takeAs({ state: "failed", runId, startedAt: now, endedAt: now, error });
		},
		async running() {
			return (await records.messages.listOpen(projectId)).find((message) => message.state === "running") ?? null;
		},
		waiting,
		hasRunnable: async () => (await nextRunnable()) !== undefined,
	};
}

function checkContent(content: string): string {
	const text = content.trim();
	if (text === "") throw new StoryDreamError("bad_request", "A message can't be empty.");
	const bytes = Buffer.byteLength(text);
	if (bytes <= MAX_PROMPT_BYTES) return text;
	throw new StoryDreamError(
		"too_large",
		`A message has at most ${MAX_PROMPT_BYTES / 1000} kB of text; this one has ${Math.ceil(bytes / 1000)} kB.`,
	);
}
