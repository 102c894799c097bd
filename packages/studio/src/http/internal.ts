import type { Server } from "node:http";
import { StoryDreamError } from "@storydream/protocol";
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import { newId } from "../ids.ts";
import type { Logger, Metrics } from "../telemetry/index.ts";
import { CONNECTION_TIMES, createBoundedServer } from "./bounded-server.ts";
import { trackInFlight } from "./in-flight.ts";
import { listenOn } from "./listening.ts";
import { fromThrown, sendProblem } from "./problems.ts";

export interface InternalServerDeps {
	/** Rooms that are asked from sandboxes and jobs: the model gateway, exports. Nothing else is served. */
	plugins: { prefix: string; routes: (app: FastifyInstance) => Promise<void> }[];
	/** Connections that may be open at the same time. */
	connections: { total: number; perAddress: number };
	logger: Logger;
	metrics: Metrics;
}

/** The port that pods of sandboxes and exports may reach: each of its routes asks for a token of its own. */
export interface InternalServer {
	/** Throws `conflict` with a next step when the port is in use. */
	listen(options: { host: string; port: number }): Promise<{ port: number }>;
	/** From now on it answers; what has come until then has waited. */
	open(): void;
	/** Resolves when what is under way is answered, models' answers aside, or after `graceMs`. New requests are still answered. */
	drain(options: { graceMs: number }): Promise<void>;
	close(): Promise<void>;
}

/** Serves the plugins' routes and 404 to everything else. Requests are measured as `internal:<route>`. */
export async function createInternalServer(deps: InternalServerDeps): Promise<InternalServer> {
	const { logger, metrics } = deps;
	const opened = Promise.withResolvers<void>();
	let isOpen = false;
	const inFlight = trackInFlight();
	let server: Server | undefined;

	const app = Fastify({
		loggerInstance: logger.child({ part: "internal" }) as FastifyBaseLogger,
		logController: new LogController({ disableRequestLogging: true }),
		genReqId: () => newId(12),
		bodyLimit: 100_000,
		forceCloseConnections: true,
		serverFactory: (handler) => {
			server = createBoundedServer({ ...CONNECTION_TIMES, ...deps.connections }, logger, (request, response) => {
				// Before running sandboxes are adopted nobody's token is known.
				if (isOpen) handler(request, response);
				else void opened.promise.then(() => handler(request, response));
			});
			return server;
		},
	});
	app.addHook("onRequest", async (request, reply) => {
		// Models' answers are waited for by sessions, not here.
		if (request.url.startsWith("/gateway/")) return;
		inFlight.count(reply.raw);
	});
	app.addHook("onResponse", async (request, reply) => {
		const route = `internal:${request.routeOptions.url ?? "unmatched"}`;
		metrics.request({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
		const fields = { requestId: request.id, method: request.method, route, status: reply.statusCode };
		request.log[reply.statusCode >= 500 ? "warn" : "debug"]({ ...fields, ms: Math.round(reply.elapsedTime) }, "request");
	});
	app.setErrorHandler((error, request, reply) => {
		const known = fromThrown(error, request);
		if (known.status >= 500) request.log.error({ err: error, requestId: request.id }, "a request failed");
		return sendProblem(reply, known);
	});
	app.setNotFoundHandler((_request, reply) =>
		sendProblem(
			reply,
			new StoryDreamError("not_found", "There is nothing at this address.", { hint: "This port is the studio's own." }),
		),
	);
	for (const { prefix, routes } of deps.plugins) await app.register(routes, { prefix });

	return {
		async listen({ host, port }) {
			await app.ready();
			if (server === undefined) throw new StoryDreamError("internal", "There is no server to listen with.");
			return { port: await listenOn(server, { host, port, variable: "INTERNAL_PORT" }) };
		},
		open() {
			isOpen = true;
			opened.resolve();
		},
		async drain({ graceMs }) {
			opened.resolve();
			await inFlight.settled(graceMs);
		},
		async close() {
			opened.resolve();
			const closed = new Promise<void>((resolve) => (server?.listening ? server.close(() => resolve()) : resolve()));
			await app.close();
			server?.closeAllConnections();
			await closed;
		},
	};
}
