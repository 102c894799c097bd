import { z } from "zod";
import { boundCost, type CostBound } from "./estimate.ts";
import { limitOutput, withoutPricedOptions } from "./request-limits.ts";

/** Longer than any name of a model; names are compared with patterns of the settings, and stand in the log. */
const LONGEST_MODEL_NAME = 200;

/** The little the gateway itself needs to know of a request. */
export const RequestHead = z.object({
	model: z.string().max(LONGEST_MODEL_NAME).default("unknown"),
	stream: z.boolean().nullish(),
});
export type RequestHead = z.infer<typeof RequestHead>;

/** A request as it is sent to the provider. */
export interface ModelRequest {
	model: string;
	stream: boolean;
	/** Replaced by an empty one once it is sent. */
	body: Buffer<ArrayBuffer>;
	bound: CostBound;
}

/**
 * What is sent to the provider, and the most it may cost. It is written anew from what was read: a name that is there twice
 * could mean one value here and another to the provider. The parsed request is not kept, since it can be large.
 * @returns a sentence where it is not sent: it is nested too deeply to be written, or its `max_tokens` is no number of tokens
 */
export function modelRequest(parsed: object, { model, stream }: RequestHead, maxOutputTokens: number): ModelRequest | string {
	const limited = limitOutput(withoutPricedOptions(parsed), maxOutputTokens);
	if (limited === null) return "The request's max_tokens is not a whole number.";
	const { request, maxTokens } = limited;
	const body = written(request);
	if (body === null) return "The request's body is nested too deeply.";
	return { model, stream: stream === true, body, bound: boundCost(request, { model, bytes: body.length, maxTokens }) };
}

function written(request: unknown): Buffer<ArrayBuffer> | null {
	try {
		return Buffer.from(JSON.stringify(request));
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
}
