import { Problem, StoryDreamError } from "@storydream/protocol";
import type { z } from "zod";

const DEADLINE_MS = 30_000;

/** What a call sends beside its path. */
export interface Call {
	method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
	body?: unknown;
	/** Sent as it is, instead of `body`. */
	file?: Blob;
	signal?: AbortSignal | undefined;
	/** How long to wait for the answer's head, in ms; default: 30 s. */
	deadlineMs?: number;
}

/** Calls of one studio. Both throw a StoryDreamError for every failure, except for an abort of the caller's own signal. */
export interface Caller {
	/** The answer's body, parsed with `schema`. */
	call<Schema extends z.ZodType>(schema: Schema, path: string, options?: Call): Promise<z.output<Schema>>;
	/** The answer as it comes, such as a file. */
	open(path: string, options?: Call): Promise<Response>;
}

/** The studio gave no answer at all: the network, or the studio, is not there. */
export class NoAnswerError extends StoryDreamError {
	/** @param address of the studio; empty in its own page */
	constructor(address: string, cause: unknown, isLate: boolean) {
		const sentence = isLate ? "did not answer in time." : address === "" ? "can't be reached." : "does not answer.";
		super("internal", `The studio${address === "" ? "" : ` at ${address}`} ${sentence}`, {
			hint:
				address === ""
					? "Check that it is still running, then try again. Nothing you made is lost."
					: "Start it with `npm start`, or check the address.",
			cause,
		});
	}
}

/**
 * @param address of a studio, such as `http://localhost:8080`; empty in the studio's own page
 * @example await createCaller("http://localhost:8080").call(Me, "/api/me")
 */
export function createCaller(address: string): Caller {
	const origin = address === "" ? "" : new URL(address).origin;

	async function open(path: string, options: Call = {}): Promise<Response> {
		const { method = "GET", body, file, signal, deadlineMs = DEADLINE_MS } = options;
		const contentType = file ? file.type : body === undefined ? null : "application/json";
		const deadline = AbortSignal.timeout(deadlineMs);
		let response: Response;
		try {
			response = await fetch(`${origin}${path}`, {
				method,
				headers: { accept: "application/json", ...(contentType === null ? {} : { "content-type": contentType }) },
				signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
				...(file || body !== undefined ? { body: file ?? JSON.stringify(body) } : {}),
			});
		} catch (cause) {
			if (signal?.aborted) throw cause;
			throw new NoAnswerError(origin, cause, deadline.aborted);
		}
		if (!response.ok) throw problemFrom(response.status, await response.text());
		return response;
	}

	return {
		open,
		call: async (schema, path, options) => parseAnswer(schema, await (await open(path, options)).text(), path),
	};
}

/** Parses what the studio answered; an answer of another shape is an error with a next step, never a crash later on. */
export function parseAnswer<Schema extends z.ZodType>(schema: Schema, text: string, path: string): z.output<Schema> {
	const parsed = schema.safeParse(text === "" ? undefined : readJson(text));
	if (parsed.success) return parsed.data;
	throw new StoryDreamError("internal", `The studio's answer to ${path} has an unexpected form.`, {
		hint: "Load the page again, or use the client of the studio's own version: the studio may have been updated.",
		cause: parsed.error,
	});
}

/** The StoryDreamError that a failed answer's body holds, or one made from its status. */
export function problemFrom(status: number, text: string): StoryDreamError {
	const problem = Problem.safeParse(readJson(text));
	if (problem.success) return new StoryDreamError(problem.data.code, problem.data.detail, { hint: problem.data.hint });
	return new StoryDreamError(status === 404 ? "not_found" : "internal", `The studio answered with an error (${status}).`, {
		hint: "Try again; if it happens twice, look at the studio's log.",
	});
}

function readJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// Not JSON: the schema then refuses it and says so.
		return undefined;
	}
}
