import { expect, it } from "vitest";
import { hashOf, newToken, verifyToken } from "./token.ts";

it("a token is shown by its bearer alone, and nothing shows one that is not there", () => {
	const token = newToken();
	expect(token.length).toBe(32);
	expect(verifyToken(`Bearer ${token}`, hashOf(token))).toBe(true);
	expect(verifyToken(`Bearer ${newToken()}`, hashOf(token))).toBe(false);
	expect(verifyToken(undefined, hashOf(token))).toBe(false);
	expect(verifyToken("Bearer ", null)).toBe(false);
	expect(verifyToken(`Bearer ${token}`, null)).toBe(false);
	// An empty hash is no hash.
	expect(verifyToken("Bearer x", "")).toBe(false);
});
