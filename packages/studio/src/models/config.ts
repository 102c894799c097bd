import { z } from "zod";
import { secret, webAddress, wholeNumber } from "../config/values.ts";
import type { Reader, Section, Variable } from "../config/variables.ts";

/** Who answers, and what sandboxes may ask of it. */
export interface ModelConfig {
	/** null: the demo model answers. Never logged, never given to a sandbox. */
	apiKey: string | null;
	baseUrl: string;
	/** Model for the agent; null: the SDK's own choice. */
	name: string | null;
	/** Models that sandboxes may ask, by name, `*` for any characters; null: all. */
	allowed: string[] | null;
	/** The longest answer a sandbox gets, in tokens. */
	maxOutputTokens: number;
	/** Model requests that one session may have open at the same time. */
	requestsAtOnce: number;
}

const PROVIDER = "https://api.anthropic.com";

const modelPatterns = z
	.string()
	.transform((text) => text.split(",").map((part) => part.trim()))
	.refine(
		(parts) => parts.every((part) => /^[A-Za-z0-9*][A-Za-z0-9._:@/[\]*-]{0,99}$/.test(part)),
		"it must be names of models, separated by commas; * stands for any characters",
	);

const API_KEY: Variable<string> = {
	name: "ANTHROPIC_API_KEY",
	schema: secret,
	secret: true,
	example: "sk-ant-…",
	about: "A key of the Anthropic API. Without one, StoryDream's own demo model answers, and the page says so.",
};
const BASE_URL: Variable<string> = { name: "ANTHROPIC_BASE_URL", schema: webAddress, example: PROVIDER, shown: PROVIDER };
const MODEL: Variable<string> = {
	name: "STORYDREAM_MODEL",
	schema: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:@/[\]-]{0,99}$/, "it must be the name of a model"),
	example: "claude-sonnet-4-5",
	about: "Model for the agent; default: the Claude Agent SDK's own choice.",
};
const ALLOWED: Variable<string[]> = {
	name: "MODELS_ALLOWED",
	schema: modelPatterns,
	example: "claude-sonnet-*,claude-haiku-*",
	about: `Models that sandboxes may ask, separated by commas, * for any characters; default: all. The agent asks a small model for
some of its work, so allow one of those too: MODELS_ALLOWED=claude-sonnet-*,claude-haiku-*`,
};
const MAX_OUTPUT_TOKENS: Variable<number> = {
	name: "MODEL_MAX_OUTPUT_TOKENS",
	schema: wholeNumber(2_048, 1_000_000),
	example: "64000",
	shown: "64000",
	about: `The longest answer a sandbox gets, in tokens: a request that allows a longer one is sent with this as its max_tokens.
A request is only sent if the project's budget has room for the most it can cost, which is mostly this.`,
};
const REQUESTS_AT_ONCE: Variable<number> = {
	name: "MODEL_REQUESTS_AT_ONCE",
	schema: wholeNumber(1, 64),
	example: "4",
	shown: "4",
	about: "Model requests that one session may have open at the same time; one more is answered with 429.",
};

export const MODEL_SECTION: Section = {
	title: "The model",
	entries: [API_KEY, BASE_URL, MODEL, ALLOWED, MAX_OUTPUT_TOKENS, REQUESTS_AT_ONCE],
};

export function readModelConfig(read: Reader): ModelConfig {
	return {
		apiKey: read(API_KEY, null),
		baseUrl: read(BASE_URL, PROVIDER),
		name: read(MODEL, null),
		allowed: read(ALLOWED, null),
		maxOutputTokens: read(MAX_OUTPUT_TOKENS, 64_000),
		requestsAtOnce: read(REQUESTS_AT_ONCE, 4),
	};
}
