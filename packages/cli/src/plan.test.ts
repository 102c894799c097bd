import { Storyboard } from "@storydream/protocol";
import { expect, test } from "vitest";
import { dryRun, planLines } from "./plan.ts";

const PROMPT = 'A 20 second vertical film about Aurora, a lamp. It saves 38% of energy. End with "Order now".';

test("a dry run says of each piece of the prompt whether it is an instruction, or which scene shows it", () => {
	const { brief, storyboard } = dryRun(PROMPT);
	const ids = new Set(Storyboard.parse(storyboard).scenes.map((scene) => scene.id));
	expect(brief).toMatchObject({ language: "en", title: "Aurora", seconds: 20, ratio: "9:16", notShown: [] });
	const content = brief.spans.filter((span) => span.kind === "content");
	expect(content.map((span) => span.text)).toEqual(["Aurora, a lamp", "It saves 38% of energy", "Order now"]);
	for (const span of content) expect(span.scenes?.filter((id) => ids.has(id))).not.toEqual([]);
	for (const span of brief.spans) if (span.kind !== "content") expect(span.scenes).toBeNull();
});

test("options come before what the prompt says", () => {
	const { brief, storyboard } = dryRun(PROMPT, { duration: 6, ratio: "4:5" });
	expect([brief.seconds, storyboard.width, storyboard.height]).toEqual([6, 1080, 1350]);
});

test("the lines for people name the length, the ratio, each piece and each scene", () => {
	const lines = planLines(dryRun(PROMPT)).join("\n");
	expect(lines).toMatch(/^Aurora: 20\.0 s, 9:16, \d scenes/);
	expect(lines).toMatch(/length +20 second\n/);
	expect(lines).toMatch(/shown +Order now {2}-> outro-1/);
});
