import { type ClientMessage, StudioMessage } from "@storydream/protocol";
import { initialState, type OutboxItem, type SessionCommand, type SessionEvent, type SessionState } from "./state.ts";
import { transition } from "./transition.ts";

const PING_EVERY_MS = 20_000;
/** A studio that says nothing for this long after a ping is gone, whatever the socket believes. */
const PONG_WITHIN_MS = 10_000;
const OPEN_WITHIN_MS = 10_000;
/** A message that is not acknowledged for this long is sent again. */
const OVERDUE_MS = 8000;

export interface SessionClient {
	getState(): SessionState;
	/** Called after every change; returns what ends the subscription. */
	subscribe(listener: () => void): () => void;
	/** Called with every message of the studio that was new. */
	onMessage(listener: (message: StudioMessage) => void): () => void;
	dispatch(event: SessionEvent): void;
}

interface Options {
	projectId: string;
	/** `ws:` or `wss:` address of the studio's socket. */
	url: string;
	outbox: readonly OutboxItem[];
	/** Reported whenever the outbox changed. */
	onOutbox(items: readonly OutboxItem[]): void;
}

/** Carries out what the table says: sockets, timers, pings. Knows nothing of what the messages mean. */
export function createSessionClient({ projectId, url, outbox, onOutbox }: Options): SessionClient {
	let state = initialState(projectId, outbox);
	let socket: WebSocket | null = null;
	let retryTimer = 0;
	let pingTimer = 0;
	let deadline = 0;
	let overdueTimer = 0;
	const listeners = new Set<() => void>();
	const readers = new Set<(message: StudioMessage) => void>();

	function dispatch(event: SessionEvent): void {
		const before = state;
		const step = transition(state, event);
		state = step.state;
		for (const command of step.commands) run(command);
		if (state.outbox !== before.outbox) onOutbox(state.outbox);
		if (event.type === "received" && !step.ignored) for (const reader of readers) reader(event.message);
		if (state !== before) for (const listener of listeners) listener();
	}

	function run(command: SessionCommand): void {
		switch (command.type) {
			case "connect":
				connect(command.socket);
				break;
			case "send":
				send(command.frame);
				break;
			case "retry":
				hangUp();
				retryTimer = window.setTimeout(() => dispatch({ type: "retry:due", socket: command.socket }), command.delayMs);
				break;
			case "close":
				hangUp();
				break;
		}
	}

	function send(frame: ClientMessage): void {
		if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
	}

	function connect(number: number): void {
		hangUp();
		const lost = () => dispatch({ type: "socket:lost", socket: number, random: Math.random() });
		const mine = new WebSocket(url);
		socket = mine;
		deadline = window.setTimeout(lost, OPEN_WITHIN_MS);
		mine.onopen = () => {
			window.clearTimeout(deadline);
			pingTimer = window.setInterval(() => {
				send({ type: "ping" });
				window.clearTimeout(deadline);
				deadline = window.setTimeout(lost, PONG_WITHIN_MS);
			}, PING_EVERY_MS);
			overdueTimer = window.setInterval(() => dispatch({ type: "overdue" }), OVERDUE_MS);
			dispatch({ type: "socket:opened", socket: number });
		};
		mine.onmessage = (frame) => {
			window.clearTimeout(deadline);
			const message = readFrame(frame.data);
			if (message) dispatch({ type: "received", socket: number, message, at: Date.now() });
		};
		// An error is always followed by a close.
		mine.onclose = lost;
	}

	/** Ends the socket and every timer; its late callbacks are refused by number. */
	function hangUp(): void {
		window.clearTimeout(retryTimer);
		window.clearTimeout(deadline);
		window.clearInterval(pingTimer);
		window.clearInterval(overdueTimer);
		if (!socket) return;
		socket.onopen = null;
		socket.onmessage = null;
		socket.onclose = null;
		socket.close();
		socket = null;
	}

	return {
		getState: () => state,
		subscribe: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		onMessage: (listener) => {
			readers.add(listener);
			return () => readers.delete(listener);
		},
		dispatch,
	};
}

/** A newer studio may say things this page does not know: those are left out, with a note for whoever looks. */
function readFrame(data: unknown): StudioMessage | null {
	if (typeof data !== "string") return null;
	try {
		const parsed = StudioMessage.safeParse(JSON.parse(data));
		if (parsed.success) return parsed.data;
		console.warn("A message of the studio was not understood and left out.", parsed.error);
	} catch (error) {
		console.warn("A frame of the studio's socket was not JSON and was left out.", error);
	}
	return null;
}
