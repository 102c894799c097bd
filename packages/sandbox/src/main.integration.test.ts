import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, realpath, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { SandboxHealth } from "@storydream/protocol";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { markedProcesses, SANDBOX_MAIN } from "./index.ts";
import { makeTemplate } from "./testing/harness.ts";
import { inOrder, type ScriptedModel, startScriptedModel } from "./testing/index.ts";

const TOKEN = "sandbox-token-canary-0123456789";
const DEADLINE_MS = 120_000;
const Endpoint = z.object({ incarnation: z.string(), pid: z.int(), agentPort: z.int(), previewPort: z.int() });

let model: ScriptedModel;
let folder: string;
let template: string;
let child: ChildProcess;
let said = "";
let exited: Promise<number | null>;

beforeAll(async () => {
	model = await startScriptedModel();
});
afterAll(async () => {
	await model.close();
});
beforeEach(async () => {
	folder = await realpath(await mkdtemp(path.join(os.tmpdir(), "storydream-main-")));
	template = await makeTemplate(folder);
});
afterEach(async () => {
	child.kill("SIGKILL");
	await exited;
	// A process that has just been killed may not be gone yet.
	await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
});

const sandboxDir = () => path.join(folder, "sandboxes", "one");
const name = () => `main-${path.basename(folder).toLowerCase()}`;

function start(environment: Record<string, string> = {}): void {
	said = "";
	child = spawn(process.execPath, [SANDBOX_MAIN], {
		stdio: ["ignore", "pipe", "pipe"],
		env: {
			PATH: process.env.PATH ?? "",
			HOME: folder,
			SANDBOX_NAME: name(),
			SANDBOX_DIR: sandboxDir(),
			SANDBOX_INCARNATION: "inc-7",
			SANDBOX_TOKEN: TOKEN,
			GATEWAY_URL: model.url,
			GATEWAY_TOKEN: "gateway-token-canary",
			TEMPLATE_DIR: template,
			...environment,
		},
	});
	for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (said += chunk.toString("utf8")));
	exited = new Promise((resolve) => child.once("exit", resolve));
}

async function until<T>(what: string, find: () => Promise<T | null>): Promise<T> {
	const end = performance.now() + DEADLINE_MS;
	for (;;) {
		const found = await find();
		if (found !== null) return found;
		if (performance.now() > end) throw new Error(`${what} did not happen; the sandbox said: ${said.slice(-3000)}`);
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

const endpoint = () =>
	until("endpoint.json", async () => {
		const text = await readFile(path.join(sandboxDir(), "endpoint.json"), "utf8").catch(() => null);
		return text === null ? null : Endpoint.parse(JSON.parse(text));
	});

async function call(method: string, where: string, body?: unknown): Promise<Response> {
	const { agentPort } = await endpoint();
	return fetch(`http://127.0.0.1:${agentPort}${where}`, {
		method,
		headers: { authorization: `Bearer ${TOKEN}`, ...(body === undefined ? {} : { "content-type": "application/json" }) },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
}

async function openProject(): Promise<void> {
	const health = SandboxHealth.parse(await (await call("GET", "/health")).json());
	const query = new URLSearchParams({ projectId: "p", sha: health.head ?? "", userName: "Ada", userEmail: "a@example.org" });
	expect((await call("PUT", `/project?${query}`)).status).toBe(200);
}

const noneLeft = () =>
	until("the end of all processes", async () => ((await markedProcesses(name())).length === 0 ? true : null));

describe("the process of a sandbox", () => {
	it("says where it is, serves, and ends with everything it started when it is instructed to", async () => {
		start();
		const found = await endpoint();
		expect(found).toMatchObject({ incarnation: "inc-7", pid: child.pid });
		expect((await fetch(`http://127.0.0.1:${found.previewPort}/`)).status).toBeGreaterThan(0);
		await openProject();
		model.answer(inOrder([{ tool: "mcp__storydream__run_command", input: { command: "sleep 456.7" } }], [{ text: "never" }]));
		await call("POST", "/runs", { runId: "run-1", content: "Wait", title: "Wait" });
		await until("the run", async () => (model.requests.length > 0 ? true : null));
		expect((await markedProcesses(name())).length).toBeGreaterThan(0);
		child.kill("SIGTERM");
		expect(await exited).toBe(0);
		await noneLeft();
	});

	it("ends by POST /end", async () => {
		start();
		await openProject();
		expect((await call("POST", "/end")).status).toBe(200);
		expect(await exited).toBe(0);
		await noneLeft();
	});

	it("ends at once when it is instructed to while it starts", async () => {
		start();
		await until("the first sign of it", async () => (existsSync(sandboxDir()) ? true : null));
		child.kill("SIGTERM");
		await exited;
		expect(said).not.toContain("Error");
		await noneLeft();
	});

	it("leaves what was compiled for its start to the next one, beside the bundle of dependencies", async () => {
		const seed = path.join(folder, "seed");
		start({ VITE_CACHE_SEED: seed });
		await endpoint();
		await until("the compiled code", async () => {
			const kept = await readdir(path.join(seed, "code"), { recursive: true }).catch(() => []);
			return kept.length > 100 ? true : null;
		});
		child.kill("SIGTERM");
		expect(await exited).toBe(0);
		await noneLeft();
	});

	it("starts as nobody's with a handover token, serves its preview meanwhile, and is whose it is when it is handed over", async () => {
		const pool = "pool-token-canary-0123456789";
		const nobody = { SANDBOX_NAME: "", SANDBOX_INCARNATION: "", SANDBOX_TOKEN: "", GATEWAY_TOKEN: "" };
		start({ ...nobody, HANDOVER_TOKEN: pool });
		const { agentPort, previewPort } = await endpoint();
		expect((await fetch(`http://127.0.0.1:${previewPort}/`)).status).toBeGreaterThan(0);
		expect((await call("GET", "/health")).status).toBe(401);
		const answer = await fetch(`http://127.0.0.1:${agentPort}/handover`, {
			method: "POST",
			headers: { authorization: `Bearer ${pool}`, "content-type": "application/json" },
			body: JSON.stringify({ name: name(), incarnation: "inc-7", token: TOKEN, gatewayToken: "gateway-token-canary" }),
		});
		expect(answer.status).toBe(200);
		await until("the agent", async () => {
			const health = SandboxHealth.parse(await (await call("GET", "/health")).json());
			return health.state === "empty" ? true : null;
		});
		await openProject();
		model.answer(inOrder([{ tool: "mcp__storydream__run_command", input: { command: "sleep 456.7" } }], [{ text: "never" }]));
		await call("POST", "/runs", { runId: "run-1", content: "Wait", title: "Wait" });
		await until("the run", async () => (model.requests.length > 0 ? true : null));
		child.kill("SIGTERM");
		expect(await exited).toBe(0);
		expect(said).not.toContain("canary");
		await noneLeft();
	});

	it("ends by itself when no studio asks for it any more", async () => {
		start({ ORPHAN_MINUTES: "0.01" });
		expect(await exited).toBe(0);
		await noneLeft();
	});

	it("names every wrong variable and ends", async () => {
		start({ GATEWAY_URL: "no url", SANDBOX_TOKEN: "short" });
		expect(await exited).toBe(1);
		expect(said).toContain("GATEWAY_URL");
		expect(said).toContain("SANDBOX_TOKEN");
		expect(said).not.toContain("canary");
	});
});
