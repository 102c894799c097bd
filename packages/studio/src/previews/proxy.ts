import { Agent, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { PREVIEW_ACCESS_HEADER } from "@storydream/protocol/preview-access";
import {
	endToEndHeaders,
	isWebSocketUpgrade,
	type RelayDeadlines,
	type RelayTarget,
	relayRequest,
	relayUpgrade,
} from "../relay/index.ts";
import type { Logger, Metrics } from "../telemetry/index.ts";
import { hostName, previewKeyOf } from "./hosts.ts";
import { sorryPage } from "./pages.ts";

/** Gives each session's preview an origin of its own: `http://{key}.{domain}`. */
export interface PreviewProxy {
	/** True when the request was for a preview, and so is answered here. Called before any route of the studio. */
	handle(request: IncomingMessage, response: ServerResponse): boolean;
	/** The same for an upgrade to a WebSocket. */
	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
	close(): void;
}

interface PreviewTarget extends RelayTarget {
	/** Shown to the preview server, which answers nobody else. */
	accessToken: string;
}

/** Headers that say who somebody is, or where a request came from, and that no foreign code may see or forge. */
const STRIPPED_REQUEST_HEADERS =
	/^(cookie|authorization|proxy-.*|forwarded|x-forwarded-.*|x-real-ip|x-original-.*|x-rewrite-url|via|x-api-key)$/;
/**
 * What a preview may not say: to the browser, cookies (`Clear-Site-Data` removes those of the studio's own domain too), leave
 * for other origins to read it, other addresses for its origin or for reports, and a sign-in; to a proxy before the studio,
 * which file to answer with.
 */
const STRIPPED_RESPONSE_HEADERS =
	/^(set-cookie2?|clear-site-data|access-control-.*|timing-allow-origin|alt-svc|strict-transport-security|nel|report-to|reporting-endpoints|www-authenticate|proxy-.*|x-accel-.*|x-sendfile.*|x-lighttpd-.*|x-litespeed-.*|x-reproxy-.*|server|via|x-powered-by)$/;
/** Answered here: the studio's page asks it to learn whether its browser reaches the preview's origin at all. */
const REACHABLE_PATH = "/__studio/reachable";
const DEADLINES: RelayDeadlines = { connectMs: 5_000, headMs: 60_000, silenceMs: 60_000 };

/**
 * The target comes from `target` (the sessions' own state, or the records) by the key in the `Host` header and from nothing else: no
 * path, no header, no address in the request line can name another.
 *
 * @param options.domain what previews live below, such as `preview.localhost`
 * @param options.target where a preview is; its `pathname`, if any, comes before every path of a request
 * @param options.appOrigins origins whose pages may show a preview in a frame; asked at every answer, because the port is
 *   known only once the studio listens
 */
export function createPreviewProxy(options: {
	domain: string;
	appOrigins: () => string[];
	target: (previewKey: string) => PreviewTarget | null | Promise<PreviewTarget | null>;
	logger: Logger;
	metrics: Metrics;
	/** For tests. */
	deadlines?: Partial<RelayDeadlines>;
}): PreviewProxy {
	const { domain, logger, metrics } = options;
	const deadlines = { ...DEADLINES, ...options.deadlines };
	const agent = new Agent({ keepAlive: true, maxSockets: 128, maxFreeSockets: 32, timeout: deadlines.silenceMs });
	const started = new WeakMap<IncomingMessage, number>();
	/** What ends each socket that is connected. */
	const connected = new Set<() => void>();

	/** @param policy the preview's own, which ours is added to: a comma keeps two policies apart, and both hold. */
	function protectiveHeaders(policy?: string): Record<string, string> {
		// A source of a policy can't be an IPv6 address: browsers complain of it and ignore it.
		const ours = `frame-ancestors ${options
			.appOrigins()
			.filter((origin) => !origin.includes("["))
			.join(" ")}`;
		return {
			"content-security-policy": policy === undefined ? ours : `${policy}, ${ours}`,
			"referrer-policy": "no-referrer",
			"cross-origin-resource-policy": "same-origin",
			"x-content-type-options": "nosniff",
			"origin-agent-cluster": "?1",
		};
	}

	function sorry(request: IncomingMessage, response: ServerResponse, status: 400 | 404 | 502, title: string, text: string): void {
		if (response.headersSent || response.destroyed) {
			response.destroy();
			return;
		}
		const page = String(request.headers.accept ?? "").includes("text/html");
		const body = page ? sorryPage(title, text, { retry: status === 502 }) : `${title}. ${text}\n`;
		response.writeHead(status, {
			...protectiveHeaders(),
			"content-type": page ? "text/html; charset=utf-8" : "text/plain; charset=utf-8",
			"content-length": Buffer.byteLength(body),
			"cache-control": "no-store",
			...(status === 502 ? { "retry-after": "1" } : {}),
		});
		response.end(request.method === "HEAD" ? undefined : body);
	}

	/** Goes on with the target of a request, or refuses it. */
	function withTarget(
		request: IncomingMessage,
		key: string | null,
		refuse: (status: 400 | 404 | 502, text: string) => void,
		goOn: (target: PreviewTarget) => void,
	): void {
		// An address in the request line is for forward proxies, which this is not.
		if (!request.url?.startsWith("/") || request.url.startsWith("//")) {
			refuse(400, "The address is not a path of this preview.");
			return;
		}
		const found = (target: PreviewTarget | null): void => {
			if (target !== null) {
				goOn(target);
				return;
			}
			metrics.previewRequest("unknown", secondsSince(started.get(request)));
			refuse(404, "Its session has ended, or the address is not complete. Open the project in the studio: it starts a new one.");
		};
		const target = key === null ? null : options.target(key);
		if (!(target instanceof Promise)) found(target);
		else
			target.then(found, (error: unknown) => {
				logger.warn({ err: error }, "whose preview it is could not be determined");
				metrics.previewRequest("dead", secondsSince(started.get(request)));
				refuse(502, "The studio could not find out where this preview is. Try again.");
			});
	}

	/** What the preview server gets of a request's headers. */
	function requestHeaders(request: IncomingMessage, { accessToken }: PreviewTarget): OutgoingHttpHeaders {
		return { ...endToEndHeaders(request.headers, STRIPPED_REQUEST_HEADERS), [PREVIEW_ACCESS_HEADER]: accessToken };
	}

	async function show(request: IncomingMessage, response: ServerResponse, target: PreviewTarget): Promise<void> {
		if (request.url === REACHABLE_PATH) {
			// No word of the film is in it, so any page may know.
			response.writeHead(204, { ...protectiveHeaders(), "cross-origin-resource-policy": "cross-origin" }).end();
			return;
		}
		const outcome = await relayRequest(request, response, {
			target,
			deadlines,
			agent,
			headers: requestHeaders(request, target),
			answerHeaders(headers) {
				for (const name of Object.keys(headers)) if (STRIPPED_RESPONSE_HEADERS.test(name)) delete headers[name];
				return { ...headers, ...protectiveHeaders(headers["content-security-policy"]?.toString()) };
			},
		});
		if (outcome.kind === "answered") return metrics.previewRequest("ok", secondsSince(started.get(request)));
		if (outcome.kind === "client_gone") return;
		metrics.previewRequest("dead", secondsSince(started.get(request)));
		logger.info({ err: outcome.error, preview: target.port }, "the preview server did not answer");
		sorry(
			request,
			response,
			502,
			"The preview server is not answering",
			"It may be starting again after an error. This page tries again by itself; if nothing comes, look into the chat for what went wrong.",
		);
	}

	async function join(
		request: IncomingMessage,
		socket: Duplex,
		head: Buffer,
		target: PreviewTarget,
		refuse: (status: 400 | 502, text: string) => void,
	): Promise<void> {
		if (!isWebSocketUpgrade(request)) return refuse(400, "A connection to a preview can only become a WebSocket.");
		const outcome = await relayUpgrade(request, socket, head, { target, deadlines, headers: requestHeaders(request, target) });
		if (outcome.kind === "connected") {
			connected.add(outcome.close);
			socket.once("close", () => connected.delete(outcome.close));
		} else if (outcome.kind === "failed") {
			logger.info({ err: outcome.error, preview: target.port }, "the preview's socket could not be connected");
			metrics.previewRequest("dead", secondsSince(started.get(request)));
			refuse(502, "The preview server is not answering.");
		}
	}

	return {
		handle(request, response) {
			const key = previewKeyOf(request.headers.host, domain);
			if (key === "not-a-preview") return false;
			started.set(request, performance.now());
			withTarget(
				request,
				key,
				(status, text) => sorry(request, response, status, "There is no preview here", text),
				(target) => void show(request, response, target),
			);
			return true;
		},
		upgrade(request, socket, head) {
			const key = previewKeyOf(request.headers.host, domain);
			if (key === "not-a-preview") return false;
			const refuse = (status: 400 | 403 | 404 | 502, text: string) => refuseUpgrade(socket, status, text);
			const origin = request.headers.origin;
			if (origin !== undefined && originHost(origin) !== hostName(request.headers.host)) {
				refuse(403, "Only the preview's own page may connect here.");
				return true;
			}
			withTarget(request, key, refuse, (target) => void join(request, socket, head, target, refuse));
			return true;
		},
		close() {
			for (const close of connected) close();
			agent.destroy();
		},
	};
}

/** Answers an upgrade that is not wanted as HTTP, and ends the connection. */
export function refuseUpgrade(socket: Duplex, status: number, text: string): void {
	if (socket.destroyed || !socket.writable) return;
	const body = `${text}\n`;
	socket.end(
		`HTTP/1.1 ${status} Refused\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
	);
}

function originHost(origin: string): string | null {
	return URL.canParse(origin) ? hostName(new URL(origin).host) : null;
}

function secondsSince(start: number | undefined): number {
	return start === undefined ? 0 : (performance.now() - start) / 1000;
}
