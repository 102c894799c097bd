import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Project, StoryboardState, type Version, VersionList } from "@storydream/protocol";
import { compiled, freePort } from "@storydream/sandbox/testing";
import { startGcsServer } from "../../objects/testing/gcs-server.ts";
import type { Records } from "../../records/records.ts";
import { freshDatabase } from "../../records/testing/firestore-under-test.ts";
import { type PromptModel, startPromptModel } from "../../sessions/testing/prompt-model.ts";
import { processesIn, until } from "../../sessions/testing/studio-harness.ts";
import { type Balancer, startBalancer } from "./balancer.ts";
import { openPage, type Page } from "./page.ts";

const ROOT = resolve(import.meta.dirname, "../../../../..");
const PROGRAM = join(import.meta.dirname, "child-replica.ts");
const SANDBOX = join(import.meta.dirname, "previewing-sandbox.ts");
/** Everything that waits in the product waits less here. */
const DEADLINES = { probeMs: 500, answerMs: 700, silentMs: 4_000, listMs: 1_000, sureMs: 2_000 };

/** A studio in a process of its own, one of several. */
export interface Replica {
	url: string;
	/** What it has logged, a line each. */
	log: string[];
	signal(signal: NodeJS.Signals): void;
	/** Resolves with how it ended. */
	ended: Promise<number | NodeJS.Signals>;
}

/** Stores, a model, a balancer, and studios that share them. */
export interface ReplicasPlace {
	records: Records;
	model: PromptModel;
	balancer: Balancer;
	replica(): Promise<Replica>;
	page(urls: string[], projectId: string): Page;
	newProject(url: string): Promise<string>;
	storyboard(url: string, projectId: string): Promise<StoryboardState>;
	/** Versions of a project, with the turn each was made by. */
	history(url: string, projectId: string): Promise<Version[]>;
	/** Sandbox processes there are. */
	sandboxes(): Promise<string[]>;
	/** Ends the studios there are, and the sandboxes with them. */
	clear(): Promise<void>;
	close(): Promise<void>;
}

export async function replicasPlace(): Promise<ReplicasPlace> {
	const folder = await mkdtemp(join(tmpdir(), "storydream-replicas-"));
	const database = freshDatabase();
	const records = database.open();
	const storage = await startGcsServer();
	const model = await startPromptModel({
		"note it down slowly": [
			{ text: "One two three four five six seven eight nine ten eleven twelve", slowMs: 300 },
			{ tool: "Write", input: { file_path: "src/slow.ts", content: "export const slow = true;\n" } },
		],
	});
	const balancer = await startBalancer();
	const sandboxesDir = join(folder, "shared");
	const children = new Map<ChildProcess, Replica>();
	const pages: Page[] = [];
	let count = 0;

	async function sandboxes(): Promise<string[]> {
		return (await processesIn(sandboxesDir)).filter((line) => line.includes(SANDBOX));
	}

	async function replica(): Promise<Replica> {
		const port = await freePort();
		const { place } = database;
		const child = spawn(process.execPath, [PROGRAM], {
			env: {
				...compiled(),
				PATH: process.env.PATH ?? "",
				HOME: process.env.HOME ?? "",
				PORT: String(port),
				DATA_DIR: join(folder, `replica-${count++}`),
				STUDIO_ADDRESS: `http://127.0.0.1:${port}`,
				INSTALLATION: "several",
				RECORDS: "firestore",
				GCP_PROJECT_ID: place.projectId,
				FIRESTORE_DATABASE: place.database,
				FIRESTORE_EMULATOR_HOST: place.emulatorHost ?? "",
				OBJECTS: "gcs",
				STORAGE_BUCKET: storage.bucket,
				STORAGE_API_ENDPOINT: storage.url,
				ANTHROPIC_API_KEY: "scripted-model-key",
				ANTHROPIC_BASE_URL: model.url,
				WARM_POOL: "0",
				LOG_FORMAT: "json",
				REPLICA_SANDBOX_MAIN: SANDBOX,
				REPLICA_TEMPLATE_DIR: join(ROOT, "packages/template"),
				REPLICA_SHARED: JSON.stringify({ sandboxesDir, gatewayUrl: `${balancer.url}/gateway`, deadlines: DEADLINES }),
			},
			stdio: ["ignore", "pipe", "pipe"],
		});
		const log: string[] = [];
		for (const stream of [child.stdout, child.stderr]) {
			stream.on("data", (data: Buffer) => log.push(...data.toString().split("\n")));
		}
		const ended = new Promise<number | NodeJS.Signals>((done) =>
			child.once("exit", (code, signal) => done(signal ?? code ?? -1)),
		);
		const started: Replica = { url: `http://127.0.0.1:${port}`, log, ended, signal: (signal) => void child.kill(signal) };
		children.set(child, started);
		balancer.ports.push(port);
		void ended.then(() => {
			children.delete(child);
			balancer.ports = balancer.ports.filter((one) => one !== port);
		});
		await until("the studio serves", () => {
			if (child.exitCode !== null) throw new Error(`the studio has ended: ${log.join("\n").slice(-3_000)}`);
			return log.some((line) => line.startsWith("serves at"));
		});
		return started;
	}

	async function clear(): Promise<void> {
		for (const page of pages.splice(0)) page.close();
		const running = [...children.values()];
		for (const one of running) {
			one.signal("SIGCONT");
			one.signal("SIGKILL");
		}
		await Promise.all(running.map((one) => one.ended));
		for (const line of await processesIn(sandboxesDir)) {
			try {
				process.kill(Number.parseInt(line, 10), "SIGKILL");
			} catch {
				// It has ended with another one of them.
			}
		}
		await until("no process is left", async () => (await processesIn(sandboxesDir)).length === 0);
		for (const { id } of await records.sessions.listLive()) await records.sessions.remove(id);
		for (const { id } of await records.studios.list()) await records.studios.remove(id);
	}

	return {
		records,
		model,
		balancer,
		replica,
		sandboxes,
		page(urls, projectId) {
			const page = openPage(urls, projectId);
			pages.push(page);
			return page;
		},
		async newProject(url) {
			const made = await fetch(`${url}/api/projects`, {
				method: "POST",
				headers: { "content-type": "application/json" },
				body: "{}",
			});
			return Project.parse(await made.json()).id;
		},
		storyboard: async (url, projectId) =>
			StoryboardState.parse(await (await fetch(`${url}/api/projects/${projectId}/storyboard`)).json()),
		history: async (url, projectId) =>
			VersionList.parse(await (await fetch(`${url}/api/projects/${projectId}/versions`)).json()).versions,
		clear,
		async close() {
			await clear();
			await balancer.close();
			await model.close();
			await storage.stop();
			await database.close();
			await rm(folder, { recursive: true, force: true, maxRetries: 5 });
		},
	};
}
