import { type ChildProcess, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import net, { type Socket } from "node:net";
import path from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { freePorts } from "./testing/free-ports.ts";

const SECRET = "a secret of this test";
let relay: ChildProcess;
let studioPort = 0;
let gatewayPort = 0;

/** A sandbox's connection: it comes in on the address that stands for the sandboxes' networks. */
async function fromSandbox(): Promise<Socket> {
	const socket = net.connect({ host: "127.0.0.2", port: gatewayPort });
	await once(socket, "connect");
	return socket;
}

function isAlive(): Promise<boolean> {
	return new Promise((resolve) => {
		const asked = request({ host: "127.0.0.1", port: studioPort, path: "/health" }, (answer) => {
			answer.resume();
			resolve(answer.statusCode === 204);
		});
		asked.once("error", () => resolve(false));
		asked.end();
	});
}

/** One of the studio's connections that wait at the relay; resolves when it is given to a sandbox. */
function park(): Promise<Socket> {
	const key = createHmac("sha256", SECRET).update("gateway").digest("hex").slice(0, 32);
	const asked = request({
		host: "127.0.0.1",
		port: studioPort,
		path: `/gateway/${key}`,
		headers: { connection: "upgrade", upgrade: "storydream-gateway" },
	});
	asked.end();
	return once(asked, "upgrade").then(([, socket]) => socket as Socket);
}

/** The next that comes on a connection; empty when it ends first. */
function said(socket: Socket): Promise<string> {
	return new Promise((resolve) => {
		socket.once("data", (chunk) => resolve(String(chunk)));
		socket.once("close", () => resolve(""));
		socket.once("error", () => resolve(""));
	});
}

beforeAll(async () => {
	[studioPort = 0, gatewayPort = 0] = await freePorts(2);
	relay = spawn(process.execPath, [path.join(import.meta.dirname, "relay.ts")], {
		env: {
			RELAY_SECRET: SECRET,
			RELAY_SUBNETS: "127.0.0.2/32",
			RELAY_STUDIO_PORT: String(studioPort),
			RELAY_GATEWAY_PORT: String(gatewayPort),
		},
		stdio: ["ignore", "inherit", "inherit"],
	});
	await vi.waitUntil(isAlive);
});
afterAll(() => relay.kill("SIGKILL"));

it("is not brought down by a sandbox that comes and goes without end while the studio is away", async () => {
	for (let round = 0; round < 300; round += 1) {
		const sockets = await Promise.all(Array.from({ length: 40 }, fromSandbox));
		for (const socket of sockets) socket.resetAndDestroy();
		// Not faster than it takes them: the system would drop what does not fit into its queue, and try again seconds later.
		expect(await isAlive()).toBe(true);
	}
	// The studio is back, and does what it always does: a connection that is lost is followed by another. The relay may
	// still give some to those that have just gone; the first one that is there gets an answer.
	await vi.waitFor(async () => {
		const [waits, studio] = [await fromSandbox(), await park()];
		try {
			waits.write("hello");
			expect(await said(studio)).toBe("hello");
			studio.write("welcome");
			expect(await said(waits)).toBe("welcome");
		} finally {
			waits.destroy();
			studio.destroy();
		}
	});
	expect(relay.exitCode).toBeNull();
	expect(await isAlive()).toBe(true);
});

it.each([
	["the status 000", "HTTP/1.1 000 Nothing\r\ncontent-length: 2\r\n\r\nhi", 502],
	["a reason with control characters", "HTTP/1.1 200 \x01\x02\r\ncontent-length: 2\r\n\r\nhi", 200],
	["a body longer than its content-length", "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi and more", 200],
	["a broken chunk", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nhi\r\nxyz\r\n", 200],
	["an upgrade that nobody requested", "HTTP/1.1 101 Go\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n", 502],
	["no HTTP", "\x00\x01\x02", 502],
])("lives on when a sandbox answers with %s", async (_what, raw, status) => {
	const sandbox = net.createServer((socket) => {
		socket.on("error", () => socket.destroy());
		socket.once("data", () => socket.write(Buffer.from(raw, "latin1")));
	});
	sandbox.listen(0, "127.0.0.2");
	await once(sandbox, "listening");
	const { port } = sandbox.address() as net.AddressInfo;
	const key = createHmac("sha256", SECRET).update(`127.0.0.2:${port}`).digest("hex").slice(0, 32);
	try {
		const asked = request({ host: "127.0.0.1", port: studioPort, path: `/to/${key}/127.0.0.2/${port}/` });
		asked.on("error", () => undefined);
		asked.end();
		const [answer] = (await once(asked, "response")) as [IncomingMessage];
		answer.on("error", () => undefined).resume();
		expect(answer.statusCode).toBe(status);
		expect(await isAlive()).toBe(true);
		expect(relay.exitCode).toBeNull();
	} finally {
		sandbox.close();
	}
});
