import type { SDKMessage } from "@anthropic-ai/claude-agent-sdk";
import type { AgentEvent, Usage } from "@storydream/protocol";
import { z } from "zod";
import { summaryOf } from "./summaries.ts";
import { lookOf, relativeTo } from "./titles.ts";

const CHANGE_LENGTH = 4000;

const ResultBlock = z.looseObject({
	type: z.string(),
	text: z.string().optional(),
	source: z.looseObject({ type: z.string(), media_type: z.string().optional(), data: z.string().optional() }).optional(),
});
const ToolResult = z.looseObject({
	type: z.literal("tool_result"),
	tool_use_id: z.string(),
	is_error: z.boolean().nullish(),
	content: z.union([z.string(), z.array(ResultBlock)]).nullish(),
});
/** What the SDK says beside the result of a write: the file as it was. */
const FileChange = z.looseObject({ originalFile: z.string().nullish() });
const ModelUsage = z.record(
	z.string(),
	z.looseObject({
		inputTokens: z.number(),
		outputTokens: z.number(),
		cacheReadInputTokens: z.number(),
		cacheCreationInputTokens: z.number(),
		costUSD: z.number(),
	}),
);

interface OpenTool {
	name: string;
	input: unknown;
}

/**
 * Turns what the SDK says during one run into the protocol's own events. It remembers which blocks have been streamed,
 * so that the whole message that follows is not shown again, and which can still be taken back.
 */
export class EventMapper {
	readonly #projectDir: string;
	/** Number of the model answer being streamed: part of every block's id. */
	#answer = 0;
	#answering = false;
	/** Text blocks of the answer being streamed: taken back when the stream drops. */
	#shown = new Set<string>();
	/** Ids of answers that were streamed: their whole messages are not shown again. */
	#streamed = new Set<string>();
	/** Tool calls whose input is still coming in, by index. */
	#arriving = new Map<number, { id: string; name: string; json: string; announced: boolean }>();
	#tools = new Map<string, OpenTool>();

	constructor(projectDir: string) {
		this.#projectDir = projectDir;
	}

	/** Tool calls that have started and not finished. */
	get openTools(): number {
		return this.#tools.size;
	}

	map(message: SDKMessage): AgentEvent[] {
		if ("parent_tool_use_id" in message && message.parent_tool_use_id !== null) return [];
		switch (message.type) {
			case "stream_event":
				return this.#stream(message.event);
			case "assistant":
				return this.#whole(message);
			case "user":
				return this.#results(message.message.content, message.tool_use_result);
			case "system":
				return this.#system(message);
			case "result":
				return [...this.#takeBack(), { type: "usage", usage: usageOf(message) }];
			default:
				return [];
		}
	}

	/** Ends what is still open when a run is over: cards must not spin for ever. */
	finish(): AgentEvent[] {
		const events: AgentEvent[] = [...this.#tools.keys()].map((toolId) => ({
			type: "tool:finished",
			toolId,
			ok: false,
			summary: "Stopped.",
		}));
		this.#tools.clear();
		return events;
	}

	#stream(event: Extract<SDKMessage, { type: "stream_event" }>["event"]): AgentEvent[] {
		switch (event.type) {
			case "message_start": {
				const events = this.#takeBack();
				this.#answer += 1;
				this.#answering = true;
				this.#streamed.add(event.message.id);
				return events;
			}
			case "content_block_start":
				if (event.content_block.type === "tool_use") {
					this.#arriving.set(event.index, {
						id: event.content_block.id,
						name: event.content_block.name,
						json: "",
						announced: false,
					});
				}
				return [];
			case "content_block_delta":
				return this.#delta(event.index, event.delta);
			case "message_delta":
				// Only a whole answer has a reason for its end: a dropped one is closed without.
				if (event.delta.stop_reason === null) return [];
				this.#answering = false;
				this.#shown.clear();
				this.#arriving.clear();
				return [];
			default:
				return [];
		}
	}

	#delta(index: number, delta: { type: string; text?: unknown; thinking?: unknown; partial_json?: unknown }): AgentEvent[] {
		const blockId = `${this.#answer}:${index}`;
		if (delta.type === "text_delta" && typeof delta.text === "string" && delta.text !== "") {
			this.#shown.add(blockId);
			return [{ type: "text", blockId, text: delta.text }];
		}
		if (delta.type === "thinking_delta" && typeof delta.thinking === "string" && delta.thinking !== "") {
			this.#shown.add(blockId);
			return [{ type: "thinking", blockId, text: delta.thinking }];
		}
		const tool = this.#arriving.get(index);
		if (delta.type !== "input_json_delta" || typeof delta.partial_json !== "string" || !tool || tool.announced) return [];
		tool.json += delta.partial_json;
		const file = /"file_path"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(tool.json)?.[1];
		if (file === undefined) return [];
		tool.announced = true;
		return this.#started(tool.id, tool.name, { file_path: z.string().catch("").parse(parseJson(file)) });
	}

	#whole(message: Extract<SDKMessage, { type: "assistant" }>): AgentEvent[] {
		// What the SDK says in the model's place is reported by the end of the run, in our own words.
		if (message.error !== undefined || message.message.model === "<synthetic>") return [];
		const streamed = this.#streamed.has(message.message.id);
		if (!streamed) this.#answer += 1;
		const events: AgentEvent[] = [];
		for (const [index, block] of message.message.content.entries()) {
			if (block.type === "tool_use") {
				const known = this.#tools.has(block.id);
				if (!known) events.push(...this.#started(block.id, block.name, block.input));
				else this.#tools.set(block.id, { name: block.name, input: block.input });
			} else if (streamed) {
			} else if (block.type === "text" && block.text !== "") {
				events.push({ type: "text", blockId: `${this.#answer}:${index}`, text: block.text });
			} else if (block.type === "thinking" && block.thinking !== "") {
				events.push({ type: "thinking", blockId: `${this.#answer}:${index}`, text: block.thinking });
			}
		}
		return events;
	}

	#started(toolId: string, name: string, input: unknown): AgentEvent[] {
		this.#tools.set(toolId, { name, input });
		return [{ type: "tool:started", toolId, ...lookOf(name, input, this.#projectDir) }];
	}

	#results(content: unknown, extra: unknown): AgentEvent[] {
		if (!Array.isArray(content)) return [];
		return content.flatMap((block) => {
			const parsed = ToolResult.safeParse(block);
			return parsed.success ? this.#finished(parsed.data, extra) : [];
		});
	}

	#finished(result: z.infer<typeof ToolResult>, extra: unknown): AgentEvent[] {
		const toolId = result.tool_use_id;
		const tool = this.#tools.get(toolId);
		if (!tool) return [];
		this.#tools.delete(toolId);
		const blocks = typeof result.content === "string" ? [{ type: "text", text: result.content }] : (result.content ?? []);
		const ok = result.is_error !== true;
		const events: AgentEvent[] = [];
		let before = "";
		for (const block of blocks) {
			if (block.type === "text") before = block.text ?? "";
			const source = "source" in block ? block.source : undefined;
			if (block.type !== "image" || source?.data === undefined) continue;
			const frame = /^Frame (\d+)/.exec(before)?.[1];
			events.push({
				type: "picture",
				toolId,
				picture: {
					mediaType: source.media_type ?? "image/jpeg",
					data: source.data,
					alt: before.split("\n")[0]?.slice(0, 200) ?? "",
					...(frame === undefined ? {} : { frame: Number(frame) }),
				},
			});
		}
		const summary = summaryOf(tool.name, ok, blocks.map((block) => block.text ?? "").join("\n"), this.#projectDir);
		const change = ok ? changeOf(tool, extra, this.#projectDir) : undefined;
		events.push({ type: "tool:finished", toolId, ok, ...(summary === "" ? {} : { summary }), ...(change ? { change } : {}) });
		return events;
	}

	#system(message: Extract<SDKMessage, { type: "system" }>): AgentEvent[] {
		if (message.subtype === "api_retry") {
			return [
				...this.#takeBack(),
				{
					type: "retrying",
					attempt: message.attempt,
					maxAttempts: message.max_retries,
					inMs: Math.round(message.retry_delay_ms),
					reason: retryReason(message.error_status),
				},
			];
		}
		if (message.subtype === "compact_boundary")
			return [{ type: "notice", text: "The conversation so far was summed up to make room." }];
		return [];
	}

	/** The answer being streamed will not be finished: what was shown of it is taken back. */
	#takeBack(): AgentEvent[] {
		if (!this.#answering) return [];
		this.#answering = false;
		const events: AgentEvent[] = [...this.#shown].map((blockId) => ({ type: "discard", blockId }));
		for (const tool of this.#arriving.values()) {
			if (!tool.announced || !this.#tools.delete(tool.id)) continue;
			events.push({ type: "tool:finished", toolId: tool.id, ok: false, summary: "The connection to the model broke off." });
		}
		this.#shown.clear();
		this.#arriving.clear();
		return events;
	}
}

function retryReason(status: number | null): string {
	if (status === null) return "The model can't be reached.";
	if (status === 429 || status === 529) return "The model provider is busy.";
	if (status === 401 || status === 403) return "The model provider refused the key.";
	return `The model provider failed (${status}).`;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// Half of an escape sequence: the whole message follows.
		return "";
	}
}

function changeOf(
	tool: OpenTool,
	extra: unknown,
	projectDir: string,
): { path: string; before?: string; after?: string } | undefined {
	const input = z
		.looseObject({
			file_path: z.string(),
			content: z.string().optional(),
			old_string: z.string().optional(),
			new_string: z.string().optional(),
		})
		.safeParse(tool.input);
	if (!input.success) return undefined;
	const where = relativeTo(projectDir, input.data.file_path);
	if (tool.name === "Edit")
		return { path: where, before: cut(input.data.old_string ?? ""), after: cut(input.data.new_string ?? "") };
	if (tool.name !== "Write") return undefined;
	const before = FileChange.safeParse(extra).data?.originalFile;
	return { path: where, ...(before ? { before: cut(before) } : {}), after: cut(input.data.content ?? "") };
}

function cut(text: string): string {
	return text.length <= CHANGE_LENGTH ? text : `${text.slice(0, CHANGE_LENGTH - 1)}…`;
}

/** Tokens and money of one turn: what was used since the turn before. */
export function usageOf(result: Extract<SDKMessage, { type: "result" }>): Usage {
	const since = "model_usage_since_last_result" in result ? ModelUsage.safeParse(result.model_usage_since_last_result) : null;
	if (since?.success) {
		const models = Object.values(since.data);
		const sum = (pick: (model: (typeof models)[number]) => number) => models.reduce((total, model) => total + pick(model), 0);
		return {
			inputTokens: count(sum((model) => model.inputTokens)),
			outputTokens: count(sum((model) => model.outputTokens)),
			cacheReadTokens: count(sum((model) => model.cacheReadInputTokens)),
			cacheWriteTokens: count(sum((model) => model.cacheCreationInputTokens)),
			costUsd: Math.max(
				0,
				sum((model) => model.costUSD),
			),
		};
	}
	return {
		inputTokens: count(result.usage.input_tokens),
		outputTokens: count(result.usage.output_tokens),
		cacheReadTokens: count(result.usage.cache_read_input_tokens),
		cacheWriteTokens: count(result.usage.cache_creation_input_tokens),
		costUsd: 0,
	};
}

function count(value: number | null | undefined): number {
	return Math.max(0, Math.round(value ?? 0));
}
