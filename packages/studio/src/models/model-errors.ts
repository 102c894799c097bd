import type { ServerResponse } from "node:http";
import type { ErrorCode } from "@storydream/protocol";

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
	/** False: asking again can't help, and the SDK is told not to. */
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
	auth: (): ModelError => ({
		// 403 and not the provider's 401: the SDK asks again for minutes on 401, and a wrong key does not get better.
		status: 403,
		type: "permission_error",
		code: "model_auth",
		sentence: "The model provider refused the studio's key: check ANTHROPIC_API_KEY and start the studio again.",
		retry: false,
	}),
	rateLimited: (retryAfter: string | undefined): ModelError => ({
		status: 429,
		type: "rate_limit_error",
		code: "model_rate_limited",
		sentence: "The model provider limits how much may be asked: wait a minute and send the message again.",
		retry: true,
		...(retryAfter === undefined ? {} : { retryAfter }),
	}),
	overloaded: (): ModelError => ({
		status: 529,
		type: "overloaded_error",
		code: "model_rate_limited",
		sentence: "The model provider has too much to do just now: wait a minute and send the message again.",
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
	failed: (status: number): ModelError => ({
		status,
		type: "api_error",
		code: "model_failed",
		sentence: `The model provider failed (HTTP ${status}): send the message again.`,
		retry: true,
	}),
	shuttingDown: (): ModelError => ({
		status: 503,
		type: "api_error",
		code: "shutting_down",
		sentence: "The studio is restarting: the answer is asked for again.",
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

/** The JSON of an error, as the Messages API words it. */
export function errorBody(error: ModelError): string {
	return JSON.stringify({ type: "error", error: { type: error.type, message: `${error.sentence} [${error.code}]` } });
}

/** Answers with an error. When the answer has begun as a stream, the error becomes its last event. */
export function sendError(res: ServerResponse, error: ModelError): void {
	if (res.destroyed || res.writableEnded) return;
	const body = errorBody(error);
	if (res.headersSent) {
		if (String(res.getHeader("content-type") ?? "").startsWith("text/event-stream"))
			res.end(`\n\nevent: error\ndata: ${body}\n\n`);
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
