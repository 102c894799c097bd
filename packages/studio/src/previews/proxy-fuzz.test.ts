import { createServer as createHttpServer } from "node:http";
import { connect } from "node:net";
import { pino } from "pino";
import { afterEach, describe, expect, test } from "vitest";
import { hostileServer, listenRaw } from "../relay/testing/hostile-server.ts";
import { createRandom, FORBIDDEN_HEADERS, type RawAnswer, randomAnswer } from "../relay/testing/raw-answers.ts";
import { createMetrics } from "../telemetry/index.ts";
import { createPreviewProxy } from "./index.ts";

const KEY = "abcdefghijklmnopqrstuvwxyz";
const DOMAIN = "preview.localhost";
const SEED = 20_261_130;
const ANSWERS = 1_000;
const AT_ONCE = 40;
const WEBSOCKET_KEY = "dGhlIHNhbXBsZSBub25jZQ==";
const ends: (() => Promise<void> | void)[] = [];

afterEach(async () => {
	for (const end of ends.splice(0).reverse()) await end();
});

async function listen(server: Parameters<typeof listenRaw>[0]): Promise<number> {
	const listening = await listenRaw(server);
	ends.push(listening.close);
	return listening.port;
}

/** A studio's port before a hostile server. */
async function harness(
	target: { host: string; port: number },
	deadlines?: { headMs: number; silenceMs: number },
): Promise<number> {
	const proxy = createPreviewProxy({
		domain: DOMAIN,
		appOrigins: () => ["http://localhost:8080"],
		target: () => ({ ...target, accessToken: "a token" }),
		logger: pino({ level: "silent" }),
		metrics: createMetrics(),
		...(deadlines === undefined ? {} : { deadlines }),
	});
	const front = createHttpServer((incoming, response) => {
		if (!proxy.handle(incoming, response)) response.end("the studio");
	});
	front.on("upgrade", (incoming, socket, head) => proxy.upgrade(incoming, socket, head));
	ends.push(() => proxy.close());
	return listen(front);
}

type Client = "GET" | "HEAD" | "POST" | "socket";

/** All that comes back for one request, until the connection ends. `leave`: the client closes after so many bytes. */
function ask(port: number, index: number, client: Client, leave: number | null): Promise<string> {
	const method = client === "socket" ? "GET" : client;
	const more =
		client === "socket"
			? `connection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: ${WEBSOCKET_KEY}\r\n\r\n`
			: `connection: close\r\n${client === "POST" ? "content-length: 9\r\n\r\nsome body" : "\r\n"}`;
	return new Promise((resolve) => {
		const socket = connect(port, "127.0.0.1", () => {
			socket.write(`${method} /${index} HTTP/1.1\r\nhost: ${KEY}.${DOMAIN}\r\n${more}`);
			if (leave === 0) socket.resetAndDestroy();
		});
		let answer = "";
		socket.setEncoding("latin1");
		socket.on("data", (data: string) => {
			answer += data;
			if (leave !== null && answer.length >= leave) socket.resetAndDestroy();
			// A connection that became a WebSocket stays open: what came with the handshake is all there is to see.
			else if (client === "socket" && answer.startsWith("HTTP/1.1 101")) socket.end();
		});
		socket.on("error", () => socket.destroy());
		socket.on("close", () => resolve(answer));
	});
}

interface Parsed {
	status: number;
	headers: string[];
	body: string;
	/** False when the connection ended within the body. */
	complete: boolean;
}

/** Reads an answer strictly. Throws when it is none, or when there is more on the connection than it. */
function parse(text: string, client: Client): Parsed {
	const [head = "", ...rest] = text.split("\r\n\r\n");
	const after = rest.join("\r\n\r\n");
	const [statusLine = "", ...headers] = head.split("\r\n");
	const status = Number(/^HTTP\/1\.1 ([1-5]\d\d) [\x20-\x7e]*$/.exec(statusLine)?.[1]);
	if (!(status >= 100)) throw new Error(`no status line: ${JSON.stringify(statusLine.slice(0, 80))}`);
	for (const line of headers) {
		if (!/^[\w!#$%&'*+.^`|~-]+: ?[\t\x20-\x7e\x80-\xff]*$/.test(line)) throw new Error(`no header: ${JSON.stringify(line)}`);
	}
	const value = (name: string) =>
		headers
			.find((line) => line.toLowerCase().startsWith(`${name}:`))
			?.slice(name.length + 1)
			.trim();
	if (status === 101) return { status, headers, body: after, complete: true };
	if (client === "HEAD" || status === 204 || status === 304) return { status, headers, body: after, complete: after === "" };
	if (value("transfer-encoding") === "chunked") return { status, headers, ...unchunk(after) };
	const length = value("content-length");
	if (length === undefined) return { status, headers, body: after, complete: true };
	if (!/^\d+$/.test(length) || after.length > Number(length)) throw new Error(`a body of ${after.length} for ${length}`);
	return { status, headers, body: after, complete: after.length === Number(length) };
}

function unchunk(text: string): { body: string; complete: boolean } {
	let body = "";
	let at = 0;
	for (;;) {
		const line = /^([0-9a-f]+)\r\n/i.exec(text.slice(at, at + 20));
		if (!line) return { body, complete: false };
		const size = Number.parseInt(line[1] ?? "", 16);
		at += line[0].length;
		if (size === 0) {
			if (text.slice(at) !== "\r\n") throw new Error("more behind the last chunk");
			return { body, complete: true };
		}
		body += text.slice(at, at + size);
		if (at + size + 2 > text.length) return { body, complete: false };
		at += size + 2;
	}
}

/** What must hold for whatever a preview server answers. Answers what is wrong, or null. */
function judge(text: string, client: Client, answer: RawAnswer): string | null {
	let parsed: Parsed;
	try {
		parsed = parse(text, client);
	} catch (error) {
		return error instanceof Error ? error.message : "unreadable";
	}
	const names = parsed.headers.map((line) => line.slice(0, line.indexOf(":")).toLowerCase());
	const leaked = names.find((name) => FORBIDDEN_HEADERS.includes(name));
	if (leaked !== undefined) return `${leaked} was passed on`;
	if (client === "socket") {
		if (parsed.status === 101)
			return answer.name === "handshake, right" ? null : "a connection became a socket without a handshake";
		return parsed.status === 502 ? null : `a refused socket has the status ${parsed.status}`;
	}
	if (parsed.status < 200) return `the status ${parsed.status}`;
	for (const name of ["content-security-policy", "referrer-policy", "cross-origin-resource-policy", "x-content-type-options"]) {
		if (names.filter((one) => one === name).length !== 1) return `${name} is not there once`;
	}
	if (answer.valid === null) return null;
	if (parsed.status !== answer.valid.status) return `the status ${parsed.status} instead of ${answer.valid.status}`;
	const expected = client === "HEAD" ? "" : answer.valid.body;
	return parsed.complete && parsed.body === expected ? null : "another body";
}

/** The answer of one hostile server to one request, and what its next request gets. */
async function askTwice(answer: string, client: Client): Promise<{ first: Parsed; next: Parsed }> {
	const fine = { name: "fine", chunks: [Buffer.from("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nfine")], valid: null };
	const first = { name: "first", chunks: [Buffer.from(answer, "latin1")], valid: null };
	const server = hostileServer((index) => ({ ...(index === 0 ? first : fine), ending: "stay" }));
	const port = await harness({ host: "127.0.0.1", port: await listen(server) });
	return { first: parse(await ask(port, 0, client, null), client), next: parse(await ask(port, 1, "GET", null), "GET") };
}

describe("a preview server that sends whatever it likes", () => {
	test.each([
		["a body longer than its content-length", "HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nabcdef", 200, true],
		["a broken chunk", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\nxyz\r\n", 200, false],
		["status 000", "HTTP/1.1 000 Nothing\r\ncontent-length: 2\r\n\r\nhi", 502, true],
		["a reason with control characters", "HTTP/1.1 200 \x01\x02\r\ncontent-length: 2\r\n\r\nhi", 200, true],
		["an upgrade that nobody requested", "HTTP/1.1 101 Go\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n", 502, true],
		["informational answers without end", "HTTP/1.1 103 Early\r\n\r\n".repeat(5_000), 502, true],
	])("%s ends that request alone, and the next one is answered", async (_what, answer, status, complete) => {
		const { first, next } = await askTwice(answer, "GET");
		expect([first.status, first.complete]).toEqual([status, complete]);
		expect([next.status, next.body]).toEqual([200, "fine"]);
	});

	test(`${ANSWERS} raw answers: each request gets a sane answer, nothing is passed on that must not be, and the studio lives`, async () => {
		const uncaught: unknown[] = [];
		const onUncaught = (error: unknown) => void uncaught.push(error);
		process.on("uncaughtException", onUncaught);
		process.on("unhandledRejection", onUncaught);
		ends.push(() => {
			process.off("uncaughtException", onUncaught);
			process.off("unhandledRejection", onUncaught);
		});
		const random = createRandom(SEED);
		const cases = Array.from({ length: ANSWERS }, (_, index) => {
			const client = (["GET", "GET", "GET", "HEAD", "POST", "socket"] as const)[index % 6] ?? "GET";
			const leave = random() < 0.1 ? Math.floor(random() * 300) : null;
			return { client, leave, answer: randomAnswer(random, client === "socket" ? WEBSOCKET_KEY : null) };
		});
		const server = hostileServer((index) => cases[index]?.answer ?? { name: "none", chunks: [], ending: "end", valid: null });
		const target = { host: "127.0.0.1", port: await listen(server) };
		// Right answers have all the time they need; of the others, those that never end are given up early.
		const calm = await harness(target);
		const hasty = await harness(target, { headMs: 400, silenceMs: 400 });
		const wrong: string[] = [];
		let held = 0;
		let next = 0;
		const work = async () => {
			for (let index = next++; index < cases.length; index = next++) {
				const one = cases[index];
				if (one === undefined) return;
				const text = await ask(one.answer.valid ? calm : hasty, index, one.client, one.leave);
				// Who left early has nothing to judge: that the studio lives is what counts.
				const problem = one.leave === null ? judge(text, one.client, one.answer) : null;
				if (problem === null) held += 1;
				else wrong.push(`#${index} ${one.client} ${one.answer.name}: ${problem}`);
			}
		};
		await Promise.all(Array.from({ length: AT_ONCE }, work));
		console.log(`preview proxy: ${cases.length} raw answers tried, ${held} held`);
		expect(wrong).toEqual([]);
		expect(uncaught).toEqual([]);
	});
});
