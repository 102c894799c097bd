import type { Socket } from "node:net";
import { pause } from "@storydream/kit";
import { SandboxEvent, Seq } from "@storydream/protocol";
import { WebSocket } from "ws";
import { z } from "zod";
import type { Logger } from "../ports.ts";
import { addressBelow } from "./http.ts";

const CONNECT_MS = 5_000;
/** An event may hold pictures. */
const MAX_EVENT_BYTES = 64_000_000;

/** What the stream itself tells of the sandbox it follows. */
export interface EventStreamOptions {
	url: string;
	token: string;
	/** Newest event that is known already. */
	after: number;
	/** @param arrivedAt when its last bytes were read from the socket, in ms of `performance.now()` */
	onEvent(event: SandboxEvent, arrivedAt: number): void;
	/**
	 * The socket is down. Answers whether the sandbox is worth another try; after `false` the stream is over.
	 * @param downMs since when it could not be reached
	 */
	onDown(downMs: number): Promise<boolean>;
	logger: Logger;
	/** Silence on the socket, pings included, after which it is taken for dead and dialled anew; in ms. */
	silenceMs: number;
	/** First pause before dialling anew, in ms. */
	retryMs: number;
}

export interface EventStream {
	/** Resolves when the socket is open for the first time, or when the stream is over. */
	opened: Promise<void>;
	close(): void;
}

/** Follows the event log of a sandbox: in order, nothing twice, nothing left out, whatever happens to the socket. */
export function followSandboxEvents(options: EventStreamOptions): EventStream {
	const closed = new AbortController();
	let last = options.after;
	let markOpened: () => void = () => undefined;
	const opened = new Promise<void>((resolve) => {
		markOpened = resolve;
	});

	function take(text: string, arrivedAt: number): void {
		const json: unknown = parseJson(text);
		const event = SandboxEvent.safeParse(json);
		if (event.success) {
			if (event.data.seq <= last) return;
			last = event.data.seq;
			options.onEvent(event.data, arrivedAt);
			return;
		}
		// An event of a newer release: its number still counts, so that a new socket does not bring it again.
		const numbered = z.object({ seq: Seq }).safeParse(json);
		if (numbered.success) last = Math.max(last, numbered.data.seq);
		options.logger.warn({ err: event.error }, "an event of the sandbox can't be read");
	}

	/** One socket from dialling to its end. Resolves to whether it was ever open. */
	function follow(): Promise<boolean> {
		return new Promise((resolve) => {
			const address = addressBelow(options.url, `/events?after=${last}`);
			address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
			const socket = new WebSocket(address, {
				headers: { authorization: `Bearer ${options.token}` },
				handshakeTimeout: Math.min(CONNECT_MS, options.silenceMs),
				maxPayload: MAX_EVENT_BYTES,
				perMessageDeflate: false,
			});
			let wasOpen = false;
			let heard = Date.now();
			let arrivedAt = performance.now();
			const pinger = setInterval(() => {
				if (Date.now() - heard > options.silenceMs) socket.terminate();
				else if (socket.readyState === WebSocket.OPEN) socket.ping();
			}, options.silenceMs / 3);
			const stop = () => socket.terminate();
			closed.signal.addEventListener("abort", stop, { once: true });
			let bytes: Socket | null = null;
			socket.on("upgrade", (response) => {
				bytes = response.socket;
			});
			socket.on("open", () => {
				// Before the frames are taken apart: of many that come at once, each waits for those before it. Not any earlier:
				// a listener of ours alone would swallow the frames that came with the handshake's answer.
				bytes?.prependListener("data", () => {
					arrivedAt = performance.now();
				});
				wasOpen = true;
				heard = Date.now();
				markOpened();
			});
			socket.on("pong", () => {
				heard = Date.now();
			});
			socket.on("message", (data) => {
				heard = Date.now();
				if (closed.signal.aborted) return;
				try {
					take(data.toString(), arrivedAt);
				} catch (error) {
					options.logger.error({ err: error }, "an event of the sandbox could not be handled");
				}
			});
			// `close` follows; what matters of an error is that the socket is down.
			socket.on("error", (error) => options.logger.debug({ err: error }, "socket to the sandbox"));
			socket.on("close", () => {
				clearInterval(pinger);
				closed.signal.removeEventListener("abort", stop);
				resolve(wasOpen);
			});
		});
	}

	async function loop(): Promise<void> {
		let downSince = 0;
		let wait = options.retryMs;
		while (!closed.signal.aborted) {
			const wasOpen = await follow();
			if (closed.signal.aborted) return;
			if (wasOpen || downSince === 0) {
				downSince = Date.now();
				wait = options.retryMs;
			}
			if (!(await options.onDown(Date.now() - downSince))) return;
			await pause(wait, closed.signal);
			wait = Math.min(wait * 2, 2_000);
		}
	}

	loop()
		.catch((error: unknown) => {
			if (!closed.signal.aborted) options.logger.error({ err: error }, "the stream of a sandbox's events broke off");
		})
		.finally(() => markOpened());

	return { opened, close: () => closed.abort(new Error("closed")) };
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// Not JSON: no schema takes it, which is logged.
		return undefined;
	}
}
