import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import type { RawAnswer } from "./raw-answers.ts";

/** Listens on a free port of this machine. `close` ends its connections too. */
export async function listenRaw(server: Server): Promise<{ port: number; close(): Promise<void> }> {
	const sockets = new Set<Socket>();
	server.on("connection", (socket: Socket) => {
		sockets.add(socket.on("close", () => sockets.delete(socket)));
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return {
		port: (server.address() as AddressInfo).port,
		async close() {
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			for (const socket of sockets) socket.destroy();
			await closed;
		},
	};
}

/** A server that answers every request with the bytes that `answerOf` says, by the number in its path and its WebSocket key. */
export function hostileServer(answerOf: (index: number, webSocketKey: string | null) => RawAnswer): Server {
	return createServer((socket) => {
		socket.on("error", () => socket.destroy());
		let text = "";
		socket.on("data", (data) => {
			text += data.toString("latin1");
			// Connections are kept where an answer allows it, so there may be another request.
			const head = /[A-Z]+ \/(\d+)\S* HTTP[\s\S]*?\r\n\r\n/.exec(text);
			if (head === null) return;
			const rest = afterBody(head[0], text.slice(head.index + head[0].length));
			if (rest === null) return;
			text = rest;
			play(socket, answerOf(Number(head[1]), /\r\nsec-websocket-key: (\S+)/i.exec(head[0])?.[1] ?? null));
		});
	});
}

/**
 * What follows a request's body; null while the body is not complete. A server that closes with bytes unread resets the
 * connection, and the kernel of the other side may drop an answer that has arrived.
 */
function afterBody(head: string, text: string): string | null {
	if (/\r\ntransfer-encoding: *chunked/i.test(head)) {
		const end = /(^|\r\n)0\r\n\r\n/.exec(text);
		return end === null ? null : text.slice(end.index + end[0].length);
	}
	const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
	return text.length < length ? null : text.slice(length);
}

function play(socket: Socket, answer: RawAnswer): void {
	const [first, ...rest] = answer.chunks;
	if (socket.destroyed) return;
	if (first !== undefined) {
		socket.write(first, () => setImmediate(() => play(socket, { ...answer, chunks: rest })));
	} else if (answer.ending === "end") socket.end();
	else if (answer.ending === "reset") socket.resetAndDestroy();
}
