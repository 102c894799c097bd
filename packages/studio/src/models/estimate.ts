import { z } from "zod";
import { priceOf } from "./prices.ts";

/** Tokens that the provider adds to a request by itself, such as its instructions for tools. */
const ADDED_TOKENS = 1_000;
/** English has about four bytes a token, JSON and other scripts about three. */
const BYTES_PER_TOKEN = 2;
/** The most that the provider makes of one picture, whatever its size. */
const PICTURE_TOKENS = 5_000;
/** What a request can name without holding it, such as a file that was uploaded before. */
const NAMED_TOKENS = 200_000;
/** A document in base64 is a PDF: its text is compressed, so its tokens follow from its pages and not from its bytes. */
const DOCUMENT_TOKENS = 500_000;

const Request = z.object({ messages: z.array(z.unknown()) });
const Message = z.object({ content: z.array(z.unknown()) });
const Block = z.object({ type: z.string(), source: z.unknown().optional(), content: z.unknown().optional() });
const Source = z.object({ type: z.string(), data: z.unknown().optional(), content: z.unknown().optional() });

/** The most that a request may use, in tokens, and what that costs. */
export interface CostBound {
	inputTokens: number;
	outputTokens: number;
	usd: number;
}

/**
 * An upper bound of what a request costs, before it is sent: from its size, its pictures and documents and `maxTokens`, at
 * the price of writing all of its input to the cache. Text that is made for it can have more tokens than one for two bytes; what it
 * costs more is counted when it is settled.
 * @param bytes of the request's body as it is sent
 * @param maxTokens the most that may be answered
 */
export function boundCost(request: unknown, options: { model: string; bytes: number; maxTokens: number }): CostBound {
	const held = weigh(request);
	const textBytes = Math.max(0, options.bytes - held.bytes);
	const inputTokens = ADDED_TOKENS + Math.ceil(textBytes / BYTES_PER_TOKEN) + held.tokens;
	const price = priceOf(options.model);
	const inputPrice = Math.max(price.input, hasLongCache(request) ? price.cacheWriteLong : price.cacheWrite);
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
}

/**
 * Finds pictures, documents and named files where the provider reads them: in a message's content, in the result of a tool
 * and in a document made of blocks. The same shape anywhere else, such as in the input of a tool, is text to the provider.
 */
function weigh(request: unknown): Weight {
	const weight: Weight = { bytes: 0, tokens: 0 };
	const parsed = Request.safeParse(request);
	const open: unknown[] = [];
	for (const message of parsed.data?.messages ?? []) addAll(open, Message.safeParse(message).data?.content);
	while (open.length > 0) {
		const block = Block.safeParse(open.pop()).data;
		if (block?.type === "tool_result") addAll(open, block.content);
		if (block?.type !== "image" && block?.type !== "document") continue;
		const source = Source.safeParse(block.source).data;
		if (source?.type === "content") addAll(open, source.content);
		else if (source) addSource(weight, block.type, source);
	}
	return weight;
}

function addAll(open: unknown[], blocks: unknown): void {
	if (!Array.isArray(blocks)) return;
	for (const block of blocks) open.push(block);
}

function addSource(weight: Weight, type: "image" | "document", source: z.infer<typeof Source>): void {
	const named = source.type === "url" || source.type === "file";
	if (source.type !== "base64" && !named) return;
	if (type === "document") {
		weight.tokens += named ? NAMED_TOKENS : DOCUMENT_TOKENS;
		return;
	}
	weight.tokens += PICTURE_TOKENS;
	if (source.type === "base64" && typeof source.data === "string") weight.bytes += source.data.length;
}

/** Whether something is to be kept in the one-hour cache, however deep its mark lies. */
function hasLongCache(request: unknown): boolean {
	const open: unknown[] = [request];
	while (open.length > 0) {
		const value = open.pop();
		if (typeof value !== "object" || value === null) continue;
		if ("ttl" in value && value.ttl === "1h") return true;
		for (const part of Object.values(value)) open.push(part);
	}
	return false;
}
