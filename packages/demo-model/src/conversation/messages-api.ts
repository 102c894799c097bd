import { z } from "zod";

/**
 * The part of the Messages API the demo model reads and writes. Requests are read loosely: what it does not know
 * (thinking, betas, cache marks, metadata) is ignored, as a newer client may send it.
 */
const TextBlock = z.looseObject({ type: z.literal("text"), text: z.string() });
const ToolUseBlock = z.looseObject({ type: z.literal("tool_use"), id: z.string(), name: z.string(), input: z.unknown() });
const ToolResultBlock = z.looseObject({
	type: z.literal("tool_result"),
	tool_use_id: z.string(),
	content: z.union([z.string(), z.array(z.looseObject({ type: z.string() }))]).nullish(),
	is_error: z.boolean().nullish(),
});
const OtherBlock = z.looseObject({ type: z.string() });
const Block = z.union([TextBlock, ToolUseBlock, ToolResultBlock, OtherBlock]);
export type Block = z.infer<typeof Block>;

const RequestMessage = z.looseObject({
	role: z.string(),
	content: z.union([z.string(), z.array(Block)]),
});
export type RequestMessage = z.infer<typeof RequestMessage>;

const OfferedTool = z.looseObject({
	name: z.string(),
	input_schema: z.looseObject({ properties: z.record(z.string(), z.unknown()).optional() }).optional(),
});
export type OfferedTool = z.infer<typeof OfferedTool>;

export const MessagesRequest = z.looseObject({
	model: z.string().default("unknown"),
	messages: z.array(RequestMessage).min(1),
	system: z.union([z.string(), z.array(z.looseObject({ text: z.string().optional() }))]).optional(),
	tools: z.array(OfferedTool).default([]),
	tool_choice: z.looseObject({ type: z.string() }).nullish(),
	stream: z.boolean().nullish(),
	max_tokens: z.number().optional(),
	output_config: z.looseObject({ format: z.looseObject({ schema: z.unknown().optional() }).nullish() }).nullish(),
	output_format: z.looseObject({ schema: z.unknown().optional() }).nullish(),
});
export type MessagesRequest = z.infer<typeof MessagesRequest>;

export function isText(block: Block): block is z.infer<typeof TextBlock> {
	return block.type === "text" && typeof Reflect.get(block, "text") === "string";
}
export function isToolUse(block: Block): block is z.infer<typeof ToolUseBlock> {
	return ToolUseBlock.safeParse(block).success;
}
export function isToolResult(block: Block): block is z.infer<typeof ToolResultBlock> {
	return ToolResultBlock.safeParse(block).success;
}

/** What the demo model says or does in one answer, in order. */
export type Said = { type: "text"; text: string } | { type: "tool"; name: string; input: Record<string, unknown> };

export interface Answer {
	said: Said[];
	/** `tool_use` when a tool is called, else `end_turn`. */
	stop: "tool_use" | "end_turn";
}

export const DEMO_MODEL_NAME = "storydream-demo";

/** All text of a request's system prompt. */
export function systemText(request: MessagesRequest): string {
	const fields = typeof request.system === "string" ? [request.system] : (request.system ?? []).map((block) => block.text ?? "");
	const inline = request.messages
		.filter((message) => message.role === "system")
		.map((message) =>
			blocksOf(message)
				.filter(isText)
				.map((block) => block.text)
				.join("\n"),
		);
	return [...fields, ...inline].join("\n");
}

/** A message's content as blocks, however it was written. */
export function blocksOf(message: RequestMessage): Block[] {
	return typeof message.content === "string" ? [{ type: "text", text: message.content }] : message.content;
}

/**
 * Tokens of something, estimated: four characters a token, and about 1,500 for a picture whatever its bytes. Honest
 * figures matter here: the SDK compacts a long conversation by them.
 */
export function estimateTokens(value: unknown): number {
	return Math.max(1, Math.ceil(weigh(value) / 4));
}

function weigh(value: unknown): number {
	if (typeof value === "string") return value.length;
	if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + weigh(item), 0);
	if (typeof value === "object" && value !== null) {
		if ("type" in value && value.type === "image") return 6000;
		let sum = 0;
		for (const [key, item] of Object.entries(value)) sum += key.length + weigh(item);
		return sum;
	}
	return 4;
}
