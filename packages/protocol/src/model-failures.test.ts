import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanQuote, describeProviderFailure, providerMessage, retryAfterMs, waitInWords } from "./model-failures.ts";

describe("how long to wait", () => {
	it.each([
		[200, "in about 1 second"],
		[30_000, "in about 30 seconds"],
		[60_000, "in about 1 minute"],
		[118_000, "in about 2 minutes"],
		[120_000, "in about 2 minutes"],
		[3_600_000, "in about 60 minutes"],
		[3 * 3_600_000, "in about 3 hours"],
		[72 * 3_600_000, "in about 3 days"],
	])("%i ms is %s", (ms, words) => {
		expect(waitInWords(ms)).toBe(words);
	});

	it.each([
		["2", 2_000],
		["1.5", 1_500],
		["Mon, 30 Nov 2026 06:02:00 GMT", 120_000],
		["Mon, 30 Nov 2020 06:02:00 GMT", 0],
		["7, 8", undefined],
		["-5", undefined],
		["99999999999", undefined],
		["soon", undefined],
		["", undefined],
		[null, undefined],
	])("a retry-after of %j is %s ms", (header, ms) => {
		expect(retryAfterMs(header, Date.parse("2026-11-30T06:00:00Z"))).toBe(ms);
	});
});

describe("a provider's sentence", () => {
	it.each([
		['{"type":"error","error":{"type":"x","message":"No."}}', "No."],
		['{"error":"No."}', "No."],
		['{"message":"No."}', "No."],
		['{"detail":"No."}', "No."],
		['[{"error":{"message":"No."}}]', "No."],
		['{"Message":"No."}', "No."],
		['{"errors":[{"message":"No."},{"message":"Never."}]}', "No."],
		["upstream connect error", "upstream connect error"],
		["<html><body>502</body></html>", ""],
		["{broken", ""],
		["", ""],
	])("of %j is %j", (body, message) => {
		expect(providerMessage(body)).toBe(message);
	});

	it.each([
		["Use https://user:pass@host.example/path?key=abc#x now", "Use https://host.example now"],
		["key sk-ant-api03-abcdef was wrong", "key [hidden] was wrong"],
		["header Bearer abc.def.ghi", "header Bearer [hidden]"],
		[`token ${"a1B2".repeat(10)} is bad`, "token [hidden] is bad"],
		["two\nlines\u0007 and \u202eback", "two lines and back"],
	])("%j is shown as %j", (text, shown) => {
		expect(cleanQuote(text)).toBe(shown);
	});

	it("never shows a key, is one line and bounded, whatever it is", () => {
		const secret = fc.stringMatching(/^sk-[A-Za-z0-9]{12,40}$/);
		fc.assert(
			fc.property(fc.string(), secret, fc.string({ maxLength: 600 }), fc.integer({ min: 400, max: 599 }), (a, key, b, status) => {
				const { sentence, hint } = describeProviderFailure({ status, message: `${a} ${key} ${b}` });
				expect(sentence).not.toContain(key);
				expect(sentence.length).toBeLessThan(400);
				expect(sentence).not.toMatch(/\n/);
				expect(hint.length).toBeGreaterThan(10);
			}),
		);
	});
});

describe("what is tried again", () => {
	it.each([
		[429, "Too many requests", true],
		[529, "Overloaded", true],
		[503, "", true],
		[500, "Internal server error", true],
		[429, "insufficient_quota", false],
		[400, "Your credit balance is too low", false],
		[401, "", false],
		[404, "model: x-1", false],
	])("%i %j: %s", (status, message, retry) => {
		expect(describeProviderFailure({ status, message }).retry).toBe(retry);
	});
});

describe("provider-reason: a refusal", () => {
	it.each([
		[403, "Your organization does not have access to this model.", "model_unavailable", false, "STORYDREAM_MODEL"],
		[403, "You don't have access to the model with the specified model ID.", "model_unavailable", false, "STORYDREAM_MODEL"],
		[400, "The provided model identifier is invalid.", "model_unavailable", false, "STORYDREAM_MODEL"],
		[
			400,
			"Invocation of model ID a.b with on-demand throughput isn’t supported.",
			"model_unavailable",
			false,
			"STORYDREAM_MODEL",
		],
		[404, "Not Found", "model_unavailable", false, "ANTHROPIC_BASE_URL"],
		[403, "This API key is not allowed from IP address 192.0.2.1", "model_auth", false, "Allow the studio's address"],
		[403, "Your API key does not have permission to use the specified resource.", "model_auth", false, "permission"],
		[429, "Too many tokens, please wait before trying again.", "model_rate_limited", true, "Wait a minute"],
		[429, "Too many tokens per day, please wait before trying again.", "model_rate_limited", false, "Raise the limit"],
		[429, "Number of request tokens has exceeded your daily rate limit", "model_rate_limited", false, "Raise the limit"],
		[400, "too many tokens: 300000 > 200000", "too_large", false, "shorter message"],
		[400, "messages.0.image.source.media_type: Input should be 'image/jpeg' or 'image/png'", "unsupported_media", false, "PNG"],
		[407, "Proxy Authentication Required", "model_unreachable", false, "proxy"],
		[408, "Request timeout", "model_unreachable", true, "Wait a minute"],
	])("with %i “%s” is %s", (status, message, code, retry, step) => {
		const words = describeProviderFailure({ status, message });
		expect([words.code, words.retry]).toEqual([code, retry]);
		expect(words.hint).toContain(step);
	});
});
