import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import type { AgentEvent } from "@storydream/protocol";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startTestSandbox, type TestSandbox } from "../testing/harness.ts";
import { inOrder, type ScriptedModel, startScriptedModel } from "../testing/index.ts";
import { testAgentSandbox } from "./confinement.ts";

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

async function summaries(prompt: string): Promise<{ ok: boolean; summary: string }[]> {
	const { events } = await sandbox.run(prompt);
	return events
		.flatMap((event): AgentEvent[] => (event.type === "run:event" ? [event.event] : []))
		.flatMap((event) => (event.type === "tool:finished" ? [{ ok: event.ok, summary: event.summary ?? "" }] : []));
}

describe("with commands", () => {
	it.runIf(process.platform === "linux")("they write inside the project only, and reach nothing", async () => {
		const proof = await testAgentSandbox();
		sandbox = await startTestSandbox({ gatewayUrl: model.url });
		if (proof.restricted !== null) return expect(sandbox.running.host.health().restricted).toBe(proof.restricted);
		await sandbox.openNew();
		let connections = 0;
		const listener = createServer((socket) => {
			connections += 1;
			socket.destroy();
		});
		await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
		const address = listener.address();
		const port = typeof address === "object" && address !== null ? address.port : 0;
		const neighbour = path.join(sandbox.folder, "sandboxes", "two");
		await mkdir(neighbour, { recursive: true });
		await writeFile(path.join(neighbour, "secret.txt"), "neighbour-canary");
		// Nobody's in particular: it can be read, and yet not written.
		const beside = await mkdtemp(path.join(os.tmpdir(), "storydream-beside-"));
		const command = [
			"echo in > inside.txt",
			`echo out > ${sandbox.folder}/outside.txt`,
			`echo out > ${neighbour}/outside.txt`,
			`echo out > ${beside}/outside.txt`,
			`echo out > ${sandbox.dir}/claude/outside.txt`,
			"echo hook > .git/hooks-canary",
			"mkdir -p .claude && echo '{}' > .claude/settings.json",
			`cat ${neighbour}/secret.txt`,
			`(exec 3<>/dev/tcp/127.0.0.1/${port}) && echo connected`,
			`curl -s -m 3 http://127.0.0.1:${port}/`,
			"true",
		].join("; ");
		model.answer(
			inOrder(
				[{ tool: RUN, input: { command } }],
				[{ tool: RUN, input: { command: `echo out > ${beside}/free.txt`, dangerouslyDisableSandbox: true } }],
				[{ tool: "Bash", input: { command: `echo out > ${sandbox.folder}/free.txt`, dangerouslyDisableSandbox: true } }],
				[{ text: "Done." }],
			),
		);
		const [first, second, third] = await summaries("Try everything");
		listener.close();
		const project = path.join(sandbox.dir, "project");
		expect(existsSync(path.join(project, "inside.txt"))).toBe(true);
		for (const place of [
			`${sandbox.folder}/outside.txt`,
			`${neighbour}/outside.txt`,
			`${sandbox.dir}/claude/outside.txt`,
			`${project}/.git/hooks-canary`,
			`${beside}/outside.txt`,
			`${beside}/free.txt`,
			`${sandbox.folder}/free.txt`,
		]) {
			expect(existsSync(place), place).toBe(false);
		}
		await rm(beside, { recursive: true });
		expect(first?.summary).not.toContain("neighbour-canary");
		expect(first?.summary).not.toContain("connected");
		expect(second?.ok).toBe(false);
		expect(third?.ok).toBe(false);
		expect(model.requests.at(-1)?.tools).not.toContain("Bash");
		expect(connections).toBe(0);
	});
});

describe("restricted", () => {
	it("there are no commands, files outside stay out of reach, and the reason is reported", async () => {
		sandbox = await startTestSandbox({ gatewayUrl: model.url, environment: { AGENT_RESTRICTED: "No bubblewrap here." } });
		await sandbox.openNew();
		const health = (await (await sandbox.call("GET", "/health")).json()) as { restricted: string };
		expect(health.restricted).toBe("No bubblewrap here.");
		const outside = path.join(sandbox.folder, "outside.txt");
		await writeFile(path.join(sandbox.folder, "secret.txt"), "outside-canary");
		await symlink(sandbox.folder, path.join(sandbox.dir, "project", "way-out"));
		model.answer(
			inOrder(
				[
					{ tool: "Write", input: { file_path: outside, content: "x" } },
					{ tool: "Write", input: { file_path: path.join(sandbox.dir, "project/way-out/outside.txt"), content: "x" } },
					{ tool: "Write", input: { file_path: path.join(sandbox.dir, "project/.git/config"), content: "x" } },
					{ tool: "Write", input: { file_path: path.join(sandbox.dir, "project/.claude/settings.json"), content: "{}" } },
					{ tool: "Read", input: { file_path: path.join(sandbox.folder, "secret.txt") } },
					{ tool: "Read", input: { file_path: "/proc/self/environ" } },
					{ tool: "Glob", input: { pattern: "../../**/*.txt" } },
					{ tool: "Grep", input: { pattern: "canary", path: sandbox.folder } },
					{ tool: "Bash", input: { command: "echo hi" } },
					{ tool: RUN, input: { command: "echo hi" } },
				],
				[{ tool: "Write", input: { file_path: path.join(sandbox.dir, "project/inside.txt"), content: "x" } }],
				[{ text: "Done." }],
			),
		);
		const results = await summaries("Try everything");
		expect(model.requests.at(-1)?.tools).not.toContain("Bash");
		expect(model.requests.at(-1)?.tools).not.toContain(RUN);
		expect(results.map((result) => result.ok)).toEqual([...Array.from({ length: 10 }, () => false), true]);
		expect(existsSync(outside)).toBe(false);
		expect(existsSync(path.join(sandbox.dir, "project/inside.txt"))).toBe(true);
		expect(JSON.stringify(results)).not.toContain("outside-canary");
		// A link that leads out is not kept in a version.
		expect(existsSync(path.join(sandbox.dir, "project/way-out"))).toBe(false);
	});
});
