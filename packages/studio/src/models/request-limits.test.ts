import { describe, expect, it } from "vitest";
import { modelRequest, RequestHead } from "./model-request.ts";
import { limitOutput, withoutPricedBetas } from "./request-limits.ts";

const head = { model: "claude-sonnet-4-5", stream: true };

function bodyOf(request: ReturnType<typeof modelRequest>): string {
	return typeof request === "string" ? request : request.body.toString();
}

describe("the request that is sent", () => {
	it("has none of the options that change the price of tokens", () => {
		const kept = { ...head, max_tokens: 10, messages: [], metadata: { speed: "kept" } };
		const sent = modelRequest({ ...kept, speed: "fast", service_tier: "auto", inference_geo: "us" }, head, 100);
		expect(JSON.parse(bodyOf(sent))).toEqual(kept);
	});

	it("names its model in at most 200 letters", () => {
		expect(RequestHead.safeParse({ model: "m".repeat(200) }).success).toBe(true);
		expect(RequestHead.safeParse({ model: "m".repeat(201) }).success).toBe(false);
	});

	it("means to the provider what it means here when a name is there twice", () => {
		const parsed = JSON.parse('{"model":"claude-opus-4-1","max_tokens":9000,"max_tokens":10,"model":"claude-haiku-4-5"}');
		const sent = modelRequest(parsed, head, 100);
		expect(bodyOf(sent)).toBe('{"model":"claude-haiku-4-5","max_tokens":10}');
	});

	it("is refused when it is nested too deeply to be written", () => {
		const deep = JSON.parse(`{"messages":${"[".repeat(200_000)}${"]".repeat(200_000)}}`);
		expect(modelRequest(deep, head, 100)).toContain("nested too deeply");
	});

	it.each(["64000", "1e9", null, -1, 1.5, 2 ** 60, [64_000], { valueOf: 1 }, true])(
		"is refused when its max_tokens is %j, which a provider could read as more than was counted",
		(maxTokens) => {
			expect(modelRequest({ ...head, max_tokens: maxTokens }, head, 100)).toContain("max_tokens");
		},
	);

	it.each([
		null,
		"on",
		7,
		[],
		{ type: "adaptive", budget_tokens: null },
		{ type: "enabled", budget_tokens: "64000" },
		{ type: "enabled", budget_tokens: [] },
	])("is limited whatever its thinking is (%j)", (thinking) => {
		expect(limitOutput({ max_tokens: 9_000, thinking }, 4_096)).toEqual({
			request: { max_tokens: 4_096, thinking },
			maxTokens: 4_096,
		});
	});
});

describe("the betas that are sent", () => {
	it.each([
		["a,b", "a,b"],
		["interleaved-thinking-2025-05-14, context-1m-2025-08-07,fast-mode-2026-02-01", "interleaved-thinking-2025-05-14"],
		["Context-1M-2025-08-07", undefined],
		["context-management-2025-06-27", "context-management-2025-06-27"],
	])("of %s are %s", (header, sent) => {
		expect(withoutPricedBetas(header)).toBe(sent);
	});
});
