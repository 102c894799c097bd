import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { Duplex, Readable } from "node:stream";
import { createDemoModel } from "@storydream/demo-model";
import type { Usage } from "@storydream/protocol";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createModelGateway } from "./index.ts";
import { openTestLedger } from "./testing/ledger.ts";

/*
 * What a call is settled at, whatever the provider says and however the client leaves: never less than what came through, and
 * where nothing can be known the most that the call may have cost.
 */
const REQUEST = { model: "claude-sonnet-4-5", stream: true, max_tokens: 10_000, messages: [] };
const OUTPUT_USD = 15 / 1_000_000;
/** The output alone of a call that is settled at its most. */
const MOST_USD = REQUEST.max_tokens * OUTPUT_USD;

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

const line = (event: unknown) => `data: ${JSON.stringify(event)}\n\n`;
const start = (usage: unknown, model: unknown = REQUEST.model) => line({ type: "message_start", message: { model, usage } });
const BEGUN = start({ input_tokens: 100, output_tokens: 1 });
const BEGUN_USD = (100 * 3) / 1_000_000;
const text = (words: string) => line({ type: "content_block_delta", delta: { type: "text_delta", text: words } });
/** At least a thousand tokens. */
const LONG = text("x".repeat(3_000));
const tool = (name: string) => line({ type: "content_block_start", content_block: { type: "tool_use", name, input: {} } });
const end = (usage: unknown) => line({ type: "message_delta", delta: { stop_reason: "end_turn" }, usage });
const STOP = line({ type: "message_stop" });

interface Way {
	/** What the provider sends. */
	chunks: string[];
	/** Then the client leaves, the provider ends, or its connection breaks. */
	last: "client leaves" | "ends" | "breaks";
	type?: string;
	/** Tokens of the answer that must be counted, in US dollars: at least and at most. */
	atLeast: number;
	atMost?: number;
	request?: Record<string, unknown>;
}

/** A request and its answer without a network. */
function client(request: unknown, leaves: Promise<void>, socket: Duplex) {
	const req = Object.assign(Readable.from([Buffer.from(JSON.stringify(request))]), {
		method: "POST",
		headers: { "x-api-key": "t", "content-length": String(JSON.stringify(request).length) },
	}) as unknown as IncomingMessage;
	const res = new ServerResponse(new IncomingMessage(new Socket()));
	res.assignSocket(socket as Socket);
	void leaves.then(() => socket.destroy());
	return { req, res };
}

function sink(write: (done: () => void) => void): Duplex {
	return new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => write(done) });
}

/** What one call costs. */
async function settled({ chunks, last, type, request }: Way, socket = sink((done) => done())): Promise<Usage> {
	const { ledger, charged } = await openTestLedger({ projectId: "p" });
	let leave: () => void = () => undefined;
	const leaves = new Promise<void>((resolve) => {
		leave = resolve;
	});
	const waiting = [...chunks];
	const body = new ReadableStream<Uint8Array>(
		{
			pull(controller) {
				const next = waiting.shift();
				if (next !== undefined) return controller.enqueue(Buffer.from(next));
				if (last === "ends") return controller.close();
				if (last === "breaks") return controller.error(new Error("the line is dead"));
				leave();
				return new Promise(() => undefined);
			},
		},
		// Nothing happens before it is read.
		{ highWaterMark: 0 },
	);
	const gateway = createModelGateway({
		upstream: { apiKey: "sk-canary", baseUrl: "http://provider.invalid" },
		demo: createDemoModel({ delayMs: 0 }),
		authenticate: () => ({ sessionId: "s", projectId: "p" }),
		ledger,
		logger: silent,
		fetch: async (_address, init) =>
			new Response(passOn(body, init?.signal), { headers: { "content-type": type ?? "text/event-stream" } }),
	});
	const { req, res } = client({ ...REQUEST, ...request }, leaves, socket);
	await gateway.handle(req, res, "/v1/messages");
	expect(gateway.active()).toBe(0);
	return charged.reduce((sum, { usage }) => ({ ...usage, costUsd: sum.costUsd + usage.costUsd }), { costUsd: 0 } as Usage);
}

/** A body that fails when its request is aborted, as that of a real connection does. */
function passOn(body: ReadableStream<Uint8Array>, signal: AbortSignal | null | undefined): ReadableStream<Uint8Array> {
	const reader = body.getReader();
	const aborted = new Promise<never>((_resolve, reject) => {
		signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
	});
	aborted.catch(() => undefined);
	return new ReadableStream(
		{
			async pull(controller) {
				const { done, value } = await Promise.race([reader.read(), aborted]);
				if (done) controller.close();
				else controller.enqueue(value);
			},
		},
		{ highWaterMark: 0 },
	);
}

const THOUSAND = 1_000 * OUTPUT_USD;
const WORDS = ["message_delta", "message_start", "message_stop", "content_block_start", "error"];

const WAYS: [what: string, way: Way][] = [
	...WORDS.map((word): [string, Way] => [
		`a tool called ${word} before an answer that is left`,
		{ chunks: [BEGUN, tool(word), LONG], last: "client leaves", atLeast: THOUSAND },
	]),
	...WORDS.map((word): [string, Way] => [
		`the word ${word} before an answer that breaks off`,
		{ chunks: [BEGUN, text(word), LONG], last: "breaks", atLeast: THOUSAND },
	]),
	[
		"an end without figures",
		{ chunks: [BEGUN, LONG, line({ type: "message_delta" })], last: "client leaves", atLeast: THOUSAND },
	],
	["an end with figures of nothing", { chunks: [BEGUN, LONG, end(null), STOP], last: "ends", atLeast: THOUSAND }],
	[
		"an end that says null tokens",
		{ chunks: [BEGUN, LONG, end({ output_tokens: null }), STOP], last: "ends", atLeast: THOUSAND },
	],
	[
		"an end that says less than nothing",
		{ chunks: [BEGUN, LONG, end({ output_tokens: -9e9 }), STOP], last: "ends", atLeast: THOUSAND },
	],
	[
		"an end that says tokens in words",
		{ chunks: [BEGUN, LONG, end({ output_tokens: "0" }), STOP], last: "ends", atLeast: THOUSAND },
	],
	["an end with empty iterations", { chunks: [BEGUN, LONG, end({ iterations: [] }), STOP], last: "ends", atLeast: THOUSAND }],
	[
		"a beginning with less than nothing",
		{ chunks: [start({ input_tokens: -1, output_tokens: 1 }), LONG], last: "breaks", atLeast: MOST_USD },
	],
	["a beginning without figures", { chunks: [start(undefined), LONG], last: "breaks", atLeast: MOST_USD }],
	["a beginning whose model is a number", { chunks: [start({ output_tokens: 1 }, 7), LONG], last: "breaks", atLeast: MOST_USD }],
	["no beginning", { chunks: [LONG], last: "breaks", atLeast: MOST_USD }],
	["not a byte", { chunks: [], last: "ends", atLeast: MOST_USD }],
	["not a byte before the client leaves", { chunks: [], last: "client leaves", atLeast: MOST_USD }],
	["events of another type", { chunks: [BEGUN, LONG], last: "ends", type: "text/plain", atLeast: MOST_USD }],
	["a whole answer without figures", { chunks: ['{"content":[]}'], last: "ends", type: "application/json", atLeast: MOST_USD }],
	[
		"a whole answer that is cut",
		{ chunks: ['{"usage":{"output_to'], last: "breaks", type: "application/json", atLeast: MOST_USD },
	],
	[
		"a whole answer of less than nothing",
		{ chunks: ['{"usage":{"output_tokens":-5}}'], last: "ends", type: "application/json", atLeast: MOST_USD },
	],
	[
		"a whole answer of tokens without end",
		{ chunks: ['{"usage":{"output_tokens":1e400}}'], last: "ends", type: "application/json", atLeast: MOST_USD, atMost: 1 },
	],
	[
		"more tokens than there can be",
		{ chunks: [BEGUN, end({ output_tokens: 1e300 }), STOP], last: "ends", atLeast: BEGUN_USD, atMost: 1 },
	],
	[
		"iterations that add up to more than there can be",
		{
			chunks: [BEGUN, end({ iterations: [{ output_tokens: 1e308 }, { output_tokens: 1e308 }] }), STOP],
			last: "ends",
			atLeast: BEGUN_USD,
			atMost: 1,
		},
	],
	[
		"running totals, twice",
		{
			chunks: [BEGUN, end({ output_tokens: 1_000 }), end({ output_tokens: 1_000 }), STOP],
			last: "ends",
			atLeast: THOUSAND,
			atMost: 1.1 * THOUSAND,
		},
	],
	[
		"a beginning, twice",
		{ chunks: [BEGUN, BEGUN, end({ output_tokens: 1_000 }), STOP], last: "ends", atLeast: THOUSAND, atMost: 1.1 * THOUSAND },
	],
	[
		"a model that calls itself like the free one",
		{
			chunks: [start({ output_tokens: 1 }, "storydream-demo"), end({ output_tokens: 1_000 }), STOP],
			last: "ends",
			atLeast: THOUSAND,
		},
	],
	[
		"a model asked by the free one's name",
		{ chunks: [], last: "client leaves", request: { model: "storydream-demo" }, atLeast: MOST_USD },
	],
	[
		"an error behind the answer",
		{ chunks: [BEGUN, LONG, line({ type: "error", error: { type: "overloaded_error" } })], last: "ends", atLeast: THOUSAND },
	],
	[
		"an error before any answer",
		{ chunks: [line({ type: "error", error: { type: "overloaded_error" } })], last: "ends", atLeast: 0, atMost: 0 },
	],
];

let held = 0;
afterEach(() => void vi.useRealTimers());

describe("a call is not counted too low, and never as no number", () => {
	it.each(WAYS)("with %s", async (_what, way) => {
		const { costUsd } = await settled(way);
		expect(costUsd).toBeGreaterThanOrEqual(way.atLeast);
		expect(costUsd).toBeLessThanOrEqual(way.atMost ?? 1);
		held += 1;
	});

	it("by a client that does not read, while the provider writes on: by the time that the answer had, at its most", async () => {
		vi.useFakeTimers({ toFake: ["performance"] });
		// Its first bytes are never taken, and after a while it leaves.
		let writes = 0;
		const stuck = sink(() => {
			writes += 1;
			setTimeout(() => {
				vi.advanceTimersByTime(20_000);
				stuck.destroy();
			});
		});
		const chunks = [BEGUN, ...Array.from({ length: 2_000 }, () => text("xyz"))];
		const { costUsd } = await settled({ chunks, last: "client leaves", atLeast: 0 }, stuck);
		expect(writes).toBe(1);
		expect(costUsd).toBeGreaterThanOrEqual(6_000 * OUTPUT_USD);
		held += 1;
	});

	it("prints how many ways were tried and how many held", () => {
		const tried = WAYS.length + 1;
		console.log(`what a call of a model costs: ${tried} ways tried, ${held} held`);
		expect(held).toBe(tried);
	});
});
