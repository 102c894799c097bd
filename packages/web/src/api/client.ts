import { Problem, StoryDreamError } from "@storydream/protocol";
import type { z } from "zod";
import { noAnswer } from "./no-answer.ts";

const DEADLINE_MS = 30_000;

interface Call {
	method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
	body?: unknown;
	/** Sent as it is, instead of `body`. */
	file?: Blob;
	signal?: AbortSignal;
	/** How long to wait, in ms; default: 30 s. */
	deadlineMs?: number;
}

/**
 * One REST call, its answer parsed with `schema`. Throws a StoryDreamError in every other case: the studio's own problem as
 * it was sent, or a sentence about the connection.
 */
export async function call<Schema extends z.ZodType>(
	schema: Schema,
	path: string,
	options: Call = {},
): Promise<z.output<Schema>> {
	const { method = "GET", body, file, signal, deadlineMs = DEADLINE_MS } = options;
	const contentType = file ? file.type : body === undefined ? null : "application/json";
	const deadline = AbortSignal.timeout(deadlineMs);
	let response: Response;
	try {
		response = await fetch(path, {
			method,
			headers: { accept: "application/json", ...(contentType === null ? {} : { "content-type": contentType }) },
			body: file ?? (body === undefined ? undefined : JSON.stringify(body)),
			signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
		});
	} catch (cause) {
		if (signal?.aborted) throw cause;
		throw noAnswer(cause, deadline.aborted);
	}
	const text = await response.text();
	if (!response.ok) throw problemFrom(response.status, text);
	return parseAnswer(schema, text, path);
}

/** Parses what the studio answered; an answer of another shape is an error with a next step, never a crash later on. */
export function parseAnswer<Schema extends z.ZodType>(schema: Schema, text: string, path: string): z.output<Schema> {
	const parsed = schema.safeParse(text === "" ? undefined : readJson(text));
	if (parsed.success) return parsed.data;
	throw new StoryDreamError("internal", `The studio's answer to ${path} is not what this page expects.`, {
		hint: "Load the page again: the studio may have been updated.",
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
