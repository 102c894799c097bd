import { expect, it } from "vitest";
import { hashOf, newToken, showsToken } from "./token.ts";

it("a token is shown by its bearer alone, and nothing shows one that is not there", () => {
	const token = newToken();
	expect(token.length).toBe(32);
	expect(showsToken(`Bearer ${token}`, hashOf(token))).toBe(true);
	expect(showsToken(`Bearer ${newToken()}`, hashOf(token))).toBe(false);
	expect(showsToken(undefined, hashOf(token))).toBe(false);
	expect(showsToken("Bearer ", null)).toBe(false);
	expect(showsToken(`Bearer ${token}`, null)).toBe(false);
	// An empty hash is no hash.
	expect(showsToken("Bearer x", "")).toBe(false);
});
