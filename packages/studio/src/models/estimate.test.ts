import { describe, expect, it } from "vitest";
import { boundCost } from "./estimate.ts";

const picture = (size: number) => ({
	type: "image",
	source: { type: "base64", media_type: "image/png", data: "A".repeat(size) },
});
const user = (...content: unknown[]) => ({ messages: [{ role: "user", content }] });
const tokensOf = (request: unknown) =>
	boundCost(request, { model: "claude-sonnet-4-5", bytes: JSON.stringify(request).length, maxTokens: 1 }).inputTokens;

describe("the bound of a request's cost", () => {
	it.each([
		["a message", user(picture(750_000))],
		["the result of a tool", user({ type: "tool_result", tool_use_id: "a", content: [picture(750_000)] })],
		["a document of blocks", user({ type: "document", source: { type: "content", content: [picture(750_000)] } })],
	])("counts a picture in %s as one picture", (_where, request) => {
		expect(tokensOf(request)).toBeGreaterThan(5_000);
		expect(tokensOf(request)).toBeLessThan(7_000);
	});

	it.each([
		["the input of a tool", user({ type: "tool_use", id: "a", name: "b", input: picture(750_000) })],
		["a list in the input of a tool", user({ type: "tool_use", id: "a", name: "b", input: { content: [picture(750_000)] } })],
		["the schema of a tool", { ...user(), tools: [{ name: "b", input_schema: { default: picture(750_000) } }] }],
		["the system prompt", { ...user(), system: [picture(750_000)] }],
		["an unknown block", user({ type: "text", text: "", content: [picture(750_000)] })],
	])("counts what only looks like a picture in %s by its bytes", (_where, request) => {
		expect(tokensOf(request)).toBeGreaterThan(375_000);
	});

	it("counts a small PDF as a long document, since its text is compressed", () => {
		const pdf = { type: "document", source: { type: "base64", media_type: "application/pdf", data: "A".repeat(40_000) } };
		expect(tokensOf(user(pdf))).toBeGreaterThan(500_000);
		expect(tokensOf(user({ type: "tool_result", tool_use_id: "a", content: [pdf, pdf] }))).toBeGreaterThan(1_000_000);
	});

	it("counts a file that is only named", () => {
		expect(tokensOf(user({ type: "document", source: { type: "file", file_id: "f" } }))).toBeGreaterThan(200_000);
	});

	it("takes the price of the one-hour cache wherever its mark lies", () => {
		const text = { type: "text", text: "x".repeat(1_000) };
		const usd = (request: unknown) => boundCost(request, { model: "claude-sonnet-4-5", bytes: 10_000, maxTokens: 0 }).usd;
		const kept = { ...text, cache_control: { type: "ephemeral", ttl: "1h" } };
		expect(usd(user(kept)) / usd(user(text))).toBeCloseTo(1.6, 6);
	});
});
