import { describe, expect, it, test } from "vitest";
import { summaryOf } from "./summaries.ts";

/** Texts of the SDK's program that stand in the place of a tool's answer. */
const INNER = [
	"[Request interrupted by user]",
	"[Request interrupted by user for tool use]",
	"[Request interrupted: the session ended before this agent finished. Nobody asked]",
	"The user doesn't want to proceed with this tool use. The tool use was rejected (eg. if it was a file edit, the new_string was NOT written to the file). STOP what you are doing and wait for the user to tell you how to proceed.",
	"The user doesn't want to take this action right now. STOP what you are doing and wait for the user to tell you how to proceed.",
	"API Error: Request was aborted.",
	"No response requested.",
	"<tool_use_error>InputValidationError: Edit failed due to the following issue: The required parameter `old_string` is missing</tool_use_error>",
	"<tool_use_error>File has not been read yet. Read it first before writing to it.</tool_use_error>",
	"<tool_use_error>String to replace not found in file.\nString: const a = 1;</tool_use_error>",
	"<tool_use_error>Error: No such tool available: Bash</tool_use_error>",
	"API Error: 400 orphaned tool_result in conversation",
	'API Error: 529 {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"},"request_id":"req_01"}',
	"MCP error -32602: Invalid arguments for tool run_command",
	"Error: ENOENT: no such file or directory, open '/var/lib/storydream/sessions/a/project/src/x.ts'",
	"Not allowed: files outside of the project's folder (/var/lib/storydream/sessions/a/project) are out of reach.",
	"TypeError: x is not a function\n    at call (/app/cli.js:10:20)",
];
const PROJECT = "/var/lib/storydream/sessions/a/project";
const TOOLS = ["Read", "Write", "Edit", "Glob", "Grep", "Skill", "TodoWrite", "Task", "mcp__storydream__run_command"];
const FORBIDDEN =
	/Request interrupted|user doesn't want|rejected|API Error|InputValidationError|MCP error|tool_use|\/var\/lib|cli\.js|req_01|No response requested|No such tool|ENOENT/;

describe("what the SDK says of itself", () => {
	test.each(TOOLS.flatMap((tool) => INNER.map((text) => [tool, text.slice(0, 60), text] as const)))(
		"%s: %s is never shown",
		(tool, _start, text) => {
			// Words such as ENOENT may be the answer of a command that a person can understand only as it is.
			const own = tool.startsWith("mcp__") && /ENOENT|Not allowed/.test(text);
			const shown = summaryOf(tool, false, text, PROJECT);
			expect(shown).not.toBe("");
			if (!own) expect(shown).not.toMatch(FORBIDDEN);
		},
	);

	it.each([
		["Write", "File created successfully at: /var/lib/storydream/project/src/a.tsx"],
		["Edit", "The file /var/lib/x.ts has been updated. Here's the result of running `cat -n`"],
		["TodoWrite", "Todos have been modified successfully. Ensure that you continue to use the todo list"],
		["Skill", "Launching skill: remotion-best-practices"],
	])("%s that worked says nothing beside its card", (tool, text) => expect(summaryOf(tool, true, text, PROJECT)).toBe(""));

	it("is taken out of an answer that holds it, also where its end was cut off", () => {
		expect(summaryOf("Read", true, "     1\tconst a = 1;\n<system-reminder>Be careful</system-reminder>", PROJECT)).toBe(
			"1\tconst a = 1;",
		);
		expect(summaryOf("Read", true, "const a = 1;\n<system-reminder>Be careful, and", PROJECT)).toBe("const a = 1;");
	});

	it("leaves the answers of our own tools as they are", () => {
		const text = "src/a.tsx(3,5): error TS2322: Type 'string' is not assignable to type 'number'.";
		expect(summaryOf("mcp__storydream__check_project", false, text, PROJECT)).toBe(text);
		expect(summaryOf("mcp__storydream__run_command", false, "The command failed with code 1.\nno such file", PROJECT)).toContain(
			"code 1",
		);
	});

	it("says nothing of where the SDK keeps pictures and long answers, and paths begin in the project", () => {
		const pictures = [
			"Frame 12 (0.4 s, scene title-1)",
			"[Image: source: /var/lib/storydream/sessions/a/claude/projects/x/tool-results/blob-1.jpg]",
			"[Image: original 1920x1080, displayed at 960x540.]",
		];
		expect(summaryOf("mcp__storydream__look_at_frames", true, pictures.join("\n"), PROJECT)).toBe(pictures[0]);
		const long =
			"<persisted-output>\nOutput too large (60KB). Full output saved to: /var/lib/x/tool-results/1.txt\n</persisted-output>";
		expect(summaryOf("mcp__storydream__run_command", true, long, PROJECT)).toBe("");
		const files = `${PROJECT}/src/Film.tsx\n/var/lib/storydream/sessions/a/tmp/x.txt`;
		expect(summaryOf("Glob", true, files, PROJECT)).toBe("src/Film.tsx\ntmp/x.txt");
	});
});
