import { once } from "node:events";
import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { providerMessage, retryAfterMs } from "@storydream/protocol";
import type { GatewayDeadlines } from "./deadlines.ts";
import { type ModelError, modelErrors, providerError } from "./model-errors.ts";
import { withoutPricedBetas } from "./request-limits.ts";
import { createStreamGuard, HOLD_MS, type StreamError } from "./stream-guard.ts";
import { createUsageMeter, type Metered } from "./usage-meter.ts";

/** Request headers the provider needs. Everything else stays here: cookies, tokens, addresses. */
const REQUEST_HEADERS = ["anthropic-version", "anthropic-beta", "accept", "user-agent", "x-app"];
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
	const { deadlines, signal } = forward;
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
		return await relayAnswer(answer, forward, { clock, aborted: abort.signal });
	} finally {
		clock.stop();
		signal.removeEventListener("abort", onOuter);
		// Whatever of the provider's answer was not read is let go of.
		abort.abort("done");
	}
}

/** The parts of one call that the relay of its answer shares with the call: owned by `forwardToProvider`. */
interface Call {
	clock: ReturnType<typeof createClock>;
	aborted: AbortSignal;
}

/** Passes an answer on, each byte as it comes. @returns null when all of it was passed on, else why not */
async function relayAnswer(answer: Response, forward: Forward, { clock, aborted }: Call): Promise<ModelError | null> {
	const { deadlines } = forward;
	const out = createOutput(answer, forward.res);
	const isStream = (answer.headers.get("content-type") ?? "").startsWith("text/event-stream");
	const counted = forward.path === "/v1/messages";
	const meter = counted ? createUsageMeter(isStream ? "events" : "json", forward.model) : null;
	const guard = counted && isStream ? createStreamGuard() : null;
	// Silence at the start is no failure: what is held back is shown when nothing more comes.
	const hold = guard ? setTimeout(() => out.open(), HOLD_MS) : undefined;
	try {
		for await (const chunk of answer.body ?? []) {
			clock.set(deadlines.idleMs);
			meter?.add(chunk);
			const verdict = guard?.see(chunk) ?? "pass";
			if (typeof verdict === "object") return streamFailure(verdict, forward);
			if (verdict === "pass") out.open();
			if (!out.write(chunk)) {
				// A slow reader is no silent provider: the clock stands while the client catches up.
				clock.stop();
				meter?.waited();
				await once(forward.res, "drain", { signal: aborted });
				clock.set(deadlines.idleMs);
			}
		}
		if (guard && !guard.whole(out.isOpen())) {
			forward.onTrouble({ cause: "the stream ended early" });
			return modelErrors.dropped();
		}
	} catch (error) {
		// An answer that was given up is shown as far as it came; one that broke off is requested again.
		if (aborted.aborted) out.open();
		return failure(aborted, deadlines.idleMs, error, forward, modelErrors.dropped());
	} finally {
		clearTimeout(hold);
		const metered = meter?.end();
		if (metered) forward.onMetered(metered);
		else if (meter?.refused()) forward.onFree();
	}
	out.open();
	forward.res.end();
	return null;
}

/** The client's side of an answer: what is written before it is opened is kept, at most a few events. */
function createOutput(answer: Response, res: ServerResponse) {
	let held: Uint8Array[] | null = [];
	return {
		isOpen: () => held === null,
		open(): void {
			if (held === null) return;
			// Set one by one and not with writeHead: an error later on asks what kind of answer has begun.
			res.statusCode = answer.status;
			res.setHeader("cache-control", "no-cache");
			for (const name of RESPONSE_HEADERS) {
				const value = answer.headers.get(name);
				if (value !== null) res.setHeader(name, value);
			}
			res.flushHeaders();
			for (const chunk of held) res.write(chunk);
			held = null;
		},
		/** False when the client has to catch up first. */
		write(chunk: Uint8Array): boolean {
			if (held === null) return res.write(chunk);
			held.push(chunk);
			return true;
		},
	};
}

const STATUS_OF_TYPE: Record<string, number> = {
	overloaded_error: 529,
	rate_limit_error: 429,
	timeout_error: 504,
	api_error: 500,
	authentication_error: 401,
	permission_error: 403,
	billing_error: 402,
	not_found_error: 404,
	request_too_large: 413,
};

function streamFailure({ type, message }: StreamError, forward: Forward): ModelError {
	const status = Object.hasOwn(STATUS_OF_TYPE, type) ? (STATUS_OF_TYPE[type] ?? 400) : 400;
	forward.onTrouble({ providerStatus: status, inStream: true });
	return providerError({ status, message: withoutSecrets(message, forward) });
}

function withoutSecrets(text: string, forward: Forward): string {
	return [forward.upstream.apiKey, ...forward.secrets].reduce((rest, secret) => rest.replaceAll(secret, "[hidden]"), text);
}

function address(forward: Forward): string {
	return `${forward.upstream.baseUrl.replace(/\/+$/, "")}${forward.path}${forward.query}`;
}

function requestHeaders(forward: Forward): Record<string, string> {
	// Without compression the bytes can be passed on as they are.
	const headers: Record<string, string> = { "x-api-key": forward.upstream.apiKey, "accept-encoding": "identity" };
	for (const name of REQUEST_HEADERS) {
		const sent = forward.headers[name];
		const value = Array.isArray(sent) ? sent.join(", ") : sent;
		const kept = name === "anthropic-beta" && value !== undefined ? withoutPricedBetas(value) : value;
		if (kept !== undefined) headers[name] = kept;
	}
	// The body was written here: no other type may give it another meaning.
	headers["content-type"] = "application/json";
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

/** An answer that is none, in words for a person. What the agent's SDK mends by itself is passed on as it came. */
async function refusal(answer: Response, forward: Forward): Promise<ModelError | null> {
	const { status, headers } = answer;
	forward.onTrouble({ providerStatus: status, requestId: headers.get("request-id") ?? undefined });
	if (status < 400) return modelErrors.redirected();
	// A body that broke off: the status says enough.
	const text = withoutSecrets(await answer.text().catch(() => ""), forward).slice(0, LONGEST_ERROR + 1);
	const message = text.length > LONGEST_ERROR ? "" : providerMessage(text);
	const error = providerError({ status, message, waitMs: retryAfterMs(headers.get("retry-after")) });
	if (status >= 500 || status === 429 || !mendedByAgent(error) || !text.startsWith("{")) return error;
	forward.res.writeHead(status, { "content-type": "application/json" }).end(text);
	return null;
}

/** A conversation that is too long and a picture that is refused: the SDK shortens the one and takes out the other. */
function mendedByAgent(error: ModelError): boolean {
	return error.code === "too_large" || error.code === "unsupported_media";
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
