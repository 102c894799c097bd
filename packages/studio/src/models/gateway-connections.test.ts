import net from "node:net";
import { createDemoModel } from "@storydream/demo-model";
import { afterEach, expect, it } from "vitest";
import { createModelGateway, type GatewayConnections, serveGatewayConnections } from "./index.ts";
import { openTestLedger } from "./testing/ledger.ts";

const TOKEN = "canary-token-77aa31";
const ends: (() => void)[] = [];
afterEach(() => {
	for (const end of ends.splice(0).reverse()) end();
});

/** A port whose connections are handed over one by one, as the relay's are. */
async function rig(): Promise<{ url: string; connections: GatewayConnections }> {
	const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
	const gateway = createModelGateway({
		upstream: null,
		demo: createDemoModel({ delayMs: 0 }),
		authenticate: (token) => (token === TOKEN ? { sessionId: "session-1", projectId: "project-1" } : null),
		ledger: (await openTestLedger()).ledger,
		logger: silent,
	});
	const connections = serveGatewayConnections(gateway);
	const door = net.createServer((connection) => connections.take(connection));
	await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
	ends.push(
		() => door.close(),
		() => connections.close(),
	);
	const address = door.address();
	return { url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`, connections };
}

const question = JSON.stringify({ model: "demo", max_tokens: 50, messages: [{ role: "user", content: "Hello" }] });

it("answers the gateway's two paths to whoever shows a token of a session", async () => {
	const { url } = await rig();
	for (const path of ["/gateway/v1/messages?beta=true", "/gateway/v1/messages/count_tokens"]) {
		const answer = await fetch(url + path, { method: "POST", headers: { "x-api-key": TOKEN }, body: question });
		expect(answer.status).toBe(200);
		expect(await answer.json()).toBeTypeOf("object");
		const stranger = await fetch(url + path, { method: "POST", headers: { "x-api-key": "nobody" }, body: question });
		expect(stranger.status).toBe(401);
	}
});

it("answers nothing else, whatever it is called: no route of the studio's can be asked here", async () => {
	const { url } = await rig();
	const paths = [
		"/",
		"/api/projects",
		"/api/me",
		"/gateway/v1/models",
		"/gateway/../api/projects",
		"/v1/messages",
		"/gateway//v1/messages",
	];
	for (const path of paths) {
		for (const method of ["GET", "POST"]) {
			expect((await fetch(url + path, { method, headers: { "x-api-key": TOKEN } })).status, `${method} ${path}`).toBe(403);
		}
	}
	expect((await fetch(`${url}/gateway/v1/messages`, { headers: { "x-api-key": TOKEN } })).status).toBe(403);
});

it("lets go of its connections when it closes", async () => {
	const { url, connections } = await rig();
	const socket = net.connect(Number(new URL(url).port), "127.0.0.1");
	await new Promise<void>((resolve) => socket.once("connect", resolve));
	const answer = new Promise<void>((resolve) => socket.once("data", () => resolve()));
	socket.write("GET / HTTP/1.1\r\nhost: x\r\n\r\n");
	await answer;
	const gone = new Promise<void>((resolve) => socket.once("close", () => resolve()));
	connections.close();
	await gone;
});
