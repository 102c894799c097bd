import { describe, expect, it } from "vitest";
import { providerReach } from "./provider-network.ts";

const user = (content: unknown) => ({ model: "m", max_tokens: 1, messages: [{ role: "user", content }] });
const picture = (source: object) => ({ type: "image", source });
const byAddress = picture({ type: "url", url: "https://example.com/?secret" });
const bytes = picture({ type: "base64", media_type: "image/png", data: "AAAA" });

describe("a request to the provider", () => {
	it.each<[string, unknown]>([
		["text", user("https://example.com")],
		["a picture in bytes", user([bytes])],
		[
			"a tool of the agent's own",
			{
				...user("x"),
				tools: [
					{ name: "read", input_schema: {} },
					{ type: "custom", name: "write" },
				],
			},
		],
		["a tool that the caller runs", { ...user("x"), tools: [{ type: "bash_20250124", name: "bash" }] }],
		["a search among its own tools", { ...user("x"), tools: [{ type: "tool_search_tool_regex_20251119", name: "search" }] }],
		["an empty list of MCP servers", { ...user("x"), mcp_servers: [], container: null }],
		[
			"data of a tool call that looks like a picture by address",
			user([{ type: "tool_use", id: "1", name: "w", input: byAddress }]),
		],
		["what is no request", "x"],
	])("may hold %s", (_what, request) => {
		expect(providerReach(request)).toBeNull();
	});

	it.each<[string, unknown]>([
		["web search", { ...user("x"), tools: [{ type: "web_search_20250305", name: "web_search" }] }],
		["web fetch among others", { ...user("x"), tools: [{ name: "a" }, { type: "web_fetch_20250910", name: "web_fetch" }] }],
		["code execution", { ...user("x"), tools: [{ type: "code_execution_20250825", name: "code_execution" }] }],
		["a set of tools of an MCP server", { ...user("x"), tools: [{ type: "mcp_toolset", mcp_server_name: "s" }] }],
		["a tool of a kind that is not known", { ...user("x"), tools: [{ type: "bash_20250124_web", name: "b" }] }],
		["an MCP server", { ...user("x"), mcp_servers: [{ type: "url", url: "https://example.com", name: "s" }] }],
		["a container", { ...user("x"), container: "container_1" }],
		["a picture by address", user([byAddress])],
		["a document by address", user([{ type: "document", source: { type: "url", url: "https://example.com/x.pdf" } }])],
		["one in the result of a tool", user([{ type: "tool_result", tool_use_id: "1", content: [byAddress] }])],
		["one in a document of blocks", user([{ type: "document", source: { type: "content", content: [byAddress] } }])],
		["one in the system prompt", { ...user("x"), system: [byAddress] }],
		["blocks deeper than any answer has them", user([{ content: [{ content: [{ content: [{ content: [bytes] }] }] }] }])],
	])("may not make it reach out: %s", (_what, request) => {
		expect(providerReach(request)).toEqual(expect.any(String));
	});
});
