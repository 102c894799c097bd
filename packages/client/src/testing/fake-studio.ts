import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ClientMessage, type StudioMessage } from "@storydream/protocol";
import { type WebSocket, WebSocketServer } from "ws";

/** A studio's socket whose answers the test gives. */
export interface FakeStudio {
	address: string;
	/** Resolves with the next message of the client that nobody has taken yet. */
	next(): Promise<ClientMessage>;
	/** Sends to the newest connection. */
	say(message: StudioMessage): void;
	/** Breaks the newest connection. */
	cut(): void;
	close(): Promise<void>;
}

/** @param answers bodies of REST answers by `METHOD /path`; anything else is `not_found` */
export async function startFakeStudio(answers: Record<string, { status?: number; body: string }> = {}): Promise<FakeStudio> {
	const server = createServer((request, response) => {
		const answer = answers[`${request.method} ${request.url}`];
		response.writeHead(answer?.status ?? (answer ? 200 : 404), { "content-type": "application/json" });
		response.end(answer?.body ?? "");
	});
	const messages: ClientMessage[] = [];
	const takers: ((message: ClientMessage) => void)[] = [];
	let newest: WebSocket | null = null;
	const sockets = new WebSocketServer({ server, path: "/ws" });
	sockets.on("connection", (socket) => {
		newest = socket;
		socket.on("message", (data) => {
			const message = ClientMessage.parse(JSON.parse(data.toString()));
			const taker = takers.shift();
			if (taker) taker(message);
			else messages.push(message);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const { port } = server.address() as AddressInfo;
	return {
		address: `http://127.0.0.1:${port}`,
		next: () => {
			const message = messages.shift();
			return message ? Promise.resolve(message) : new Promise((resolve) => takers.push(resolve));
		},
		say: (message) => newest?.send(JSON.stringify(message)),
		cut: () => newest?.terminate(),
		async close() {
			for (const socket of sockets.clients) socket.terminate();
			sockets.close();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
