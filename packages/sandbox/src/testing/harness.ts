import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { SandboxEvent } from "@storydream/protocol";
import { WebSocket } from "ws";
import { createAgent, testAgentSandbox } from "../agent/index.ts";
import { readConfig, type SandboxConfig } from "../config.ts";
import type { HostParts } from "../host.ts";
import { Converter } from "../media/index.ts";
import type { PreviewPort } from "../ports.ts";
import { type RunningSandbox, runSandbox } from "../run.ts";

export const TOKEN = "sandbox-token-canary-0123456789";
export const GATEWAY_TOKEN = "gateway-token-canary-0123456789";

/** A storyboard of one scene that keeps the protocol's rules. */
export const STORYBOARD = {
	fps: 30,
	width: 1920,
	height: 1080,
	theme: {
		palette: {
			background: "#101014",
			surface: "#1a1a22",
			text: "#f5f5f7",
			muted: "#9a9aa5",
			accent: "#ff5a36",
			accent2: "#3fa7ff",
		},
		fonts: { heading: "Inter", body: "Inter" },
		radius: 24,
		motion: 1,
	},
	scenes: [{ id: "title-1", scene: "Title", durationInFrames: 90, props: { title: "Hello" } }],
	audio: [],
	captions: [],
};

/** A template with the convention's files and nothing to install: `node_modules` is the workspace's own. */
export async function makeTemplate(folder: string): Promise<string> {
	const dir = path.join(folder, "template");
	await mkdir(path.join(dir, "src/scenes"), { recursive: true });
	await mkdir(path.join(dir, ".claude/skills/motion"), { recursive: true });
	const remotion = path.dirname(createRequire(import.meta.url).resolve("remotion/package.json"));
	await symlink(path.dirname(remotion), path.join(folder, "node_modules"));
	await writeFile(path.join(dir, "CLAUDE.md"), "# The project\n\nsrc/storyboard.json is the film.\n");
	await writeFile(
		path.join(dir, ".claude/skills/motion/SKILL.md"),
		"---\nname: motion\ndescription: How things move.\n---\nEase out.\n",
	);
	await writeFile(path.join(dir, ".gitignore"), "node_modules/\npublic/assets/\nout/\n");
	await writeFile(path.join(dir, "src/storyboard.json"), `${JSON.stringify(STORYBOARD, null, 2)}\n`);
	await writeFile(path.join(dir, "src/index.ts"), "export const greeting: string = 'hello';\n");
	await writeFile(
		path.join(dir, "tsconfig.json"),
		JSON.stringify({
			compilerOptions: {
				target: "ES2022",
				module: "ESNext",
				moduleResolution: "bundler",
				strict: true,
				noEmit: true,
				skipLibCheck: true,
				types: [],
			},
			include: ["src"],
		}),
	);
	return dir;
}

/** A preview that shows nothing: for tests of everything around it. */
export function silentPreview(): PreviewPort {
	return {
		port: 1,
		url: "http://127.0.0.1:1/",
		access: { cookie: { name: "none", value: "", httpOnly: true, sameSite: "Strict" }, admit: () => {} },
		waitUntilReady: async () => {},
		errors: () => [],
		catalog: () => null,
		currentCatalog: () => null,
		video: () => null,
		storyboardProblem: () => null,
		settle: async () => "",
		onUpdated: () => () => {},
		close: async () => {},
	};
}

/** The parts of a sandbox that starts in a fraction of the time: the real agent and git, no preview server, no browser. */
export function partsWithoutBrowser(preview: PreviewPort = silentPreview()): Omit<HostParts, "restricted"> {
	return {
		startPreview: async () => preview,
		createCamera: async () => {
			throw new Error("no camera in this test");
		},
		createExporter: async () => {
			throw new Error("no exporter in this test");
		},
		createConverter: async ({ layout, onDetail }) => new Converter({ tmpDir: layout.tmp, onDetail }),
		createAgent: async (parts) => createAgent(parts),
	};
}

/** Runs a sandbox's process to its end, by a signal too, with a preview of the test's. */
export async function runProcessWithoutBrowser(config: SandboxConfig, preview?: PreviewPort): Promise<never> {
	const running = await runSandbox(config, {
		...partsWithoutBrowser(preview),
		restricted: async () => config.restricted ?? null,
	});
	process.on("SIGTERM", () => void running.close());
	await running.ended;
	process.exit(0);
}

export interface TestSandbox {
	/** What everything it starts carries in its environment; see `markedProcesses`. */
	name: string;
	running: RunningSandbox;
	dir: string;
	folder: string;
	templateDir: string;
	url: string;
	/** The answer to a request with the right token. */
	call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
	/** Opens the project the sandbox is warm with. */
	openNew(projectId?: string): Promise<string>;
	/** Starts a run and waits for its end. */
	run(
		content: string,
		runId?: string,
	): Promise<{ runId: string; events: SandboxEvent[]; end: Extract<SandboxEvent, { type: "run:ended" }> }>;
	/** Waits until an event is in the log that fits; looks at all since `after`. */
	waitFor<T extends SandboxEvent>(fits: (event: SandboxEvent) => event is T, after?: number): Promise<T>;
	events(): SandboxEvent[];
	close(): Promise<void>;
}

const DEADLINE_MS = 120_000;

/** A sandbox in this process, with the real agent and git, and a preview that shows nothing. */
export async function startTestSandbox(options: {
	gatewayUrl: string;
	parts?: Partial<HostParts> | ((config: SandboxConfig) => HostParts);
	environment?: Record<string, string>;
	template?: string;
}): Promise<TestSandbox> {
	const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), "storydream test’s folder ")));
	const templateDir = options.template ?? (await makeTemplate(folder));
	const dir = path.join(folder, "sandboxes", "one");
	const config = readConfig({
		SANDBOX_NAME: `test-${randomUUID()}`,
		SANDBOX_DIR: dir,
		SANDBOX_INCARNATION: "inc-1",
		SANDBOX_TOKEN: TOKEN,
		GATEWAY_URL: options.gatewayUrl,
		GATEWAY_TOKEN,
		TEMPLATE_DIR: templateDir,
		LOG_LEVEL: process.env.SANDBOX_TEST_LOG ?? "silent",
		...options.environment,
	});
	const running = await runSandbox(config, {
		...partsWithoutBrowser(),
		restricted: async () => {
			if (config.restricted !== undefined) return config.restricted;
			return (await testAgentSandbox()).restricted;
		},
		...(typeof options.parts === "function" ? options.parts(config) : options.parts),
	});
	const url = `http://127.0.0.1:${running.agentPort}`;
	const seen: SandboxEvent[] = [];
	const listeners = new Set<() => void>();
	const socket = new WebSocket(`${url.replace("http", "ws")}/events?after=0`, { headers: { authorization: `Bearer ${TOKEN}` } });
	socket.on("message", (data) => {
		seen.push(SandboxEvent.parse(JSON.parse(String(data))));
		for (const listener of listeners) listener();
	});
	await new Promise<void>((resolve, reject) => {
		socket.once("open", () => resolve());
		socket.once("error", reject);
	});
	const call: TestSandbox["call"] = async (method, where, body, headers = {}) => {
		const bytes = body instanceof Uint8Array;
		return fetch(`${url}${where}`, {
			method,
			headers: {
				authorization: `Bearer ${TOKEN}`,
				...(body === undefined ? {} : { "content-type": bytes ? "application/octet-stream" : "application/json" }),
				...headers,
			},
			...(body === undefined ? {} : { body: bytes ? new Uint8Array(body) : JSON.stringify(body) }),
		});
	};
	const waitFor: TestSandbox["waitFor"] = (fits, after = 0) =>
		new Promise((resolve, reject) => {
			const check = () => {
				const found = seen.find(
					(event): event is Parameters<typeof resolve>[0] & SandboxEvent => event.seq > after && fits(event),
				);
				if (!found) return;
				done();
				resolve(found);
			};
			const timer = setTimeout(() => {
				done();
				reject(new Error(`nothing came that fits; last: ${JSON.stringify(seen.slice(-5)).slice(0, 2000)}`));
			}, DEADLINE_MS);
			const done = () => {
				clearTimeout(timer);
				listeners.delete(check);
			};
			listeners.add(check);
			check();
		});
	return {
		name: config.name,
		running,
		dir,
		folder,
		templateDir,
		url,
		call,
		waitFor,
		events: () => seen,
		async openNew(projectId = "project-1") {
			const { head } = running.host.health();
			const query = new URLSearchParams({ projectId, sha: head ?? "", userName: "Ada Example", userEmail: "ada@example.org" });
			const answer = await call("PUT", `/project?${query}`);
			if (!answer.ok) throw new Error(await answer.text());
			return head ?? "";
		},
		async run(content, runId = `run-${randomUUID()}`) {
			const answer = await call("POST", "/runs", { runId, content, title: content.split("\n")[0] ?? "" });
			if (!answer.ok) throw new Error(await answer.text());
			const end = await waitFor(
				(event): event is Extract<SandboxEvent, { type: "run:ended" }> => event.type === "run:ended" && event.runId === runId,
			);
			return { runId, end, events: seen.filter((event) => "runId" in event && event.runId === runId) };
		},
		async close() {
			socket.terminate();
			await running.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}
