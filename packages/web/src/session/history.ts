import { foldEvents } from "@storydream/client";
import type { Message } from "@storydream/protocol";
import type { Run, SessionState } from "./state.ts";

/** A message only goes forward: an answer of REST that was under way for long can't take back what the socket said. */
const RANK = { queued: 0, running: 1, done: 2, stopped: 2, failed: 2 } as const;

export const hasEnded = (message: Message) => RANK[message.state] === 2;

/** Takes in messages as the studio stores them: those that ended bring their events, and end runs whose end was missed. */
export function withHistory(state: SessionState, stored: readonly Message[]): SessionState {
	const messages = { ...state.messages };
	const runs = { ...state.runs };
	for (const message of stored) {
		const known = messages[message.id];
		if (known && RANK[known.state] > RANK[message.state]) continue;
		if (message.state === "queued") continue;
		messages[message.id] = message;
		if (message.runId && hasEnded(message)) {
			const run = runs[message.runId];
			if (run?.status === "running") runs[message.runId] = endedRun(run, message);
		}
	}
	const held = new Set(stored.map((message) => message.id));
	return {
		...state,
		messages,
		runs,
		outbox: state.outbox.filter((item) => !held.has(item.id)),
		queue: state.queue.filter((one) => messages[one.id] === undefined),
	};
}

/** The run as the studio stored it: what was streamed stays only where nothing was stored. */
function endedRun(run: Run, message: Message): Run {
	const outcome = message.state === "done" || message.state === "stopped" ? message.state : "failed";
	return {
		...run,
		status: outcome,
		turn: message.events.length > 0 ? foldEvents(message.events) : run.turn,
		usage: message.usage,
		error: message.error,
		commitSha: message.commitSha,
	};
}
