import type { ServerResponse } from "node:http";
import { DEMO_MODEL_NAME, estimateTokens, MessagesRequest } from "./messages-api.ts";
import { streamMessage, wholeMessage } from "./sse.ts";
import { nextAnswer } from "./turn.ts";

export interface DemoModelOptions {
	/** Pause between pieces of streamed text in ms (default 14); 0: as fast as it goes. */
	delayMs?: number;
}

/** Tokens of one answer, estimated. They cost nothing. */
export interface DemoUsage {
	model: string;
	inputTokens: number;
	outputTokens: number;
}

/**
 * A model of our own for a studio without a key. It understands a fixed set of wishes, says plainly what it is, and
 * keeps no state: all it knows is in the request.
 */
export interface DemoModel {
	/**
	 * Answers a request of the Messages API, streamed or whole.
	 * @returns null when answered, else a sentence that says why the request is refused (nothing has been sent then)
	 */
	answer(
		request: unknown,
		res: ServerResponse,
		options: { signal: AbortSignal; onUsage(usage: DemoUsage): Promise<void> },
	): Promise<string | null>;
	countTokens(request: unknown): number;
}

export function createDemoModel(options: DemoModelOptions = {}): DemoModel {
	const delayMs = options.delayMs ?? 14;
	return {
		async answer(body, res, { signal, onUsage }) {
			const request = MessagesRequest.safeParse(body);
			if (!request.success) return "The demo model can't read this request: it has no messages.";
			const answer = nextAnswer(request.data);
			const tokens = { input: countInput(request.data), output: estimateTokens(answer.said) };
			if (request.data.stream) await streamMessage(res, answer, tokens, { delayMs, signal });
			else res.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(wholeMessage(answer, tokens)));
			await onUsage({ model: DEMO_MODEL_NAME, inputTokens: tokens.input, outputTokens: tokens.output });
			return null;
		},
		countTokens(body) {
			const request = MessagesRequest.safeParse(body);
			return request.success ? countInput(request.data) : 1;
		},
	};
}

function countInput(request: MessagesRequest): number {
	return estimateTokens([request.system ?? "", request.messages, request.tools]);
}
