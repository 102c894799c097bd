import { z } from "zod";

/** What an installation lets sandboxes ask of a model. */
export interface RequestLimits {
	/** Requests of one token that may be open at the same time. */
	maxAtOnce: number;
	/** Names of models, `*` stands for any characters; null: every model. */
	models: readonly string[] | null;
	/** A request that allows a longer answer is sent with this. */
	maxOutputTokens: number;
}
export const DEFAULT_LIMITS: RequestLimits = { maxAtOnce: 4, models: null, maxOutputTokens: 64_000 };

/** The least that the provider takes for thinking. */
const LEAST_THINKING_TOKENS = 1_024;

const Limited = z.looseObject({ max_tokens: z.int().nonnegative().optional() });
const Thinking = z.looseObject({ budget_tokens: z.number() });

/** Options at which the provider charges another price than the list: a faster model, a priority tier, a region. */
const PRICED_OPTIONS = ["speed", "service_tier", "inference_geo"] as const;
/** Betas at which the provider charges another price. The agent needs others of its own. */
const PRICED_BETAS = /^(context-1m|fast-mode)\b/i;

/** A request without the options that change the price of tokens: those are not counted, so they are not sent. */
export function withoutPricedOptions(request: object): Record<string, unknown> {
	return Object.fromEntries(Object.entries(request).filter(([name]) => !PRICED_OPTIONS.some((option) => option === name)));
}

/** The `anthropic-beta` header without the betas that change the price of tokens; undefined when nothing is left. */
export function withoutPricedBetas(header: string): string | undefined {
	const names = header.split(",").map((name) => name.trim());
	const kept = names.filter((name) => name !== "" && !PRICED_BETAS.test(name));
	return kept.length > 0 ? kept.join(",") : undefined;
}

/** Whether a model may be used. */
export function isAllowedModel(model: string, allowed: readonly string[] | null): boolean {
	if (allowed === null) return true;
	return allowed.some((pattern) => {
		const parts = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
		return new RegExp(`^${parts.join(".*")}$`).test(model);
	});
}

/**
 * A request whose answer can be no longer than allowed: the same one when it keeps to that, else a copy with a lower
 * `max_tokens`, and with less thinking where that would not fit in it any more.
 * @returns `maxTokens` the most that may be answered; null where `max_tokens` is no number of tokens, which a provider could
 *   read as it likes
 */
export function limitOutput(request: object, maxOutputTokens: number): { request: object; maxTokens: number } | null {
	const parsed = Limited.safeParse(request);
	if (!parsed.success) return null;
	const asked = parsed.data.max_tokens;
	// Without one the provider refuses the request, or answers as long as it likes.
	if (asked === undefined) return { request, maxTokens: maxOutputTokens };
	if (asked <= maxOutputTokens) return { request, maxTokens: asked };
	const thinking = Thinking.safeParse(parsed.data.thinking).data;
	const tooMuch = thinking !== undefined && thinking.budget_tokens >= maxOutputTokens;
	const less = Math.max(LEAST_THINKING_TOKENS, maxOutputTokens - LEAST_THINKING_TOKENS);
	return {
		request: {
			...parsed.data,
			max_tokens: maxOutputTokens,
			...(tooMuch ? { thinking: { ...thinking, budget_tokens: less } } : {}),
		},
		maxTokens: maxOutputTokens,
	};
}
