import { PassThrough, Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { readTokens } from "./tokens.ts";

const tokens = { token: "sandbox-token-0123456789", gatewayToken: "gateway-token-0123456789" };

describe("the tokens of a sandbox on its standard input", () => {
	it("are read to the end of the input, in however many pieces they come", async () => {
		const pieces = [...JSON.stringify(tokens)].map((letter) => Buffer.from(letter));
		expect(await readTokens(Readable.from(pieces))).toEqual(tokens);
	});

	it.each([
		["nothing", ""],
		["what is no JSON", "token=canary-of-this-test"],
		["a token that is too short", JSON.stringify({ ...tokens, token: "canary" })],
		["another field", JSON.stringify({ ...tokens, more: "canary-of-this-test" })],
		["more than two tokens can be", JSON.stringify({ ...tokens, token: "canary".repeat(1_000) })],
	])("are refused when they are %s, and the error quotes nothing", async (_what, text) => {
		const refused = readTokens(Readable.from([Buffer.from(text)]));
		await expect(refused).rejects.toMatchObject({ code: "sandbox_failed", message: expect.not.stringContaining("canary") });
		await expect(refused).rejects.not.toHaveProperty("cause");
	});

	it("are given up at the deadline when the input stays open", async () => {
		await expect(readTokens(new PassThrough(), 10)).rejects.toMatchObject({ code: "sandbox_failed" });
	});
});
