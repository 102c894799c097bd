import { createServer, type IncomingHttpHeaders, type IncomingMessage, request, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { pino } from "pino";
import { afterEach, describe, expect, test } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { createMetrics } from "../telemetry/index.ts";
import { createPreviewProxy } from "./index.ts";

const KEY = "abcdefghijklmnopqrstuvwxyz";
const OTHER_KEY = "zyxwvutsrqponmlkjihgfedcba";
const DOMAIN = "preview.localhost";
const ACCESS_TOKEN = "what the preview server asks for";
const ends: (() => Promise<void> | void)[] = [];

afterEach(async () => {
	for (const end of ends.splice(0).reverse()) await end();
});

async function listen(server: Server): Promise<number> {
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	ends.push(() => {
		server.closeAllConnections();
		return new Promise<void>((resolve) => server.close(() => resolve()));
	});
	return (server.address() as AddressInfo).port;
}

/** A preview server that says what it was asked, and a studio's port in front of it. */
async function harness(answerHeaders: Record<string, string | string[]> = {}) {
	const seen: { url: string | undefined; headers: IncomingHttpHeaders }[] = [];
	const preview = createServer((incoming, response) => {
		seen.push({ url: incoming.url, headers: incoming.headers });
		response.writeHead(200, { "content-type": "text/html", ...answerHeaders }).end(`preview of ${incoming.url}`);
	});
	const sockets = new WebSocketServer({ server: preview });
	sockets.on("connection", (socket, incoming) => {
		seen.push({ url: incoming.url, headers: incoming.headers });
		socket.on("message", (data) => socket.send(`echo ${data}`));
	});
	const previewPort = await listen(preview);
	const dials: string[] = [];
	const targets = new Map<string, { host: string; port: number; pathname?: string; accessToken: string }>([
		[KEY, { host: "127.0.0.1", port: previewPort, accessToken: ACCESS_TOKEN }],
	]);
	const proxy = createPreviewProxy({
		domain: DOMAIN,
		appOrigins: () => ["http://localhost:8080"],
		target: (key) => {
			dials.push(key);
			return targets.get(key) ?? null;
		},
		logger: pino({ level: "silent" }),
		metrics: createMetrics(),
	});
	const front = createServer((incoming, response) => {
		if (!proxy.handle(incoming, response)) response.writeHead(200).end("the studio");
	});
	front.on("upgrade", (incoming, socket, head) => {
		if (!proxy.upgrade(incoming, socket, head)) socket.end("HTTP/1.1 418 The studio\r\n\r\n");
	});
	const port = await listen(front);
	ends.push(() => proxy.close());
	return { port, seen, targets, sockets };
}

interface Answer {
	status: number;
	headers: IncomingHttpHeaders;
	body: string;
}

function get(port: number, host: string, path = "/", headers: Record<string, string> = {}): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const outgoing = request(
			{ host: "127.0.0.1", port, path, headers: { host, ...headers }, agent: false },
			(answer: IncomingMessage) => {
				let body = "";
				answer.setEncoding("utf8");
				answer.on("data", (text: string) => {
					body += text;
				});
				answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
			},
		);
		outgoing.on("error", reject);
		outgoing.end();
	});
}

/** Bytes as an attacker would type them. */
function raw(port: number, text: string): Promise<string> {
	return new Promise((resolve, reject) => {
		const socket = connect(port, "127.0.0.1", () => socket.write(text));
		let answer = "";
		socket.setEncoding("utf8");
		socket.on("data", (data: string) => {
			answer += data;
		});
		socket.on("close", () => resolve(answer));
		socket.on("error", reject);
	});
}

describe("a preview's own origin", () => {
	test("shows what its sandbox serves, at the path that was asked", async () => {
		const { port, seen } = await harness();
		const answer = await get(port, `${KEY}.${DOMAIN}:${port}`, "/src/App.tsx?t=1");
		expect(answer.status).toBe(200);
		expect(answer.body).toBe("preview of /src/App.tsx?t=1");
		expect(seen[0]?.headers.host).toBe(`${KEY}.${DOMAIN}:${port}`);
	});

	test("may lie below a path of its sandbox's address, and no dots in a request lead above it", async () => {
		const { port, targets } = await harness();
		const target = targets.get(KEY);
		if (target) targets.set(KEY, { ...target, pathname: "/to/key/10.0.0.3/3000" });
		const paths = ["/src/App.tsx?t=1", "/../../../../to/other", "/%2e%2e/%2e%2e/to/other", "/..%2f..%2fto/other", "/a/../../b"];
		for (const path of paths) {
			const answer = await raw(port, `GET ${path} HTTP/1.1\r\nhost: ${KEY}.${DOMAIN}\r\nconnection: close\r\n\r\n`);
			expect(answer).toContain("preview of /to/key/10.0.0.3/3000/");
			expect(answer).not.toMatch(/3000\/(.*\/)?\.\.\//);
		}
		const answer = await get(port, `${KEY}.${DOMAIN}`, "/src/App.tsx?t=1");
		expect(answer.body).toBe("preview of /to/key/10.0.0.3/3000/src/App.tsx?t=1");
	});

	test("gets neither cookie nor authorization, and no word on where the request came from", async () => {
		const { port, seen } = await harness();
		await get(port, `${KEY}.${DOMAIN}`, "/", {
			cookie: "session=secret",
			authorization: "Bearer secret",
			"x-api-key": "secret",
			"x-storydream-preview": "forged",
			"x-forwarded-for": "10.0.0.1",
			"x-forwarded-host": "evil.example",
			forwarded: "for=10.0.0.1",
			accept: "text/html",
		});
		expect(Object.keys(seen[0]?.headers ?? {}).sort()).toEqual(["accept", "connection", "host", "x-storydream-preview"]);
	});

	test("sees that a request and a socket come from the proxy, whatever the client says", async () => {
		const { port, seen } = await harness();
		const host = `${KEY}.${DOMAIN}`;
		await get(port, host, "/", { "x-storydream-preview": "forged" });
		const socket = new WebSocket(`ws://127.0.0.1:${port}/hmr`, { headers: { host, "x-storydream-preview": "forged" } });
		ends.push(() => socket.terminate());
		await new Promise((resolve) => socket.once("open", resolve));
		expect(seen.map(({ headers }) => headers["x-storydream-preview"])).toEqual([ACCESS_TOKEN, ACCESS_TOKEN]);
	});

	test("can set no cookie and open itself to no other origin", async () => {
		const { port } = await harness({ "set-cookie": ["a=1"], "access-control-allow-origin": "*", "x-powered-by": "something" });
		const { headers } = await get(port, `${KEY}.${DOMAIN}`);
		expect(headers["set-cookie"]).toBeUndefined();
		expect(headers["access-control-allow-origin"]).toBeUndefined();
		expect(headers["x-powered-by"]).toBeUndefined();
		expect(headers["content-security-policy"]).toBe("frame-ancestors http://localhost:8080");
		expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
		expect(headers["referrer-policy"]).toBe("no-referrer");
	});

	test("lets the studio's page learn that it can be reached, and nothing else of it", async () => {
		const { port, seen } = await harness();
		const answer = await get(port, `${KEY}.${DOMAIN}`, "/__studio/reachable");
		expect([answer.status, answer.body]).toEqual([204, ""]);
		expect(answer.headers["cross-origin-resource-policy"]).toBe("cross-origin");
		expect(seen).toHaveLength(0);
	});

	test("keeps a content security policy of its own beside ours", async () => {
		const { port } = await harness({ "content-security-policy": "default-src 'self'" });
		const { headers } = await get(port, `${KEY}.${DOMAIN}`);
		expect(headers["content-security-policy"]).toBe("default-src 'self', frame-ancestors http://localhost:8080");
	});
});

describe("only the own sandbox is reached", () => {
	test.each([
		["an unknown key", `${OTHER_KEY}.${DOMAIN}`],
		["an address as a key", `169.254.169.254.${DOMAIN}`],
		["dots as a key", `...${DOMAIN}`],
		["a key with a dot in it", `${KEY}.x.${DOMAIN}`],
		["a short key", `abc.${DOMAIN}`],
		["no key", `.${DOMAIN}`],
	])("%s is answered 404 before any dial", async (_what, host) => {
		const { port, seen } = await harness();
		const answer = await get(port, host, "/", { accept: "text/html" });
		expect(answer.status).toBe(404);
		expect(answer.body).toContain("There is no preview here");
		expect(seen).toHaveLength(0);
	});

	test("a forged X-Forwarded-Host does not name a preview", async () => {
		const { port, seen } = await harness();
		const answer = await get(port, "localhost", "/", { "x-forwarded-host": `${KEY}.${DOMAIN}` });
		expect(answer.body).toBe("the studio");
		expect(seen).toHaveLength(0);
	});

	test.each(["http://169.254.169.254/latest/meta-data/", "http://127.0.0.1:22/", "//169.254.169.254/"])(
		"the address %s in the request line is refused",
		async (target) => {
			const { port, seen } = await harness();
			const answer = await raw(port, `GET ${target} HTTP/1.1\r\nHost: ${KEY}.${DOMAIN}\r\nConnection: close\r\n\r\n`);
			expect(answer).toMatch(/^HTTP\/1\.1 400 /);
			expect(seen).toHaveLength(0);
		},
	);

	test("dots in a path reach nothing but the own preview server", async () => {
		const { port, seen } = await harness();
		const answer = await raw(port, `GET /../../etc/passwd HTTP/1.1\r\nHost: ${KEY}.${DOMAIN}\r\nConnection: close\r\n\r\n`);
		expect(answer).toContain("preview of");
		expect(seen).toHaveLength(1);
	});
});

describe("sockets", () => {
	function dial(port: number, host: string, headers: Record<string, string> = {}): Promise<string> {
		return new Promise((resolve) => {
			const socket = new WebSocket(`ws://127.0.0.1:${port}/hmr`, { headers: { host, ...headers } });
			ends.push(() => socket.terminate());
			socket.on("open", () => socket.send("hello"));
			socket.on("message", (data) => resolve(data.toString()));
			socket.on("unexpected-response", (_request, answer) => resolve(`refused ${answer.statusCode}`));
			socket.on("error", (error) => resolve(error.message));
		});
	}

	test("go through to the own preview server, without cookies", async () => {
		const { port, seen } = await harness();
		const host = `${KEY}.${DOMAIN}:${port}`;
		expect(await dial(port, host, { origin: `http://${host}`, cookie: "a=1" })).toBe("echo hello");
		expect(seen[0]?.headers.cookie).toBeUndefined();
	});

	test("of an unknown key are refused before any dial", async () => {
		const { port, seen } = await harness();
		expect(await dial(port, `${OTHER_KEY}.${DOMAIN}`)).toBe("refused 404");
		expect(seen).toHaveLength(0);
	});

	test("from a page of another origin are refused", async () => {
		const { port, seen } = await harness();
		expect(await dial(port, `${KEY}.${DOMAIN}`, { origin: "http://evil.example" })).toBe("refused 403");
		expect(seen).toHaveLength(0);
	});

	test("end when the sandbox ends, and the studio lives on", async () => {
		const { port, sockets } = await harness();
		const socket = new WebSocket(`ws://127.0.0.1:${port}/`, { headers: { host: `${KEY}.${DOMAIN}` } });
		ends.push(() => socket.terminate());
		await new Promise((resolve) => socket.once("open", resolve));
		const closed = new Promise((resolve) => socket.once("close", resolve));
		for (const one of sockets.clients) one.terminate();
		await closed;
		expect((await get(port, "localhost")).body).toBe("the studio");
	});
});

describe("a preview server that is not there", () => {
	test("is said in words, on a page that tries again by itself", async () => {
		const { port, targets } = await harness();
		const gone = createServer();
		const gonePort = await listen(gone);
		await new Promise<void>((resolve) => gone.close(() => resolve()));
		targets.set(KEY, { host: "127.0.0.1", port: gonePort, accessToken: ACCESS_TOKEN });
		const page = await get(port, `${KEY}.${DOMAIN}`, "/", { accept: "text/html" });
		expect(page.status).toBe(502);
		expect(page.body).toContain("The preview server is not answering");
		expect(page.body).toContain("<script>");
		const script = await get(port, `${KEY}.${DOMAIN}`, "/src/App.tsx", { accept: "*/*" });
		expect(script.status).toBe(502);
		expect(script.headers["content-type"]).toContain("text/plain");
	});

	test("that closed a kept connection is dialled once more", async () => {
		const requests = new Map<Socket, number>();
		const preview = createServer({ keepAlive: true }, (incoming, response) => {
			const count = (requests.get(incoming.socket) ?? 0) + 1;
			requests.set(incoming.socket, count);
			// The second request on a connection is cut, as by a server that closes an idle connection just then.
			if (count === 2) incoming.socket.resetAndDestroy();
			else response.end("fine");
		});
		const { port, targets } = await harness();
		targets.set(KEY, { host: "127.0.0.1", port: await listen(preview), accessToken: ACCESS_TOKEN });
		expect((await get(port, `${KEY}.${DOMAIN}`)).body).toBe("fine");
		expect((await get(port, `${KEY}.${DOMAIN}`)).body).toBe("fine");
		expect([...requests.values()]).toEqual([2, 1]);
		// One with a body can't be sent again, so it is not sent on a kept connection at all.
		expect((await get(port, `${KEY}.${DOMAIN}`)).body).toBe("fine");
		const post = `POST / HTTP/1.1\r\nhost: ${KEY}.${DOMAIN}\r\nconnection: close\r\ncontent-length: 4\r\n\r\nbody`;
		expect(await raw(port, post)).toMatch(/^HTTP\/1\.1 200 /);
		expect([...requests.values()]).toEqual([2, 1, 1, 1]);
	});
});
