import type { AgentEvent, StudioMessage } from "@storydream/protocol";
import { describe, expect, it } from "vitest";
import { createAnswerReader, narrate } from "./narrate.ts";

function said(event: AgentEvent): StudioMessage {
	return { type: "agent:message", seq: 1, runId: "r", event };
}

describe("what a terminal shows of a turn", () => {
	it.each<[string, StudioMessage, RegExp | null]>([
		["a phase", { type: "session:phase", phase: "starting", detail: "Starting the sandbox" }, /Starting the sandbox/],
		[
			"a tool",
			said({ type: "tool:started", toolId: "t", kind: "write", title: "Writing the storyboard", detail: "src/storyboard.json" }),
			/Writing.*storyboard\.json/,
		],
		["a tool that did well", said({ type: "tool:finished", toolId: "t", ok: true }), null],
		[
			"a tool that failed, first line only",
			said({ type: "tool:finished", toolId: "t", ok: false, summary: "No such file\nat x" }),
			/No such file$/,
		],
		["a retry", said({ type: "retrying", attempt: 2, maxAttempts: 3, inMs: 10, reason: "busy" }), /2 of 3.*busy/],
		["text", said({ type: "text", blockId: "b", text: "Hi" }), null],
		["a pong", { type: "pong" }, null],
	])("%s", (_what, message, expected) => {
		const line = narrate(message);
		if (expected === null) expect(line).toBeNull();
		else expect(line).toMatch(expected);
	});
});

describe("the agent's answer", () => {
	it("joins pieces of a block, forgets discarded ones, and starts anew with the run", () => {
		const answer = createAnswerReader();
		for (const event of [
			{ type: "text", blockId: "old", text: "gone" },
			{ type: "started" },
			{ type: "text", blockId: "a", text: "Hel" },
			{ type: "text", blockId: "a", text: "lo" },
			{ type: "text", blockId: "b", text: "broken" },
			{ type: "discard", blockId: "b" },
			{ type: "text", blockId: "c", text: "there" },
		] satisfies AgentEvent[]) {
			answer.read(said(event));
		}
		expect(answer.text()).toBe("Hello\n\nthere");
	});
});
