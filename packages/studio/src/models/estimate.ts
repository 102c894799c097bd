import { z } from "zod";
import { priceOf } from "./prices.ts";

/** Tokens that the provider adds to a request by itself, such as its instructions for tools. */
const ADDED_TOKENS = 1_000;
/** English has about four bytes a token, JSON and other scripts about three. */
const BYTES_PER_TOKEN = 2;
/** The most that the provider makes of one picture, whatever its size. */
const PICTURE_TOKENS = 5_000;
/** What a request can name without holding it, such as a document at an address. */
const NAMED_TOKENS = 200_000;

const Source = z.looseObject({ type: z.string(), data: z.string().optional() });
const Block = z.looseObject({ type: z.string(), source: Source });

/** The most that a request may use, in tokens, and what that costs. */
export interface CostBound {
	inputTokens: number;
	outputTokens: number;
	usd: number;
}

/**
 * An upper bound of what a request costs, before it is sent: from its size, its pictures and `maxTokens`, at the price of
 * writing all of its input to the cache. Text that is made for it can have more tokens than one for two bytes; what it
 * costs more is counted when it is settled.
 * @param bytes of the request's body
 * @param maxTokens the most that may be answered
 */
export function boundCost(request: unknown, options: { model: string; bytes: number; maxTokens: number }): CostBound {
	const held = weigh(request);
	const textBytes = Math.max(0, options.bytes - held.bytes);
	const inputTokens = ADDED_TOKENS + Math.ceil(textBytes / BYTES_PER_TOKEN) + held.tokens;
	const price = priceOf(options.model);
	const inputPrice = Math.max(price.input, held.longCache ? price.cacheWriteLong : price.cacheWrite);
	return {
		inputTokens,
		outputTokens: options.maxTokens,
		usd: (inputTokens * inputPrice + options.maxTokens * price.output) / 1_000_000,
	};
}

interface Weight {
	/** Bytes whose tokens do not follow from their number. */
	bytes: number;
	tokens: number;
	/** Whether something is to be kept in the one-hour cache. */
	longCache: boolean;
}

/** Finds pictures, named sources and cache marks, however deep they lie. */
function weigh(request: unknown): Weight {
	const weight: Weight = { bytes: 0, tokens: 0, longCache: false };
	const open: unknown[] = [request];
	while (open.length > 0) {
		const value = open.pop();
		if (typeof value !== "object" || value === null) continue;
		if ("ttl" in value && value.ttl === "1h") weight.longCache = true;
		const block = Block.safeParse(value);
		if (block.success) addSource(weight, block.data);
		for (const part of Object.values(value)) open.push(part);
	}
	return weight;
}

function addSource(weight: Weight, { type, source }: z.infer<typeof Block>): void {
	if (source.type === "base64" && type === "image") {
		weight.bytes += source.data?.length ?? 0;
		weight.tokens += PICTURE_TOKENS;
	} else if (source.type === "url" || source.type === "file") {
		weight.tokens += type === "image" ? PICTURE_TOKENS : NAMED_TOKENS;
	}
}
