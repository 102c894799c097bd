import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Project } from "@storydream/protocol";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadConfig, proveRecords, type RunningStudio, startStudio } from "./index.ts";
import { emulatorHost, freshDatabase } from "./records/testing/firestore-under-test.ts";

const ROOT = join(import.meta.dirname, "../../..");
const parts = {
	webDir: null,
	sandboxMain: join(ROOT, "packages/sandbox/src/main.ts"),
	templateDir: join(ROOT, "packages/template"),
	logger: pino({ level: "silent" }),
	lookMs: 50,
};

let folder: string;
const studios: RunningStudio[] = [];

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "storydream-main-"));
});
afterEach(async () => {
	for (const studio of studios.splice(0)) await studio.close({ endAll: true });
	await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function start(environment: Record<string, string> = {}): Promise<RunningStudio> {
	const config = loadConfig({ PORT: "0", WARM_POOL: "0", DATA_DIR: join(folder, "data"), ...environment });
	const studio = await startStudio(config, parts);
	studios.push(studio);
	return studio;
}

async function answerOf(url: string): Promise<unknown> {
	return (await fetch(url)).json();
}

async function makeProject(url: string): Promise<Project> {
	const made = await fetch(`${url}/api/projects`, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ name: "Kept" }),
	});
	expect(made.status).toBe(201);
	return (await made.json()) as Project;
}

test("a studio serves, keeps what it was given over a restart, and tells the demo model plainly", async () => {
	const first = await start();
	expect(await answerOf(`${first.url}/api/health`)).toMatchObject({ status: "ok" });
	expect(await answerOf(`${first.url}/api/me`)).toMatchObject({
		model: { demo: true, name: "demo model", hint: expect.stringContaining("ANTHROPIC_API_KEY") },
	});
	const project = await makeProject(first.url);
	await first.close({ endAll: true });
	const second = await start();
	expect(await answerOf(`${second.url}/api/projects/${project.id}`)).toMatchObject({ name: "Kept" });
});

test.skipIf(emulatorHost === null)("a studio keeps what it was given in Firestore, and nothing of it in its folder", async () => {
	const { projectId, database } = freshDatabase().place;
	const environment = {
		RECORDS: "firestore",
		GCP_PROJECT_ID: projectId,
		FIRESTORE_DATABASE: database,
		FIRESTORE_EMULATOR_HOST: emulatorHost ?? "",
	};
	await proveRecords(loadConfig(environment));
	const first = await start(environment);
	const project = await makeProject(first.url);
	await first.close({ endAll: true });
	expect(await readdir(join(folder, "data"))).not.toContain("records.db");
	const second = await start(environment);
	expect(await answerOf(`${second.url}/api/projects/${project.id}`)).toMatchObject({ name: "Kept" });
	expect(await answerOf(`${second.url}/readyz`)).toMatchObject({ checks: { records: "ok" } });
});

test.skipIf(emulatorHost === null)(
	"of two studios that know nothing of each other, on one database, the newest has it and the other ends",
	async () => {
		const { projectId, database } = freshDatabase().place;
		const environment = {
			RECORDS: "firestore",
			GCP_PROJECT_ID: projectId,
			FIRESTORE_DATABASE: database,
			FIRESTORE_EMULATOR_HOST: emulatorHost ?? "",
		};
		const first = await start(environment);
		const second = await start({ ...environment, DATA_DIR: join(folder, "elsewhere") });
		await first.fenced;
		await expect(fetch(`${first.url}/api/health`)).rejects.toThrow();
		expect(await answerOf(`${second.url}/api/health`)).toMatchObject({ status: "ok" });
	},
);

test("a studio whose database can't be used does not start, and says why", async () => {
	const nothing = { RECORDS: "firestore", GCP_PROJECT_ID: "films-123" };
	const credentials = process.env.GOOGLE_APPLICATION_CREDENTIALS;
	process.env.GOOGLE_APPLICATION_CREDENTIALS = join(folder, "none.json");
	try {
		await expect(start(nothing)).rejects.toMatchObject({
			code: "storage_failed",
			hint: expect.stringContaining("gcloud auth application-default login"),
		});
	} finally {
		if (credentials === undefined) delete process.env.GOOGLE_APPLICATION_CREDENTIALS;
		else process.env.GOOGLE_APPLICATION_CREDENTIALS = credentials;
	}
	await start();
});

test("pods reach the model gateway and the exports' routes on a port of their own, and nothing else there", async () => {
	const free = createServer();
	await new Promise<void>((resolve) => free.listen(0, "127.0.0.1", resolve));
	const { port } = free.address() as { port: number };
	await expect(start({ INTERNAL_PORT: String(port) })).rejects.toMatchObject({
		code: "conflict",
		hint: expect.stringContaining(`INTERNAL_PORT=${port + 1}`),
	});
	await new Promise<void>((resolve) => free.close(() => resolve()));
	const studio = await start({ INTERNAL_PORT: String(port) });
	const internal = `http://127.0.0.1:${port}`;
	const shown = { authorization: "Bearer somebody", "content-type": "application/json" };
	const asked = await fetch(`${internal}/gateway/v1/messages`, { method: "POST", headers: shown, body: "{}" });
	expect(asked.status).toBe(401);
	expect((await fetch(`${internal}/jobs/an-export`, { headers: shown })).status).toBe(401);
	for (const path of ["/", "/api/projects", "/metrics", "/livez"]) expect((await fetch(`${internal}${path}`)).status).toBe(404);
	expect((await fetch(`${studio.url}/jobs/an-export`, { headers: { ...shown, accept: "application/json" } })).status).not.toBe(
		401,
	);
	await studio.close({ endAll: true });
	await expect(fetch(internal)).rejects.toThrow();
});

test("a port in use is one sentence with a next step, and nothing is held on to", async () => {
	const taken = createServer();
	await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
	const { port } = taken.address() as { port: number };
	await expect(start({ PORT: String(port) })).rejects.toMatchObject({
		code: "conflict",
		message: `Port ${port} is in use already.`,
		hint: expect.stringContaining(`PORT=${port + 1}`),
	});
	await new Promise<void>((resolve) => taken.close(() => resolve()));
	await start({ PORT: String(port) });
});

test("a second studio on the same data is refused, and the first goes on", async () => {
	const first = await start();
	await expect(start()).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("Another studio") });
	expect(await answerOf(`${first.url}/api/health`)).toMatchObject({ status: "ok" });
});

test("data that was held by a studio that was killed can be taken at once", async () => {
	await start().then((studio) => studio.close({ endAll: true }));
	const program = join(folder, "hold.ts");
	await writeFile(
		program,
		`import { takeDataFolder } from ${JSON.stringify(join(import.meta.dirname, "installation/data-folder.ts"))};\nawait takeDataFolder(${JSON.stringify(join(folder, "data"))});\nconsole.log("held");\nsetInterval(() => {}, 1000);\n`,
	);
	const holder = spawn(process.execPath, [program], { stdio: ["ignore", "pipe", "inherit"] });
	try {
		await new Promise((resolve) => holder.stdout.once("data", resolve));
		await expect(start()).rejects.toMatchObject({ code: "conflict" });
	} finally {
		const gone = new Promise((resolve) => holder.once("exit", resolve));
		holder.kill("SIGKILL");
		await gone;
	}
	await start();
});

test("a folder that can't be written is one sentence with a next step", async () => {
	await mkdir(join(folder, "data"));
	await writeFile(join(folder, "data", "records.db"), "this is no database, and long enough to be looked at as one".repeat(40));
	await expect(start()).rejects.toMatchObject({ name: "StoryDreamError" });
	await writeFile(join(folder, "file"), "");
	await expect(start({ DATA_DIR: join(folder, "file", "below") })).rejects.toMatchObject({
		hint: expect.stringContaining("DATA_DIR"),
	});
});

test.each([
	["an error that nobody catches", "setTimeout(() => { throw new Error('lost with ' + key); })"],
	["a rejection that nobody handles", "void Promise.reject(new Error('lost with ' + key))"],
])("%s is logged without the key, and the studio stops in order with code 1", async (_what, fault) => {
	const key = "sk-ant-canary-0123456789abcdef";
	const program = join(folder, "program.ts");
	await writeFile(
		program,
		`import { loadConfig, serveUntilEnd, startStudio } from ${JSON.stringify(join(import.meta.dirname, "index.ts"))};
		const key = process.env.ANTHROPIC_API_KEY;
		const { logger, ...parts } = ${JSON.stringify({ ...parts, logger: null })};
		const studio = await startStudio(loadConfig(process.env), parts);
		${fault};
		await serveUntilEnd(studio, { endAll: true });`,
	);
	const environment = { PORT: "0", WARM_POOL: "0", DATA_DIR: join(folder, "data"), LOG_FORMAT: "json", ANTHROPIC_API_KEY: key };
	const child = spawn(process.execPath, [program], {
		env: { ...process.env, ...environment },
		stdio: ["ignore", "inherit", "pipe"],
	});
	let log = "";
	child.stderr.setEncoding("utf8").on("data", (text: string) => {
		log += text;
	});
	const code = await new Promise((resolve) => child.once("close", resolve));
	expect(code).toBe(1);
	const lines = log
		.trim()
		.split("\n")
		.map((line) => JSON.parse(line) as { level: number; msg: string; err?: { message: string } });
	expect(lines.find((line) => line.level === 60)?.err?.message).toBe("lost with [redacted]");
	expect(lines.at(-1)?.msg).toBe("the studio has stopped");
	expect(log).not.toContain(key);
	await start();
});

test("the key is in no file, and in nothing that the studio says", async () => {
	const canary = "sk-ant-canary-0123456789abcdef";
	const lines: string[] = [];
	const config = loadConfig({
		PORT: "0",
		WARM_POOL: "0",
		DATA_DIR: join(folder, "data"),
		ANTHROPIC_API_KEY: canary,
		LOG_LEVEL: "trace",
	});
	const logger = pino({ level: "trace" }, { write: (line: string) => lines.push(line) });
	const studio = await startStudio(config, { ...parts, logger });
	studios.push(studio);
	const said = await Promise.all(
		["/api/me", "/api/health", "/metrics", "/api/openapi.json"].map(async (path) => (await fetch(`${studio.url}${path}`)).text()),
	);
	await studio.close({ endAll: true });
	expect(said.join("") + lines.join("")).not.toContain(canary);
	expect((await readFile(join(folder, "data", "records.db"))).includes(canary)).toBe(false);
});
