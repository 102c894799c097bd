import { z } from "zod";
import { boundCost, type CostBound } from "./estimate.ts";
import { limitOutput, withoutPricedOptions } from "./request-limits.ts";

/** The little the gateway itself needs to know of a request. */
export const RequestHead = z.object({ model: z.string().default("unknown"), stream: z.boolean().nullish() });
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
 * @returns null when it is nested too deeply to be written
 */
export function modelRequest(parsed: object, { model, stream }: RequestHead, maxOutputTokens: number): ModelRequest | null {
	const { request, maxTokens } = limitOutput(withoutPricedOptions(parsed), maxOutputTokens);
	const body = written(request);
	if (body === null) return null;
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
