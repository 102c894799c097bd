import { z } from "zod";
import { type ErrorCode as Code, ERRORS } from "./story-dream-error.ts";

/**
 * The stable code of an error: a key of `ERRORS`.
 * @example "stale_head"
 */
export type ErrorCode = Code;
export const ErrorCode = z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]);

/**
 * `application/problem+json` (RFC 9457) as every failing REST call answers it.
 * @example { title: "Conflict", status: 409, detail: "A turn runs.", code: "busy", hint: "Wait for it to end." }
 */
export const Problem = z.object({
	type: z.string().default("about:blank"),
	title: z.string(),
	status: z.int(),
	detail: z.string(),
	code: ErrorCode,
	hint: z.string(),
	requestId: z.string().optional(),
});
export type Problem = z.infer<typeof Problem>;
