import { createHash } from "node:crypto";
import { type IncomingMessage, type OutgoingHttpHeaders, request as openRequest } from "node:http";
import type { Duplex } from "node:stream";
import { asError, pathAt, type RelayDeadlines, type RelayTarget, startDeadlines } from "./request.ts";

/** RFC 6455, 1.3. */
const WEBSOCKET_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
/** What one side has sent before it closed gets out to the other within this time, in ms. */
const FLUSH_MS = 2_000;
const KEEP_ALIVE_MS = 30_000;

export interface UpgradeRelay {
	target: RelayTarget;
	deadlines: RelayDeadlines;
	/** Sent with the request instead of its own headers, without those of the connection. */
	headers: OutgoingHttpHeaders;
}

/** How an upgrade went. `failed`: nothing was written to the client yet, the caller answers. */
export type UpgradeOutcome = { kind: "connected"; close(): void } | { kind: "client_gone" } | { kind: "failed"; error: Error };

/** Whether a request asks for a WebSocket, which is the one protocol a connection may change to. */
export function isWebSocketUpgrade({ method, headers }: IncomingMessage): boolean {
	return method === "GET" && headers.upgrade?.toLowerCase() === "websocket" && typeof headers["sec-websocket-key"] === "string";
}

/**
 * Connects a client that asks for a WebSocket with a server that is not trusted. The client gets the handshake's own
 * headers and nothing else of what the server says; whatever the server answers but a right handshake is `failed`.
 * From then on bytes go both ways, and the end of one side is the end of the other.
 */
export function relayUpgrade(
	request: IncomingMessage,
	client: Duplex,
	head: Buffer,
	relay: UpgradeRelay,
): Promise<UpgradeOutcome> {
	client.on("error", () => client.destroy());
	return new Promise((resolve) => {
		if (client.destroyed) return resolve({ kind: "client_gone" });
		const key = request.headers["sec-websocket-key"] ?? "";
		let outgoing: ReturnType<typeof openRequest>;
		try {
			outgoing = openRequest({
				host: relay.target.host,
				port: relay.target.port,
				method: "GET",
				path: pathAt(relay.target, request.url ?? "/"),
				headers: { ...relay.headers, connection: "Upgrade", upgrade: "websocket" },
				setHost: false,
				agent: false,
			});
		} catch (error) {
			return resolve({ kind: "failed", error: asError(error) });
		}
		const deadline = startDeadlines(outgoing, relay.deadlines);
		/** Set once the outcome is known: Node closes the request after an upgrade as after a failure. */
		let settled = false;
		const end = (outcome: UpgradeOutcome): void => {
			if (settled) return;
			settled = true;
			deadline.stop();
			client.off("close", onClientClose);
			if (outcome.kind !== "connected") outgoing.destroy();
			resolve(outcome);
		};
		const fail = (error: Error): void => end({ kind: "failed", error });
		function onClientClose(): void {
			end({ kind: "client_gone" });
		}
		client.on("close", onClientClose);
		outgoing.on("error", fail);
		outgoing.on("close", () => fail(new Error("the connection ended without an answer")));
		outgoing.on("response", (answer) => {
			answer.on("error", () => answer.destroy());
			fail(new Error(`the handshake was answered with the status ${answer.statusCode}`));
		});
		outgoing.on("upgrade", (answer, server, serverHead) => {
			server.on("error", () => server.destroy());
			if (client.destroyed || !isHandshake(answer, key)) {
				server.destroy();
				return fail(new Error("the handshake is none of a WebSocket"));
			}
			server.setTimeout(0);
			server.setNoDelay(true);
			server.setKeepAlive(true, KEEP_ALIVE_MS);
			client.write(handshake(answer));
			if (serverHead.length > 0) client.write(serverHead);
			if (head.length > 0) server.write(head);
			end({ kind: "connected", close: connect(client, server) });
		});
		outgoing.end();
	});
}

function isHandshake(answer: IncomingMessage, key: string): boolean {
	const expected = createHash("sha1").update(`${key}${WEBSOCKET_GUID}`).digest("base64");
	return answer.statusCode === 101 && answer.headers["sec-websocket-accept"] === expected;
}

function handshake({ headers }: IncomingMessage): string {
	const lines = ["HTTP/1.1 101 Switching Protocols", "connection: Upgrade", "upgrade: websocket"];
	for (const name of ["sec-websocket-accept", "sec-websocket-protocol", "sec-websocket-extensions"]) {
		const value = headers[name];
		// Node's parser lets no line end through; anything else that is no plain text is left out.
		if (typeof value === "string" && /^[\x20-\x7e]*$/.test(value)) lines.push(`${name}: ${value}`);
	}
	return `${lines.join("\r\n")}\r\n\r\n`;
}

/** Lets bytes go both ways until one side ends. Returns what ends both. */
function connect(one: Duplex, other: Duplex): () => void {
	follow(one, other);
	follow(other, one);
	return () => {
		one.destroy();
		other.destroy();
	};
}

function follow(from: Duplex, to: Duplex): void {
	from.pipe(to);
	const finish = (): void => {
		if (to.destroyed) return;
		if (to.writableFinished) return void to.destroy();
		to.end();
		const timer = setTimeout(() => to.destroy(), FLUSH_MS);
		timer.unref();
		to.once("finish", () => to.destroy());
		to.once("close", () => clearTimeout(timer));
	};
	// A WebSocket that is closed in one direction is over.
	from.once("end", finish);
	from.once("close", finish);
}
