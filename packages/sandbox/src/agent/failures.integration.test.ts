import { execFileSync } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { AgentEvent, SandboxEvent } from "@storydream/protocol";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { markedProcesses } from "../processes.ts";
import { startTestSandbox, type TestSandbox } from "../testing/harness.ts";
import { inOrder, type ScriptedModel, type ScriptedReply, startScriptedModel } from "../testing/index.ts";

const RUN = "mcp__storydream__run_command";
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

function inner(events: SandboxEvent[]): AgentEvent[] {
	return events.flatMap((event) => (event.type === "run:event" ? [event.event] : []));
}

/** Command lines of everything the sandbox under test has started that sleeps. */
async function sleepers(): Promise<string[]> {
	const pids = await markedProcesses(sandbox.name);
	const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")));
	return lines.filter((line) => line.startsWith("sleep\0"));
}

describe("a provider that fails", () => {
	const cases: { name: string; reply: ScriptedReply; code: string; hint: RegExp }[] = [
		{ name: "refuses the key", reply: { status: 401 }, code: "model_auth", hint: /ANTHROPIC_API_KEY/ },
		{ name: "forbids the call", reply: { status: 403 }, code: "model_auth", hint: /ANTHROPIC_API_KEY/ },
		{
			name: "has no money left for this project",
			reply: { status: 402, message: "budget" },
			code: "budget_exceeded",
			hint: /budget/,
		},
		{
			name: "asks to wait for a minute",
			reply: { status: 429, headers: { "retry-after": "60" } },
			code: "model_rate_limited",
			hint: /Wait \d+ seconds/,
		},
		{ name: "limits the rate without saying for how long", reply: { status: 429 }, code: "model_rate_limited", hint: /Wait/ },
		{ name: "takes the request and says nothing", reply: { hang: "before-headers" }, code: "model_unreachable", hint: /network/ },
		{ name: "falls silent in mid-answer", reply: { hang: "mid-stream" }, code: "model_unreachable", hint: /network/ },
		{ name: "breaks every connection", reply: { dropAfter: "I was about to" }, code: "model_unreachable", hint: /network/ },
	];
	it.each(cases)("$name: reported in words, once, and the next prompt works", async ({ reply, code, hint }) => {
		sandbox = await startTestSandbox({ gatewayUrl: model.url, environment: { MODEL_DEADLINE_MS: "6000" } });
		await sandbox.openNew();
		model.answer(inOrder(reply));
		const { end, events } = await sandbox.run("Make a film");
		expect(end.outcome).toBe("failed");
		expect(end.error?.code).toBe(code);
		expect(end.error?.hint).toMatch(hint);
		expect(end.error?.message).toMatch(/^[A-Z].*kept\.$/);
		expect(end.changed).toBe(false);
		const shown = new Map<string, string>();
		for (const event of inner(events)) {
			if (event.type === "text") shown.set(event.blockId, `${shown.get(event.blockId) ?? ""}${event.text}`);
			if (event.type === "discard") shown.delete(event.blockId);
		}
		expect([...shown.values()].join("")).toBe("");
		model.answer(inOrder([{ text: "Here I am again." }]));
		const next = await sandbox.run("And now?");
		expect(next.end.outcome).toBe("done");
		expect(sandbox.events().filter((event) => event.type === "run:ended")).toHaveLength(2);
	});

	it("that drops one stream and then answers: what was shown is taken back", async () => {
		sandbox = await startTestSandbox({ gatewayUrl: model.url });
		await sandbox.openNew();
		const seen = () =>
			sandbox.waitFor((event): event is SandboxEvent => event.type === "run:event" && event.event.type === "text");
		model.answer(inOrder({ dropAfter: "First try", seen }, [{ text: "Second try" }]));
		const { end, events } = await sandbox.run("Make a film");
		expect(end.outcome).toBe("done");
		const types = inner(events).map((event) => event.type);
		expect(types).toEqual(["started", "text", "discard", "retrying", "text", "usage"]);
	});
});

describe("stopping", () => {
	it("in mid-turn commits what is there, and the next prompt works", async () => {
		sandbox = await startTestSandbox({ gatewayUrl: model.url });
		await sandbox.openNew();
		const file = path.join(sandbox.dir, "project/src/half.ts");
		model.answer(
			inOrder(
				[{ tool: "Write", input: { file_path: file, content: "export {};\n" } }],
				[{ text: "word ".repeat(2000), slowMs: 50 }],
			),
		);
		const started = await sandbox.call("POST", "/runs", { runId: "run-stop", content: "Make a film", title: "Make a film" });
		expect(started.status).toBe(200);
		await sandbox.waitFor((event): event is SandboxEvent => event.type === "run:event" && event.event.type === "text");
		expect((await sandbox.call("POST", "/runs/run-stop/stop")).status).toBe(200);
		const end = await sandbox.waitFor(
			(event): event is Extract<SandboxEvent, { type: "run:ended" }> => event.type === "run:ended",
		);
		expect(end).toMatchObject({ outcome: "stopped", changed: true });
		expect(end.error).toBeUndefined();
		const message = execFileSync("git", ["-C", path.join(sandbox.dir, "project"), "log", "-1", "--format=%B"], {
			encoding: "utf8",
		});
		expect(message).toContain("StoryDream-Outcome: stopped");
		model.answer(inOrder([{ text: "Going on." }]));
		expect((await sandbox.run("Go on")).end.outcome).toBe("done");
	});

	it("in the middle of a command ends the command too", async () => {
		sandbox = await startTestSandbox({ gatewayUrl: model.url });
		await sandbox.openNew();
		model.answer(inOrder([{ tool: RUN, input: { command: "sleep 345.678" } }], [{ text: "never" }]));
		await sandbox.call("POST", "/runs", { runId: "run-stop", content: "Wait", title: "Wait" });
		await sandbox.waitFor((event): event is SandboxEvent => event.type === "run:event" && event.event.type === "tool:started");
		await sandbox.call("POST", "/runs/run-stop/stop");
		const end = await sandbox.waitFor(
			(event): event is Extract<SandboxEvent, { type: "run:ended" }> => event.type === "run:ended",
		);
		expect(end.outcome).toBe("stopped");
		expect(inner(sandbox.events()).filter((event) => event.type === "tool:finished")).toHaveLength(1);
		expect(await sleepers()).toEqual([]);
	});

	it("in the middle of a command leaves nothing of it, and none of the empty files that stand where commands may not write", async () => {
		sandbox = await startTestSandbox({ gatewayUrl: model.url, environment: { AUTOSAVE_SECONDS: "0.3" } });
		if (sandbox.running.host.health().restricted !== null) return;
		await sandbox.openNew();
		const project = path.join(sandbox.dir, "project");
		const command = "echo half > half.txt; setsid -f sleep 345; (sleep 345 &); ls -A > seen.txt; sleep 345";
		model.answer(inOrder([{ tool: RUN, input: { command } }], [{ text: "never" }]));
		await sandbox.call("POST", "/runs", { runId: "run-stop", content: "Wait", title: "Wait" });
		await expect.poll(async () => (await sleepers()).length).toBe(3);
		await sandbox.waitFor((event): event is SandboxEvent => event.type === "autosaved");
		await sandbox.call("POST", "/runs/run-stop/stop");
		const end = await sandbox.waitFor(
			(event): event is Extract<SandboxEvent, { type: "run:ended" }> => event.type === "run:ended",
		);
		expect(end).toMatchObject({ outcome: "stopped", changed: true });
		expect(await sleepers()).toEqual([]);
		expect(await readFile(path.join(project, "seen.txt"), "utf8")).toContain(".bashrc");
		const history = execFileSync("git", ["-C", project, "log", "--name-only", "--format="], { encoding: "utf8" });
		expect(history).toContain("half.txt");
		expect(history).not.toMatch(/bashrc|gitconfig|vscode|settings|mcp\.json/);
		expect(await readdir(project)).not.toContain(".bashrc");
	});
});

describe("the agent's program", () => {
	it("killed in mid-turn ends the run as failed once, and the next run continues with the same conversation", async () => {
		sandbox = await startTestSandbox({ gatewayUrl: model.url });
		await sandbox.openNew();
		model.answer(inOrder([{ text: "First answer." }]));
		const first = await sandbox.run("Remember the word walrus");
		model.answer(inOrder([{ text: "word ".repeat(2000), slowMs: 50 }]));
		await sandbox.call("POST", "/runs", { runId: "run-kill", content: "Talk", title: "Talk" });
		await sandbox.waitFor(
			(event): event is SandboxEvent => event.type === "run:event" && event.runId === "run-kill" && event.event.type === "text",
		);
		const pid = sandbox.running.host.agent().pid();
		expect(pid).not.toBeNull();
		process.kill(pid ?? 0, "SIGKILL");
		const end = await sandbox.waitFor(
			(event): event is Extract<SandboxEvent, { type: "run:ended" }> => event.type === "run:ended" && event.runId === "run-kill",
		);
		expect(end).toMatchObject({ outcome: "failed", error: { code: "model_failed" } });
		model.answer(inOrder([{ text: "Back." }]));
		const next = await sandbox.run("Which word?");
		expect(next.end).toMatchObject({ outcome: "done", agentSessionId: first.end.agentSessionId });
		expect(JSON.stringify(model.requests.at(-1)?.body.messages)).toContain("walrus");
	});

	it("killed in the middle of a command takes the command with it", async () => {
		sandbox = await startTestSandbox({ gatewayUrl: model.url });
		if (sandbox.running.host.health().restricted !== null) return;
		await sandbox.openNew();
		model.answer(inOrder([{ tool: RUN, input: { command: "setsid sleep 346 & sleep 346" } }], [{ text: "never" }]));
		await sandbox.call("POST", "/runs", { runId: "run-kill", content: "Wait", title: "Wait" });
		await expect.poll(async () => (await sleepers()).length).toBe(2);
		process.kill(sandbox.running.host.agent().pid() ?? 0, "SIGKILL");
		const end = await sandbox.waitFor(
			(event): event is Extract<SandboxEvent, { type: "run:ended" }> => event.type === "run:ended",
		);
		expect(end).toMatchObject({ outcome: "failed", error: { code: "model_failed" } });
		expect(await sleepers()).toEqual([]);
	});

	it("continues with a conversation whose transcript came from another sandbox", async () => {
		sandbox = await startTestSandbox({ gatewayUrl: model.url });
		const sha = await sandbox.openNew();
		model.answer(inOrder([{ text: "I will." }]));
		const { end } = await sandbox.run("Remember the word walrus");
		const answer = await sandbox.call("GET", "/transcript");
		expect(answer.headers.get("x-transcript-session")).toBe(end.agentSessionId);
		const transcript = new Uint8Array(await answer.arrayBuffer());
		const rest = await sandbox.call("GET", `/transcript?from=${transcript.length}`);
		expect(rest.status).toBe(204);
		await sandbox.close();

		sandbox = await startTestSandbox({ gatewayUrl: model.url });
		const query = new URLSearchParams({
			projectId: "project-1",
			sha,
			userName: "Ada",
			userEmail: "a@example.org",
			agentSessionId: end.agentSessionId ?? "",
		});
		expect((await sandbox.call("PUT", `/project?${query}`)).status).toBe(200);
		expect((await sandbox.call("PUT", "/transcript", transcript)).status).toBe(200);
		const next = await sandbox.run("Which word?");
		expect(next.end).toMatchObject({ outcome: "done", agentSessionId: end.agentSessionId });
		expect(JSON.stringify(model.requests.at(-1)?.body.messages)).toContain("walrus");
	});

	it.each([
		["is missing", null],
		["is broken", "{not json\n"],
	])("starts a new conversation when the transcript %s, and the turn still works", async (_name, transcript) => {
		sandbox = await startTestSandbox({ gatewayUrl: model.url });
		const sha = sandbox.running.host.health().head ?? "";
		const query = new URLSearchParams({
			projectId: "p",
			sha,
			userName: "Ada",
			userEmail: "a@example.org",
			agentSessionId: "3f1c8a52-0000-4000-8000-000000000000",
		});
		await sandbox.call("PUT", `/project?${query}`);
		if (transcript !== null) await sandbox.call("PUT", "/transcript", new TextEncoder().encode(transcript));
		model.answer(inOrder([{ text: "Hello." }]));
		const { end, events } = await sandbox.run("Hello");
		expect(end.outcome).toBe("done");
		expect(end.agentSessionId).not.toBeNull();
		expect(inner(events).some((event) => event.type === "notice")).toBe(true);
	});
});

describe("secrets", () => {
	it("are in no environment of a command, no commit, no transcript and no event", async () => {
		sandbox = await startTestSandbox({ gatewayUrl: model.url });
		await sandbox.openNew();
		model.answer(
			inOrder(
				[{ tool: RUN, input: { command: "env; cat /proc/*/environ | tr '\\0' '\\n'; true" } }],
				[{ tool: RUN, input: { command: "env > env.txt; echo saved" } }],
				[{ text: "Done." }],
			),
		);
		const { end } = await sandbox.run("Show me everything");
		expect(end).toMatchObject({ outcome: "done", changed: true });
		const project = path.join(sandbox.dir, "project");
		expect(await readFile(path.join(project, "env.txt"), "utf8")).toContain("PATH=");
		const transcript = await (await sandbox.call("GET", "/transcript")).text();
		expect(transcript.length).toBeGreaterThan(100);
		const history = execFileSync("git", ["-C", project, "log", "-p"], { encoding: "utf8" });
		for (const place of [
			transcript,
			history,
			JSON.stringify(sandbox.events()),
			JSON.stringify(model.requests.map((request) => request.body)),
		]) {
			expect(place).not.toContain("canary");
		}
	});
});
