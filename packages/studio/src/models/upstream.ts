import { once } from "node:events";
import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import type { GatewayDeadlines } from "./gateway.ts";
import { type ModelError, modelErrors } from "./model-errors.ts";
import { createUsageMeter, type Metered } from "./usage-meter.ts";

/** Request headers the provider needs. Everything else stays here: cookies, tokens, addresses. */
const REQUEST_HEADERS = ["anthropic-version", "anthropic-beta", "content-type", "accept", "user-agent", "x-app"];
const RESPONSE_HEADERS = ["content-type", "request-id", "retry-after", "x-should-retry"];
/** Errors of a connection that was never there. */
const NEVER_SENT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT"]);
/** An error's body longer than this is replaced by a sentence of ours. */
const LONGEST_ERROR = 100_000;

export interface Forward {
	upstream: { apiKey: string; baseUrl: string };
	fetch: typeof fetch;
	path: string;
	query: string;
	headers: IncomingHttpHeaders;
	/** Replaced by an empty one once it is sent, so that it takes no memory while the answer comes. */
	body: Buffer<ArrayBuffer>;
	stream: boolean;
	model: string;
	res: ServerResponse;
	/** Aborted when the client has gone or the studio stops. */
	signal: AbortSignal;
	deadlines: GatewayDeadlines;
	/** Besides the key: what must never be sent back. */
	secrets: string[];
	onMetered(metered: Metered): void;
	/** The provider was not reached, or has refused: this request costs nothing. */
	onFree(): void;
	/** The body has been taken by the provider. */
	onSent(): void;
	/** Facts for the log. */
	onTrouble(fields: Record<string, unknown>): void;
}

/**
 * Sends a request on to the provider and its answer back, each byte as it comes.
 * @returns null when the answer was passed on, else why not
 */
export async function forwardToProvider(forward: Forward): Promise<ModelError | null> {
	const { deadlines, signal, res } = forward;
	const abort = new AbortController();
	const onOuter = () => abort.abort(signal.reason);
	if (signal.aborted) onOuter();
	signal.addEventListener("abort", onOuter, { once: true });
	const clock = createClock(() => abort.abort("silent"));
	try {
		const wait = forward.stream ? deadlines.headersMs : deadlines.wholeAnswerMs;
		clock.set(wait);
		let answer: Response;
		try {
			answer = await forward.fetch(address(forward), {
				method: "POST",
				headers: requestHeaders(forward),
				body: forward.body,
				redirect: "manual",
				signal: abort.signal,
			});
		} catch (error) {
			if (NEVER_SENT.has(causeCode(error))) forward.onFree();
			return failure(abort.signal, wait, error, forward, modelErrors.unreachable());
		}
		forward.body = Buffer.alloc(0);
		forward.onSent();
		clock.set(deadlines.idleMs);
		if (!answer.ok) forward.onFree();
		if (!answer.ok) return await refusal(answer, forward);
		const headers: Record<string, string> = { "cache-control": "no-cache" };
		for (const name of RESPONSE_HEADERS) {
			const value = answer.headers.get(name);
			if (value !== null) headers[name] = value;
		}
		// Set one by one and not with writeHead: an error later on asks what kind of answer has begun.
		res.statusCode = answer.status;
		for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
		res.flushHeaders();
		const isStream = (headers["content-type"] ?? "").startsWith("text/event-stream");
		const meter = forward.path === "/v1/messages" ? createUsageMeter(isStream ? "events" : "json", forward.model) : null;
		try {
			for await (const chunk of answer.body ?? []) {
				clock.set(deadlines.idleMs);
				meter?.add(chunk);
				if (!res.write(chunk)) {
					// A slow reader is no silent provider: the clock stands while the client catches up.
					clock.stop();
					await once(res, "drain", { signal: abort.signal });
					clock.set(deadlines.idleMs);
				}
			}
		} catch (error) {
			return failure(abort.signal, deadlines.idleMs, error, forward, modelErrors.dropped());
		} finally {
			const metered = meter?.end();
			if (metered) forward.onMetered(metered);
			else if (meter?.refused()) forward.onFree();
		}
		res.end();
		return null;
	} finally {
		clock.stop();
		signal.removeEventListener("abort", onOuter);
		// Whatever of the provider's answer was not read is let go of.
		abort.abort("done");
	}
}

function address(forward: Forward): string {
	return `${forward.upstream.baseUrl.replace(/\/+$/, "")}${forward.path}${forward.query}`;
}

function requestHeaders(forward: Forward): Record<string, string> {
	// Without compression the bytes can be passed on as they are.
	const headers: Record<string, string> = { "x-api-key": forward.upstream.apiKey, "accept-encoding": "identity" };
	for (const name of REQUEST_HEADERS) {
		const value = forward.headers[name];
		if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(", ") : value;
	}
	headers["content-type"] ??= "application/json";
	headers["anthropic-version"] ??= "2023-06-01";
	return headers;
}

/** Why a request ended that should have been answered: the client went, we stop, nobody spoke, or the line is dead. */
function failure(
	aborted: AbortSignal,
	waitedMs: number,
	error: unknown,
	forward: Forward,
	otherwise: ModelError,
): ModelError | null {
	if (aborted.aborted) {
		if (aborted.reason === "silent") return modelErrors.silent(waitedMs);
		if (aborted.reason === "too long") return modelErrors.tooLong(forward.deadlines.callMs);
		if (aborted.reason === "shutting down") return modelErrors.shuttingDown();
		forward.onTrouble({ aborted: "client" });
		return null;
	}
	forward.onTrouble({ cause: causeCode(error) });
	return otherwise;
}

/** `ECONNREFUSED` and the like: the one part of a network error that says something and holds no address or key. */
function causeCode(error: unknown): string {
	const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
	if (cause instanceof Error && "code" in cause && typeof cause.code === "string") return cause.code;
	return cause instanceof Error ? cause.name : "unknown";
}

/** An answer that is none: those a person must act on get our own words, the rest is passed on without secrets. */
async function refusal(answer: Response, forward: Forward): Promise<ModelError | null> {
	forward.onTrouble({ providerStatus: answer.status, requestId: answer.headers.get("request-id") ?? undefined });
	const retryAfter = answer.headers.get("retry-after") ?? undefined;
	if (answer.status < 400) return modelErrors.redirected();
	if (answer.status === 401 || answer.status === 403) return modelErrors.auth();
	if (answer.status === 429) return modelErrors.rateLimited(retryAfter);
	if (answer.status === 529 || answer.status === 503) return modelErrors.overloaded();
	if (answer.status >= 500) return modelErrors.failed(answer.status);
	let text: string;
	try {
		text = await answer.text();
	} catch {
		// The body of a refusal broke off: its status says enough.
		return modelErrors.failed(answer.status);
	}
	for (const secret of [forward.upstream.apiKey, ...forward.secrets]) text = text.replaceAll(secret, "[hidden]");
	if (text.length > LONGEST_ERROR || !text.startsWith("{")) return modelErrors.failed(answer.status);
	forward.res.writeHead(answer.status, { "content-type": "application/json" }).end(text);
	return null;
}

/** A deadline that can be moved. */
function createClock(onEnd: () => void) {
	let timer: NodeJS.Timeout | undefined;
	return {
		set(ms: number): void {
			clearTimeout(timer);
			timer = setTimeout(onEnd, ms);
		},
		stop(): void {
			clearTimeout(timer);
		},
	};
}
