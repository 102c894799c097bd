import http from "node:http";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Problem, StoryDreamError } from "@storydream/protocol";
import type { z } from "zod";

/** The agent host did not answer: it may be gone, or only busy. Whether it lives is the driver's to say. */
export class SandboxUnreachable extends StoryDreamError {
	constructor(cause: unknown) {
		super("sandbox_failed", "The project's sandbox does not answer.", { cause });
		this.name = "SandboxUnreachable";
	}
}

export interface SandboxRequest {
	method: "GET" | "PUT" | "POST" | "DELETE";
	path: string;
	body?: { json: unknown } | { bytes: Buffer | Readable; contentType: string };
	/** Until the answer's head; while a body streams, the longest silence. In ms. */
	timeoutMs?: number;
	signal?: AbortSignal;
}

export interface SandboxAnswer {
	status: number;
	headers: http.IncomingHttpHeaders;
	/** Must be read or destroyed. */
	body: Readable;
}

export interface SandboxHttp {
	/** Answers 2xx only; throws the typed error the sandbox sent, or `SandboxUnreachable`. */
	send(request: SandboxRequest): Promise<SandboxAnswer>;
	/** Sends, reads the whole answer, and parses it. Throws `sandbox_failed` when it has not the promised shape. */
	ask<T>(schema: z.ZodType<T>, request: SandboxRequest): Promise<T>;
	/** Sends and reads the whole answer, which says nothing. */
	tell(request: SandboxRequest): Promise<void>;
	close(): void;
}

const TIMEOUT_MS = 15_000;
/** An answer that is read as a whole must be complete, in ms. */
const WHOLE_MS = 120_000;
const MAX_JSON_BYTES = 64_000_000;
/** Informational answers (1xx) before the real one; an agent host sends none. */
const MAX_INFORMATIONAL = 32;

/**
 * HTTP to one agent host, with its token on every request and a deadline on every wait.
 * @param options.wholeMs an answer that is read as a whole must be complete by then; for tests
 */
export function createSandboxHttp(options: { url: string; token: string; wholeMs?: number }): SandboxHttp {
	const wholeMs = options.wholeMs ?? WHOLE_MS;
	const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });
	const authorization = `Bearer ${options.token}`;

	function open(request: SandboxRequest): Promise<SandboxAnswer> {
		const body = request.body;
		const payload = body === undefined ? undefined : "json" in body ? Buffer.from(JSON.stringify(body.json)) : body.bytes;
		const contentType = body === undefined ? undefined : "json" in body ? "application/json" : body.contentType;
		const timeout = request.timeoutMs ?? TIMEOUT_MS;
		const outgoing = http.request(addressBelow(options.url, request.path), {
			method: request.method,
			agent,
			timeout,
			...(request.signal ? { signal: request.signal } : {}),
			headers: {
				authorization,
				...(contentType === undefined ? {} : { "content-type": contentType }),
				...(Buffer.isBuffer(payload) ? { "content-length": payload.byteLength } : {}),
			},
		});
		const answer = new Promise<SandboxAnswer>((resolve, reject) => {
			// The silence of a connection is no measure for a sandbox that sends informational answers without end.
			let informational = 0;
			outgoing.on("information", () => {
				informational += 1;
				if (informational > MAX_INFORMATIONAL) outgoing.destroy(new Error("too many informational answers"));
			});
			outgoing.on("upgrade", (_incoming, socket) => {
				socket.on("error", () => socket.destroy());
				socket.destroy();
				reject(new SandboxUnreachable(new Error("the protocol was changed without being asked")));
			});
			outgoing.once("close", () => reject(new SandboxUnreachable(new Error("the connection ended without an answer"))));
			outgoing.once("response", (incoming) => {
				incoming.setTimeout(timeout, () => incoming.destroy(new Error(`silent for ${timeout} ms`)));
				resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: incoming });
			});
			outgoing.once("timeout", () => outgoing.destroy(new Error(`no answer within ${timeout} ms`)));
			outgoing.on("error", (error) => reject(request.signal?.aborted ? request.signal.reason : new SandboxUnreachable(error)));
		});
		if (payload === undefined || Buffer.isBuffer(payload)) {
			outgoing.end(payload);
		} else {
			// The sandbox may refuse before it has read everything: its answer then says more than the broken pipe.
			pipeline(payload, outgoing).catch((error: unknown) => outgoing.destroy(error instanceof Error ? error : undefined));
		}
		return answer;
	}

	async function send(request: SandboxRequest): Promise<SandboxAnswer> {
		if (request.signal?.aborted) {
			// Nobody will read it: what it holds open is let go.
			if (request.body && "bytes" in request.body && !Buffer.isBuffer(request.body.bytes)) request.body.bytes.destroy();
			throw request.signal.reason;
		}
		const answer = await open(request);
		if (answer.status >= 200 && answer.status < 300) return answer;
		throw problemOf(answer.status, await readWhole(answer.body));
	}

	/** An answer that is not a file: it has a deadline for the whole of it, whatever it drips. */
	async function readWhole(body: Readable): Promise<Buffer> {
		const deadline = setTimeout(() => body.destroy(new Error(`not complete within ${wholeMs} ms`)), wholeMs);
		try {
			return await readAll(body, MAX_JSON_BYTES);
		} finally {
			clearTimeout(deadline);
		}
	}

	return {
		send,
		async ask(schema, request) {
			const bytes = await readWhole((await send(request)).body);
			const parsed = schema.safeParse(parseJson(bytes));
			if (parsed.success) return parsed.data;
			throw new StoryDreamError(
				"sandbox_failed",
				`The sandbox gave an answer to ${request.method} ${pathOnly(request)} that can't be read.`,
				{
					hint: "The sandbox and the studio may be of different releases: end the session and start it again.",
					cause: parsed.error,
				},
			);
		},
		async tell(request) {
			await readWhole((await send(request)).body);
		},
		close: () => agent.destroy(),
	};
}

/** A path of a sandbox's, whose own address may have one before it. */
export function addressBelow(url: string, path: string): URL {
	return new URL(`${url.replace(/\/$/, "")}${path}`);
}

/** The whole of a stream. Throws `SandboxUnreachable` when it breaks off. */
export async function readAll(body: Readable, maxBytes: number): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	try {
		for await (const chunk of body) {
			const part = Buffer.from(chunk);
			bytes += part.byteLength;
			if (bytes > maxBytes) throw new StoryDreamError("too_large", "The sandbox sent more than the studio can take.");
			chunks.push(part);
		}
	} catch (error) {
		throw error instanceof StoryDreamError ? error : new SandboxUnreachable(error);
	}
	return Buffer.concat(chunks);
}

function problemOf(status: number, body: Buffer): StoryDreamError {
	const problem = Problem.safeParse(parseJson(body));
	if (problem.success) return new StoryDreamError(problem.data.code, problem.data.detail, { hint: problem.data.hint });
	return new StoryDreamError("sandbox_failed", `The sandbox answered with status ${status} and no reason.`);
}

function parseJson(bytes: Buffer): unknown {
	try {
		return JSON.parse(bytes.toString("utf8"));
	} catch {
		// No JSON: no schema will take it, and that is what the caller hears.
		return undefined;
	}
}

/** Queries may hold names and titles, which have no place in an error. */
function pathOnly(request: SandboxRequest): string {
	return request.path.split("?")[0] ?? request.path;
}
