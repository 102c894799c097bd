import { once } from "node:events";
import { type AddressInfo, connect, type Socket } from "node:net";
import { pino } from "pino";
import { afterEach, describe, expect, test } from "vitest";
import { type ConnectionLimits, createBoundedServer } from "./bounded-server.ts";
import { listenOn } from "./listening.ts";

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
	for (const end of ends.splice(0).reverse()) await end();
});

async function serve(limits: Partial<ConnectionLimits>): Promise<number> {
	const all = { total: 1_000, perAddress: 1_000, headersMs: 60_000, requestMs: 60_000, idleMs: 60_000, ...limits };
	const server = createBoundedServer(all, pino({ level: "silent" }), (request, response) => {
		request.resume();
		response.end("fine");
	});
	await listenOn(server, { host: "127.0.0.1", port: 0, variable: "PORT" });
	ends.push(async () => {
		const closed = once(server, "close");
		server.close();
		server.closeAllConnections();
		await closed;
	});
	return (server.address() as AddressInfo).port;
}

/** A connection that has sent the beginning of a request; `closed` resolves to what was answered. */
async function halfOpen(port: number): Promise<{ socket: Socket; closed: Promise<string> }> {
	const socket = connect(port, "127.0.0.1");
	let answer = "";
	const closed = new Promise<string>((resolve) => {
		socket.on("data", (data) => {
			answer += data.toString("latin1");
		});
		socket.on("error", () => socket.destroy());
		socket.on("close", () => resolve(answer));
	});
	ends.push(() => void socket.destroy());
	await once(socket, "connect");
	socket.write("GET / HTTP/1.1\r\nhost: local");
	return { socket, closed };
}

describe("a server with bounds", () => {
	test.each([
		["one address", { perAddress: 20 }],
		["all addresses", { total: 20 }],
	])("closes connections over the limit of %s, and serves again once others are closed", async (_what, limits) => {
		const port = await serve(limits);
		const opened = await Promise.all(Array.from({ length: 60 }, () => halfOpen(port)));
		let closed = 0;
		for (const one of opened) {
			void one.closed.then(() => {
				closed += 1;
			});
		}
		await expect.poll(() => closed).toBe(40);
		for (const { socket } of opened) socket.destroy();
		await Promise.all(opened.map((one) => one.closed));
		await expect
			.poll(() =>
				fetch(`http://127.0.0.1:${port}/`).then(
					(answer) => answer.status,
					() => 0,
				),
			)
			.toBe(200);
	});

	test("ends a request whose head does not come, with 408", async () => {
		const port = await serve({ headersMs: 200 });
		const { closed } = await halfOpen(port);
		expect(await closed).toMatch(/^HTTP\/1\.1 408 /);
	});

	test.each([101, 500, 2_000])("refuses a request with %i headers, and no header of another is left out", async (count) => {
		const port = await serve({});
		const ask = (headers: number) =>
			fetch(`http://127.0.0.1:${port}/`, {
				headers: Object.fromEntries(Array.from({ length: headers }, (_, index) => [`x-${index}`, "1"])),
			});
		expect((await ask(count)).status).toBeGreaterThanOrEqual(400);
		expect((await ask(80)).status).toBe(200);
	});
});
