import { StringDecoder } from "node:string_decoder";
import { z } from "zod";
import type { TokenCount } from "./prices.ts";

/** No answer has as many. A figure that can't be is no figure: what it would have said is then unknown, and costs its most. */
const MOST_TOKENS = 100_000_000;
const tokens = z.number().nonnegative().max(MOST_TOKENS).nullish();
const Figures = z.looseObject({
	input_tokens: tokens,
	output_tokens: tokens,
	cache_read_input_tokens: tokens,
	cache_creation_input_tokens: tokens,
	cache_creation: z.looseObject({ ephemeral_1h_input_tokens: tokens }).nullish(),
});
/** The figures beside `iterations` leave some of them out, such as the summary that the provider makes of a long conversation. */
const ProviderUsage = Figures.extend({ iterations: z.array(Figures).nullish() });
type ProviderUsage = z.infer<typeof ProviderUsage>;
const Started = z.looseObject({ message: z.looseObject({ model: z.string().optional(), usage: ProviderUsage.nullish() }) });
const Delta = z.looseObject({ usage: ProviderUsage.nullish() });
const BlockStart = z.looseObject({
	content_block: z.looseObject({ type: z.string(), thinking: z.string().optional(), data: z.string().optional() }),
});
const ContentDelta = z.looseObject({
	delta: z.looseObject({
		text: z.string().optional(),
		partial_json: z.string().optional(),
		thinking: z.string().optional(),
		signature: z.string().optional(),
	}),
});
const Refusal = z.looseObject({ type: z.literal("error") });
const StreamEvent = z.looseObject({ type: z.string() });
const Whole = z.looseObject({ model: z.string().optional(), usage: ProviderUsage.nullish() });

const BYTES_PER_TOKEN = 3;
/** No model of the price table writes faster. What it thought without showing it is bounded by the time it had. */
const MOST_TOKENS_A_SECOND = 300;
/** A line longer than this is not an event we count (a provider's are a few kB): it is skipped, not kept. */
const LONGEST_LINE = 4_000_000;

export interface Metered {
	model: string;
	count: TokenCount;
	/** False when the stream broke off before its last count: the output is then estimated from what came through. */
	exact: boolean;
	/**
	 * The model may have written more than came through: it has thought, of which a summary is shown, or the reader did not keep
	 * up. Where the stream broke off, the output is then what it can have written in the time since the answer began.
	 */
	hasUnseen?: boolean;
}

/**
 * Listens beside a stream of a model's answer and counts what it costs. It is given every chunk that passes and keeps
 * at most one line of them. What it can't read it ignores: metering never disturbs the answer.
 * @param now milliseconds; for tests
 */
export function createUsageMeter(kind: "events" | "json", requestedModel: string, now: () => number = () => performance.now()) {
	const decoder = new StringDecoder("utf8");
	const count: TokenCount = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, cacheWriteLongTokens: 0 };
	let model = requestedModel;
	let pending = "";
	let seen = false;
	let final = false;
	/** An error came instead of an answer. */
	let refused = false;
	/** Bytes of text that came through. */
	let bytes = 0;
	let hasUnseen = false;
	let startedAt = 0;

	/** Later figures of one answer replace earlier ones: the provider sends running totals. */
	function take(usage: ProviderUsage | null | undefined): void {
		if (!usage) return;
		seen = true;
		for (const [kind, read] of KINDS) count[kind] = Math.round(totalOf(usage, read) ?? count[kind]);
	}

	function startMessage(event: unknown): void {
		const started = Started.safeParse(event);
		if (!started.success) return;
		model = started.data.message.model ?? model;
		startedAt = now();
		take(started.data.message.usage);
	}

	function changeMessage(event: unknown): void {
		const delta = Delta.safeParse(event);
		if (!delta.success) return;
		take(delta.data.usage);
		final ||= typeof delta.data.usage?.output_tokens === "number" || Boolean(delta.data.usage?.iterations?.length);
	}

	function startBlock(event: unknown): void {
		const start = BlockStart.safeParse(event);
		if (!start.success) return;
		const { type, thinking, data } = start.data.content_block;
		hasUnseen ||= type === "thinking" || type === "redacted_thinking";
		bytes += Buffer.byteLength(thinking ?? "") + Buffer.byteLength(data ?? "");
	}

	function addContent(event: unknown): void {
		const delta = ContentDelta.safeParse(event);
		if (!delta.success) return;
		const { text, partial_json, thinking, signature } = delta.data.delta;
		hasUnseen ||= thinking !== undefined;
		bytes += Buffer.byteLength(text ?? partial_json ?? thinking ?? signature ?? "");
	}

	/** By its type alone: the name of another one may be a word of the answer, or the name of a tool. */
	function takeLine(line: string): void {
		if (!line.startsWith("data:")) return;
		const event = parse(line.slice(5));
		const type = StreamEvent.safeParse(event).data?.type;
		if (type === "message_start") startMessage(event);
		else if (type === "message_delta") changeMessage(event);
		else if (type === "content_block_start") startBlock(event);
		else if (type === "content_block_delta") addContent(event);
		else if (type === "error" && !seen) refused = true;
	}

	/** Tokens of an answer that broke off. Three bytes a token is rather too many tokens than too few. */
	function estimate(): number {
		const shown = Math.ceil(bytes / BYTES_PER_TOKEN);
		return hasUnseen ? Math.max(shown, Math.ceil(((now() - startedAt) / 1000) * MOST_TOKENS_A_SECOND)) : shown;
	}

	return {
		add(chunk: Uint8Array): void {
			pending += decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
			if (kind === "json") return;
			let end = pending.indexOf("\n");
			let start = 0;
			while (end >= 0) {
				takeLine(pending.slice(start, end));
				start = end + 1;
				end = pending.indexOf("\n", start);
			}
			pending = pending.slice(start);
			if (pending.length > LONGEST_LINE) pending = "";
		},
		/** The reader did not keep up: the provider may be ahead of what was added. */
		waited(): void {
			hasUnseen = true;
		},
		/** Whether there was an error and no answer. Known after `end`. */
		refused: () => refused && !seen,
		/** What was counted; null when nothing was charged (an error, or not a byte of an answer). */
		end(): Metered | null {
			if (kind === "json") {
				const json = parse(pending);
				refused = Refusal.safeParse(json).success;
				const whole = Whole.safeParse(json);
				if (whole.success) {
					model = whole.data.model ?? model;
					take(whole.data.usage);
					final = seen;
				}
			} else {
				takeLine(pending);
			}
			pending = "";
			if (!seen) return null;
			if (!final) count.outputTokens = Math.max(count.outputTokens, estimate());
			return { model, count, exact: final, ...(hasUnseen ? { hasUnseen } : {}) };
		},
	};
}
export type UsageMeter = ReturnType<typeof createUsageMeter>;

const KINDS: readonly [keyof TokenCount, (figures: z.infer<typeof Figures>) => number | null | undefined][] = [
	["inputTokens", (figures) => figures.input_tokens],
	["outputTokens", (figures) => figures.output_tokens],
	["cacheReadTokens", (figures) => figures.cache_read_input_tokens],
	["cacheWriteTokens", (figures) => figures.cache_creation_input_tokens],
	["cacheWriteLongTokens", (figures) => figures.cache_creation?.ephemeral_1h_input_tokens],
];

/** One figure of a usage: the larger of its total and the sum of its iterations; undefined when neither was sent. */
function totalOf(usage: ProviderUsage, read: (typeof KINDS)[number][1]): number | undefined {
	const parts = (usage.iterations ?? []).map(read).filter((part) => typeof part === "number");
	const total = read(usage) ?? undefined;
	if (parts.length === 0) return total;
	const sum = parts.reduce((before, part) => before + part, 0);
	return Math.max(total ?? 0, sum);
}

function parse(json: string): unknown {
	try {
		return JSON.parse(json);
	} catch {
		// Not JSON: not an event that is counted. The bytes themselves go on to the client untouched.
		return undefined;
	}
}
