import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { Seq } from "@storydream/protocol";
import { WebSocket, WebSocketServer } from "ws";
import { z } from "zod";
import type { EventLog } from "./event-log.ts";

/** A socket that holds more than this unsent gets nothing more until it has drained. */
const HIGH_WATER = 1_000_000;
const BATCH = 64;
const PING_EVERY_MS = 15_000;
const Query = z.object({ after: z.coerce.number().pipe(Seq).default(0) });

export interface EventSockets {
	/** Sockets open now. */
	count(): number;
	close(): void;
}

/**
 * Serves `GET /events?after=N`: what the log holds after N, then what comes. Each socket has its own place in the log
 * and is fed as fast as it drains, so a slow reader costs a number and not memory.
 */
export function serveEvents(options: {
	server: Server;
	log: EventLog;
	authorized: (header: string | undefined) => boolean;
	onActivity: () => void;
}): EventSockets {
	const sockets = new WebSocketServer({ noServer: true, maxPayload: 64_000, perMessageDeflate: false });

	options.server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
		socket.on("error", () => socket.destroy());
		if (!options.authorized(request.headers.authorization)) return refuse(socket, "401 Unauthorized");
		const url = new URL(request.url ?? "/", "http://sandbox");
		const query = Query.safeParse(Object.fromEntries(url.searchParams));
		if (url.pathname !== "/events") return refuse(socket, "404 Not Found");
		if (!query.success) return refuse(socket, "400 Bad Request");
		sockets.handleUpgrade(request, socket, head, (webSocket) =>
			follow(webSocket, options.log, query.data.after, options.onActivity),
		);
	});

	return {
		count: () => sockets.clients.size,
		close: () => {
			for (const client of sockets.clients) client.close(1001, "the sandbox ends");
			sockets.close();
		},
	};
}

function refuse(socket: Duplex, status: string): void {
	socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function follow(socket: WebSocket, log: EventLog, after: number, onActivity: () => void): void {
	let place = after;
	let waiting = false;
	const pump = () => {
		while (!waiting && socket.readyState === WebSocket.OPEN) {
			const batch = log.after(place, BATCH);
			if (batch.length === 0) return;
			for (const { seq, frame } of batch) {
				place = seq;
				if (socket.bufferedAmount < HIGH_WATER) {
					socket.send(frame, onSent);
					continue;
				}
				waiting = true;
				socket.send(frame, () => {
					waiting = false;
					pump();
				});
				break;
			}
		}
	};
	const unsubscribe = log.subscribe(pump);
	let alive = true;
	const ping = setInterval(() => {
		if (!alive) return socket.terminate();
		alive = false;
		socket.ping();
	}, PING_EVERY_MS);
	socket.on("pong", () => {
		alive = true;
		onActivity();
	});
	// A broken socket also closes: `close` is where everything is given back.
	socket.on("error", () => socket.terminate());
	socket.on("close", () => {
		clearInterval(ping);
		unsubscribe();
		onActivity();
	});
	onActivity();
	pump();
}

/** A failed send is followed by `close`: nothing to do here. */
function onSent(): void {}
