import { describe, expect, it } from "vitest";
import { MessagesRequest } from "./messages-api.ts";
import { readTurns } from "./turns.ts";

const prompts = (text: string): string[] => {
	const { messages } = MessagesRequest.parse({ model: "demo", messages: [{ role: "user", content: text }] });
	return readTurns(messages).map(({ prompt }) => prompt);
};

describe("what a person said", () => {
	it.each([
		["one<system-reminder>two</system-reminder> three", "one three"],
		["<system-reminder>one <system-reminder>two</system-reminder>three", "three"],
		["one</system-reminder> two<system-reminder>three", "one</system-reminder> two<system-reminder>three"],
		["<system-reminder>one</system-reminder>two<system-reminder>three</system-reminder>", "two"],
		["[StoryDream: a note\nof two lines]\nmake it blue", "make it blue"],
	])("is %j without what others have added", (text, prompt) => {
		expect(prompts(text)).toEqual([prompt]);
	});

	it.each(["<system-reminder>", "[Context:", "\n[StoryDream:", "[The person points at "])(
		"is read in one pass, however often it holds %j without an end",
		(start) => {
			expect(prompts(start.repeat(150_000))[0]?.length).toBeGreaterThan(0);
		},
	);
});
