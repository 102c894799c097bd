import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import fastifySwagger from "@fastify/swagger";
import { type Me, StoryDreamError, toStoryDreamError } from "@storydream/protocol";
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import { jsonSchemaTransform, serializerCompiler, validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import type { Exports } from "../exports/index.ts";
import { newId } from "../ids.ts";
import { type PreviewProxy, refuseUpgrade } from "../previews/index.ts";
import type { Projects } from "../projects/index.ts";
import type { Replicas } from "../replicas/index.ts";
import type { Sessions } from "../sessions/sessions.ts";
import type { Logger, Metrics } from "../telemetry/index.ts";
import type { App } from "./app.ts";
import { CONNECTION_TIMES, createBoundedServer, hasTooManyHeaders } from "./bounded-server.ts";
import { trackInFlight } from "./in-flight.ts";
import { namesJson, readJsonBodies } from "./json-body.ts";
import { listenOn } from "./listening.ts";
import type { Origins } from "./origins.ts";
import { fromThrown, sendProblem } from "./problems.ts";
import { clientErrorRoutes } from "./routes/client-errors.ts";
import { healthRoutes } from "./routes/health.ts";
import { archiveRoutes, assetRoutes, exportRoutes } from "./routes/media.ts";
import { projectRoutes } from "./routes/projects.ts";
import { createSocketServer } from "./socket.ts";
import { contentSecurityPolicy, registerWebApp } from "./web-app.ts";

/** A body of JSON is short: it must be there by then. */
const JSON_BODY_MS = 30_000;
const JSON_BODY_BYTES = 1_000_000;
/** Routes that answer while the studio stops. */
const WHILE_DRAINING = new Set(["/livez", "/readyz", "/api/health", "/metrics"]);
/** Answered under any host name: probes ask by address. */
const ANY_HOST = new Set(["/livez", "/readyz"]);
const SOCKET_PATHS = new Set(["/ws", "/"]);

export interface StudioServerDeps {
	projects: Projects;
	sessions: Sessions;
	exports: Exports;
	previews: PreviewProxy;
	origins: Origins;
	logger: Logger;
	metrics: Metrics;
	version: string;
	me: () => Omit<Me, "userId" | "name">;
	checks: Record<string, () => Promise<void>>;
	maxAssetBytes: number;
	/** Connections that may be open at the same time. */
	connections: { total: number; perAddress: number };
	previewDomain: string;
	/** Folder of the built browser app; null: the API alone. */
	webDir: string | null;
	/** Absent: this is the only studio. */
	replicas?: Replicas;
	/** Rooms that bring routes of their own, such as the model gateway. */
	plugins: { prefix: string; routes: (app: FastifyInstance) => Promise<void> }[];
}

/** The studio's one port: previews first, then sockets, then routes. */
export interface StudioServer {
	readonly app: App;
	/** Throws `conflict` with a next step when the port is in use. */
	listen(options: { host: string; port: number }): Promise<{ port: number }>;
	/** From now on ready: what had to be done at start is done. Until then only health is answered; the rest waits. */
	open(): void;
	/**
	 * From now on readiness and new work are answered 503; resolves when the requests under way are answered, or after
	 * `graceMs`. Sockets and the model gateway go on: sessions may still have something to tell.
	 */
	drain(options: { graceMs: number }): Promise<void>;
	/** Closes sockets and connections, and what still runs on them. */
	close(): Promise<void>;
}

export async function createStudioServer(deps: StudioServerDeps): Promise<StudioServer> {
	const { origins, previews, logger, metrics } = deps;
	let draining = false;
	let isOpen = false;
	const opened = Promise.withResolvers<void>();
	const inFlight = trackInFlight();
	let server: Server | undefined;

	const app: App = Fastify({
		loggerInstance: logger.child({ part: "http" }) as FastifyBaseLogger,
		logController: new LogController({ disableRequestLogging: true }),
		genReqId: () => newId(12),
		bodyLimit: JSON_BODY_BYTES,
		routerOptions: { maxParamLength: 200 },
		forceCloseConnections: true,
		serverFactory: (handler) => {
			server = createBoundedServer({ ...CONNECTION_TIMES, ...deps.connections }, logger, (request, response) => {
				if (deps.replicas?.answerProbe(request, response)) return;
				const here = () => handler(request, response);
				const answer = () => {
					if (previews.handle(request, response)) return;
					if (draining || !deps.replicas?.handle(request, response, here)) here();
					else inFlight.count(response);
				};
				// What comes before running sandboxes are adopted would find none: it waits, and so does an agent in mid-turn.
				if (isOpen || WHILE_DRAINING.has(pathOf(request.url ?? ""))) answer();
				else void opened.promise.then(answer);
			});
			return server;
		},
	}).withTypeProvider<ZodTypeProvider>();
	app.setValidatorCompiler(validatorCompiler);
	app.setSerializerCompiler(serializerCompiler);
	// Only JSON is read as a body: what a foreign page can send without asking (a form, plain text) is refused.
	app.removeContentTypeParser("text/plain");
	readJsonBodies(app);

	const sockets = createSocketServer({
		projects: deps.projects,
		sessions: deps.sessions,
		...(deps.replicas === undefined ? {} : { replicas: deps.replicas }),
		logger,
		metrics,
	});

	app.addHook("onRequest", async (request, reply) => {
		const path = pathOf(request.url);
		// The gateway has its own door: a token, and hosts by which containers know it.
		if (path.startsWith("/gateway/")) return;
		inFlight.count(reply.raw);
		if (namesJson(request.headers["content-type"])) expectBody(request.raw, reply.raw, JSON_BODY_MS);
		reply.header("x-request-id", request.id);
		if (!ANY_HOST.has(path)) origins.checkHost(request.headers.host);
		if (request.method !== "GET" && request.method !== "HEAD") origins.checkOrigin(request.headers);
		if (draining && !WHILE_DRAINING.has(path)) throw new StoryDreamError("shutting_down", "The studio is stopping.");
	});
	app.addHook("onSend", async (request, reply) => {
		if (pathOf(request.url).startsWith("/gateway/")) return;
		const html = String(reply.getHeader("content-type") ?? "").startsWith("text/html");
		if (!reply.hasHeader("content-security-policy")) {
			const host = request.headers.host ?? "localhost";
			const app = { host, previewDomain: deps.previewDomain, scriptHashes: web.scriptHashes() };
			reply.header("content-security-policy", html ? contentSecurityPolicy(app) : "default-src 'none'; frame-ancestors 'none'");
		}
		reply.headers({
			"x-content-type-options": "nosniff",
			"referrer-policy": "same-origin",
			"cross-origin-resource-policy": "same-origin",
			"cross-origin-opener-policy": "same-origin",
			"x-frame-options": "DENY",
			"permissions-policy": "camera=(), microphone=(), geolocation=()",
		});
		if (!reply.hasHeader("cache-control")) reply.header("cache-control", "no-store");
	});
	app.addHook("onResponse", async (request, reply) => {
		const route = request.routeOptions.url ?? "unmatched";
		metrics.request({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
		const quiet = WHILE_DRAINING.has(route) || route === "/*" || route === "unmatched";
		const level = reply.statusCode >= 500 ? "warn" : quiet ? "debug" : "info";
		request.log[level](
			{ requestId: request.id, method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
			"request",
		);
	});
	app.setErrorHandler((error, request, reply) => {
		const known = fromThrown(error, request);
		if (known.status >= 500) request.log.error({ err: error, requestId: request.id }, "a request failed");
		return sendProblem(reply, known);
	});
	app.setNotFoundHandler((request, reply) => {
		const path = pathOf(request.url);
		const isPage =
			request.method === "GET" && !/^\/(api|git|gateway|ws|assets)(\/|$)/.test(path) && !/\.[a-z0-9]{2,5}$/i.test(path);
		if (isPage) return web.page(reply);
		return sendProblem(
			reply,
			new StoryDreamError("not_found", "There is nothing at this address.", { hint: "See /api/openapi.json for all addresses." }),
		);
	});

	await app.register(fastifySwagger, {
		openapi: {
			openapi: "3.1.0",
			info: { title: "StoryDream studio", version: deps.version, description: "Films from a conversation." },
		},
		transform: jsonSchemaTransform,
	});
	const web = await registerWebApp(app, deps.webDir);
	app.get("/", { schema: { hide: true } }, async (_request, reply) => web.page(reply));
	healthRoutes(app, {
		version: deps.version,
		me: deps.me,
		checks: deps.checks,
		isDraining: () => draining,
		isOpen: () => isOpen,
		metrics,
	});
	projectRoutes(app, deps);
	assetRoutes(app, deps);
	exportRoutes(app, deps);
	archiveRoutes(app, deps);
	clientErrorRoutes(app);
	app.get("/api/openapi.json", { schema: { hide: true } }, async () => app.swagger());
	for (const { prefix, routes } of deps.plugins) await app.register(routes, { prefix });
	metrics.watch("storydream_sessions", "Sessions by what they do", deps.sessions.counts.bind(deps.sessions));
	metrics.watch("storydream_exports", "Exports by what they do", deps.exports.counts.bind(deps.exports));

	function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
		// A connection that breaks in the middle of an upgrade is nobody's error.
		socket.on("error", () => socket.destroy());
		if (!isOpen) {
			void opened.promise.then(() => upgrade(request, socket, head));
			return;
		}
		if (hasTooManyHeaders(request)) {
			refuseUpgrade(socket, 431, "The request has too many headers.");
			return;
		}
		if (previews.upgrade(request, socket, head)) return;
		const refusal = refusalOf(request);
		if (refusal === null) sockets.accept(request, socket, head);
		else refuseUpgrade(socket, refusal.status, refusal.message);
	}

	function refusalOf(request: IncomingMessage): { status: number; message: string } | null {
		const path = pathOf(request.url ?? "");
		if (!SOCKET_PATHS.has(path)) return { status: 404, message: "There is no socket at this address; it is /ws." };
		if (draining) return { status: 503, message: "The studio is stopping." };
		try {
			origins.checkHost(request.headers.host);
			origins.checkOrigin(request.headers);
			return null;
		} catch (error) {
			return toStoryDreamError(error);
		}
	}

	return {
		app,
		async listen({ host, port }) {
			await app.ready();
			if (server === undefined) throw new StoryDreamError("internal", "There is no server to listen with.");
			const listening = server;
			listening.on("upgrade", upgrade);
			return { port: await listenOn(listening, { host, port, variable: "PORT" }) };
		},
		open() {
			isOpen = true;
			opened.resolve();
		},
		async drain({ graceMs }) {
			draining = true;
			opened.resolve();
			await inFlight.settled(graceMs);
		},
		async close() {
			draining = true;
			opened.resolve();
			await sockets.close();
			deps.replicas?.close();
			previews.close();
			// Fastify closes only what it listened with itself; its own close then ends what plugins hold, such as answers of models.
			const closed = new Promise<void>((resolve) => (server?.listening ? server.close(() => resolve()) : resolve()));
			await app.close();
			server?.closeAllConnections();
			await closed;
		},
	};
}

/** Closes the connection of a request whose body has not arrived in time. */
function expectBody(request: IncomingMessage, response: ServerResponse, ms: number): void {
	const timer = setTimeout(() => {
		if (!request.complete) request.destroy();
	}, ms);
	timer.unref();
	response.once("close", () => clearTimeout(timer));
}

function pathOf(url: string): string {
	const end = url.search(/[?#]/);
	return end === -1 ? url : url.slice(0, end);
}
