import type { ServerResponse } from "node:http";
import { describeProviderFailure, type ErrorCode, NEXT_STEP, type ProviderFailure } from "@storydream/protocol";

/**
 * Errors of the gateway have the shape of the Messages API, because the agent's SDK reads them. The sentence is meant
 * for a person and ends in the studio's error code in square brackets, such as `[model_auth]`: the SDK hands on the
 * sentence and nothing else, so this is how the agent host knows which error it was. `x-storydream-error` carries the
 * same code for programs.
 */
export interface ModelError {
	status: number;
	type: string;
	code: ErrorCode;
	sentence: string;
	/** What a person can do; follows the sentence. */
	hint?: string;
	/** False: asking again can't help, and the SDK is instructed not to. */
	retry: boolean;
	retryAfter?: string;
}

export const modelErrors = {
	path: (): ModelError => ({
		status: 403,
		type: "permission_error",
		code: "forbidden",
		sentence: "The model gateway answers POST /v1/messages and /v1/messages/count_tokens only.",
		retry: false,
	}),
	token: (): ModelError => ({
		status: 401,
		type: "authentication_error",
		code: "unauthorized",
		sentence: "This session has ended or its token is unknown: open the project again.",
		retry: false,
	}),
	budget: (remainingUsd: number): ModelError => ({
		status: 402,
		type: "billing_error",
		code: "budget_exceeded",
		sentence: `This project's model budget is used up (${dollars(remainingUsd)} left): raise it in the project's settings to go on.`,
		retry: false,
	}),
	tooDear: (mostUsd: number, remainingUsd: number): ModelError => ({
		status: 402,
		type: "billing_error",
		code: "budget_exceeded",
		sentence: `This request may cost up to ${dollars(mostUsd)}, and ${dollars(remainingUsd)} of this project's model budget are left: raise it in the project's settings to go on.`,
		retry: false,
	}),
	tooManyAtOnce: (max: number): ModelError => ({
		status: 429,
		type: "rate_limit_error",
		code: "too_many",
		sentence: `A session may have ${max} model requests open at the same time: wait until one has ended.`,
		retry: true,
		retryAfter: "2",
	}),
	busy: (): ModelError => ({
		status: 503,
		type: "overloaded_error",
		code: "too_many",
		sentence: "The studio has too many large model requests at the same time: the request is tried again.",
		retry: true,
		retryAfter: "5",
	}),
	model: (allowed: readonly string[]): ModelError => ({
		status: 403,
		type: "permission_error",
		code: "forbidden",
		sentence: `This studio does not allow that model; it allows ${allowed.join(", ")} (MODELS_ALLOWED).`,
		retry: false,
	}),
	providerReach: (what: string): ModelError => ({
		status: 403,
		type: "permission_error",
		code: "forbidden",
		sentence: `This studio does not pass on ${what}: a sandbox has no network, and the model's provider must not be its way out.`,
		retry: false,
	}),
	tooLarge: (limit: number): ModelError => ({
		status: 413,
		type: "request_too_large",
		code: "too_large",
		sentence: `The conversation is larger than ${Math.floor(limit / 1_000_000)} MB: start a new conversation or send fewer pictures.`,
		retry: false,
	}),
	badRequest: (why: string): ModelError => ({
		status: 400,
		type: "invalid_request_error",
		code: "bad_request",
		sentence: why,
		retry: false,
	}),
	slowBody: (): ModelError => ({
		status: 408,
		type: "invalid_request_error",
		code: "bad_request",
		sentence: "The request did not arrive completely in time.",
		retry: true,
	}),
	unreachable: (): ModelError => ({
		status: 502,
		type: "api_error",
		code: "model_unreachable",
		sentence: "The model provider can't be reached: check the network and ANTHROPIC_BASE_URL, then send the message again.",
		retry: true,
	}),
	redirected: (): ModelError => ({
		status: 502,
		type: "api_error",
		code: "model_unreachable",
		sentence: "The model provider's address answers with a redirect, which is not followed: check ANTHROPIC_BASE_URL.",
		retry: false,
	}),
	silent: (ms: number): ModelError => ({
		status: 504,
		type: "api_error",
		code: "model_unreachable",
		sentence: `The model provider has not answered for ${Math.max(1, Math.round(ms / 1000))} s: send the message again in a while.`,
		retry: false,
	}),
	tooLong: (ms: number): ModelError => ({
		status: 504,
		type: "api_error",
		code: "model_failed",
		sentence: `The model's answer was not complete after ${Math.max(1, Math.round(ms / 60_000))} minutes: send the message again in smaller steps.`,
		retry: false,
	}),
	dropped: (): ModelError => ({
		status: 502,
		type: "api_error",
		code: "model_unreachable",
		sentence: "The model provider's answer broke off: send the message again.",
		retry: true,
	}),
	shuttingDown: (): ModelError => ({
		status: 503,
		type: "api_error",
		code: "shutting_down",
		sentence: "The studio is restarting: the answer is requested again.",
		retry: true,
	}),
	internal: (): ModelError => ({
		status: 500,
		type: "api_error",
		code: "internal",
		sentence: "Something went wrong inside the studio's model gateway.",
		retry: true,
	}),
} as const;

/** Statuses that the SDK tries again by itself, with their types. All others become one that it takes as final. */
const TRIED_AGAIN: Record<number, string> = { 429: "rate_limit_error", 529: "overloaded_error" };

/** A failure of the provider: its reason, and what a person can do about it. */
export function providerError(failure: ProviderFailure & { status: number }): ModelError {
	const { code, sentence, hint, retry } = describeProviderFailure(failure);
	const common = { code, sentence, hint, retry };
	if (retry) {
		const status = failure.status === 503 || failure.status < 429 ? 529 : failure.status;
		const retryAfter = failure.waitMs === undefined ? {} : { retryAfter: String(Math.ceil(failure.waitMs / 1000)) };
		return { ...common, status, type: TRIED_AGAIN[status] ?? "api_error", ...retryAfter };
	}
	if (code === "model_billing") return { ...common, status: 402, type: "billing_error" };
	// 403 and not the provider's 401: the SDK asks again for minutes on 401, and a wrong key does not get better.
	if (code === "model_auth") return { ...common, status: 403, type: "permission_error" };
	return { ...common, status: failure.status === 413 ? 413 : 400, type: "invalid_request_error" };
}

/** The JSON of an error, as the Messages API words it. */
export function errorBody(error: ModelError): string {
	const hint = error.hint === undefined ? "" : `${NEXT_STEP}${error.hint}`;
	return JSON.stringify({ type: "error", error: { type: error.type, message: `${error.sentence}${hint} [${error.code}]` } });
}

/** Failures after which the same request may work: a client that sees its connection break sends it again. */
const BREAKS: ReadonlySet<ErrorCode> = new Set(["model_unreachable", "model_rate_limited", "model_failed"]);

/**
 * Answers with an error. When the answer has begun as a stream, an error that asking again may mend breaks the connection,
 * because the SDK gives up at an error event; any other error becomes the stream's last event.
 */
export function sendError(res: ServerResponse, error: ModelError): void {
	if (res.destroyed || res.writableEnded) return;
	const body = errorBody(error);
	if (res.headersSent) {
		const isStream = String(res.getHeader("content-type") ?? "").startsWith("text/event-stream");
		if (isStream && !(error.retry && BREAKS.has(error.code))) res.end(`\n\nevent: error\ndata: ${body}\n\n`);
		// Half a JSON body can't be mended: a broken connection is the honest end.
		else res.destroy();
		return;
	}
	res.writeHead(error.status, {
		"content-type": "application/json",
		"x-should-retry": error.retry ? "true" : "false",
		"x-storydream-error": error.code,
		...(error.retryAfter === undefined ? {} : { "retry-after": error.retryAfter }),
	});
	res.end(body);
}

function dollars(amount: number): string {
	return `$${Math.max(0, amount).toFixed(2)}`;
}
