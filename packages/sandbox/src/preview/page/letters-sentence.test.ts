import type { Storyboard } from "@storydream/protocol";
import { expect, test } from "vitest";
import { lettersSentence } from "./letters-sentence.ts";

const scene = (id: string, props: Record<string, unknown>) => ({ id, scene: "Title", durationInFrames: 30, props });
const storyboard = {
	scenes: [scene("title-1a2b3c", { title: "Hello" }), scene("f00dcafe", {}), scene("long-1", { title: "word ".repeat(40) })],
} as unknown as Storyboard;

test.each([
	["title-1a2b3c", "Scene 1 (“Hello”) has letters that no font here draws: 語."],
	["f00dcafe", "Scene 2 (Title) has letters"],
	["long-1", "Scene 3 (“word word word word word word word word…”) has letters"],
	["gone-9", "A scene has letters"],
	[null, "The captions have letters"],
])("letters of %s are named with the scene's number and words, and without its id", (sceneId, sentence) => {
	const said = lettersSentence(storyboard, { sceneId, letters: ["語"] });
	expect(said).toContain(sentence);
	if (sceneId !== null) expect(said).not.toContain(sceneId);
});
