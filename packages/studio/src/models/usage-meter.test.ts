import { describe, expect, it } from "vitest";
import { priceOf, usageWithCost } from "./prices.ts";
import { createUsageMeter } from "./usage-meter.ts";

const start = {
	type: "message_start",
	message: {
		model: "claude-opus-4-6",
		usage: {
			input_tokens: 100,
			output_tokens: 1,
			cache_creation: { ephemeral_1h_input_tokens: 40 },
			cache_creation_input_tokens: 50,
		},
	},
};
const line = (event: unknown) => `data: ${JSON.stringify(event)}\n\n`;

function metered(bytes: Buffer, size: number) {
	const meter = createUsageMeter("events", "asked-for");
	for (let at = 0; at < bytes.length; at += size) meter.add(bytes.subarray(at, at + size));
	return meter.end();
}

describe("the usage meter", () => {
	it.each([1, 3, 7, 1000])("counts the same however the stream is cut (%i bytes a piece)", (size) => {
		const stream = Buffer.from(
			`${line(start)}${line({ type: "content_block_delta", delta: { text: "héllo 🎬" } })}${line({ type: "message_delta", usage: { output_tokens: 12 } })}`,
		);
		expect(metered(stream, size)).toEqual({
			model: "claude-opus-4-6",
			exact: true,
			count: { inputTokens: 100, outputTokens: 12, cacheReadTokens: 0, cacheWriteTokens: 50, cacheWriteLongTokens: 40 },
		});
	});

	it("estimates the output of a stream that broke off", () => {
		const stream = Buffer.from(`${line(start)}${line({ type: "content_block_delta", delta: { text: "x".repeat(400) } })}`);
		expect(metered(stream, 64)).toMatchObject({ exact: false, count: { outputTokens: 134 } });
	});

	const thinkingStarts = { type: "content_block_start", content_block: { type: "thinking", thinking: "" } };
	const delta = (fields: object) => ({ type: "content_block_delta", delta: fields });
	const whole = { type: "message_delta", usage: { output_tokens: 12 } };
	const meteredEvents = (...events: unknown[]) => metered(Buffer.from([start, ...events].map(line).join("")), 64);

	it.each([
		["has only begun", [thinkingStarts]],
		["can be read", [thinkingStarts, delta({ thinking: "x".repeat(400) })]],
		["can be read, without its beginning", [delta({ thinking: "x" })]],
		["has come as a signature alone", [thinkingStarts, delta({ signature: "x".repeat(400) })]],
		[
			"is followed by text",
			[thinkingStarts, delta({ signature: "x" }), { type: "content_block_start", content_block: { type: "text" } }],
		],
		["is redacted", [{ type: "content_block_start", content_block: { type: "redacted_thinking", data: "x".repeat(400) } }]],
	])("reports thinking when it %s: a summary of it is shorter than what is paid", (_how, events) => {
		expect(meteredEvents(...events)).toMatchObject({ exact: false, hasUnseen: true });
		expect(meteredEvents(...events, whole)).toMatchObject({ exact: true, count: { outputTokens: 12 } });
	});

	it("bounds hidden thinking of a stream that broke off by the time it had, and believes a count that comes later", () => {
		let clock = 5_000;
		const stopped = (...events: unknown[]) => {
			const meter = createUsageMeter("events", "asked-for", () => clock);
			meter.add(Buffer.from([start, ...events].map(line).join("")));
			clock += 2_000;
			return meter.end();
		};
		expect(stopped(thinkingStarts)).toMatchObject({ exact: false, count: { inputTokens: 100, outputTokens: 600 } });
		expect(stopped(delta({ text: "x".repeat(300) }))).toMatchObject({ exact: false, count: { outputTokens: 100 } });
		expect(stopped(thinkingStarts, whole)).toMatchObject({ exact: true, count: { outputTokens: 12 } });
	});

	it("counts the text of thinking, its signature and redacted data", () => {
		const seen = meteredEvents(thinkingStarts, delta({ thinking: "x".repeat(400) }), delta({ signature: "x".repeat(200) }));
		expect(seen).toMatchObject({ exact: false, count: { outputTokens: 200 } });
		const redacted = { type: "content_block_start", content_block: { type: "redacted_thinking", data: "x".repeat(300) } };
		expect(meteredEvents(redacted)).toMatchObject({ count: { outputTokens: 100 } });
	});

	it("adds up the iterations of an answer, of which the total may leave some out", () => {
		const iterations = [
			{ type: "compaction", input_tokens: 180_000, output_tokens: 3_500 },
			{ type: "message", input_tokens: 23_000, output_tokens: 1_000 },
		];
		expect(meteredEvents({ type: "message_delta", usage: { output_tokens: 1_000, iterations } })).toMatchObject({
			count: { inputTokens: 203_000, outputTokens: 4_500, cacheWriteTokens: 50 },
		});
	});

	it("ignores what it can't read, and charges nothing for an error", () => {
		expect(metered(Buffer.from("data: {broken\n\nevent: error\ndata: {}\n\n"), 5)).toBeNull();
		const whole = createUsageMeter("json", "m");
		whole.add(Buffer.from('{"type":"error"}'));
		expect(whole.end()).toBeNull();
	});
});

describe("prices", () => {
	it.each([
		["claude-opus-4-6", 5, 25],
		["claude-opus-4-1-20250805", 15, 75],
		["claude-sonnet-4-5-20250929", 3, 15],
		["us.anthropic.claude-haiku-4-5", 1, 5],
		["storydream-demo-of-a-provider", 15, 75],
		["a-model-of-tomorrow", 15, 75],
	])("%s costs %d in and %d out a million", (model, input, output) => {
		expect(priceOf(model)).toMatchObject({ input, output });
	});

	it("charges an hour's cache more than a short one", () => {
		const count = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 100, cacheWriteLongTokens: 0 };
		const short = usageWithCost("claude-sonnet-4-5", count).costUsd;
		const long = usageWithCost("claude-sonnet-4-5", { ...count, cacheWriteLongTokens: 100 }).costUsd;
		expect(long / short).toBeCloseTo(1.6, 6);
	});
});
