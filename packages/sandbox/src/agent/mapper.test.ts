import type { SDKMessage } from "@anthropic-ai/claude-agent-sdk";
import type { AgentEvent } from "@storydream/protocol";
import { describe, expect, it } from "vitest";
import { EventMapper } from "./mapper.ts";

/** Only what the mapper looks at: the SDK's types ask for much more. */
const sdk = (message: object): SDKMessage => ({ parent_tool_use_id: null, ...message }) as unknown as SDKMessage;
const stream = (event: object) => sdk({ type: "stream_event", event });
const begin = (id = "msg_1") => stream({ type: "message_start", message: { id } });
const text = (text: string, index = 0) => stream({ type: "content_block_delta", index, delta: { type: "text_delta", text } });
const ended = () => [stream({ type: "message_delta", delta: { stop_reason: "end_turn" } }), stream({ type: "message_stop" })];
const whole = (content: object[], id = "msg_1", model = "claude") => sdk({ type: "assistant", message: { id, model, content } });
const results = (content: object[], extra?: object) =>
	sdk({ type: "user", message: { role: "user", content }, tool_use_result: extra });
const retry = (status: number | null) =>
	sdk({ type: "system", subtype: "api_retry", attempt: 1, max_retries: 4, retry_delay_ms: 500.4, error_status: status });

function run(messages: SDKMessage[]): AgentEvent[] {
	const mapper = new EventMapper("/work/project");
	return messages.flatMap((message) => mapper.map(message));
}

const cases: { name: string; messages: SDKMessage[]; events: object[] }[] = [
	{
		name: "streams text and thinking by block, and does not repeat them with the whole message",
		messages: [
			begin(),
			stream({ type: "content_block_delta", index: 0, delta: { type: "thinking_delta", thinking: "Hm." } }),
			text("Hel", 1),
			text("lo", 1),
			whole([{ type: "text", text: "Hello" }]),
			...ended(),
		],
		events: [
			{ type: "thinking", blockId: "1:0", text: "Hm." },
			{ type: "text", blockId: "1:1", text: "Hel" },
			{ type: "text", blockId: "1:1", text: "lo" },
		],
	},
	{
		name: "shows a whole message that was not streamed",
		messages: [whole([{ type: "text", text: "Hello" }])],
		events: [{ type: "text", blockId: "1:0", text: "Hello" }],
	},
	{
		name: "takes back what a dropped stream had shown",
		messages: [begin(), text("Half"), stream({ type: "message_stop" }), retry(null), begin("msg_2"), text("Whole"), ...ended()],
		events: [
			{ type: "text", blockId: "1:0", text: "Half" },
			{ type: "discard", blockId: "1:0" },
			{ type: "retrying", attempt: 1, maxAttempts: 4, inMs: 500, reason: "The model can't be reached." },
			{ type: "text", blockId: "2:0", text: "Whole" },
		],
	},
	{
		name: "keeps a whole answer when the next one fails",
		messages: [begin(), text("Whole"), ...ended(), retry(429)],
		events: [
			{ type: "text", blockId: "1:0", text: "Whole" },
			{ type: "retrying", reason: "The model provider is busy." },
		],
	},
	{
		name: "starts a card as soon as the file is known, and only once",
		messages: [
			begin(),
			stream({ type: "content_block_start", index: 0, content_block: { type: "tool_use", id: "t1", name: "Write", input: {} } }),
			stream({
				type: "content_block_delta",
				index: 0,
				delta: { type: "input_json_delta", partial_json: '{"file_path":"/work/project/src/storyb' },
			}),
			stream({
				type: "content_block_delta",
				index: 0,
				delta: { type: "input_json_delta", partial_json: 'oard.json","content":"' },
			}),
			whole([
				{ type: "tool_use", id: "t1", name: "Write", input: { file_path: "/work/project/src/storyboard.json", content: "new" } },
			]),
			...ended(),
			results([{ type: "tool_result", tool_use_id: "t1", content: "File updated" }], { originalFile: "old" }),
		],
		events: [
			{ type: "tool:started", toolId: "t1", kind: "write", title: "Writing the storyboard", detail: "src/storyboard.json" },
			{
				type: "tool:finished",
				toolId: "t1",
				ok: true,
				change: { path: "src/storyboard.json", before: "old", after: "new" },
			},
		],
	},
	{
		name: "ends the card of a call that was dropped while it came in",
		messages: [
			begin(),
			stream({ type: "content_block_start", index: 0, content_block: { type: "tool_use", id: "t1", name: "Read", input: {} } }),
			stream({
				type: "content_block_delta",
				index: 0,
				delta: { type: "input_json_delta", partial_json: '{"file_path":"a.ts"}' },
			}),
			retry(null),
		],
		events: [{ type: "tool:started", toolId: "t1" }, { type: "tool:finished", toolId: "t1", ok: false }, { type: "retrying" }],
	},
	{
		name: "shows pictures of a tool with their frames, and no reminders meant for the model",
		messages: [
			whole([{ type: "tool_use", id: "t1", name: "mcp__storydream__look_at_frames", input: { frames: [12] } }]),
			results([
				{
					type: "tool_result",
					tool_use_id: "t1",
					content: [
						{ type: "text", text: "Frame 12 (0.4 s, scene title-1)" },
						{ type: "image", source: { type: "base64", media_type: "image/jpeg", data: "AAAA" } },
						{ type: "text", text: "<system-reminder>secret</system-reminder>" },
					],
				},
			]),
		],
		events: [
			{ type: "tool:started", kind: "look", title: "Looking at frames" },
			{
				type: "picture",
				toolId: "t1",
				picture: { mediaType: "image/jpeg", data: "AAAA", frame: 12, alt: "Frame 12 (0.4 s, scene title-1)" },
			},
			{ type: "tool:finished", toolId: "t1", ok: true, summary: "Frame 12 (0.4 s, scene title-1)" },
		],
	},
	{
		name: "tells a failed tool from a finished one",
		messages: [
			whole([{ type: "tool_use", id: "t1", name: "Edit", input: { file_path: "a.ts", old_string: "a", new_string: "b" } }]),
			results([
				{ type: "tool_result", tool_use_id: "t1", is_error: true, content: "<tool_use_error>String not found</tool_use_error>" },
			]),
		],
		events: [{ type: "tool:started" }, { type: "tool:finished", ok: false, summary: "The text to change is not in the file." }],
	},
	{
		name: "shows nothing of a subagent, of what the SDK says in the model's place, nor of what it does not know",
		messages: [
			{ ...begin(), parent_tool_use_id: "t0" } as SDKMessage,
			whole([{ type: "text", text: "API Error: 401" }], "msg_9", "<synthetic>"),
			sdk({ type: "system", subtype: "status" }),
			sdk({ type: "something_new" }),
		],
		events: [],
	},
	{
		name: "shows a stopped tool as stopped, and none of the words that the SDK puts into the conversation then",
		messages: [
			whole([{ type: "tool_use", id: "t1", name: "mcp__storydream__run_command", input: { command: "sleep 9" } }]),
			results([
				{ type: "tool_result", tool_use_id: "t1", is_error: true, content: "[Request interrupted by user for tool use]" },
			]),
			sdk({
				type: "user",
				parent_tool_use_id: null,
				message: { role: "user", content: [{ type: "text", text: "[Request interrupted by user]" }] },
			}),
			sdk({ type: "user", parent_tool_use_id: null, message: { role: "user", content: "[Request interrupted by user]" } }),
			whole([{ type: "text", text: "No response requested." }], "msg_9", "<synthetic>"),
		],
		events: [{ type: "tool:started" }, { type: "tool:finished", ok: false, summary: "Stopped." }],
	},
	{
		name: "gives the usage of this turn",
		messages: [
			sdk({
				type: "result",
				subtype: "success",
				usage: { input_tokens: 1, output_tokens: 1 },
				model_usage_since_last_result: {
					a: { inputTokens: 10, outputTokens: 5, cacheReadInputTokens: 3, cacheCreationInputTokens: 2, costUSD: 0.25 },
					b: { inputTokens: 1, outputTokens: 1, cacheReadInputTokens: 0, cacheCreationInputTokens: 0, costUSD: 0.5 },
				},
			}),
		],
		events: [
			{ type: "usage", usage: { inputTokens: 11, outputTokens: 6, cacheReadTokens: 3, cacheWriteTokens: 2, costUsd: 0.75 } },
		],
	},
];

describe("what the SDK says, in the protocol's own events", () => {
	it.each(cases)("$name", ({ messages, events }) => {
		const got = run(messages);
		expect(got).toHaveLength(events.length);
		expect(got).toMatchObject(events);
	});

	it("cuts what is long", () => {
		const mapper = new EventMapper("/p");
		mapper.map(whole([{ type: "tool_use", id: "t", name: "Write", input: { file_path: "/p/a", content: "x".repeat(10_000) } }]));
		mapper.map(whole([{ type: "tool_use", id: "u", name: "Read", input: { file_path: "/p/a" } }]));
		const [written] = mapper.map(results([{ type: "tool_result", tool_use_id: "t", content: "written" }]));
		const [read] = mapper.map(results([{ type: "tool_result", tool_use_id: "u", content: "y".repeat(10_000) }]));
		if (written?.type !== "tool:finished" || read?.type !== "tool:finished") throw new Error("no end of the tools");
		expect(read.summary).toHaveLength(4000);
		expect(written.change?.after).toHaveLength(4000);
	});

	it("ends open cards when the run is over", () => {
		const mapper = new EventMapper("/p");
		mapper.map(whole([{ type: "tool_use", id: "t", name: "mcp__storydream__run_command", input: { command: "sleep 9" } }]));
		expect(mapper.openTools).toBe(1);
		expect(mapper.finish()).toMatchObject([{ type: "tool:finished", toolId: "t", ok: false }]);
		expect(mapper.finish()).toEqual([]);
	});
});
