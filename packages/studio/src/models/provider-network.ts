import { z } from "zod";

/** Kinds of tools that the caller runs itself; a tool without a type is one of these. Each name may end in a date. */
const OWN_TOOLS = /^(custom|(bash|text_editor|computer|memory|tool_search_tool\w*)_\d{8})$/;
/** Blocks within blocks: a result of a tool holds pictures, a document holds text. */
const MOST_DEPTH = 4;

const Block = z.looseObject({
	type: z.string().optional(),
	source: z.looseObject({ type: z.string().optional(), content: z.unknown().optional() }).optional(),
	content: z.unknown().optional(),
});
const Request = z.looseObject({
	tools: z.array(z.looseObject({ type: z.string().nullish() })).nullish(),
	mcp_servers: z.unknown().optional(),
	container: z.unknown().optional(),
	system: z.unknown().optional(),
	messages: z.array(z.looseObject({ content: z.unknown().optional() })).nullish(),
});

/**
 * What in a request would make the provider itself open a connection or run a program for whoever asks: its own tools (web
 * search, web fetch, code), its MCP connector, and pictures or documents by address. A sandbox has no network, and a model's
 * provider must not be its way out. Null: nothing. What is no request of the Messages API is left to the provider to refuse.
 */
export function providerReach(request: unknown): string | null {
	const parsed = Request.safeParse(request);
	if (!parsed.success) return null;
	const { tools, mcp_servers: servers, container, system, messages } = parsed.data;
	const tool = tools?.find(({ type }) => type !== undefined && type !== null && !OWN_TOOLS.test(type));
	if (tool) return `the provider's tool ${JSON.stringify(String(tool.type).slice(0, 60))}`;
	if (Array.isArray(servers) && servers.length > 0) return "the provider's MCP connector";
	if (container !== undefined && container !== null) return "the provider's container";
	const contents = [system, ...(messages ?? []).map(({ content }) => content)];
	return contents.some((content) => hasAddress(content, MOST_DEPTH)) ? "a picture or a document by address" : null;
}

function hasAddress(content: unknown, depth: number): boolean {
	if (!Array.isArray(content)) return false;
	// Deeper than the API allows: refused rather than passed on unread.
	if (depth === 0) return content.length > 0;
	return content.some((each) => {
		const block = Block.safeParse(each);
		if (!block.success) return false;
		const { type, source } = block.data;
		// What a model asked a tool for is data of the agent's own.
		if (type === "tool_use") return false;
		return source?.type === "url" || hasAddress(source?.content, depth - 1) || hasAddress(block.data.content, depth - 1);
	});
}
