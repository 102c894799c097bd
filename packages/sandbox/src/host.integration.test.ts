import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startTestSandbox, type TestSandbox } from "./testing/harness.ts";
import { inOrder, type ScriptedModel, startScriptedModel } from "./testing/index.ts";

let model: ScriptedModel;
let sandbox: TestSandbox;

beforeAll(async () => {
	model = await startScriptedModel();
});
afterAll(async () => {
	await model.close();
});
afterEach(async () => {
	await sandbox.close();
});

function git(...args: string[]): string {
	return execFileSync("git", ["-C", path.join(sandbox.dir, "project"), ...args], { encoding: "utf8" });
}

describe("a turn", () => {
	it("writes a file, shows each step, and ends as a commit of the user with trailers", async () => {
		sandbox = await startTestSandbox({ gatewayUrl: model.url });
		await sandbox.openNew();
		const file = path.join(sandbox.dir, "project/src/note.ts");
		model.answer(
			inOrder(
				[{ text: "I will write it." }, { tool: "Write", input: { file_path: file, content: "export const note = 1;\n" } }],
				[{ text: "Done." }],
			),
		);
		const { events, end } = await sandbox.run("Make a film about tea\nwith details", "run-1");
		expect(end).toMatchObject({ outcome: "done", changed: true });
		expect(await readFile(file, "utf8")).toBe("export const note = 1;\n");
		const inner = events.flatMap((event) => (event.type === "run:event" ? [event.event] : []));
		expect(inner.map((event) => event.type)).toEqual([
			"started",
			"text",
			"tool:started",
			"tool:finished",
			"text",
			"usage",
			"saved",
		]);
		expect(inner.find((event) => event.type === "tool:started")).toMatchObject({
			kind: "write",
			title: "Writing note.ts",
			detail: "src/note.ts",
		});
		expect(git("log", "-1", "--format=%an <%ae>|%cn|%B")).toBe(
			"Ada Example <ada@example.org>|StoryDream|Make a film about tea\n\nStoryDream-Run: run-1\nStoryDream-Kind: turn\nStoryDream-Outcome: done\n\n",
		);
		expect(end.head).toBe(git("rev-parse", "main").trim());
		expect(end.agentSessionId).toMatch(/^[0-9a-f-]{36}$/);
	});
});

describe("the agent's program", () => {
	it("is not there while a film is only looked at, and waits when somebody has begun to write", async () => {
		sandbox = await startTestSandbox({ gatewayUrl: model.url });
		const early = await sandbox.call("POST", "/agent");
		expect(early.status).toBe(409);
		await sandbox.openNew();
		const agent = sandbox.running.host.agent();
		expect(agent.pid()).toBeNull();
		expect((await sandbox.call("POST", "/agent")).ok).toBe(true);
		expect((await sandbox.call("POST", "/agent")).ok).toBe(true);
		await expect.poll(() => agent.pid()).toBeGreaterThan(0);
		const waiting = agent.pid();
		model.answer(inOrder([{ text: "Done." }]));
		expect((await sandbox.run("Say that you are done")).end.outcome).toBe("done");
		expect(agent.pid()).toBe(waiting);
	});
});
