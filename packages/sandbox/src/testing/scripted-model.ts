import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { z } from "zod";

/** One piece of a scripted answer. */
export type ScriptedBlock =
	| { text: string /** Sent in pieces this many ms apart. */; slowMs?: number }
	| { thinking: string }
	| { tool: string; input: Record<string, unknown> };

/** What the scripted model does with one request. */
export type ScriptedReply =
	| ScriptedBlock[]
	/** An error answer, such as 401 or 429. */
	| { status: number; message?: string; type?: string; headers?: Record<string, string> }
	/** A stream that ends with an error event, after this much text (none: before any). */
	| { errorEvent: { type: string; message: string }; after?: string }
	/** A stream of just these bytes: empty, or nothing that is an event. */
	| { raw: string }
	/** Takes the request and never answers. */
	| { hang: "before-headers" | "mid-stream" }
	/** Sends this much text, then breaks the connection: once it has been seen, or soon where nobody says so. */
	| { dropAfter: string; seen?: () => Promise<unknown> };

/** A request as the script sees it. */
export interface ScriptedRequest {
	path: string;
	headers: Record<string, string | string[] | undefined>;
	/** The parsed body. */
	body: ScriptedBody;
	/** Bytes of the body. */
	bytes: number;
	/** Text of everything said by user and tools since the last answer: what a script decides on. */
	lastText: string;
	/** Names of the tools offered. */
	tools: string[];
	/** Results of the tool calls just made, as text. */
	toolResults: string[];
}

const Block = z.looseObject({ type: z.string(), text: z.string().optional(), content: z.unknown().optional() });
const ScriptedBody = z.looseObject({
	model: z.string().default("scripted"),
	stream: z.boolean().default(false),
	system: z.unknown().optional(),
	messages: z.array(z.looseObject({ role: z.string(), content: z.union([z.string(), z.array(Block)]) })).default([]),
	tools: z.array(z.looseObject({ name: z.string() })).default([]),
});
export type ScriptedBody = z.infer<typeof ScriptedBody>;

export interface ScriptedModel {
	/** For ANTHROPIC_BASE_URL: `http://127.0.0.1:<port>`. */
	url: string;
	/** All requests to `/v1/messages`, oldest first. */
	requests: ScriptedRequest[];
	/** Replaces what the model does from now on. */
	answer(script: Script): void;
	close(): Promise<void>;
}
export type Script = (request: ScriptedRequest, count: number) => ScriptedReply | Promise<ScriptedReply>;

/** Answers the list one after the other; the last one again and again. */
export function inOrder(...replies: ScriptedReply[]): Script {
	let next = 0;
	return () => {
		const reply = replies[Math.min(next, replies.length - 1)] ?? [{ text: "Done." }];
		next += 1;
		return reply;
	};
}

/**
 * A small server on loopback that speaks the Messages API, so that the real Agent SDK runs in tests: what it says is
 * decided by a script. It listens on a free port until it is closed.
 */
export async function startScriptedModel(script: Script = inOrder([{ text: "Done." }])): Promise<ScriptedModel> {
	let current = script;
	let count = 0;
	const requests: ScriptedRequest[] = [];
	const server = createServer((request, response) => {
		serve(request, response).catch((error: unknown) => {
			response.destroy(error instanceof Error ? error : undefined);
		});
	});
	async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const raw = Buffer.concat(chunks);
		const pathname = new URL(request.url ?? "/", "http://model").pathname;
		if (request.method !== "POST") return void response.writeHead(200).end();
		const body = ScriptedBody.parse(JSON.parse(raw.toString("utf8")));
		if (pathname.endsWith("/count_tokens")) return sendJson(response, 200, { input_tokens: Math.ceil(raw.length / 4) });
		const seen: ScriptedRequest = {
			path: pathname,
			headers: request.headers,
			body,
			bytes: raw.length,
			lastText: lastTextOf(body),
			tools: body.tools.map((tool) => tool.name),
			toolResults: toolResultsOf(body),
		};
		requests.push(seen);
		const reply = await current(seen, count++);
		await send(response, reply, body);
	}
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const address = server.address();
	if (address === null || typeof address === "string") throw new Error("the scripted model has no port");
	return {
		url: `http://127.0.0.1:${address.port}`,
		requests,
		answer: (next) => {
			current = next;
			count = 0;
		},
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

function textOf(content: unknown): string {
	if (typeof content === "string") return content;
	const blocks = z.array(Block).safeParse(content);
	if (!blocks.success) return "";
	return blocks.data.map((block) => block.text ?? textOf(block.content)).join("\n");
}

function lastTextOf(body: ScriptedBody): string {
	const afterAnswer = body.messages.findLastIndex((message) => message.role === "assistant") + 1;
	return body.messages
		.slice(afterAnswer)
		.map((message) => textOf(message.content))
		.join("\n");
}

function toolResultsOf(body: ScriptedBody): string[] {
	const afterAnswer = body.messages.findLastIndex((message) => message.role === "assistant") + 1;
	return body.messages
		.slice(afterAnswer)
		.flatMap((message) => (typeof message.content === "string" ? [] : message.content))
		.filter((block) => block.type === "tool_result")
		.map((block) => textOf(block.content));
}

async function send(response: ServerResponse, reply: ScriptedReply, body: ScriptedBody): Promise<void> {
	if (Array.isArray(reply))
		return body.stream ? stream(response, reply, body.model) : sendJson(response, 200, whole(reply, body.model));
	if ("status" in reply) {
		const types: Record<number, string> = {
			400: "invalid_request_error",
			401: "authentication_error",
			402: "billing_error",
			429: "rate_limit_error",
			529: "overloaded_error",
		};
		const error = {
			type: reply.type ?? types[reply.status] ?? "api_error",
			message: reply.message ?? `scripted ${reply.status}`,
		};
		return sendJson(response, reply.status, { type: "error", error }, reply.headers);
	}
	if ("raw" in reply) return void response.writeHead(200, { "content-type": "text/event-stream" }).end(reply.raw);
	if ("errorEvent" in reply) {
		open(response, body.model);
		if (reply.after !== undefined) showText(response, reply.after);
		event(response, "error", { error: reply.errorEvent });
		return void response.end();
	}
	if ("hang" in reply) {
		if (reply.hang === "mid-stream") open(response, body.model);
		return;
	}
	open(response, body.model);
	showText(response, reply.dropAfter);
	await (reply.seen?.() ?? pause(50));
	response.destroy();
}

function showText(response: ServerResponse, text: string): void {
	event(response, "content_block_start", { index: 0, content_block: { type: "text", text: "" } });
	event(response, "content_block_delta", { index: 0, delta: { type: "text_delta", text } });
}

const usage = { input_tokens: 100, output_tokens: 20, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 };
let made = 0;
function nextId(prefix: string): string {
	made += 1;
	return `${prefix}_scripted${made}`;
}

function whole(blocks: ScriptedBlock[], model: string): Record<string, unknown> {
	return {
		id: nextId("msg"),
		type: "message",
		role: "assistant",
		model,
		content: blocks.map((block) => {
			if ("tool" in block) return { type: "tool_use", id: nextId("toolu"), name: block.tool, input: block.input };
			return "thinking" in block
				? { type: "thinking", thinking: block.thinking, signature: "scripted" }
				: { type: "text", text: block.text };
		}),
		stop_reason: stopReason(blocks),
		stop_sequence: null,
		usage,
	};
}

function stopReason(blocks: ScriptedBlock[]): string {
	return blocks.some((block) => "tool" in block) ? "tool_use" : "end_turn";
}

function open(response: ServerResponse, model: string): void {
	response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
	const message = {
		id: nextId("msg"),
		type: "message",
		role: "assistant",
		model,
		content: [],
		stop_reason: null,
		stop_sequence: null,
		usage,
	};
	event(response, "message_start", { message });
}

async function stream(response: ServerResponse, blocks: ScriptedBlock[], model: string): Promise<void> {
	open(response, model);
	for (const [index, block] of blocks.entries()) {
		if ("tool" in block) {
			event(response, "content_block_start", {
				index,
				content_block: { type: "tool_use", id: nextId("toolu"), name: block.tool, input: {} },
			});
			event(response, "content_block_delta", {
				index,
				delta: { type: "input_json_delta", partial_json: JSON.stringify(block.input) },
			});
		} else if ("thinking" in block) {
			event(response, "content_block_start", { index, content_block: { type: "thinking", thinking: "", signature: "" } });
			event(response, "content_block_delta", { index, delta: { type: "thinking_delta", thinking: block.thinking } });
			event(response, "content_block_delta", { index, delta: { type: "signature_delta", signature: "scripted" } });
		} else {
			event(response, "content_block_start", { index, content_block: { type: "text", text: "" } });
			for (const piece of block.slowMs ? block.text.split(/(?<=\s)/) : [block.text]) {
				if (block.slowMs) await pause(block.slowMs);
				if (response.destroyed) return;
				event(response, "content_block_delta", { index, delta: { type: "text_delta", text: piece } });
			}
		}
		event(response, "content_block_stop", { index });
	}
	event(response, "message_delta", {
		delta: { stop_reason: stopReason(blocks), stop_sequence: null },
		usage: { output_tokens: usage.output_tokens },
	});
	event(response, "message_stop", {});
	response.end();
}

function event(response: ServerResponse, type: string, data: Record<string, unknown>): void {
	response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
}

function sendJson(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
	response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
