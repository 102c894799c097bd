import { readdirSync } from "node:fs";
import path from "node:path";
import type { Options } from "@anthropic-ai/claude-agent-sdk";
import type { Layout, SandboxConfig } from "../config.ts";
import { MARK } from "../processes.ts";
import { createGuard, type Verdict } from "./guard.ts";
import { systemPrompt } from "./system-prompt.ts";

/** Where a project's skills lie, below its folder and below the one the agent takes them from. */
export const SKILLS = ".claude/skills";
const FILE_TOOLS = ["Read", "Write", "Edit", "Glob"];
/** Attempts after the first one; the watch over the whole turn ends sooner when each of them hangs. */
const MAX_RETRIES = 4;

/** Environment of the SDK's program: built, never inherited. */
export function agentEnvironment(config: SandboxConfig, layout: Layout): Record<string, string> {
	return {
		PATH: [path.dirname(process.execPath), process.env.PATH ?? "/usr/local/bin:/usr/bin:/bin"].join(path.delimiter),
		HOME: layout.agentTmp,
		TMPDIR: layout.agentTmp,
		CLAUDE_CODE_TMPDIR: layout.agentTmp,
		LANG: "C.UTF-8",
		SHELL: "/bin/bash",
		CLAUDE_CONFIG_DIR: layout.claude,
		ANTHROPIC_BASE_URL: config.gatewayUrl,
		ANTHROPIC_AUTH_TOKEN: config.gatewayToken,
		CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
		DISABLE_AUTOUPDATER: "1",
		// Each of these would cost tokens, calls or time that a film does not need.
		CLAUDE_CODE_DISABLE_AUTO_MEMORY: "1",
		// It would follow links, and read the folders above, too: we read the project's own and add it to the prompt.
		CLAUDE_CODE_DISABLE_CLAUDE_MDS: "1",
		CLAUDE_CODE_DISABLE_BACKGROUND_TASKS: "1",
		CLAUDE_CODE_DISABLE_BUNDLED_SKILLS: "1",
		CLAUDE_CODE_DISABLE_CRON: "1",
		CLAUDE_CODE_DISABLE_FILE_CHECKPOINTING: "1",
		CLAUDE_CODE_DISABLE_FILE_MENTIONS: "1",
		CLAUDE_CODE_DISABLE_GIT_INSTRUCTIONS: "1",
		CLAUDE_CODE_DISABLE_NONSTREAMING_FALLBACK: "1",
		CLAUDE_CODE_DISABLE_TERMINAL_TITLE: "1",
		CLAUDE_CODE_MAX_RETRIES: String(MAX_RETRIES),
		API_TIMEOUT_MS: String(Math.round(config.modelDeadlineMs * 0.8)),
		CLAUDE_BYTE_STREAM_IDLE_TIMEOUT_MS: String(Math.max(10_000, Math.round(config.modelDeadlineMs * 0.45))),
		// All tools are listed from the start: nothing has to be searched for, and no placeholder says so.
		ENABLE_TOOL_SEARCH: "false",
		[MARK]: config.name,
	};
}

/** The SDK's options for a project. `restricted`: no commands. */
export function agentOptions(
	config: SandboxConfig,
	layout: Layout,
	parts: {
		restricted: boolean;
		/** Text of the project's `CLAUDE.md`; null when it has none. */
		notes: string | null;
		mcpServers: NonNullable<Options["mcpServers"]>;
		onRefused: (tool: string, reason: string) => void;
	},
): Omit<Options, "resume" | "sessionId" | "spawnClaudeCodeProcess" | "abortController"> {
	const guard = createGuard(layout, { commands: !parts.restricted });
	const decide = (tool: string, input: unknown): Verdict => {
		const verdict = guard(tool, input);
		if (!verdict.allow) parts.onRefused(tool, verdict.reason);
		return verdict;
	};
	return {
		cwd: layout.project,
		// Skills come from here (copies of the project's), settings from nowhere: those of a project could run commands.
		projectConfigRoot: layout.agentRoot,
		settingSources: ["project"],
		managedSettings: { allowManagedHooksOnly: true },
		skills: skillsOf(layout),
		strictMcpConfig: true,
		mcpServers: parts.mcpServers,
		systemPrompt: systemPrompt({ projectDir: layout.project, commands: !parts.restricted, notes: parts.notes }),
		// Commands are a tool of ours: what the SDK says of its Bash and of its sandbox would be 11 kB of every request. With
		// commands there is `grep`, and Grep's own description would be another 3 kB.
		tools: [...FILE_TOOLS, ...(parts.restricted ? ["Grep"] : []), "Skill"],
		disallowedTools: ["Bash", "WebFetch", "WebSearch", "Task", "Agent", "NotebookEdit", ...(parts.restricted ? [] : ["Grep"])],
		...(config.model === undefined ? {} : { model: config.model }),
		permissionMode: "default",
		includePartialMessages: true,
		env: agentEnvironment(config, layout),
		hooks: {
			PreToolUse: [
				{
					hooks: [
						async (input) => {
							if (input.hook_event_name !== "PreToolUse") return {};
							const verdict = decide(input.tool_name, input.tool_input);
							return {
								hookSpecificOutput: {
									hookEventName: "PreToolUse",
									permissionDecision: verdict.allow ? "allow" : "deny",
									...(verdict.allow ? {} : { permissionDecisionReason: verdict.reason }),
								},
							};
						},
					],
				},
			],
		},
		// Asked where the hook's word is not enough: the same rules.
		canUseTool: async (tool, input) => {
			const verdict = decide(tool, input);
			return verdict.allow ? { behavior: "allow", updatedInput: input } : { behavior: "deny", message: verdict.reason };
		},
	};
}

/** The project's skills by name: what else the SDK would list are its own, and none of them makes films. */
function skillsOf(layout: Layout): string[] {
	try {
		return readdirSync(path.join(layout.agentRoot, SKILLS));
	} catch {
		// A project that has none.
		return [];
	}
}
