import { createServer, request } from "node:http";
import { connect } from "node:net";
import { type Project, StudioMessage } from "@storydream/protocol";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { createMetrics } from "../telemetry/index.ts";
import { createSocketServer } from "./socket.ts";
import { type Harness, startHarness } from "./testing/harness.ts";

let studio: Harness;
let project: Project;
const open: WebSocket[] = [];

beforeAll(async () => {
	studio = await startHarness();
	project = await studio.project({ name: "Sockets" });
});
afterAll(() => studio.close());
afterEach(() => {
	for (const socket of open.splice(0)) socket.terminate();
});

/** A page's socket: what it got so far, and a wait for more. */
async function page(path = "/ws", headers: Record<string, string> = {}) {
	const socket = new WebSocket(`ws://127.0.0.1:${studio.port}${path}`, { headers });
	open.push(socket);
	const got: StudioMessage[] = [];
	socket.on("message", (data) => got.push(StudioMessage.parse(JSON.parse(data.toString()))));
	const closed = new Promise<{ code: number; reason: string }>((resolve) =>
		socket.once("close", (code, reason) => resolve({ code, reason: reason.toString() })),
	);
	await new Promise<void>((resolve, reject) => {
		socket.once("open", () => resolve());
		socket.once("error", reject);
	});
	return {
		socket,
		got,
		closed,
		say: (message: unknown) => socket.send(typeof message === "string" ? message : JSON.stringify(message)),
		next: <T extends StudioMessage["type"]>(type: T) =>
			vi.waitFor(() => {
				const index = got.findIndex((message) => message.type === type);
				if (index < 0) throw new Error(`no ${type} among ${got.map((message) => message.type)}`);
				const [found] = got.splice(index, 1);
				// It was found by this very type.
				return found as Extract<StudioMessage, { type: T }>;
			}),
	};
}

describe("a page's socket", () => {
	test.each(["/ws", "/"])("at %s follows a project's session and takes messages", async (path) => {
		const tab = await page(path, { origin: `http://127.0.0.1:${studio.port}` });
		tab.say({ type: "session:start", projectId: project.id, lastSeq: 7 });
		tab.say({ type: "message:send", projectId: project.id, id: `message-${path.length}`, content: "Hello" });
		expect((await tab.next("session:phase")).detail).toBe("after 7");
		expect((await tab.next("session:ready")).projectId).toBe(project.id);
		expect((await tab.next("queue:changed")).queue[0]?.content).toBe("Hello");
		tab.say({ type: "message:begin" });
		await vi.waitFor(() => expect(studio.sessions.prepared).toContain(project.id));
		tab.say({ type: "session:keep" });
		await vi.waitFor(() => expect(studio.sessions.kept).toContain(project.id));
	});

	test("answers a ping", async () => {
		const tab = await page();
		tab.say({ type: "ping" });
		await tab.next("pong");
	});

	test("that starts a second time joins the same session", async () => {
		const tab = await page();
		tab.say({ type: "session:start", projectId: project.id });
		await tab.next("session:ready");
		tab.say({ type: "session:start", projectId: project.id, lastSeq: 9 });
		await tab.next("session:ready");
		expect(studio.sessions.followers.get(project.id)?.size).toBe(1);
	});

	test("that goes away is followed no more", async () => {
		const tab = await page();
		tab.say({ type: "session:start", projectId: project.id });
		await tab.next("session:ready");
		tab.socket.close();
		await vi.waitFor(() => expect(studio.sessions.followers.get(project.id)?.size).toBe(0));
	});
});

describe("bad frames are answered by an error that says what to do, and the socket stays", () => {
	const id = "an-id-of-the-page";
	test.each<[string, unknown, string, RegExp]>([
		["a broken frame", "{", "bad_frame", /not valid JSON/],
		["a list", [], "bad_frame", /not a JSON object/],
		["an unknown type", { type: "session:dance" }, "unknown_message", /“session:dance”/],
		["no type", {}, "unknown_message", /without a type/],
		["a type that is inherited", { type: "constructor" }, "unknown_message", /constructor/],
		["a missing field", { type: "session:start" }, "bad_request", /projectId/],
		["an unknown project", { type: "session:start", projectId: "aaaaaaaaaaaaaaaaaaaa" }, "project_not_found", /no such project/],
		[
			"a message before the start",
			{ type: "message:send", projectId: "aaaaaaaaaaaaaaaaaaaa", id, content: "x" },
			"session_required",
			/no project yet/,
		],
		["a stop before the start", { type: "message:cancel" }, "session_required", /no project yet/],
		[
			"an empty message",
			{ type: "message:send", projectId: "aaaaaaaaaaaaaaaaaaaa", id, content: " \n" },
			"bad_request",
			/can't be empty/,
		],
	])("%s", async (_what, frame, code, message) => {
		const tab = await page();
		tab.say(typeof frame === "string" ? frame : JSON.stringify(frame));
		const error = await tab.next("error");
		expect(error.code).toBe(code);
		expect(error.message).toMatch(message);
		expect(error.hint.length).toBeGreaterThan(10);
		tab.say({ type: "ping" });
		await tab.next("pong");
	});

	test("bytes", async () => {
		const tab = await page();
		tab.socket.send(Buffer.from([1, 2, 3]));
		expect((await tab.next("error")).code).toBe("bad_frame");
	});

	test("what sessions refuse comes back with the client's own id", async () => {
		const tab = await page();
		tab.say({ type: "session:start", projectId: project.id });
		tab.say({ type: "message:remove", id });
		expect(await tab.next("error")).toMatchObject({ code: "not_found", id });
	});

	test("another project on the same socket", async () => {
		const other = await studio.project({ name: "Other" });
		const tab = await page();
		tab.say({ type: "session:start", projectId: project.id });
		tab.say({ type: "session:start", projectId: other.id });
		expect((await tab.next("error")).code).toBe("conflict");
		tab.say({ type: "message:send", projectId: other.id, id, content: "x" });
		expect((await tab.next("error")).code).toBe("conflict");
	});

	test("far too many of them", async () => {
		const tab = await page();
		for (let count = 0; count < 400; count += 1) tab.say({ type: "ping" });
		expect((await tab.next("error")).code).toBe("too_many");
	});

	test("one larger than anything may be closes the socket with the standard code", async () => {
		const tab = await page();
		tab.socket.on("error", () => {});
		tab.say(JSON.stringify({ type: "ping", pad: "x".repeat(1_000_000) }));
		expect((await tab.closed).code).toBe(1009);
	});

	test("too many bytes of them, in few frames", async () => {
		const tab = await page();
		for (let count = 0; count < 20; count += 1) tab.say(JSON.stringify({ type: "ping", pad: "x".repeat(900_000) }));
		const refused = await vi.waitFor(() => tab.next("error"));
		expect(refused.code).toBe("too_many");
	});

	test("a message with a picture in it, as pages of an earlier release send it", async () => {
		const tab = await page();
		tab.say({ type: "session:start", projectId: project.id });
		const attachments = [{ name: "a.png", mediaType: "image/png", data: "AAAA" }];
		tab.say(JSON.stringify({ type: "message:send", projectId: project.id, id, content: "x", attachments }));
		expect(await tab.next("error")).toMatchObject({ code: "bad_request", id });
	});
});

describe("who may connect", () => {
	function upgrade(path: string, headers: Record<string, string>): Promise<number> {
		return new Promise((resolve, reject) => {
			const outgoing = request({
				host: "127.0.0.1",
				port: studio.port,
				path,
				agent: false,
				headers: {
					connection: "Upgrade",
					upgrade: "websocket",
					"sec-websocket-version": "13",
					"sec-websocket-key": "AAAAAAAAAAAAAAAAAAAAAA==",
					...headers,
				},
			});
			outgoing.on("response", (answer) => resolve(answer.statusCode ?? 0));
			outgoing.on("upgrade", (_answer, socket) => {
				socket.destroy();
				resolve(101);
			});
			outgoing.on("error", reject);
			outgoing.end();
		});
	}

	test.each<[string, string, Record<string, string>, number]>([
		["a program", "/ws", {}, 101],
		["a page of another site", "/ws", { origin: "https://evil.example" }, 403],
		["a preview", "/ws", { origin: "http://abcdefghijklmnopqrstuvwxyz.preview.localhost" }, 403],
		["a name that was pointed here", "/ws", { host: "evil.example", origin: "http://evil.example" }, 403],
		["another address", "/other", {}, 404],
		["an unknown preview", "/", { host: "abcdefghijklmnopqrstuvwxyz.preview.localhost" }, 404],
	])("%s at %s", async (_who, path, headers, status) => {
		expect(await upgrade(path, headers)).toBe(status);
	});
});

test("opened and closed a thousand times, sockets leave nothing behind", async () => {
	for (let round = 0; round < 20; round += 1) {
		await Promise.all(
			Array.from({ length: 50 }, async () => {
				const tab = await page();
				tab.say({ type: "session:start", projectId: project.id });
				await tab.next("session:ready");
				tab.socket.close();
				await tab.closed;
			}),
		);
	}
	await vi.waitFor(async () =>
		expect(await studio.metrics.registry.getSingleMetricAsString("storydream_sockets")).toMatch(/storydream_sockets 0$/m),
	);
	expect(studio.sessions.followers.get(project.id)?.size).toBe(0);
});

test("a socket that does not read is closed, and others go on", async () => {
	const sockets = createSocketServer({
		projects: studio.projects,
		sessions: studio.sessions,
		logger: pino({ level: "silent" }),
		metrics: createMetrics(),
		maxWaitingBytes: 200_000,
	});
	const front = createServer().on("upgrade", (incoming, socket, head) => sockets.accept(incoming, socket, head));
	await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
	const { port } = front.address() as { port: number };
	const socket = connect(port, "127.0.0.1");
	const ended = new Promise<void>((resolve) => socket.once("close", () => resolve()));
	socket.on("error", () => {});
	socket.write(
		"GET /ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
	);
	await new Promise((resolve) => socket.once("data", resolve));
	// A masked text frame with a mask of zeros.
	const text = Buffer.from(JSON.stringify({ type: "session:start", projectId: project.id }));
	socket.write(Buffer.concat([Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]), text]));
	await vi.waitFor(() => expect(studio.sessions.followers.get(project.id)?.size).toBe(1));
	socket.pause();
	const long = "x".repeat(100_000);
	await vi.waitFor(() => {
		for (let count = 0; count < 20; count += 1) {
			studio.sessions.broadcast(project.id, {
				type: "agent:message",
				runId: "run-1",
				event: { type: "text", blockId: "b", text: long },
			});
		}
		expect(studio.sessions.followers.get(project.id)?.size).toBe(0);
	});
	socket.resume();
	await ended;
	await sockets.close();
	front.closeAllConnections();
	await new Promise<void>((resolve) => front.close(() => resolve()));
});

test("a socket that does not answer heartbeats is ended", async () => {
	const sockets = createSocketServer({
		projects: studio.projects,
		sessions: studio.sessions,
		logger: pino({ level: "silent" }),
		metrics: createMetrics(),
		heartbeatMs: 50,
	});
	const front = createServer().on("upgrade", (incoming, socket, head) => sockets.accept(incoming, socket, head));
	await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
	const { port } = front.address() as { port: number };
	const silent = new WebSocket(`ws://127.0.0.1:${port}/ws`, { autoPong: false });
	const alive = new WebSocket(`ws://127.0.0.1:${port}/ws`);
	open.push(silent, alive);
	await new Promise((resolve) => silent.once("close", resolve));
	expect(alive.readyState).toBe(WebSocket.OPEN);
	await sockets.close();
	front.closeAllConnections();
	await new Promise<void>((resolve) => front.close(() => resolve()));
});
