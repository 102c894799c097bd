import type { IncomingMessage } from "node:http";
import { WebSocket } from "ws";
import type { Logger } from "../telemetry/index.ts";
import { FORWARDED_HEADER } from "./forward-http.ts";

const DIAL_MS = 5_000;
/** What a studio sends may be larger than what a page may send: an event can hold pictures. */
const MAX_ANSWER_BYTES = 64_000_000;
/** More than this waits on one side: the other side is not read until it has gone out. */
const HIGH_BYTES = 1_000_000;
const CLOSE_TRY_AGAIN = 1013;
/** Headers of the page's own request by which the other studio knows who it is. */
const PASSED_ON = ["host", "origin", "cookie", "authorization", "sec-fetch-site", "user-agent"] as const;

/** A page's socket that is served by another studio: frames go through as they are. */
export interface SocketPipe {
	send(frame: string): void;
}

/** Sockets of pages that follow projects of other studios. */
export interface SocketForwarder {
	/**
	 * Leads a page's socket on to the studio that has its project. Whatever ends there ends the page's socket, so that it
	 * connects again and is led to wherever the project is then.
	 */
	forward(page: WebSocket, request: IncomingMessage, peer: { id: string; address: string }): SocketPipe;
	/** Ends the sockets to a studio. */
	cutOff(id: string): void;
	close(): void;
}

export function createSocketForwarder(deps: { id: string; logger: Logger }): SocketForwarder {
	const open = new Map<WebSocket, string>();
	return {
		forward(page, request, peer) {
			const headers: Record<string, string> = { [FORWARDED_HEADER]: deps.id };
			for (const name of PASSED_ON) {
				const value = request.headers[name];
				if (typeof value === "string") headers[name] = value;
			}
			const other = new WebSocket(new URL("/ws", peer.address.replace(/^http/, "ws")), {
				headers,
				handshakeTimeout: DIAL_MS,
				maxPayload: MAX_ANSWER_BYTES,
				perMessageDeflate: false,
			});
			open.set(other, peer.id);
			/** What the page says until the other side is there; it is not read for longer than a dial may take. */
			let waiting: string[] | null = [];

			other.on("open", () => {
				for (const frame of waiting ?? []) other.send(frame);
				waiting = null;
				page.resume();
			});
			other.on("message", (data, isBinary) => {
				if (isBinary || page.readyState !== WebSocket.OPEN) return;
				page.send(data.toString(), () => {
					if (other.isPaused && page.bufferedAmount < HIGH_BYTES / 2) other.resume();
				});
				if (page.bufferedAmount > HIGH_BYTES) other.pause();
			});
			other.on("error", (error) => deps.logger.info({ err: error, studio: peer.id }, "a socket to another studio failed"));
			other.on("close", (code, reason) => {
				open.delete(other);
				page.resume();
				// Codes under which no close frame travels stand for a connection that broke.
				const mayBeSent = code === 1000 || code === 1001 || code === 1008 || code === 1009 || (code >= 1011 && code <= 1013);
				page.close(mayBeSent ? code : CLOSE_TRY_AGAIN, mayBeSent ? reason.toString() : "The connection broke; connect again.");
			});
			page.once("close", () => {
				if (other.readyState === WebSocket.OPEN) other.close(1001);
				else other.terminate();
				setTimeout(() => other.terminate(), 2_000).unref();
			});
			return {
				send(frame) {
					if (waiting) {
						waiting.push(frame);
						if (waiting.reduce((sum, one) => sum + one.length, 0) > HIGH_BYTES) page.pause();
						return;
					}
					if (other.readyState !== WebSocket.OPEN) return;
					other.send(frame, () => {
						if (page.isPaused && other.bufferedAmount < HIGH_BYTES / 2) page.resume();
					});
					if (other.bufferedAmount > HIGH_BYTES) page.pause();
				},
			};
		},
		cutOff(id) {
			for (const [other, peer] of open) if (peer === id) other.terminate();
		},
		close() {
			for (const other of open.keys()) other.terminate();
		},
	};
}
