import { foldEvents, settleTurn, type Turn } from "@storydream/client";
import type { Message } from "@storydream/protocol";
import type { OutboxItem, Run, SessionState } from "./state.ts";

/** One exchange of the chat: what was asked and, as far as it goes, what was answered. */
export interface Exchange {
	key: string;
	message: Message | null;
	/** Sent from this tab, not acknowledged yet. */
	sending: OutboxItem | null;
	turn: Turn;
	status: Run["status"] | "sending" | "refused";
	usage: Run["usage"];
	error: Run["error"];
	commitSha: string | null;
}

const folded = new WeakMap<Message, Turn>();

/** Stored messages are never changed in place, so what their events draw is worked out once. */
function turnOf(message: Message): Turn {
	const known = folded.get(message);
	if (known) return known;
	const turn = message.state === "running" ? foldEvents(message.events) : settleTurn(foldEvents(message.events));
	folded.set(message, turn);
	return turn;
}

/** The conversation in order: stored messages, runs this page saw without a message, and what waits to be acknowledged. */
export function conversation(state: SessionState): Exchange[] {
	const messages = Object.values(state.messages).sort((a, b) => a.position - b.position);
	const claimed = new Set<string>();
	const exchanges = messages.map((message): Exchange => {
		const run = message.runId ? state.runs[message.runId] : undefined;
		if (message.runId) claimed.add(message.runId);
		const stored = turnOf(message);
		const turn = run && (run.status === "running" || stored.items.length === 0) ? run.turn : stored;
		const ended = message.state === "done" || message.state === "stopped" || message.state === "failed";
		return {
			key: message.id,
			message,
			sending: null,
			turn,
			status: ended && message.state !== "queued" ? message.state : (run?.status ?? "running"),
			usage: message.usage ?? run?.usage ?? null,
			error: message.error ?? run?.error ?? null,
			commitSha: message.commitSha ?? run?.commitSha ?? null,
		};
	});
	for (const run of Object.values(state.runs)) {
		if (claimed.has(run.runId)) continue;
		const { turn, status, usage, error, commitSha } = run;
		exchanges.push({ key: run.runId, message: null, sending: null, turn, status, usage, error, commitSha });
	}
	for (const item of state.outbox) {
		exchanges.push({
			key: item.id,
			message: null,
			sending: item,
			turn: { items: [], usage: null },
			status: item.refusal ? "refused" : "sending",
			usage: null,
			error: item.refusal ?? null,
			commitSha: null,
		});
	}
	return exchanges;
}
