import type { Usage } from "@storydream/protocol";

/** US dollars for a million tokens of each kind. */
export interface Price {
	input: number;
	output: number;
	cacheRead: number;
	/** Writing to the five-minute cache; the one-hour cache costs `cacheWriteLong`. */
	cacheWrite: number;
	cacheWriteLong: number;
}

/** A price whose cache rates follow the provider's rule: reads a tenth, writes 1.25 times (an hour: twice) of the input price. */
function price(input: number, output: number): Price {
	return { input, output, cacheRead: input * 0.1, cacheWrite: input * 1.25, cacheWriteLong: input * 2 };
}

/**
 * List prices by family of models, first match wins. Kept apart so that a new price is a change of one line.
 * A model nobody knows is charged like the dearest current family: a budget must not be overrun because a name is new. The
 * demo model is not here, so that no name that a sandbox gives a model makes it free.
 */
const FAMILIES: readonly { match: RegExp; price: Price }[] = [
	{ match: /opus-[5-9]/, price: price(4, 20) },
	{ match: /opus-4-[5-9]/, price: price(5, 25) },
	{ match: /opus/, price: price(15, 75) },
	{ match: /sonnet/, price: price(3, 15) },
	{ match: /haiku-4|haiku-[5-9]/, price: price(1, 5) },
	{ match: /3-5-haiku/, price: price(0.8, 4) },
	{ match: /haiku/, price: price(0.25, 1.25) },
];
const UNKNOWN = price(15, 75);

/** The price of a model by its name as the provider writes it. */
export function priceOf(model: string): Price {
	return FAMILIES.find((family) => family.match.test(model))?.price ?? UNKNOWN;
}

/** Tokens as a provider's `usage` counts them. `cacheWriteLongTokens` is the part of `cacheWriteTokens` kept for an hour. */
export interface TokenCount {
	inputTokens: number;
	outputTokens: number;
	cacheReadTokens: number;
	cacheWriteTokens: number;
	cacheWriteLongTokens: number;
}

/** Adds the money to a count of tokens. */
export function usageWithCost(model: string, count: TokenCount): Usage {
	const rate = priceOf(model);
	const long = Math.min(count.cacheWriteLongTokens, count.cacheWriteTokens);
	const millionths =
		count.inputTokens * rate.input +
		count.outputTokens * rate.output +
		count.cacheReadTokens * rate.cacheRead +
		(count.cacheWriteTokens - long) * rate.cacheWrite +
		long * rate.cacheWriteLong;
	return {
		inputTokens: count.inputTokens,
		outputTokens: count.outputTokens,
		cacheReadTokens: count.cacheReadTokens,
		cacheWriteTokens: count.cacheWriteTokens,
		costUsd: millionths / 1_000_000,
	};
}
