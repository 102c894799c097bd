import { createServer, type Server } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { createAuthorizer } from "./auth.ts";
import { EventLog } from "./event-log.ts";
import { type EventSockets, serveEvents } from "./event-socket.ts";

const TOKEN = "a-token-of-some-length";
let server: Server;
let log: EventLog;
let sockets: EventSockets;
let url: string;

beforeEach(async () => {
	server = createServer();
	log = new EventLog();
	sockets = serveEvents({ server, log, authorized: createAuthorizer(TOKEN), onActivity: () => {} });
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const address = server.address();
	url = `ws://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
});
afterEach(async () => {
	sockets.close();
	await new Promise<void>((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});
});

function say(text: string): void {
	log.append({ type: "run:event", runId: "r", event: { type: "text", blockId: "1", text } });
}

/** Opens a socket and collects the numbers it gets until `count` have come. */
function follow(after: number, count: number): Promise<number[]> {
	return new Promise((resolve, reject) => {
		const seen: number[] = [];
		const socket = new WebSocket(`${url}/events?after=${after}`, { headers: { authorization: `Bearer ${TOKEN}` } });
		socket.on("error", reject);
		socket.on("message", (data) => {
			// What was on its way when enough had come does not count.
			if (seen.length === count) return;
			seen.push((JSON.parse(String(data)) as { seq: number }).seq);
			if (seen.length < count) return;
			socket.terminate();
			resolve(seen);
		});
	});
}

/** The status a refused upgrade is answered with. */
function refused(where: string, headers: Record<string, string>): Promise<number> {
	return new Promise((resolve, reject) => {
		const socket = new WebSocket(`${url}${where}`, { headers });
		socket.on("unexpected-response", (_request, response) => {
			resolve(response.statusCode ?? 0);
			socket.terminate();
		});
		socket.on("open", () => reject(new Error("it was let in")));
		// `terminate` before the handshake is an error of its own.
		socket.on("error", () => {});
	});
}

describe("the socket of events", () => {
	it("gives what came after a number, then what comes, each once and in order", async () => {
		for (let n = 0; n < 10; n += 1) say("old");
		const following = follow(7, 5);
		await expect.poll(() => sockets.count()).toBe(1);
		say("new");
		say("new");
		expect(await following).toEqual([8, 9, 10, 11, 12]);
	});

	it("feeds a thousand events that come at once, and a reader that comes again goes on where it was", async () => {
		for (let n = 0; n < 1000; n += 1) say("x".repeat(5000));
		const first = await follow(0, 400);
		const rest = await follow(first.at(-1) ?? 0, 600);
		expect([...first, ...rest]).toEqual(Array.from({ length: 1000 }, (_, index) => index + 1));
		await expect.poll(() => sockets.count()).toBe(0);
	});

	it("lets nobody in without the token, nor anywhere else", async () => {
		expect(await refused("/events", {})).toBe(401);
		expect(await refused("/events", { authorization: "Bearer wrong" })).toBe(401);
		expect(await refused("/elsewhere", { authorization: `Bearer ${TOKEN}` })).toBe(404);
		expect(await refused("/events?after=-1", { authorization: `Bearer ${TOKEN}` })).toBe(400);
	});
});
