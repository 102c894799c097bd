import { StoryDreamError } from "@storydream/protocol";

/** The system's code of an error, such as `ENOENT`; an empty text when it has none. */
export function errorCode(error: unknown): string {
	return typeof error === "object" && error !== null && "code" in error && typeof error.code === "string" ? error.code : "";
}

/**
 * What a failed write or read of the disk is reported as: `storage_full` when there is no room, else `storage_failed`. Typed
 * errors stay what they are. `what` completes "… failed", such as "Storing the version".
 */
export function storageError(error: unknown, what: string): StoryDreamError {
	if (error instanceof StoryDreamError) return error;
	const code = errorCode(error);
	if (code === "ENOSPC" || code === "EDQUOT") {
		return new StoryDreamError("storage_full", `${what} failed: the disk is full.`, { cause: error });
	}
	return new StoryDreamError("storage_failed", `${what} failed${code === "" ? "" : ` (${code})`}.`, { cause: error });
}
