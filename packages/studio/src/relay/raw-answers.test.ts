import { createServer } from "node:http";
import { createDemoModel } from "@storydream/demo-model";
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { createModelGateway } from "../models/index.ts";
import { openTestLedger } from "../models/testing/ledger.ts";
import { followSandboxEvents } from "../sessions/sandbox/events.ts";
import { createSandboxHttp } from "../sessions/sandbox/http.ts";
import { createTestLogger } from "../sessions/testing/test-logger.ts";
import { hostileServer, listenRaw } from "./testing/hostile-server.ts";
import { createRandom, type RawAnswer, randomAnswer } from "./testing/raw-answers.ts";

/*
 * Whoever the studio asks may answer anything: no answer may end the process, and whoever waits for one must not wait for ever.
 * Previews have a test of their own, beside their proxy.
 */
const SEED = 7_041_776;
const uncaught: unknown[] = [];
const onUncaught = (error: unknown): void => void uncaught.push(error);
const ends: (() => Promise<void> | void)[] = [];

afterEach(async () => {
	for (const end of ends.splice(0).reverse()) await end();
});

function watchUncaught(): void {
	uncaught.length = 0;
	for (const event of ["uncaughtException", "unhandledRejection"] as const) {
		process.on(event, onUncaught);
		ends.push(() => void process.off(event, onUncaught));
	}
}

/** A server that gives answers of its own to the requests `/0`, `/1` and so on. */
async function hostile(count: number): Promise<string> {
	watchUncaught();
	const random = createRandom(SEED);
	const seeds = Array.from({ length: count }, () => Math.floor(random() * 2 ** 32));
	const answerOf = (index: number, key: string | null): RawAnswer => randomAnswer(createRandom(seeds[index % count] ?? 0), key);
	const { port, close } = await listenRaw(hostileServer(answerOf));
	ends.push(close);
	return `http://127.0.0.1:${port}`;
}

/** Does `work` for 0 to below `count`, a few at once. */
async function each(count: number, work: (index: number) => Promise<void>): Promise<void> {
	let next = 0;
	const worker = async () => {
		for (let index = next++; index < count; index = next++) await work(index);
	};
	await Promise.all(Array.from({ length: 25 }, worker));
}

describe("raw answers to the studio's own requests", () => {
	test("of an agent host: 300 requests end, each with an answer or an error", async () => {
		const count = 300;
		const sandbox = createSandboxHttp({ url: await hostile(count), token: "t" });
		ends.push(() => sandbox.close());
		let ended = 0;
		await each(count, async (index) => {
			const body = index % 2 === 0 ? {} : { body: { json: { some: "body" } } };
			const request = { method: "POST", path: `/${index}`, timeoutMs: 300, ...body } as const;
			await sandbox.ask(z.unknown(), request).catch((error: unknown) => expect(error).toBeInstanceOf(Error));
			ended += 1;
		});
		console.log(`agent host: ${count} raw answers tried, ${ended} held`);
		expect(ended).toBe(count);
		expect(uncaught).toEqual([]);
	});

	test.each([200, 500])("of an agent host that drips: the answer with the status %i has an end too", async (status) => {
		watchUncaught();
		const dripping = createServer((_request, response) => {
			response.writeHead(status, { "content-type": "application/json" });
			const drip = setInterval(() => response.write(" "), 5);
			response.on("close", () => clearInterval(drip));
		});
		const { port, close } = await listenRaw(dripping);
		const sandbox = createSandboxHttp({ url: `http://127.0.0.1:${port}`, token: "t", wholeMs: 100 });
		ends.push(close, () => sandbox.close());
		await expect(sandbox.tell({ method: "GET", path: "/" })).rejects.toMatchObject({ code: "sandbox_failed" });
		expect(uncaught).toEqual([]);
	});

	test("of an agent host's event socket: 100 handshakes end, and following goes on until it is given up", async () => {
		const count = 100;
		const url = await hostile(count);
		let ended = 0;
		await each(count, async (index) => {
			const stream = followSandboxEvents({
				url: `${url}/${index}`,
				token: "t",
				after: 0,
				retryMs: 1,
				silenceMs: 300,
				logger: createTestLogger(),
				onEvent: () => undefined,
				onDown: async () => false,
			});
			await stream.opened;
			stream.close();
			ended += 1;
		});
		console.log(`event socket: ${count} raw answers tried, ${ended} held`);
		expect(ended).toBe(count);
		expect(uncaught).toEqual([]);
	});

	test("of a model's provider: 200 requests through the gateway end, each with an answer in the API's own form", async () => {
		const count = 200;
		const url = await hostile(count);
		const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
		let current = 0;
		const gateway = createModelGateway({
			upstream: { apiKey: "sk-canary", baseUrl: url },
			demo: createDemoModel({ delayMs: 0 }),
			authenticate: () => ({ sessionId: "s", projectId: "p" }),
			ledger: (await openTestLedger({ projectId: "p" })).ledger,
			limits: { maxAtOnce: 100 },
			logger: silent,
			deadlines: { headersMs: 300, idleMs: 300, wholeAnswerMs: 300 },
			fetch: (_address, init) => fetch(`${url}/${current++}`, init),
		});
		const front = createServer((request, response) => void gateway.handle(request, response, "/v1/messages"));
		// It keeps idle connections: on a busy machine it would end one just as the client sends on it again.
		front.keepAliveTimeout = 0;
		const { port, close } = await listenRaw(front);
		ends.push(close, () => gateway.close());
		let ended = 0;
		await each(count, async () => {
			const answer = await fetch(`http://127.0.0.1:${port}/`, {
				method: "POST",
				headers: { "x-api-key": "t" },
				body: JSON.stringify({ model: "claude-sonnet-4-5", stream: ended % 2 === 0, max_tokens: 10, messages: [] }),
			});
			// An answer that has begun may break off: the client's own parser says so.
			await answer.text().catch((error: unknown) => expect(error).toBeInstanceOf(Error));
			expect(answer.status).toBeGreaterThanOrEqual(200);
			ended += 1;
		});
		console.log(`model provider: ${count} raw answers tried, ${ended} held`);
		expect(ended).toBe(count);
		expect(gateway.active()).toBe(0);
		expect(uncaught).toEqual([]);
	});
});
