import {
	type Agent,
	type ClientRequest,
	request as httpRequest,
	type IncomingMessage,
	type OutgoingHttpHeaders,
	type ServerResponse,
} from "node:http";
import { request as httpsRequest } from "node:https";
import { endToEndHeaders, hasBody } from "./headers.ts";

/** Where a request goes: an HTTP server, and what comes before every path there. */
export interface RelayTarget {
	host: string;
	port: number;
	pathname?: string;
	/** The server speaks TLS; default: it does not. */
	tls?: boolean;
}

/** Milliseconds. */
export interface RelayDeadlines {
	/** The connection must be there. */
	connectMs: number;
	/** The head of the answer must be there, however much was sent before it. */
	headMs: number;
	/** Longest silence on the connection. */
	silenceMs: number;
}

/** Informational answers (1xx) before the real one; a server that is well sends one or two. */
const MAX_INFORMATIONAL = 32;

/** How a relayed request ended. `failed`: the caller answers, unless the head of the answer has been sent. */
export type RelayOutcome = { kind: "answered" } | { kind: "client_gone" } | { kind: "failed"; error: Error };

export interface RequestRelay {
	target: RelayTarget;
	deadlines: RelayDeadlines;
	/** Connections kept for further requests; absent: one of its own. */
	agent?: Agent;
	/** Sent with the request instead of its own headers; see `endToEndHeaders`. */
	headers: OutgoingHttpHeaders;
	/** What the client gets of the answer's headers. */
	answerHeaders(headers: OutgoingHttpHeaders): OutgoingHttpHeaders;
}

/**
 * Sends a request on to a server that is not trusted and its answer back, each byte as it comes. Nothing that the server,
 * the client or a connection does throws or ends the process: it ends here, as one outcome. An answer that breaks off
 * closes the client's connection, so that nobody takes a part for the whole.
 *
 * A request without a body that meets a kept connection closed at that moment is sent once more on a new one. One with a body
 * can't be, and gets a connection of its own.
 */
export async function relayRequest(
	request: IncomingMessage,
	response: ServerResponse,
	relay: RequestRelay,
): Promise<RelayOutcome> {
	response.on("error", () => response.destroy());
	const { agent: _agent, ...rest } = relay;
	const first = await sendOnce(request, response, hasBody(request) ? rest : relay);
	const repeat = first.kind === "failed" && first.stale && !response.headersSent && !response.destroyed;
	const last = repeat ? await sendOnce(request, response, rest) : first;
	return last.kind === "failed" ? { kind: "failed", error: last.error } : last;
}

type Attempt = Exclude<RelayOutcome, { kind: "failed" }> | { kind: "failed"; error: Error; stale: boolean };

function sendOnce(request: IncomingMessage, response: ServerResponse, relay: RequestRelay): Promise<Attempt> {
	return new Promise((resolve) => {
		let outgoing: ClientRequest;
		try {
			outgoing = open(request, relay);
		} catch (error) {
			// Node writes no such request: a path or a header of it.
			resolve({ kind: "failed", error: asError(error), stale: false });
			return;
		}
		const deadline = startDeadlines(outgoing, relay.deadlines);
		let answer: IncomingMessage | null = null;
		let informational = 0;
		const end = (outcome: Attempt): void => {
			deadline.stop();
			response.off("close", onClientClose);
			// What was not read of the request is passed over, so that its sender gets to read the answer.
			request.unpipe(outgoing);
			if (!request.destroyed) request.resume();
			if (!outgoing.writableEnded || outcome.kind !== "answered") outgoing.destroy();
			resolve(outcome);
		};
		const fail = (error: Error): void => {
			// What a server sends behind a complete answer concerns its connection only.
			if (answer?.complete) return;
			const stale = outgoing.reusedSocket && answer === null && isClosedConnection(error);
			if (response.headersSent) response.destroy();
			end({ kind: "failed", error, stale });
		};
		function onClientClose(): void {
			end({ kind: answer !== null && response.writableFinished ? "answered" : "client_gone" });
		}
		response.on("close", onClientClose);
		// These stay for as long as the request lives: a connection can also break after the answer is complete.
		outgoing.on("error", fail);
		outgoing.on("close", () => {
			if (answer === null) fail(new Error("the connection ended without an answer"));
		});
		outgoing.on("information", () => {
			informational += 1;
			if (informational > MAX_INFORMATIONAL) outgoing.destroy(new Error("too many informational answers"));
		});
		outgoing.on("upgrade", (_answer, socket) => {
			socket.on("error", () => socket.destroy());
			socket.destroy();
			fail(new Error("the server changed the protocol without being asked"));
		});
		outgoing.on("response", (incoming) => {
			answer = incoming;
			incoming.on("error", fail);
			incoming.on("close", () => fail(new Error("the answer broke off")));
			// With the first byte of the body, or its end: what breaks before that can still be answered in words.
			incoming.once("readable", () => {
				if (response.headersSent || response.destroyed) return outgoing.destroy();
				deadline.answered();
				const error = writeAnswer(incoming, response, relay);
				if (error !== null) end({ kind: "failed", error, stale: false });
			});
		});
		if (hasBody(request)) request.pipe(outgoing);
		else outgoing.end();
	});
}

/** A kept connection that the server closed at the moment of use, or on which it had sent more than its last answer. */
function isClosedConnection(error: Error): boolean {
	if (!("code" in error) || typeof error.code !== "string") return false;
	return error.code === "ECONNRESET" || error.code === "EPIPE" || error.code.startsWith("HPE_");
}

function open(request: IncomingMessage, relay: RequestRelay): ClientRequest {
	const { target } = relay;
	return (target.tls ? httpsRequest : httpRequest)({
		host: target.host,
		port: target.port,
		method: request.method,
		path: pathAt(target, request.url ?? "/"),
		headers: {
			...relay.headers,
			...(request.headers["transfer-encoding"] === undefined ? {} : { "transfer-encoding": "chunked" }),
		},
		setHost: false,
		agent: relay.agent ?? false,
	});
}

/** Writes the head and lets the body follow; answers what is wrong when such a head can't be written. */
function writeAnswer(incoming: IncomingMessage, response: ServerResponse, relay: RequestRelay): Error | null {
	const status = incoming.statusCode ?? 0;
	if (status < 200 || status > 599) return new Error(`the answer has the status ${status}`);
	try {
		const headers = relay.answerHeaders(endToEndHeaders(incoming.headers));
		// An answer that never has a body has no length either.
		if (status === 204) delete headers["content-length"];
		// The reason phrase is the server's own text, which nobody needs.
		response.writeHead(status, headers);
	} catch (error) {
		return asError(error);
	}
	incoming.pipe(response);
	return null;
}

/** The path of a request at its target; dots in it never lead above the target's own path. */
export function pathAt(target: RelayTarget, url: string): string {
	if (!target.pathname || target.pathname === "/") return url;
	const { pathname, search } = new URL(`http://relay${url}`);
	return `${target.pathname.replace(/\/+$/, "")}${pathname}${search}`;
}

/** Ends a request that waits for longer than it may. */
export function startDeadlines(
	outgoing: ClientRequest,
	{ connectMs, headMs, silenceMs }: RelayDeadlines,
): { answered(): void; stop(): void } {
	const late = (what: string) => outgoing.destroy(new Error(what));
	const head = setTimeout(() => late(`no answer within ${headMs} ms`), headMs);
	let connect: NodeJS.Timeout | undefined;
	outgoing.on("socket", (socket) => {
		if (!socket.connecting) return;
		connect = setTimeout(() => late(`no connection within ${connectMs} ms`), connectMs);
		socket.once("connect", () => clearTimeout(connect));
	});
	outgoing.setTimeout(silenceMs, () => late(`silent for ${silenceMs} ms`));
	return {
		answered: () => clearTimeout(head),
		stop: () => {
			clearTimeout(head);
			clearTimeout(connect);
		},
	};
}

export function asError(error: unknown): Error {
	return error instanceof Error ? error : new Error(String(error));
}
