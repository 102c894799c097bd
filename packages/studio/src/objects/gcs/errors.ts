import { StoryDreamError } from "@storydream/protocol";
import { errorCode, storageError } from "../storage-errors.ts";

/** An answer of Cloud Storage that is no success, as our own requests meet it. Google's client throws errors of its own. */
export class GcsAnswer extends Error {
	readonly status: number;
	/** What `Retry-After` asks for, in milliseconds. */
	readonly waitMs: number;
	constructor(status: number, body: string, waitMs = 0) {
		super(messageIn(body) || `HTTP ${status}`);
		this.name = "GcsAnswer";
		this.status = status;
		this.waitMs = waitMs;
	}
}

/** Something that goes by: the same request may well succeed when it is sent again. */
export class Passing extends Error {
	override readonly name = "Passing";
}

const PASSING_STATUS = new Set([408, 429, 500, 502, 503, 504]);
const PASSING_CODES = new Set([
	"ECONNRESET",
	"ECONNREFUSED",
	"ECONNABORTED",
	"EPIPE",
	"ETIMEDOUT",
	"ENETUNREACH",
	"EHOSTUNREACH",
	"ENETDOWN",
	"ENOTFOUND",
	"EAI_AGAIN",
	"ERR_STREAM_PREMATURE_CLOSE",
	"HPE_INVALID_CONSTANT",
	"HPE_INVALID_EOF_STATE",
]);

/** The HTTP status in an error of ours or of Google's client, which has several shapes; 0 when there was no answer. */
export function statusOf(error: unknown): number {
	if (error instanceof GcsAnswer) return error.status;
	if (typeof error !== "object" || error === null) return 0;
	for (const part of [error, "response" in error ? error.response : null]) {
		if (typeof part !== "object" || part === null) continue;
		for (const name of ["status", "statusCode", "code"] as const) {
			const value = Number(Object.entries(part).find(([key]) => key === name)?.[1]);
			if (Number.isInteger(value) && value >= 300 && value < 600) return value;
		}
	}
	return 0;
}

/** Whether sending it again may help: the service is busy, or the connection broke or went silent. */
export function isPassing(error: unknown): boolean {
	if (error instanceof StoryDreamError) return false;
	if (error instanceof Passing) return true;
	const status = statusOf(error);
	if (status !== 0) return PASSING_STATUS.has(status);
	if (PASSING_CODES.has(errorCode(error))) return true;
	if (!(error instanceof Error)) return false;
	// node-fetch, which Google's client uses, tells some of these by its type alone; gaxios wraps the cause.
	const type = "type" in error ? error.type : null;
	if (type === "request-timeout" || type === "body-timeout" || type === "system") return true;
	if (/socket hang up|premature close|aborted|timed? ?out|network/i.test(error.message) && !isSignIn(error)) return true;
	return error.cause !== undefined && error.cause !== error && isPassing(error.cause);
}

/** How long the service asks us to wait, in milliseconds; 0 when it does not. */
export function waitAskedFor(error: unknown): number {
	return error instanceof GcsAnswer ? error.waitMs : 0;
}

/** 404 for want of the bucket, not of the object: that must never be taken for "there is nothing". */
export function isMissingBucket(error: unknown): boolean {
	return statusOf(error) === 404 && error instanceof Error && /bucket does not exist/i.test(error.message);
}

/** Whether there is no such object (or no such generation of it). */
export function isMissing(error: unknown): boolean {
	return statusOf(error) === 404 && !isMissingBucket(error);
}

function isSignIn(error: Error): boolean {
	return /default credentials|invalid_grant|invalid_rapt|unable to impersonate/i.test(error.message);
}

/** What a failed request is reported as. `what` completes "… failed", such as "Storing repos/x". */
export function gcsError(error: unknown, what: string, bucket: string): StoryDreamError {
	if (error instanceof StoryDreamError) return error;
	const status = statusOf(error);
	const failed = (why: string, hint: string) =>
		new StoryDreamError("storage_failed", `${what} failed: ${why}.`, { hint, cause: error });
	if (isMissingBucket(error))
		return failed(`there is no bucket ${bucket}`, "Make the bucket, or set STORAGE_BUCKET to one that is there.");
	if (status === 401 || (error instanceof Error && isSignIn(error)))
		return failed(
			"Google Cloud does not know who is asking",
			"Sign in with `gcloud auth application-default login`, or run the studio as a service account; then `npx storydream doctor`.",
		);
	if (status === 403)
		return failed(
			`the studio may not do that in the bucket ${bucket}`,
			`Give its account the role "Storage Object Admin" on ${bucket}; then run \`npx storydream doctor\`.`,
		);
	if (isPassing(error))
		return failed(
			`Cloud Storage did not answer as it should, again and again (${status === 0 ? shortly(error) : `HTTP ${status}`})`,
			"Try again in a minute: nothing was lost.",
		);
	if (status !== 0)
		return failed(`Cloud Storage answered HTTP ${status}`, "Try again; if it happens twice, look at the studio's log.");
	return storageError(error, what);
}

function shortly(error: unknown): string {
	return errorCode(error) || (error instanceof Error ? error.message.slice(0, 100) : "no answer");
}

function messageIn(body: string): string {
	try {
		const parsed: unknown = JSON.parse(body);
		if (typeof parsed === "object" && parsed !== null && "error" in parsed) {
			const { error } = parsed;
			if (typeof error === "object" && error !== null && "message" in error) return String(error.message);
		}
	} catch {
		// Not JSON: media answers are reported in plain text.
	}
	return body.slice(0, 300);
}
