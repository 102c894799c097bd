import type { PreviewError } from "@storydream/protocol";
import type { SessionsOptions } from "../ports.ts";
import type { Broadcast } from "../sessions.ts";
import type { Runs } from "../turns/runs.ts";
import type { SessionSnapshot } from "./channel.ts";

/** Turns that may have ended while a page was away, sent again so that none stays "running" there. */
const RECENT_MESSAGES = 5;

/** See `SessionSnapshot`. */
export function createSnapshot(
	projectId: string,
	options: Pick<SessionsOptions, "records" | "shapes"> & { runs: () => Runs; errors: () => PreviewError[] },
): SessionSnapshot {
	const { records, shapes } = options;
	return async () => {
		const recent = await records.messages.list({ projectId, limit: RECENT_MESSAGES });
		const queue = await options.runs().queue.waiting();
		return () => {
			const run = options.runs().current;
			// Only what can't change any more: the others may have moved on while this was read.
			const ended = recent.items.filter((message) => message.endedAt !== null).reverse();
			const messages: Broadcast[] = ended.map((message) => ({ type: "message:added", message: shapes.message(message) }));
			if (run) messages.push({ type: "message:added", message: shapes.message(run.message) }, ...run.draw());
			messages.push({
				type: "queue:changed",
				queue: queue.filter((message) => message.id !== run?.message.id).map(shapes.message),
			});
			if (options.errors().length > 0) messages.push({ type: "preview:errors", errors: options.errors() });
			return messages;
		};
	};
}
