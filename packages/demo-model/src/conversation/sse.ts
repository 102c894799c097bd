import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { type Answer, DEMO_MODEL_NAME } from "./messages-api.ts";

interface Tokens {
	input: number;
	output: number;
}

/** Answers as the Messages API does without streaming. */
export function wholeMessage(answer: Answer, tokens: Tokens): Record<string, unknown> {
	return {
		...emptyMessage(tokens),
		content: answer.said.map((part) =>
			part.type === "text"
				? { type: "text", text: part.text }
				: { type: "tool_use", id: toolId(), name: part.name, input: part.input },
		),
		stop_reason: answer.stop,
		usage: usage(tokens.input, tokens.output),
	};
}

/**
 * Streams an answer as server-sent events: text a few words at a time with `delayMs` between them, so that a person can
 * read along; a tool's input in larger pieces without any wait, as nobody reads it.
 * Ends early, without an error, when `signal` aborts: then the client has gone.
 */
export async function streamMessage(
	res: ServerResponse,
	answer: Answer,
	tokens: Tokens,
	options: { delayMs: number; signal: AbortSignal },
): Promise<void> {
	res.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" });
	const send = async (event: Record<string, unknown>) => {
		if (options.signal.aborted) return;
		if (!res.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)) await drained(res, options.signal);
	};
	await send({ type: "message_start", message: emptyMessage(tokens) });
	for (const [index, part] of answer.said.entries()) {
		if (part.type === "text") {
			await send({ type: "content_block_start", index, content_block: { type: "text", text: "" } });
			for (const text of textPieces(part.text)) {
				await send({ type: "content_block_delta", index, delta: { type: "text_delta", text } });
				if (options.delayMs > 0 && !options.signal.aborted) await pause(options.delayMs, options.signal);
			}
		} else {
			await send({
				type: "content_block_start",
				index,
				content_block: { type: "tool_use", id: toolId(), name: part.name, input: {} },
			});
			for (const partial_json of slices(JSON.stringify(part.input), 1500)) {
				await send({ type: "content_block_delta", index, delta: { type: "input_json_delta", partial_json } });
			}
		}
		await send({ type: "content_block_stop", index });
	}
	await send({
		type: "message_delta",
		delta: { stop_reason: answer.stop, stop_sequence: null },
		usage: { output_tokens: tokens.output },
	});
	await send({ type: "message_stop" });
	if (!options.signal.aborted) res.end();
}

function emptyMessage(tokens: Tokens): Record<string, unknown> {
	return {
		id: `msg_demo_${randomUUID().replaceAll("-", "")}`,
		type: "message",
		role: "assistant",
		model: DEMO_MODEL_NAME,
		content: [],
		stop_reason: null,
		stop_sequence: null,
		usage: usage(tokens.input, 1),
	};
}

function usage(input: number, output: number): Record<string, number> {
	return { input_tokens: input, output_tokens: output, cache_read_input_tokens: 0, cache_creation_input_tokens: 0 };
}

function toolId(): string {
	return `toolu_demo_${randomUUID().replaceAll("-", "").slice(0, 20)}`;
}

/** About three words a piece; joined they are the text again. */
function textPieces(text: string): string[] {
	return text.match(/(?:\S+\s*){1,3}|\s+/g) ?? [];
}

function slices(text: string, length: number): string[] {
	const pieces: string[] = [];
	for (let at = 0; at < text.length; at += length) pieces.push(text.slice(at, at + length));
	return pieces;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
	try {
		await wait(ms, undefined, { signal });
	} catch {
		// The client left while we waited: the caller sees the signal.
	}
}

function drained(res: ServerResponse, signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		const done = () => {
			res.off("drain", done).off("close", done);
			signal.removeEventListener("abort", done);
			resolve();
		};
		res.on("drain", done).on("close", done);
		signal.addEventListener("abort", done, { once: true });
	});
}
