import { type ErrorCode, StoryDreamError } from "@storydream/protocol";

/** What a person reads of anything thrown; unknown errors become `code` with this sentence. */
export function asTyped(error: unknown, code: ErrorCode, sentence: string): StoryDreamError {
	return error instanceof StoryDreamError ? error : new StoryDreamError(code, sentence, { cause: error });
}

/** The three fields of an error that travel. */
export function errorFields(error: StoryDreamError): { code: ErrorCode; message: string; hint: string } {
	return { code: error.code, message: error.message, hint: error.hint };
}
