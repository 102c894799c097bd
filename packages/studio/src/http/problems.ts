import {
	ERRORS,
	type ErrorCode,
	type Problem,
	StoryDreamError,
	storyboardSentence,
	toStoryDreamError,
} from "@storydream/protocol";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import type { z } from "zod";

export const PROBLEM_TYPE = "application/problem+json; charset=utf-8";

export function toProblem(error: StoryDreamError, requestId: string): Problem {
	return {
		type: "about:blank",
		title: error.code.replaceAll("_", " "),
		status: error.status,
		detail: error.message,
		code: error.code,
		hint: error.hint,
		requestId,
	};
}

/** Anything thrown in a route, as one of our errors: Fastify's own are translated, foreign ones keep their text inside. */
export function fromThrown(error: unknown, request: Pick<FastifyRequest, "url" | "body">): StoryDreamError {
	if (error instanceof StoryDreamError) return error;
	if (hasZodFastifySchemaValidationErrors(error)) {
		const first = error.validation[0];
		const path = first?.instancePath.replace(/^\//, "").replaceAll("/", ".") ?? "";
		if (error.validationContext === "params") {
			const code = request.url.startsWith("/api/projects/") && path === "id" ? "project_not_found" : "not_found";
			return new StoryDreamError(code, "There is nothing at this address.");
		}
		const field = path === "" ? `the ${error.validationContext}` : path;
		const message = first?.message ?? "not valid";
		if (path === "storyboard" || path.startsWith("storyboard.")) return refusedStoryboard(path, message, request.body);
		return new StoryDreamError("bad_request", `${field}: ${message}.`);
	}
	const known = fastifyError(error);
	if (known !== null) return known;
	return toStoryDreamError(error);
}

/** In the words of the storyboard's own checks, with the path as the schema writes it: `scenes.0.durationInFrames`. */
function refusedStoryboard(path: string, message: string, body: unknown): StoryDreamError {
	const steps = path.split(".").slice(1);
	const typed = steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
	const json = typeof body === "object" && body !== null && "storyboard" in body ? body.storyboard : null;
	const at = steps[0] === "scenes" && steps.length > 2 ? ` (${steps.join(".")})` : "";
	return new StoryDreamError("storyboard_invalid", storyboardSentence({ path: typed, message: `${message}${at}` }, json));
}

/** The first thing a schema does not like, naming its field. */
export function zodSentence(error: z.ZodError): string {
	const issue = error.issues[0];
	if (issue === undefined) return "The message is not valid.";
	return `${issue.path.map(String).join(".") || "the message"}: ${issue.message}.`;
}

export function sendProblem(reply: FastifyReply, error: StoryDreamError): FastifyReply {
	if (error.status === 429 || error.status === 503) reply.header("retry-after", "2");
	return reply
		.code(error.status)
		.type(PROBLEM_TYPE)
		.send(JSON.stringify(toProblem(error, reply.request.id)));
}

const FASTIFY_CODES: Record<string, [ErrorCode, string, string?]> = {
	FST_ERR_CTP_INVALID_JSON_BODY: ["bad_request", "The body is not valid JSON."],
	FST_ERR_CTP_EMPTY_JSON_BODY: ["bad_request", "The body is empty; a JSON object was expected."],
	FST_ERR_CTP_BODY_TOO_LARGE: ["too_large", "The body of the request is too large."],
	FST_ERR_CTP_INVALID_MEDIA_TYPE: [
		"unsupported_media",
		"This kind of body is not understood here.",
		"Send JSON with content-type application/json.",
	],
	FST_ERR_CTP_INVALID_CONTENT_LENGTH: ["bad_request", "The body is not as long as its header says."],
	FST_INVALID_MULTIPART_CONTENT_TYPE: ["bad_request", "Files are sent as multipart/form-data.", "Send the file as a form field."],
	FST_FILES_LIMIT: ["too_large", "There are too many files in one request.", "Send them in several requests."],
	FST_PARTS_LIMIT: ["too_large", "There are too many parts in one request.", "Send them in several requests."],
	FST_REQ_FILE_TOO_LARGE: ["too_large", "A file of the request is too large."],
	FST_ERR_MAX_PARAM_LENGTH: ["not_found", "There is nothing at this address."],
	FST_ERR_BAD_URL: ["bad_request", "The address can't be read."],
};

function fastifyError(error: unknown): StoryDreamError | null {
	if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return null;
	const { code, statusCode } = error as FastifyError;
	const entry = FASTIFY_CODES[code];
	if (entry !== undefined)
		return new StoryDreamError(entry[0], entry[1], { cause: error, ...(entry[2] ? { hint: entry[2] } : {}) });
	if (code.startsWith("FST_") && statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
		return new StoryDreamError("bad_request", "The request can't be understood.", { cause: error });
	}
	if (code === "ENOSPC" || code === "EDQUOT") {
		return new StoryDreamError("storage_full", "The disk is full.", { hint: ERRORS.storage_full.hint, cause: error });
	}
	return null;
}

export function notHere(what: string): StoryDreamError {
	return new StoryDreamError("not_found", `There is no such ${what}.`, { hint: "Load the page again." });
}
