import type { IncomingMessage, ServerResponse } from "node:http";
import type { DemoModel } from "@storydream/demo-model";
import type { Usage } from "@storydream/protocol";
import { type BodyRoom, createBodyRoom, readBody } from "../request-body/index.ts";
import { createAtOnce } from "./at-once.ts";
import { DEFAULT_DEADLINES, type GatewayDeadlines } from "./deadlines.ts";
import type { Caller, Ledger, OpenCall } from "./ledger.ts";
import { type ModelError, modelErrors, sendError } from "./model-errors.ts";
import { type ModelRequest, modelRequest, RequestHead } from "./model-request.ts";
import { usageWithCost } from "./prices.ts";
import { providerReach } from "./provider-network.ts";
import { DEFAULT_LIMITS, isAllowedModel, type RequestLimits } from "./request-limits.ts";
import { forwardToProvider } from "./upstream.ts";
import type { Metered } from "./usage-meter.ts";

/** What the gateway logs with; pino's logger fits. Neither keys nor tokens nor anything people wrote is ever passed to it. */
export interface GatewayLogger {
	info(fields: Record<string, unknown>, message: string): void;
	warn(fields: Record<string, unknown>, message: string): void;
	error(fields: Record<string, unknown>, message: string): void;
}

/** The most a request may weigh, in bytes: the provider's own limit. */
export const MAX_REQUEST_BYTES = 32_000_000;
/** Bodies in memory at the same time; small ones do not count. Two of the largest fit, of two sessions. */
const BODY_ROOM = { totalBytes: 64_000_000, smallBytes: 1_000_000 };

export interface GatewayOptions {
	/** The provider and its key; null: the demo model answers. */
	upstream: { apiKey: string; baseUrl: string } | null;
	demo: DemoModel;
	/** Whose token it is; null when nobody's, or the session has ended. */
	authenticate(token: string): Caller | null | Promise<Caller | null>;
	/** The projects' money; what the demo model answers is only counted. */
	ledger: Ledger;
	limits?: Partial<RequestLimits>;
	logger: GatewayLogger;
	fetch?: typeof fetch;
	deadlines?: Partial<GatewayDeadlines>;
	maxRequestBytes?: number;
}

export interface ModelGateway {
	/**
	 * Answers one request. `path` is the address below the gateway's mount, query included: `/v1/messages?beta=true`.
	 * Never rejects; resolves when the answer has ended. The request's body must not have been read.
	 */
	handle(req: IncomingMessage, res: ServerResponse, path: string): Promise<void>;
	/** Ends the answers under way with an error that asks to try again. */
	close(): void;
	/** Answers under way, for metrics. */
	active(): number;
	/** Bytes of large bodies that are in memory. */
	bodyBytes(): number;
}

const PATHS = ["/v1/messages", "/v1/messages/count_tokens"] as const;
type GatewayPath = (typeof PATHS)[number];
/** A request and its answer, and what the log says of them. */
interface Exchange {
	req: IncomingMessage;
	res: ServerResponse;
	path: string;
	signal: AbortSignal;
	fields: Record<string, unknown>;
}

interface Admitted {
	target: GatewayPath;
	token: string;
	caller: Caller;
	/** Gives the room of the body back once it is not in memory any more. */
	freeBody(): void;
}

/** What is known of a call's cost. */
type Spent = { kind: "metered"; metered: Metered } | { kind: "nothing" } | { kind: "unknown" };
const NOTHING: Usage = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, costUsd: 0 };

/** The one way from a sandbox to a model: it holds the key, knows whose token is whose, and counts tokens and money. */
export function createModelGateway(options: GatewayOptions): ModelGateway {
	const deadlines = { ...DEFAULT_DEADLINES, ...options.deadlines };
	const limit = options.maxRequestBytes ?? MAX_REQUEST_BYTES;
	const limits = { ...DEFAULT_LIMITS, ...options.limits };
	const atOnce = createAtOnce(limits.maxAtOnce);
	const bodyRoom: BodyRoom = createBodyRoom(BODY_ROOM);
	/** One per answer under way, so that `close` can end them. */
	const running = new Set<AbortController>();

	async function handle(req: IncomingMessage, res: ServerResponse, path: string): Promise<void> {
		const started = performance.now();
		const abort = new AbortController();
		running.add(abort);
		const onClose = () => {
			if (!res.writableEnded) abort.abort("client gone");
		};
		res.on("close", onClose);
		// A socket that breaks while we write is reported by `close`; without a listener it would end the process.
		res.on("error", onClose);
		const deadline = setTimeout(() => abort.abort("too long"), deadlines.callMs);
		const fields: Record<string, unknown> = { path: path.split("?")[0] };
		try {
			const refused = await admit({ req, res, path, signal: abort.signal, fields });
			if (refused) {
				// What was not read of a refused request is thrown away, so that its sender gets to read the answer.
				req.resume();
				sendError(res, refused);
				options.logger.warn(
					{ ...fields, status: refused.status, code: refused.code, ms: since(started) },
					"model request refused",
				);
			} else {
				options.logger.info({ ...fields, status: res.statusCode, ms: since(started) }, "model request answered");
			}
		} catch (error) {
			options.logger.error(
				{ ...fields, error: error instanceof Error ? error.name : "unknown", ms: since(started) },
				"model request failed",
			);
			sendError(res, modelErrors.internal());
		} finally {
			clearTimeout(deadline);
			running.delete(abort);
			res.off("close", onClose);
		}
	}

	/** Answers a request of somebody who may ask, or says why not. */
	async function admit(exchange: Exchange): Promise<ModelError | null> {
		const { req, path, fields } = exchange;
		const target = gatewayPath(path);
		if (!target || req.method !== "POST") return modelErrors.path();
		const token = tokenOf(req);
		const caller = token === null ? null : await options.authenticate(token);
		if (token === null || !caller) return modelErrors.token();
		fields.projectId = caller.projectId;
		fields.sessionId = caller.sessionId;
		const leave = atOnce.enter(token);
		if (leave === null) return modelErrors.tooManyAtOnce(limits.maxAtOnce);
		try {
			const announced = Number(req.headers["content-length"] ?? limit);
			if (announced > limit) return modelErrors.tooLarge(limit);
			if (options.upstream) {
				const remaining = await options.ledger.remaining(caller.projectId);
				if (remaining !== null && remaining <= 0) return modelErrors.budget(remaining);
			}
			const wait = { deadlineMs: deadlines.roomMs, signal: exchange.signal, holder: caller.sessionId };
			const room = await bodyRoom.take(announced, wait);
			if (room === null) return modelErrors.busy();
			try {
				return await answer(exchange, { target, token, caller, freeBody: room });
			} finally {
				room();
			}
		} finally {
			leave();
		}
	}

	async function answer(exchange: Exchange, admitted: Admitted): Promise<ModelError | null> {
		const { req, res, signal, fields } = exchange;
		const read = await readJson(req, { limit, deadlineMs: deadlines.bodyMs });
		if (!("parsed" in read)) return read.refused;
		const { parsed } = read;
		const head = RequestHead.safeParse(parsed);
		if (!head.success || typeof parsed !== "object" || parsed === null) return modelErrors.badRequest(NO_REQUEST);
		const reach = providerReach(parsed);
		if (reach !== null) return modelErrors.providerReach(reach);
		fields.stream = head.data.stream === true;
		if (options.upstream) {
			const request = modelRequest(parsed, head.data, limits.maxOutputTokens);
			if (typeof request === "string") return modelErrors.badRequest(request);
			if (request.body.length > limit) return modelErrors.tooLarge(limit);
			return ask(exchange, admitted, request);
		}
		if (admitted.target === "/v1/messages/count_tokens") {
			res
				.writeHead(200, { "content-type": "application/json" })
				.end(JSON.stringify({ input_tokens: options.demo.countTokens(parsed) }));
			return null;
		}
		const refused = await options.demo.answer(parsed, res, {
			signal,
			onUsage: ({ model, inputTokens, outputTokens }) => {
				Object.assign(fields, { model, inputTokens, outputTokens });
				return record(fields, { ...NOTHING, inputTokens, outputTokens }, (known) =>
					options.ledger.count(admitted.caller.projectId, known),
				);
			},
		});
		return refused === null ? null : modelErrors.badRequest(refused);
	}

	/** Asks the provider with the most that it may cost set aside, and settles what it did. */
	async function ask(exchange: Exchange, admitted: Admitted, request: ModelRequest): Promise<ModelError | null> {
		const { caller, target } = admitted;
		if (!isAllowedModel(request.model, limits.models)) return modelErrors.model(limits.models ?? []);
		// Tokens are counted without a charge.
		if (target === "/v1/messages/count_tokens") return await forward(exchange, admitted, request, () => undefined);
		const call = await options.ledger.reserve(caller, request.bound.usd);
		if ("kind" in call) {
			if (call.kind === "too_many") return modelErrors.tooManyAtOnce(limits.maxAtOnce);
			if (call.kind === "no_project") return modelErrors.token();
			return call.remainingUsd > 0 ? modelErrors.tooDear(request.bound.usd, call.remainingUsd) : modelErrors.budget(0);
		}
		return await spend(exchange, admitted, request, call);
	}

	async function spend(
		exchange: Exchange,
		admitted: Admitted,
		request: ModelRequest,
		call: OpenCall,
	): Promise<ModelError | null> {
		const { fields } = exchange;
		const cost: { spent: Spent } = { spent: { kind: "unknown" } };
		try {
			if (!exchange.signal.aborted) {
				return await forward(exchange, admitted, request, (known) => {
					cost.spent = known;
				});
			}
			cost.spent = { kind: "nothing" };
			return null;
		} finally {
			const usage = usageOfCall(cost.spent, request.bound.usd, fields);
			await record(fields, usage, (known) => call.settle(known));
		}
	}

	function forward(
		{ req, res, path, signal, fields }: Exchange,
		{ target, token, freeBody }: Admitted,
		request: ModelRequest,
		onSpent: (spent: Spent) => void,
	): Promise<ModelError | null> {
		if (!options.upstream) throw new Error("There is no provider to ask.");
		return forwardToProvider({
			upstream: options.upstream,
			fetch: options.fetch ?? fetch,
			path: target,
			query: path.includes("?") && new URLSearchParams(path.slice(path.indexOf("?"))).get("beta") === "true" ? "?beta=true" : "",
			headers: req.headers,
			body: request.body,
			stream: request.stream,
			model: request.model,
			res,
			signal,
			deadlines,
			secrets: [token],
			onMetered: (metered) => onSpent({ kind: "metered", metered }),
			onFree: () => onSpent({ kind: "nothing" }),
			onSent: () => {
				request.body = Buffer.alloc(0);
				freeBody();
			},
			onTrouble: (trouble) => Object.assign(fields, trouble),
		});
	}

	/** Writes usage down. The answer has been given: losing its bill is logged, and must not take the answer back. */
	async function record(fields: Record<string, unknown>, usage: Usage, write: (usage: Usage) => Promise<void>): Promise<void> {
		fields.costUsd = usage.costUsd;
		try {
			await write(usage);
		} catch (error) {
			options.logger.error({ ...fields, error: error instanceof Error ? error.name : "unknown" }, "usage could not be recorded");
		}
	}

	/**
	 * What a call is settled at: what the provider said of it. Where it said nothing, the call has cost what it may have; that is
	 * also the most that an estimate of hidden thinking comes to.
	 */
	function usageOfCall(spent: Spent, mostUsd: number, fields: Record<string, unknown>): Usage {
		if (spent.kind !== "metered") return { ...NOTHING, costUsd: spent.kind === "unknown" ? mostUsd : 0 };
		const usage = usageOf(spent.metered, fields);
		const { exact, hasUnseen } = spent.metered;
		return exact || !hasUnseen ? usage : { ...usage, costUsd: Math.min(usage.costUsd, mostUsd) };
	}

	function usageOf(metered: Metered, fields: Record<string, unknown>): Usage {
		const usage = usageWithCost(metered.model, metered.count);
		Object.assign(fields, { model: metered.model, inputTokens: usage.inputTokens, outputTokens: usage.outputTokens });
		return usage;
	}

	return {
		handle,
		close: () => {
			for (const abort of running) abort.abort("shutting down");
		},
		active: () => running.size,
		bodyBytes: () => bodyRoom.taken(),
	};
}

/** Which of the two doors an address names; the query is no part of that. Exact: no dots, no doubled or trailing slashes. */
function gatewayPath(path: string): GatewayPath | null {
	const bare = path.split("?", 1)[0];
	return PATHS.find((known) => known === bare) ?? null;
}

/** The session's token: `x-api-key`, or `Authorization: Bearer`. */
function tokenOf(req: IncomingMessage): string | null {
	const key = req.headers["x-api-key"];
	if (typeof key === "string" && key !== "") return key;
	const bearer = /^Bearer\s+(\S+)\s*$/i.exec(req.headers.authorization ?? "");
	return bearer?.[1] ?? null;
}

const NO_REQUEST = "The request's body is not a JSON object the Messages API understands.";

/** Reads and parses a body. Apart from its caller, so that the bytes are not kept once they are parsed. */
async function readJson(
	req: IncomingMessage,
	{ limit, deadlineMs }: { limit: number; deadlineMs: number },
): Promise<{ parsed: unknown } | { refused: ModelError | null }> {
	const body = await readBody(req, { limit, deadlineMs });
	if (body === "too large") return { refused: modelErrors.tooLarge(limit) };
	if (body === "too slow") return { refused: modelErrors.slowBody() };
	if (body === "gone") return { refused: null };
	try {
		return { parsed: JSON.parse(body.toString("utf8")) };
	} catch {
		// The parser's own words could quote what was sent.
		return { refused: modelErrors.badRequest(NO_REQUEST) };
	}
}

function since(started: number): number {
	return Math.round(performance.now() - started);
}
