import { type Problem, StoryDreamError, toStoryDreamError } from "@storydream/protocol";
import { z } from "zod";

/** Body and status of a failing answer. Inner texts of unexpected errors stay in the log. */
export function problemOf(error: unknown, requestId?: string): { status: number; body: Problem } {
	const typed = toStoryDreamError(translate(error));
	return {
		status: typed.status,
		body: {
			type: "about:blank",
			title: typed.code,
			status: typed.status,
			detail: typed.message,
			code: typed.code,
			hint: typed.hint,
			...(requestId === undefined ? {} : { requestId }),
		},
	};
}

/** Errors of the web server and of the disk, in our own words. */
function translate(error: unknown): unknown {
	if (error instanceof StoryDreamError) return error;
	if (error instanceof z.ZodError) return new StoryDreamError("bad_request", `${describeIssues(error)}.`, { cause: error });
	if (typeof error !== "object" || error === null) return error;
	const code = "code" in error ? error.code : undefined;
	if (code === "ENOSPC" || code === "EDQUOT") {
		return new StoryDreamError("storage_full", "The disk of this session is full.", { cause: error });
	}
	if (code === "FST_ERR_CTP_BODY_TOO_LARGE")
		return new StoryDreamError("too_large", "That is too much for one request.", { cause: error });
	const status = "statusCode" in error ? error.statusCode : undefined;
	if (typeof status === "number" && status >= 400 && status < 500) {
		return new StoryDreamError("bad_request", "The request can't be read.", { cause: error });
	}
	return error;
}

/** Names each wrong field: `scenes.0.id: too short`. At most five. */
export function describeIssues(error: z.ZodError): string {
	const issues = error.issues.slice(0, 5).map((issue) => {
		const where = issue.path.join(".");
		return where === "" ? issue.message : `${where}: ${issue.message}`;
	});
	return issues.join("; ");
}
