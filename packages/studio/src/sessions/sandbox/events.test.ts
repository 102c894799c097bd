import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { SandboxEvent } from "@storydream/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import { until } from "../testing/studio-harness.ts";
import { createTestLogger } from "../testing/test-logger.ts";
import { type EventStream, followSandboxEvents } from "./events.ts";

const saved = (seq: number) => ({ seq, type: "autosaved", runId: "r", head: "a".repeat(40) });

describe("following a sandbox's events", () => {
	let server: WebSocketServer;
	let stream: EventStream;
	const got: SandboxEvent[] = [];
	const asked: string[] = [];
	let sockets: WebSocket[] = [];
	let down: number[] = [];
	let patience = true;

	beforeEach(async () => {
		got.length = 0;
		asked.length = 0;
		sockets = [];
		down = [];
		patience = true;
		server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
		server.on("connection", (socket, request) => {
			asked.push(request.url ?? "");
			sockets.push(socket);
		});
		await once(server, "listening");
		const address = server.address();
		stream = followSandboxEvents({
			url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
			token: "t",
			after: 4,
			retryMs: 5,
			silenceMs: 300,
			logger: createTestLogger(),
			onEvent: (event) => got.push(event),
			onDown: async (ms) => {
				down.push(ms);
				return patience;
			},
		});
		await stream.opened;
		await until("the socket is there", () => sockets.length === 1);
	});
	afterEach(async () => {
		stream.close();
		for (const socket of sockets) socket.terminate();
		await new Promise((resolve) => server.close(resolve));
	});
	const send = (...events: unknown[]) => {
		for (const event of events) sockets.at(-1)?.send(typeof event === "string" ? event : JSON.stringify(event));
	};
	const numbers = () => got.map((event) => event.seq);

	it("asks for what comes after the newest it knows, and takes each event once", async () => {
		expect(asked).toEqual(["/events?after=4"]);
		send(saved(4), saved(5), saved(5), saved(6));
		await until("both came", () => got.length === 2);
		expect(numbers()).toEqual([5, 6]);
	});

	it("takes what comes in one packet with the answer to its dialling", async () => {
		const packed = createServer();
		packed.on("upgrade", (request, raw) => {
			const key = createHash("sha1").update(`${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`);
			const frames = [5, 6].map((seq) => {
				const text = Buffer.from(JSON.stringify(saved(seq)));
				return Buffer.concat([Buffer.from([0x81, text.length]), text]);
			});
			const answer = `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key.digest("base64")}\r\n\r\n`;
			raw.write(Buffer.concat([Buffer.from(answer), ...frames]));
		});
		packed.listen(0, "127.0.0.1");
		await once(packed, "listening");
		const address = packed.address();
		const came: number[] = [];
		const other = followSandboxEvents({
			url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
			token: "t",
			after: 4,
			retryMs: 5,
			silenceMs: 5_000,
			logger: createTestLogger(),
			onEvent: (event) => came.push(event.seq),
			onDown: async () => false,
		});
		await until("both came", () => came.length === 2);
		expect(came).toEqual([5, 6]);
		other.close();
		packed.close();
		packed.closeAllConnections();
	});

	it("dials anew when the socket breaks, from where it was", async () => {
		send(saved(5), saved(6));
		await until("both came", () => got.length === 2);
		sockets[0]?.terminate();
		await until("it dialled again", () => asked.length === 2);
		expect(asked[1]).toBe("/events?after=6");
		send(saved(6), saved(7));
		await until("the next came", () => got.length === 3);
		expect(numbers()).toEqual([5, 6, 7]);
	});

	it("passes over what it can't read, and does not ask for it again", async () => {
		send("no json", { seq: 5, type: "something:new" }, saved(6));
		await until("the readable one came", () => got.length === 1);
		sockets[0]?.terminate();
		await until("it dialled again", () => asked.length === 2);
		expect(asked[1]).toBe("/events?after=6");
	});

	it("takes a socket that has gone silent for dead", async () => {
		sockets[0]?.pause();
		await until("it dialled again", () => asked.length === 2);
	});

	it("stops when it is notified that the sandbox is not worth another try", async () => {
		patience = false;
		sockets[0]?.terminate();
		await until("it asked whether to go on", () => down.length === 1);
		await new Promise((resolve) => setImmediate(resolve));
		expect(asked).toHaveLength(1);
	});
});
