import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { createDemoModel } from "@storydream/demo-model";
import Fastify from "fastify";
import { afterEach, describe, expect, it } from "vitest";
import type { Records } from "../records/records.ts";
import { boundCost } from "./estimate.ts";
import { createModelGateway, type GatewayOptions, modelGatewayRoutes } from "./index.ts";
import { openTestLedger, type TestLedger } from "./testing/ledger.ts";

const KEY = "sk-canary-key-5f1c9a";
const TOKEN = "canary-token-77aa31";
const ENDED = "ended-session-token";

/** One gateway on a Fastify app, an upstream that does what a test tells it, and everything that was logged or charged. */
interface Rig {
	url: string;
	seen: { path: string; headers: IncomingMessage["headers"]; body: string }[];
	charged: TestLedger["charged"];
	records: Records;
	log: string[];
	/** How many answers of the upstream were cut by the other side. */
	cut: number;
	active(): number;
	bodyBytes(): number;
}
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
	for (const end of ends.splice(0).reverse()) await end();
});

type Settings = Partial<GatewayOptions> & { budgetUsd?: number; maxAtOnce?: number };
type Upstream = (req: IncomingMessage, res: ServerResponse, body: string) => void;

async function rig(upstream: Upstream | null | "nobody", settings: Settings = {}): Promise<Rig> {
	const { budgetUsd, maxAtOnce, ...options } = settings;
	const book = await openTestLedger({ budgetUsd: budgetUsd ?? null, ...(maxAtOnce === undefined ? {} : { maxAtOnce }) });
	const { charged, records } = book;
	const result: Rig = {
		url: "",
		seen: [],
		charged,
		records,
		log: [],
		cut: 0,
		active: () => gateway.active(),
		bodyBytes: () => gateway.bodyBytes(),
	};
	let baseUrl = "http://127.0.0.1:9";
	if (typeof upstream === "function") {
		const server = createServer((req, res) => {
			res.on("close", () => {
				if (!res.writableFinished) result.cut++;
			});
			const chunks: Buffer[] = [];
			req.on("data", (chunk: Buffer) => chunks.push(chunk));
			req.on("end", () => {
				const body = Buffer.concat(chunks).toString("utf8");
				result.seen.push({ path: req.url ?? "", headers: req.headers, body });
				upstream(req, res, body);
			});
		});
		baseUrl = await listen(server);
	} else if (upstream === "nobody") {
		const server = createServer();
		baseUrl = await listen(server);
		await new Promise((resolve) => server.close(resolve));
	}
	const note = (fields: Record<string, unknown>, message: string) => void result.log.push(`${message} ${JSON.stringify(fields)}`);
	const gateway = createModelGateway({
		upstream: upstream === null ? null : { apiKey: KEY, baseUrl: `${baseUrl}/` },
		demo: createDemoModel({ delayMs: 0 }),
		authenticate: (token) => (token === TOKEN ? { sessionId: "session-1", projectId: "project-1" } : null),
		ledger: book.ledger,
		logger: { info: note, warn: note, error: note },
		limits: { maxAtOnce: 100 },
		...options,
	});
	const app = Fastify({ logger: false });
	await app.register(modelGatewayRoutes(gateway), { prefix: "/gateway" });
	app.get("/api/secret", async () => "secret");
	await app.listen({ host: "127.0.0.1", port: 0 });
	ends.push(() => app.close());
	const address = app.server.address();
	result.url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
	return result;
}

async function listen(server: Server): Promise<string> {
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	ends.push(
		() =>
			new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	);
	const address = server.address();
	return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
}

function ask(
	at: Rig,
	body: unknown = { model: "claude-sonnet-4-5", stream: true, messages: [] },
	init: RequestInit & { path?: string } = {},
): Promise<Response> {
	return fetch(`${at.url}/gateway${init.path ?? "/v1/messages?beta=true"}`, {
		method: "POST",
		headers: {
			"x-api-key": TOKEN,
			"content-type": "application/json",
			"anthropic-version": "2023-06-01",
			"anthropic-beta": "a,b",
			cookie: "secret=1",
		},
		body: typeof body === "string" ? body : JSON.stringify(body),
		...init,
	});
}

async function until(what: () => boolean): Promise<void> {
	const end = Date.now() + 5000;
	while (!what()) {
		if (Date.now() > end) throw new Error("it did not come to pass within 5 s");
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

const EVENTS = [
	`event: message_start\ndata: ${JSON.stringify({ type: "message_start", message: { model: "claude-sonnet-4-5-20250929", usage: { input_tokens: 1000, cache_read_input_tokens: 2000, cache_creation_input_tokens: 400, output_tokens: 1 } } })}\n\n`,
	`event: ping\ndata: {"type":"ping"}\n\n`,
	`event: content_block_delta\ndata: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Grüße, \u{1f3ac} 世界"}}\n\n`,
	`event: message_delta\ndata: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":500}}\n\n`,
	`event: message_stop\ndata: {"type":"message_stop"}\n\n`,
];

describe("what passes through", () => {
	it("passes a stream on byte for byte, each piece as it comes, and counts what it costs", async () => {
		let release: () => void = () => {};
		const held = new Promise<void>((resolve) => {
			release = resolve;
		});
		const bytes = Buffer.from(EVENTS.join(""));
		// Cut in the middle of a character on purpose.
		const cut = bytes.indexOf(Buffer.from("🎬")) + 2;
		const at = await rig(async (_req, res) => {
			res.writeHead(200, { "content-type": "text/event-stream", "request-id": "req_1", "set-cookie": "spy=1" });
			res.write(bytes.subarray(0, cut));
			await held;
			res.end(bytes.subarray(cut));
		});
		const answer = await ask(at);
		expect(answer.headers.get("request-id")).toBe("req_1");
		expect(answer.headers.get("set-cookie")).toBeNull();
		const reader = answer.body?.getReader();
		const first = await reader?.read();
		// The first piece is here while the upstream still holds the rest: nothing waits for the end.
		const parts = [Buffer.from(first?.value ?? [])];
		expect(parts[0]?.length).toBeGreaterThan(0);
		release();
		for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) parts.push(Buffer.from(part.value));
		expect(Buffer.concat(parts).equals(bytes)).toBe(true);
		await until(() => at.charged.length === 1);
		expect(at.charged[0]).toMatchObject({ projectId: "project-1" });
		await until(() => at.log.some((line) => line.includes('"model":"claude-sonnet-4-5-20250929"')));
		expect(at.charged[0]?.usage).toMatchObject({
			inputTokens: 1000,
			outputTokens: 500,
			cacheReadTokens: 2000,
			cacheWriteTokens: 400,
		});
		expect(at.charged[0]?.usage.costUsd).toBeCloseTo((1000 * 3 + 500 * 15 + 2000 * 0.3 + 400 * 3.75) / 1e6, 10);
	});

	it("swaps the token for the key, keeps the headers the provider needs, and nothing else", async () => {
		const at = await rig(
			(_req, res) => void res.writeHead(200, { "content-type": "application/json" }).end('{"input_tokens":7}'),
		);
		const answer = await ask(
			at,
			{ model: "m", messages: [{ role: "user", content: "hi" }] },
			{ path: "/v1/messages/count_tokens?beta=true&x=1" },
		);
		expect(await answer.json()).toEqual({ input_tokens: 7 });
		expect(at.seen[0]?.path).toBe("/v1/messages/count_tokens?beta=true");
		expect(at.seen[0]?.headers).toMatchObject({ "x-api-key": KEY, "anthropic-version": "2023-06-01", "anthropic-beta": "a,b" });
		expect(at.seen[0]?.headers.cookie).toBeUndefined();
		expect(at.seen[0]?.headers.authorization).toBeUndefined();
		expect(JSON.stringify(at.seen)).not.toContain(TOKEN);
		expect(at.charged).toEqual([]);
	});

	it("takes the token as a bearer too, and counts an answer that is not streamed", async () => {
		const body = { model: "claude-haiku-4-5", usage: { input_tokens: 10, output_tokens: 20 } };
		const at = await rig(
			(_req, res) => void res.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body)),
		);
		const answer = await ask(at, { model: "claude-haiku-4-5", messages: [] }, { headers: { authorization: `Bearer ${TOKEN}` } });
		expect(await answer.json()).toEqual(body);
		await until(() => at.charged.length === 1);
		expect(at.charged[0]?.usage.costUsd).toBeCloseTo((10 * 1 + 20 * 5) / 1e6, 10);
	});

	it("aborts the provider's answer when the client goes, and charges what came through", async () => {
		const at = await rig((_req, res) => {
			res.writeHead(200, { "content-type": "text/event-stream" });
			res.write(EVENTS.slice(0, 3).join(""));
		});
		const leave = new AbortController();
		const answer = await ask(at, undefined, { signal: leave.signal });
		await answer.body?.getReader().read();
		leave.abort();
		await until(() => at.cut === 1 && at.active() === 0);
		expect(at.charged[0]?.usage.inputTokens).toBe(1000);
		expect(at.charged[0]?.usage.outputTokens).toBeGreaterThan(1);
	});
});

describe("what is refused without asking the provider", () => {
	it.each([
		["another path", "/v1/models", "POST"],
		["another method", "/v1/messages", "GET"],
		["a longer path", "/v1/messages/batches", "POST"],
		["a slash at the end", "/v1/messages/", "POST"],
		["the bare mount", "", "POST"],
		["dots in the path", "/v1/messages/%2e%2e/models", "POST"],
	])("%s: 403", async (_name, path, method) => {
		const at = await rig((_req, res) => void res.end("{}"));
		const answer = await fetch(`${at.url}/gateway${path}`, { method, headers: { "x-api-key": TOKEN } });
		expect(answer.status).toBe(403);
		expect(await answer.json()).toMatchObject({ type: "error", error: { type: "permission_error" } });
		expect(at.seen).toEqual([]);
	});

	it.each([
		["no token", {}],
		["an unknown token", { "x-api-key": "someone-elses" }],
		["the token of an ended session", { authorization: `Bearer ${ENDED}` }],
		["the provider's own key", { "x-api-key": KEY }],
	])("%s: 401", async (_name, headers) => {
		const at = await rig((_req, res) => void res.end("{}"));
		const answer = await ask(at, undefined, { headers });
		expect(answer.status).toBe(401);
		expect(answer.headers.get("x-should-retry")).toBe("false");
		expect(await answer.json()).toMatchObject({ type: "error", error: { type: "authentication_error" } });
		expect(at.seen).toEqual([]);
	});

	it("a project that has spent its budget: 402, in words", async () => {
		const at = await rig((_req, res) => void res.end("{}"), { budgetUsd: 0 });
		const answer = await ask(at);
		expect(answer.status).toBe(402);
		expect(await answer.text()).toMatch(/budget is used up \(\$0\.00 left\).*\[budget_exceeded\]/);
		expect(at.seen).toEqual([]);
	});

	it.each([true, false])("more than the limit: 413 (with a length: %s)", async (announced) => {
		const at = await rig((_req, res) => void res.end("{}"), { maxRequestBytes: 10_000 });
		const target = new URL(`${at.url}/gateway/v1/messages`);
		const req = request(target, {
			method: "POST",
			headers: { "x-api-key": TOKEN, ...(announced ? { "content-length": "20000" } : {}) },
		});
		const answered = once(req, "response") as Promise<[IncomingMessage]>;
		req.on("error", () => {});
		for (let i = 0; i < 20; i++) req.write("x".repeat(1000));
		req.end();
		const [res] = await answered;
		expect(res.statusCode).toBe(413);
		res.resume();
		expect(at.seen).toEqual([]);
	});

	it("a body that is no JSON: 400, without quoting it", async () => {
		const at = await rig((_req, res) => void res.end("{}"));
		const answer = await ask(at, "{ broken secret");
		expect(answer.status).toBe(400);
		expect(await answer.text()).not.toContain("secret");
	});
});

describe("money", () => {
	/** 10,000 tokens of output at most: the request may cost 0.15 dollars and a little; it does cost 0.0075 and a little. */
	const request = { model: "claude-sonnet-4-5", stream: true, max_tokens: 10_000, messages: [] };
	const answers: Upstream = (_req, res) => {
		res.writeHead(200, { "content-type": "text/event-stream" });
		res.end(EVENTS.join(""));
	};
	const spentOf = async (at: Rig) => (await at.records.projects.get("project-1"))?.usage.costUsd ?? 0;

	it("sixty requests at once with room for ten: at most ten are answered, and the budget holds", async () => {
		const most = boundCost(request, { model: request.model, bytes: JSON.stringify(request).length, maxTokens: 10_000 }).usd;
		// Each costs as much as it may.
		const dear = [EVENTS[0], `data: {"type":"message_delta","usage":{"output_tokens":10000}}\n\n`].join("");
		const at = await rig((_req, res) => void res.writeHead(200, { "content-type": "text/event-stream" }).end(dear), {
			budgetUsd: most * 10,
		});
		const statuses = await Promise.all(
			Array.from({ length: 60 }, async () => {
				const answer = await ask(at, request);
				await answer.text();
				return answer.status;
			}),
		);
		expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(10);
		expect(at.seen.length).toBe(statuses.filter((status) => status === 200).length);
		expect(statuses.every((status) => status === 200 || status === 402)).toBe(true);
		await until(() => at.active() === 0);
		expect(await spentOf(at)).toBeGreaterThan(0);
		expect(await spentOf(at)).toBeLessThanOrEqual(most * 10);
		expect((await at.records.projects.get("project-1"))?.reservations).toEqual([]);
	});

	it("thirty clients that leave before their answer: all thirty are counted, at the most they may have cost", async () => {
		const at = await rig(() => {}, { deadlines: { headersMs: 30_000 } });
		for (let index = 0; index < 30; index++) {
			const leave = new AbortController();
			const asked = ask(at, request, { signal: leave.signal });
			await until(() => at.seen.length === index + 1);
			leave.abort();
			await expect(asked).rejects.toThrow();
		}
		await until(() => at.active() === 0 && at.charged.length === 30);
		const most = boundCost(request, { model: request.model, bytes: JSON.stringify(request).length, maxTokens: 10_000 }).usd;
		expect(await spentOf(at)).toBeCloseTo(30 * most, 6);
	});

	it("a client that leaves while the model thinks without showing it: the call is counted by what the provider said, and the time", async () => {
		const thinks = 'data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":""}}\n\n';
		const at = await rig((_req, res) => {
			res.writeHead(200, { "content-type": "text/event-stream" });
			res.write(`${EVENTS[0]}${thinks}`);
		});
		const leave = new AbortController();
		const answer = await ask(at, request, { signal: leave.signal });
		await answer.body?.getReader().read();
		leave.abort();
		await until(() => at.active() === 0 && at.charged.length === 1);
		const most = boundCost(request, { model: request.model, bytes: JSON.stringify(request).length, maxTokens: 10_000 }).usd;
		expect(await spentOf(at)).toBeGreaterThan(0);
		// 10,000 tokens take the fastest model half a minute.
		expect(await spentOf(at)).toBeLessThan(most);
	});

	it("options and betas that raise the price, and a name that is there twice: sent without them, and as it was counted", async () => {
		const at = await rig(answers);
		const twice = JSON.stringify({ ...request, speed: "fast", service_tier: "auto" }).replace("{", '{"max_tokens":60000,');
		const answer = await ask(at, twice, {
			headers: { "x-api-key": TOKEN, "content-type": "application/json", "anthropic-beta": "context-1m-2025-08-07,kept-1" },
		});
		expect(answer.status).toBe(200);
		expect(JSON.parse(at.seen[0]?.body ?? "")).toEqual(request);
		expect(at.seen[0]?.body.match(/max_tokens/g)).toHaveLength(1);
		expect(at.seen[0]?.headers["anthropic-beta"]).toBe("kept-1");
	});

	it.each([
		["refuses", (_req: IncomingMessage, res: ServerResponse) => void res.writeHead(429).end("{}")],
		[
			"is overloaded before the first word",
			(_req: IncomingMessage, res: ServerResponse) => {
				res.writeHead(200, { "content-type": "text/event-stream" });
				res.end('event: error\ndata: {"type":"error","error":{"type":"overloaded_error"}}\n\n');
			},
		],
		["is not there", "nobody" as const],
	])("a provider that %s costs nothing, and nothing stays reserved", async (_what, upstream) => {
		const at = await rig(upstream, { budgetUsd: 1 });
		await (await ask(at, request)).text();
		await until(() => at.active() === 0);
		expect(await at.records.projects.get("project-1")).toMatchObject({ usage: { costUsd: 0 }, reservations: [] });
	});

	it("a request that may cost more than is left: 402 with both figures, and the provider is not asked", async () => {
		const at = await rig(answers, { budgetUsd: 0.1 });
		const answer = await ask(at, request);
		expect(answer.status).toBe(402);
		expect(await answer.text()).toMatch(
			/may cost up to \$0\.15, and \$0\.10 of this project's model budget are left.*\[budget_exceeded\]/,
		);
		expect(at.seen).toEqual([]);
		expect((await ask(at, { ...request, max_tokens: 5_000 })).status).toBe(200);
	});

	it("nothing left: tokens are not counted either", async () => {
		const at = await rig(answers, { budgetUsd: 0 });
		expect((await ask(at, request, { path: "/v1/messages/count_tokens" })).status).toBe(402);
	});

	it("a fifth request of a token while four are open: 429 with the time to wait, and its place is free again afterwards", async () => {
		const held: ServerResponse[] = [];
		const at = await rig((_req, res) => void held.push(res), { limits: { maxAtOnce: 4 } });
		const four = Array.from({ length: 4 }, () => ask(at, request));
		await until(() => held.length === 4);
		for (const path of ["/v1/messages", "/v1/messages/count_tokens"]) {
			const fifth = await ask(at, request, { path });
			expect([fifth.status, fifth.headers.get("retry-after")]).toEqual([429, "2"]);
			expect(await fifth.text()).toContain("[too_many]");
		}
		for (const res of held.splice(0)) res.writeHead(200, { "content-type": "text/event-stream" }).end(EVENTS.join(""));
		for (const answer of await Promise.all(four)) expect(await answer.text()).toContain("message_stop");
		await until(() => at.active() === 0);
		const again = ask(at, request);
		await until(() => held.length === 1);
		held[0]?.end("{}");
		expect((await again).status).toBe(200);
	});

	it("a model that is not allowed: 403, on both paths; one that matches a pattern is asked", async () => {
		const at = await rig(answers, { limits: { models: ["claude-sonnet-*", "claude-haiku-4-5"] } });
		for (const path of ["/v1/messages", "/v1/messages/count_tokens"]) {
			const answer = await ask(at, { ...request, model: "claude-opus-4-6" }, { path });
			expect(answer.status).toBe(403);
			expect(await answer.text()).toMatch(/allows claude-sonnet-\*, claude-haiku-4-5.*\[forbidden\]/);
		}
		expect(at.seen).toEqual([]);
		expect((await ask(at, request)).status).toBe(200);
	});

	it("a request that would make the provider reach out for a sandbox: 403, on both paths, and the provider is not asked", async () => {
		const at = await rig(answers);
		const tools = [{ type: "web_fetch_20250910", name: "web_fetch" }];
		for (const path of ["/v1/messages", "/v1/messages/count_tokens"]) {
			const answer = await ask(at, { ...request, tools }, { path });
			expect(answer.status).toBe(403);
			expect(await answer.text()).toContain("web_fetch_20250910");
		}
		expect(at.seen).toEqual([]);
	});

	it("a longer answer than allowed: the request is sent with the most that is, and less thinking", async () => {
		const at = await rig(answers, { limits: { maxOutputTokens: 4_096 } });
		const long = { ...request, thinking: { type: "enabled", budget_tokens: 8_000 }, metadata: { kept: true } };
		expect((await ask(at, long)).status).toBe(200);
		expect(JSON.parse(at.seen[0]?.body ?? "")).toEqual({
			...long,
			max_tokens: 4_096,
			thinking: { type: "enabled", budget_tokens: 3_072 },
		});
		const short = JSON.stringify({ ...request, max_tokens: 4_096 }, null, 3);
		expect((await ask(at, short)).status).toBe(200);
		expect(JSON.parse(at.seen[1]?.body ?? "")).toEqual(JSON.parse(short));
	});
});

describe("large bodies", () => {
	it("twelve of 28 MB at once take no more memory than there is room for, and all are answered", async () => {
		const at = await rig((_req, res) => void res.writeHead(200, { "content-type": "application/json" }).end("{}"));
		const body = JSON.stringify({
			model: "claude-sonnet-4-5",
			max_tokens: 100,
			messages: [{ role: "user", content: [{ type: "image", source: { type: "base64", data: "A".repeat(28_000_000) } }] }],
		});
		let most = 0;
		const sampled = setInterval(() => {
			most = Math.max(most, at.bodyBytes());
		}, 1);
		try {
			const statuses = await Promise.all(
				Array.from({ length: 12 }, async () => {
					const answer = await ask(at, body);
					await answer.text();
					return answer.status;
				}),
			);
			expect(statuses).toEqual(Array.from({ length: 12 }, () => 200));
		} finally {
			clearInterval(sampled);
		}
		expect(most).toBeGreaterThan(0);
		expect(most).toBeLessThanOrEqual(64_000_000);
		expect(at.bodyBytes()).toBe(0);
	});
});

describe("a provider in trouble", () => {
	const failing =
		(status: number, body: unknown, headers: Record<string, string> = {}): Upstream =>
		(_req, res) =>
			void res.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));

	it.each([
		[401, 403, "model_auth", "false"],
		[403, 403, "model_auth", "false"],
		[429, 429, "model_rate_limited", "true"],
		[529, 529, "model_rate_limited", "true"],
		[503, 529, "model_rate_limited", "true"],
		[500, 500, "model_failed", "true"],
		[302, 502, "model_unreachable", "false"],
	])("%i becomes %i with [%s]", async (status, expected, code, retry) => {
		const at = await rig(
			failing(status, { error: { message: `bad key ${KEY}` } }, { "retry-after": "3", location: "http://127.0.0.1:9/" }),
		);
		const answer = await ask(at);
		expect(answer.status).toBe(expected);
		expect(answer.headers.get("x-should-retry")).toBe(retry);
		expect(answer.headers.get("x-storydream-error")).toBe(code);
		if (status === 429) expect(answer.headers.get("retry-after")).toBe("3");
		const text = await answer.text();
		expect(text).toContain(`[${code}]`);
		expect(text).not.toContain(KEY);
	});

	it("passes on what is wrong with a request, without the key or the token", async () => {
		const error = { type: "error", error: { type: "invalid_request_error", message: `prompt is too long ${KEY} ${TOKEN}` } };
		const at = await rig(failing(400, error));
		const answer = await ask(at);
		expect(answer.status).toBe(400);
		expect(await answer.text()).toBe(JSON.stringify(error).replace(KEY, "[hidden]").replace(TOKEN, "[hidden]"));
	});

	it("nobody there: an error in words, at once", async () => {
		const at = await rig("nobody");
		const answer = await ask(at);
		expect(answer.status).toBe(502);
		expect(await answer.text()).toContain("[model_unreachable]");
		expect(at.log.join("\n")).toContain("ECONNREFUSED");
	});

	it("silent before its headers: reported when the deadline is over", async () => {
		const at = await rig(() => {}, { deadlines: { headersMs: 80 } });
		const answer = await ask(at);
		expect(answer.status).toBe(504);
		expect(answer.headers.get("x-should-retry")).toBe("false");
		expect(await answer.text()).toContain("[model_unreachable]");
		await until(() => at.cut === 1);
	});

	it("silent in the middle of a stream: the stream ends in an error event", async () => {
		const at = await rig((_req, res) => void res.writeHead(200, { "content-type": "text/event-stream" }).write(EVENTS[0]), {
			deadlines: { idleMs: 80 },
		});
		const text = await (await ask(at)).text();
		expect(text.startsWith(EVENTS[0] ?? "-")).toBe(true);
		expect(text).toMatch(/event: error\ndata: \{"type":"error".*\[model_unreachable\]/);
		await until(() => at.charged.length === 1);
	});

	it.each([
		["is empty", ""],
		["is no stream of events", "<html>Bad gateway</html>"],
		["is cut within its first event", 'event: message_start\ndata: {"type":"mess'],
		["breaks off before its first word", EVENTS[0] ?? ""],
	])("a stream that %s becomes a status that is tried again", async (_name, bytes) => {
		const at = await rig((_req, res) => void res.writeHead(200, { "content-type": "text/event-stream" }).end(bytes));
		const answer = await ask(at);
		expect([answer.status, answer.headers.get("x-should-retry")]).toEqual([502, "true"]);
		expect(await answer.text()).toContain("[model_unreachable]");
	});

	it("an overload in a stream becomes a status before the first word, and breaks the connection after it", async () => {
		const error = 'event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}\n\n';
		const streaming =
			(events: string): Upstream =>
			(_req, res) =>
				void res.writeHead(200, { "content-type": "text/event-stream" }).end(events);
		const early = await ask(await rig(streaming(`${EVENTS[0]}${error}`)));
		expect([early.status, early.headers.get("x-should-retry")]).toEqual([529, "true"]);
		expect(await early.text()).toContain("overloaded");
		const late = await ask(
			await rig((_req, res) => {
				res.writeHead(200, { "content-type": "text/event-stream" });
				res.write(EVENTS.slice(0, 3).join(""), () => setTimeout(() => res.end(error), 20));
			}),
		);
		await expect(late.text()).rejects.toThrow();
	});

	it("an error in a stream that asking again can't mend is its last event, in words", async () => {
		const error =
			'event: error\ndata: {"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low"}}\n\n';
		const at = await rig((_req, res) => {
			res.writeHead(200, { "content-type": "text/event-stream" });
			res.write(EVENTS.slice(0, 3).join(""), () => setTimeout(() => res.end(error), 20));
		});
		const text = await (await ask(at)).text();
		expect(text).toMatch(/event: error\ndata: .*no credit left\. Next step: .*\[model_billing\]/);
	});

	it("drops the line in the middle of a stream: the stream ends in an error event", async () => {
		const at = await rig((_req, res) => {
			res.writeHead(200, { "content-type": "text/event-stream" });
			res.write(EVENTS[0], () => res.destroy());
		});
		expect(await (await ask(at)).text()).toContain("[model_unreachable]");
	});

	it("waits for a slow reader without taking the provider for dead", async () => {
		const piece = `event: ping\ndata: {"type":"ping","filler":"${"x".repeat(200_000)}"}\n\n`;
		const at = await rig(
			(_req, res) => {
				res.writeHead(200, { "content-type": "text/event-stream" });
				for (let i = 0; i < 40; i++) res.write(piece);
				res.end();
			},
			{ deadlines: { idleMs: 1_000 } },
		);
		const answer = await ask(at);
		const reader = answer.body?.getReader();
		await reader?.read();
		await new Promise((resolve) => setTimeout(resolve, 2_000));
		let size = 0;
		for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) size += part.value.length;
		expect(size).toBeGreaterThan(piece.length * 38);
	});
});

it("ends answers under way when the studio stops", async () => {
	const at = await rig((_req, res) => void res.writeHead(200, { "content-type": "text/event-stream" }).write(EVENTS[0]));
	const answer = await ask(at);
	const text = answer.text();
	await until(() => at.active() === 1 && at.seen.length === 1);
	const close = ends.pop();
	await close?.();
	expect(await text).toContain("[shutting_down]");
});

it("keeps the key and the token out of every answer and every line of the log", async () => {
	const outputs: string[] = [];
	for (const upstream of [
		(_req: IncomingMessage, res: ServerResponse) => void res.writeHead(401).end(`no ${KEY}`),
		(_req: IncomingMessage, res: ServerResponse) => void res.writeHead(500).end(`no ${KEY} ${TOKEN}`),
		(_req: IncomingMessage, res: ServerResponse) => void res.writeHead(422).end(JSON.stringify({ error: KEY, token: TOKEN })),
		(_req: IncomingMessage, res: ServerResponse) => void res.destroy(),
		"nobody" as const,
	]) {
		const at = await rig(upstream);
		const answer = await ask(at);
		outputs.push(await answer.text(), JSON.stringify([...answer.headers]), ...at.log);
	}
	const at = await rig((_req, res) => void res.end("{}"), {
		ledger: {
			...(await openTestLedger()).ledger,
			remaining: () => Promise.reject(new Error(`database of ${KEY} ${TOKEN}`)),
		},
	});
	outputs.push(await (await ask(at)).text(), ...at.log);
	expect(outputs.length).toBeGreaterThan(12);
	expect(outputs.join("\n")).not.toMatch(new RegExp(`${KEY}|${TOKEN}`));
});

describe("without a provider", () => {
	const body = { model: "claude-sonnet-4-5", messages: [{ role: "user", content: "hello" }] };

	it("the demo model answers, streamed and whole, and costs nothing", async () => {
		const at = await rig(null, { budgetUsd: 0 });
		const whole = (await (await ask(at, body)).json()) as { content: { text: string }[]; model: string; stop_reason: string };
		expect(whole).toMatchObject({ type: "message", role: "assistant", model: "storydream-demo", stop_reason: "end_turn" });
		const streamed = await (await ask(at, { ...body, stream: true })).text();
		const deltas = [...streamed.matchAll(/^data: (.*)$/gm)].map(
			(match) => JSON.parse(match[1] ?? "") as { delta?: { text?: string } },
		);
		expect(deltas.map((event) => event.delta?.text ?? "").join("")).toBe(whole.content[0]?.text);
		await until(() => at.charged.length === 2);
		expect(at.charged.every((entry) => entry.usage.costUsd === 0 && entry.usage.outputTokens > 0)).toBe(true);
	});

	it("counts tokens, and refuses strangers like the real one", async () => {
		const at = await rig(null);
		const counted = (await (await ask(at, body, { path: "/v1/messages/count_tokens" })).json()) as { input_tokens: number };
		expect(counted.input_tokens).toBeGreaterThan(0);
		expect((await ask(at, body, { headers: {} })).status).toBe(401);
		expect((await ask(at, { model: "x" })).status).toBe(400);
	});
});
