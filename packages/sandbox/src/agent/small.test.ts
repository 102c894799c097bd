import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { SDKMessage } from "@anthropic-ai/claude-agent-sdk";
import { afterAll, describe, expect, it } from "vitest";
import { modelError } from "./failures.ts";
import { createGuard } from "./guard.ts";
import { contextSentence, promptContent } from "./prompt.ts";
import { lookOf } from "./titles.ts";
import { spread } from "./tools.ts";
import { typeFindings } from "./type-check.ts";
import { ModelWatch } from "./watch.ts";

describe("titles of tool calls", () => {
	it.each([
		["Read", { file_path: "/p/src/storyboard.json" }, "Reading the storyboard"],
		["Edit", { file_path: "/p/src/scenes/BigNumber.tsx" }, "Changing the scene BigNumber"],
		["Write", { file_path: "src/theme.ts" }, "Writing the theme"],
		["Read", { file_path: "/r/.claude/skills/motion-and-timing/SKILL.md" }, "Reading the guide on motion and timing"],
		["mcp__storydream__run_command", { command: "ls", description: "List the scenes" }, "List the scenes"],
		["mcp__storydream__run_command", { command: "ls" }, "Running a command"],
		["Skill", { skill: "color" }, "Reading up on color"],
		["Glob", { pattern: "**/*.ts" }, "Looking for files"],
		["mcp__storydream__check_project", {}, "Checking the project"],
		["mcp__other__do_things", {}, "Using do things"],
		["ToolSearch", {}, "Using a tool"],
		["Write", {}, "Writing a file"],
	])("%s %j is “%s”", (tool, input, title) => {
		expect(lookOf(tool, input, "/p").title).toBe(title);
	});
});

describe("the guard of file tools", () => {
	const root = realpathSync(mkdtempSync(path.join(os.tmpdir(), "storydream-guard-")));
	const project = path.join(root, "project");
	mkdirSync(path.join(project, "src"), { recursive: true });
	mkdirSync(path.join(project, ".git"));
	mkdirSync(path.join(root, "node_modules", "remotion"), { recursive: true });
	mkdirSync(path.join(root, "claude"));
	writeFileSync(path.join(root, "secret"), "s");
	symlinkSync(root, path.join(project, "out"));
	symlinkSync(path.join(root, "not-there-yet"), path.join(project, "dangling"));
	afterAll(() => rmSync(root, { recursive: true }));
	const guard = createGuard(
		{ project, nodeModules: path.join(root, "node_modules"), agentRoot: path.join(root, "agent-root") },
		{ commands: false },
	);
	const at = (...parts: string[]) => path.join(project, ...parts);

	it.each([
		["Write", { file_path: at("src/new/deep.ts") }, true],
		["Write", { file_path: "src/relative.ts" }, true],
		["Edit", { file_path: at("src/a.ts") }, true],
		["Write", { file_path: at("..", "outside.ts") }, false],
		["Write", { file_path: at("out", "outside.ts") }, false],
		["Write", { file_path: at("dangling") }, false],
		["Write", { file_path: at("dangling", "x") }, false],
		["Write", { file_path: "/etc/passwd" }, false],
		["Write", { file_path: at(".git", "config") }, false],
		["Write", { file_path: at(".GIT", "config") }, false],
		["Write", { file_path: at(".claude", "settings.json") }, false],
		["Write", { file_path: at(".claude", "settings.local.json") }, false],
		["Write", { file_path: at(".claude", "hooks", "x.sh") }, false],
		["Write", { file_path: at(".claude", "skills", "mine", "SKILL.md") }, true],
		["Write", { file_path: at(".mcp.json") }, false],
		["Write", { file_path: path.join(root, "node_modules/remotion/index.js") }, false],
		["Write", { file_path: at("public/assets/upload.png") }, false],
		["Write", { file_path: `${at("src")}\0.ts` }, false],
		["Write", {}, false],
		["Read", { file_path: at("src/a.ts") }, true],
		["Read", { file_path: path.join(root, "node_modules/remotion/index.d.ts") }, true],
		["Read", { file_path: path.join(root, "secret") }, false],
		["Read", { file_path: at("out", "secret") }, false],
		["Read", { file_path: path.join(root, "claude/x.jsonl") }, false],
		["Read", { file_path: "/proc/self/environ" }, false],
		["Read", { file_path: at(".git", "config") }, false],
		["Glob", { pattern: "**/*.tsx" }, true],
		["Glob", { pattern: "/etc/*" }, false],
		["Glob", { pattern: "../**" }, false],
		["Grep", { pattern: "x", path: root }, false],
		["Grep", { pattern: "x" }, true],
		["Grep", { pattern: "x", path: at("out") }, false],
		["Bash", { command: "ls" }, false],
		["mcp__storydream__run_command", { command: "ls" }, false],
		["WebFetch", { url: "http://x" }, false],
		["Task", {}, false],
		["mcp__storydream__check_project", {}, true],
		["mcp__foreign__tool", {}, false],
	])("%s %j: allowed %s", (tool, input, allowed) => {
		expect(guard(tool, input).allow).toBe(allowed);
	});

	it("lets commands through where they are held, and only by our own tool", () => {
		const open = createGuard({ project, nodeModules: root, agentRoot: root }, { commands: true });
		expect(open("mcp__storydream__run_command", { command: "ls" }).allow).toBe(true);
		expect(open("Bash", { command: "ls" }).allow).toBe(false);
		expect(open("Bash", { command: "ls", dangerouslyDisableSandbox: true }).allow).toBe(false);
	});
});

describe("failures of the model", () => {
	it.each([
		[401, "", "model_auth"],
		[403, "", "model_auth"],
		[402, "", "budget_exceeded"],
		[413, "", "too_large"],
		[429, "", "model_rate_limited"],
		[529, "", "model_rate_limited"],
		[500, "", "model_failed"],
		[404, "", "model_unavailable"],
		[null, "API Error: Connection error.", "model_unreachable"],
		[null, "Request timed out.", "model_unreachable"],
		[null, "Invalid API key", "model_auth"],
		[null, "Prompt is too long", "too_large"],
		[null, "something else", "model_failed"],
	])("%s %s is %s, with a sentence and a next step", (status, text, code) => {
		const error = modelError({ status, text });
		expect(error.code).toBe(code);
		expect(error.message).toMatch(/^[A-Z].*\.$/);
		expect(error.hint).not.toBe("");
		if (text !== "") expect(error.message).not.toContain(text);
	});
});

describe("what the person points at", () => {
	it.each([
		[undefined, ""],
		[{}, ""],
		[{ frame: 130, sceneId: "big-number-2" }, "[The person points at scene big-number-2, frame 130 (4.3 s)]"],
		[{ range: { from: 30, to: 60 } }, "[The person points at frames 30 to 60 (1.0 s to 2.0 s)]"],
		[
			{ element: { file: "src/scenes/Title.tsx", line: 4, column: 2, text: "Hello\n world" } },
			"[The person points at the element “Hello world” at src/scenes/Title.tsx:4:2]",
		],
	])("%j is reported as “%s”", (context, sentence) => {
		expect(contextSentence(context, 30)).toBe(sentence);
	});

	it("stands before the message, pictures before both, and a slash is no command", () => {
		const content = promptContent(
			{ content: "/clear it", context: { frame: 0 }, attachments: [{ name: "a.png", mediaType: "image/png", data: "AAAA" }] },
			30,
		);
		expect(content).toMatchObject([
			{ type: "image" },
			{ type: "text", text: "[The person points at frame 0 (0.0 s)]\nThe person writes: /clear it" },
		]);
	});

	it("refuses pictures no model can look at", () => {
		const send = (mediaType: string, data: string) => () =>
			promptContent({ content: "x", attachments: [{ name: "a", mediaType, data }] }, 30);
		expect(send("image/tiff", "AAAA")).toThrow(/can't be looked at/);
		expect(send("image/png", "A".repeat(14_000_000))).toThrow(/bigger than/);
	});
});

describe("the watch over the model", () => {
	const say = (message: object) => message as unknown as SDKMessage;
	const started = say({ type: "stream_event", event: { type: "message_start" } });
	const finished = say({ type: "stream_event", event: { type: "message_delta", delta: { stop_reason: "end_turn" } } });
	const retry = (status: number | null, delay: number) =>
		say({ type: "system", subtype: "api_retry", error_status: status, retry_delay_ms: delay });

	it("gives up a model that never says anything, but not one that answers or waits for a tool", () => {
		const watch = new ModelWatch(1000, 0);
		expect(watch.check(900, 0)).toBeNull();
		expect(watch.check(1100, 0)?.code).toBe("model_unreachable");
		expect(watch.check(1100, 1)).toBeNull();
		watch.see(started, 1200);
		expect(watch.check(9000, 0)).toBeNull();
		watch.see(say({ type: "user" }), 9000);
		expect(watch.check(9900, 0)).toBeNull();
		expect(watch.check(10_100, 0)?.code).toBe("model_unreachable");
	});

	it("gives up one whose answers keep breaking off, counted from the first trouble", () => {
		const watch = new ModelWatch(1000, 0);
		watch.see(started, 100);
		watch.see(retry(null, 10), 500);
		watch.see(started, 600);
		expect(watch.check(1000, 0)).toBeNull();
		expect(watch.check(1200, 0)?.code).toBe("model_unreachable");
	});

	it("forgets trouble once an answer has come whole", () => {
		const watch = new ModelWatch(1000, 0);
		watch.see(retry(null, 10), 100);
		watch.see(started, 200);
		watch.see(finished, 300);
		expect(watch.check(5000, 0)).toBeNull();
	});

	it("does not wait as long as a provider asks to", () => {
		const watch = new ModelWatch(60_000, 0);
		const error = watch.see(retry(429, 61_000), 100);
		expect(error?.code).toBe("model_rate_limited");
		expect(error?.hint).toContain("61 seconds");
		expect(watch.see(retry(429, 1000), 200)).toBeNull();
	});
});

describe("small things", () => {
	it("spreads frames evenly, ends included", () => {
		expect(spread([1, 2, 3], 8)).toEqual([1, 2, 3]);
		expect(spread([0, 1, 2, 3, 4, 5, 6, 7, 8], 3)).toEqual([0, 4, 8]);
	});

	it("reads the compiler's output", () => {
		expect(typeFindings("src/a.ts(3,5): error TS2322: Type 'x' is not 'y'.\n  Because.\nerror TS18003: No inputs.\n")).toEqual([
			"types: src/a.ts:3:5 Type 'x' is not 'y'. (TS2322) Because.",
			"types: TS18003: No inputs.",
		]);
	});
});
