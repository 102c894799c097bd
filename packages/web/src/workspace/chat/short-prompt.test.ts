import { expect, test } from "vitest";
import { shortPrompt } from "./short-prompt.ts";

test("a prompt of 50 kB is shown by its beginning, cut at a word", () => {
	const short = shortPrompt("bread and butter ".repeat(3_000));
	expect(short?.length).toBeLessThanOrEqual(600);
	expect(short).toMatch(/(?:bread|and|butter)$/);
});

test("a text without spaces is cut too, and a short one is shown whole", () => {
	expect(shortPrompt("x".repeat(50_000))).toHaveLength(300);
	expect(shortPrompt("A film about tea")).toBeNull();
});
