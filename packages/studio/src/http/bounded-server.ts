import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { Socket } from "node:net";
import type { Logger } from "../telemetry/index.ts";

/** What clients may keep open. Times in ms. */
export interface ConnectionLimits {
	/** Connections at the same time, WebSockets included. */
	total: number;
	/** Of them, from one address. Behind a proxy all of them come from the proxy's. */
	perAddress: number;
	/** The head of a request must have arrived. */
	headersMs: number;
	/** A whole request must have arrived; an upload may take long. */
	requestMs: number;
	/** A connection without a request stays open. */
	idleMs: number;
}

export const CONNECTION_TIMES = { headersMs: 20_000, requestMs: 60 * 60_000, idleMs: 65_000 };
/** Browsers send about 20. A request with more is refused, so that none of its headers is left out unseen. */
const MAX_HEADERS = 100;
const WARN_EVERY_MS = 60_000;

/**
 * An HTTP server whose clients can keep only so much open: connections in all and from one address, heads of requests that
 * do not come, connections that do nothing. What is over a limit is closed without an answer, which costs the least.
 */
export function createBoundedServer(limits: ConnectionLimits, logger: Logger, handler: RequestListener): Server {
	const server = createServer({
		headersTimeout: limits.headersMs,
		requestTimeout: limits.requestMs,
		keepAliveTimeout: limits.idleMs,
		// Node looks for late requests this often.
		connectionsCheckingInterval: Math.max(100, Math.min(5_000, limits.headersMs / 2)),
	});
	server.maxHeadersCount = 2 * MAX_HEADERS;
	server.on("request", (request, response) => {
		if (!hasTooManyHeaders(request)) return void handler(request, response);
		request.resume();
		response.writeHead(431, { connection: "close" }).end();
	});
	server.maxConnections = limits.total;
	const open = new Map<string, number>();
	let warnedAt = Number.NEGATIVE_INFINITY;
	const warn = (why: string, address: string | undefined): void => {
		const now = performance.now();
		if (now - warnedAt < WARN_EVERY_MS) return;
		warnedAt = now;
		logger.warn({ address, limit: why }, "connections are refused: too many are open");
	};
	server.on("drop", (dropped) => warn("total", dropped?.remoteAddress));
	server.prependListener("connection", (socket: Socket) => {
		// The address of a connection that is gone already is not known.
		const address = socket.remoteAddress;
		if (address === undefined) return void socket.destroy();
		const count = (open.get(address) ?? 0) + 1;
		open.set(address, count);
		socket.once("close", () => {
			const left = (open.get(address) ?? 1) - 1;
			if (left === 0) open.delete(address);
			else open.set(address, left);
		});
		if (count <= limits.perAddress) return;
		warn("perAddress", address);
		socket.destroy();
	});
	return server;
}

/** Whether a request has more headers than anybody needs. */
export function hasTooManyHeaders({ rawHeaders }: IncomingMessage): boolean {
	return rawHeaders.length > 2 * MAX_HEADERS;
}
