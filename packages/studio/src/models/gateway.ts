import type { IncomingMessage, ServerResponse } from "node:http";
import type { Usage } from "@storydream/protocol";
import { z } from "zod";
import type { DemoModel } from "./demo/index.ts";
import { type ModelError, modelErrors, sendError } from "./model-errors.ts";
import { usageWithCost } from "./prices.ts";
import { readBody } from "./request-body.ts";
import { forwardToProvider } from "./upstream.ts";
import type { Metered } from "./usage-meter.ts";

/** What the gateway logs with; pino's logger fits. Neither keys nor tokens nor anything people wrote is ever passed to it. */
export interface GatewayLogger {
	info(fields: Record<string, unknown>, message: string): void;
	warn(fields: Record<string, unknown>, message: string): void;
	error(fields: Record<string, unknown>, message: string): void;
}

/** Milliseconds. The sum of what a hung provider can cost stays under a minute. */
export interface GatewayDeadlines {
	/** A request's body must have arrived. */
	bodyMs: number;
	/** A streamed answer must have begun. */
	headersMs: number;
	/** Longest silence within a streamed answer. */
	idleMs: number;
	/** An answer that is not streamed must be there: it comes all at once, after all its thinking. */
	wholeAnswerMs: number;
}
export const DEFAULT_DEADLINES: GatewayDeadlines = { bodyMs: 30_000, headersMs: 45_000, idleMs: 45_000, wholeAnswerMs: 240_000 };

/** The most a request may weigh, in bytes: the provider's own limit. */
export const MAX_REQUEST_BYTES = 32_000_000;

export interface GatewayOptions {
	/** The provider and its key; null: the demo model answers. */
	upstream: { apiKey: string; baseUrl: string } | null;
	demo: DemoModel;
	/** Whose token it is; null when nobody's, or the session has ended. */
	authenticate(
		token: string,
	): { sessionId: string; projectId: string } | null | Promise<{ sessionId: string; projectId: string } | null>;
	/** Money a project may still spend; null (or Infinity): no limit. */
	budget(projectId: string): { remainingUsd: number | null } | Promise<{ remainingUsd: number | null }>;
	/** Called once per answer, also for one that broke off. */
	onUsage(report: { projectId: string; sessionId: string; usage: Usage; model: string }): void | Promise<void>;
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
}

const PATHS = ["/v1/messages", "/v1/messages/count_tokens"] as const;
type GatewayPath = (typeof PATHS)[number];
/** The little the gateway itself needs to know of a request. */
const RequestHead = z.looseObject({ model: z.string().default("unknown"), stream: z.boolean().nullish() });

/** The one way from a sandbox to a model: it holds the key, knows whose token is whose, and counts tokens and money. */
export function createModelGateway(options: GatewayOptions): ModelGateway {
	const deadlines = { ...DEFAULT_DEADLINES, ...options.deadlines };
	const limit = options.maxRequestBytes ?? MAX_REQUEST_BYTES;
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
		const fields: Record<string, unknown> = { path: path.split("?")[0] };
		try {
			const refused = await answer(req, res, path, abort.signal, fields);
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
			running.delete(abort);
			res.off("close", onClose);
		}
	}

	/** Answers, or says why not. */
	async function answer(
		req: IncomingMessage,
		res: ServerResponse,
		path: string,
		signal: AbortSignal,
		fields: Record<string, unknown>,
	): Promise<ModelError | null> {
		const target = gatewayPath(path);
		if (!target || req.method !== "POST") return modelErrors.path();
		const token = tokenOf(req);
		const caller = token === null ? null : await options.authenticate(token);
		if (!caller) return modelErrors.token();
		fields.projectId = caller.projectId;
		fields.sessionId = caller.sessionId;
		if (Number(req.headers["content-length"] ?? 0) > limit) return modelErrors.tooLarge(limit);
		if (options.upstream) {
			const { remainingUsd } = await options.budget(caller.projectId);
			if (remainingUsd !== null && remainingUsd <= 0) return modelErrors.budget(remainingUsd);
		}
		const body = await readBody(req, { limit, deadlineMs: deadlines.bodyMs });
		if (body === "too large") return modelErrors.tooLarge(limit);
		if (body === "too slow") return modelErrors.slowBody();
		if (body === "gone") return null;
		const parsed = parseJson(body);
		const head = RequestHead.safeParse(parsed);
		if (!head.success) return modelErrors.badRequest("The request's body is not a JSON object the Messages API understands.");
		const stream = head.data.stream === true;
		fields.stream = stream;
		const report = (metered: Metered) => reportUsage(caller, metered, fields);
		if (options.upstream) {
			return await forwardToProvider({
				upstream: options.upstream,
				fetch: options.fetch ?? fetch,
				path: target,
				query:
					path.includes("?") && new URLSearchParams(path.slice(path.indexOf("?"))).get("beta") === "true" ? "?beta=true" : "",
				headers: req.headers,
				body,
				stream,
				model: head.data.model,
				res,
				signal,
				deadlines,
				secrets: token === null ? [] : [token],
				onMetered: report,
				onTrouble: (trouble) => Object.assign(fields, trouble),
			});
		}
		if (target === "/v1/messages/count_tokens") {
			res
				.writeHead(200, { "content-type": "application/json" })
				.end(JSON.stringify({ input_tokens: options.demo.countTokens(parsed) }));
			return null;
		}
		return await options.demo.answer(parsed, res, { signal, onMetered: report });
	}

	async function reportUsage(
		caller: { sessionId: string; projectId: string },
		metered: Metered,
		fields: Record<string, unknown>,
	): Promise<void> {
		const usage = usageWithCost(metered.model, metered.count);
		Object.assign(fields, {
			model: metered.model,
			inputTokens: usage.inputTokens,
			outputTokens: usage.outputTokens,
			costUsd: usage.costUsd,
		});
		try {
			await options.onUsage({ projectId: caller.projectId, sessionId: caller.sessionId, usage, model: metered.model });
		} catch (error) {
			// The answer has been given: losing its bill is told loudly, and must not take the answer back.
			options.logger.error({ ...fields, error: error instanceof Error ? error.name : "unknown" }, "usage could not be recorded");
		}
	}

	return {
		handle,
		close: () => {
			for (const abort of running) abort.abort("shutting down");
		},
		active: () => running.size,
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

function parseJson(body: Buffer): unknown {
	try {
		return JSON.parse(body.toString("utf8"));
	} catch {
		// Answered as a bad request by the caller: the parser's own words could quote what was sent.
		return undefined;
	}
}

function since(started: number): number {
	return Math.round(performance.now() - started);
}
