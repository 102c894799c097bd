import { type ChildProcess, spawn } from "node:child_process";
import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { PREVIEW_ACCESS_HEADER, previewAccessToken } from "@storydream/protocol/preview-access";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startScriptedModel } from "../../../../sandbox/src/testing/index.ts";
import { QUIET_SANDBOX, ROOT, SANDBOX_MAIN, TEMPLATE_DIR, until } from "../../sessions/testing/studio-harness.ts";
import { createTestLogger } from "../../sessions/testing/test-logger.ts";
import { type Behaviour, type DriverSubject, driverContract } from "../driver.contract.ts";
import { faultyDriver } from "../testing/faulty-driver.ts";
import { createProcessDriver, type ProcessDriver, type ProcessDriverOptions } from "./driver.ts";
import { findSandboxProcesses } from "./table.ts";

const FAKE_SANDBOX = path.join(import.meta.dirname, "../testing/fake-sandbox.ts");

interface Place extends DriverSubject {
	dataDir: string;
	driver(behaviour?: Behaviour, more?: Partial<ProcessDriverOptions>): ProcessDriver;
}

async function newPlace(sandboxMain: string): Promise<Place> {
	const dataDir = await mkdtemp(path.join(os.tmpdir(), "storydream-driver-"));
	const drivers: ProcessDriver[] = [];
	const folder = (name: string) => path.join(dataDir, "sandboxes", name);
	return {
		dataDir,
		driver(behaviour = "well", more = {}) {
			const driver = createProcessDriver({
				dataDir,
				install: "test",
				nodePath: process.execPath,
				sandboxMain,
				templateDir: TEMPLATE_DIR,
				nodeModulesDir: path.join(ROOT, "node_modules"),
				previewAllowedHostSuffix: ".preview.localhost",
				restricted: "a test",
				environment: { FAKE_BEHAVIOUR: behaviour },
				graceMs: 1_000,
				logger: createTestLogger(),
				...more,
			});
			drivers.push(driver);
			return driver;
		},
		async leftovers(name) {
			const processes = (await findSandboxProcesses(name, folder(name), [])).map((row) => `process ${row.pid}`);
			const folders = await stat(folder(name)).then(
				() => [folder(name)],
				() => [],
			);
			return [...processes, ...folders];
		},
		async close() {
			for (const driver of drivers) {
				for (const name of (await driver.list()) ?? []) await driver.end(name);
				driver.close();
			}
			await rm(dataDir, { recursive: true, force: true });
		},
	};
}

driverContract("processes, with a fake", ["well", "dies", "never", "stubborn", "runaway"], () => newPlace(FAKE_SANDBOX));
driverContract("processes, with the sandbox and no preview", ["well"], () => newPlace(QUIET_SANDBOX));

driverContract("processes, every call made twice and answered late", ["well", "dies", "never"], async () => {
	const place = await newPlace(FAKE_SANDBOX);
	let calls = 0;
	return {
		...place,
		driver: (behaviour) => faultyDriver(place.driver(behaviour), () => (calls++ % 2 === 0 ? "twice" : "late")),
	};
});

describe("the process driver", () => {
	let place: Place;
	const spec = {
		name: "test-session-inc",
		incarnation: "inc",
		sessionId: "session",
		token: "sandbox-token-canary-0123456789",
		gatewayUrl: "http://127.0.0.1:9/gateway",
		gatewayToken: "gateway-token-canary-0123456789",
	};
	const bystanders: ChildProcess[] = [];
	beforeEach(async () => {
		place = await newPlace(FAKE_SANDBOX);
	});
	afterEach(async () => {
		for (const bystander of bystanders.splice(0)) bystander.kill("SIGKILL");
		await place.close();
	});
	const noteFile = () => path.join(place.dataDir, "processes", `${spec.name}.json`);

	async function running(driver: ProcessDriver) {
		await until("it runs", async () => (await driver.inspect(spec.name)).state === "running");
		const status = await driver.inspect(spec.name);
		if (status.state !== "running") throw new Error("it does not run");
		return status;
	}

	it("starts the real sandbox with its preview, and leaves nothing of it", async () => {
		const model = await startScriptedModel();
		const real = await newPlace(SANDBOX_MAIN);
		try {
			const driver = real.driver();
			await driver.start({ ...spec, gatewayUrl: model.url });
			const { endpoint } = await running(driver);
			expect((await fetch(`${endpoint.previewUrl}/`)).status).toBe(403);
			const access = { [PREVIEW_ACCESS_HEADER]: previewAccessToken(spec.token) };
			const answer = await fetch(`${endpoint.previewUrl}/`, { headers: access });
			expect(answer.headers.get("content-type")).toContain("text/html");
			await driver.end(spec.name);
			expect(await real.leftovers(spec.name)).toEqual([]);
		} finally {
			await real.close();
			await model.close();
		}
	});

	it("puts no key of the studio's into a sandbox's environment", async () => {
		process.env.ANTHROPIC_API_KEY = "key-canary-0123456789";
		try {
			const driver = place.driver();
			await driver.start(spec);
			const { endpoint } = await running(driver);
			const environment = await (await fetch(endpoint.agentUrl)).text();
			expect(environment).not.toContain("key-canary");
			expect(JSON.parse(environment)).toMatchObject({ SANDBOX_NAME: spec.name, GATEWAY_TOKEN: spec.gatewayToken });
		} finally {
			delete process.env.ANTHROPIC_API_KEY;
		}
	});

	it("does not take another process for the sandbox when its pid is used again, and does not end it", async () => {
		const driver = place.driver();
		await driver.start(spec);
		await running(driver);
		const bystander = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore", detached: true });
		bystanders.push(bystander);
		const note = JSON.parse(await readFile(noteFile(), "utf8"));
		await writeFile(noteFile(), JSON.stringify({ ...note, pid: bystander.pid }));
		const next = place.driver();
		expect((await next.inspect(spec.name)).state).toBe("exited");
		await next.end(spec.name);
		expect(await place.leftovers(spec.name)).toEqual([]);
		expect(bystander.exitCode ?? bystander.signalCode).toBeNull();
	});

	it("finds a sandbox whose studio was killed before it could note the pid", async () => {
		const driver = place.driver();
		await driver.start(spec);
		const before = await running(driver);
		await rm(noteFile());
		const next = place.driver();
		expect(await running(next)).toEqual(before);
		await next.end(spec.name);
		expect(await place.leftovers(spec.name)).toEqual([]);
	});

	it("takes the address of a sandbox once: what runs inside can't send the studio elsewhere later", async () => {
		const driver = place.driver();
		await driver.start(spec);
		const before = await running(driver);
		const file = path.join(place.dataDir, "sandboxes", spec.name, "endpoint.json");
		await writeFile(file, JSON.stringify({ incarnation: "inc", pid: 1, agentPort: 22, previewPort: 22 }));
		expect(await running(place.driver())).toEqual(before);
	});

	it("keeps a flood of log lines to a few megabytes, the newest of them", async () => {
		const driver = place.driver();
		await driver.start(spec);
		await running(driver);
		const log = path.join(place.dataDir, "processes", `${spec.name}.log`);
		for (let index = 0; index < 60; index++) await appendFile(log, `${"x".repeat(100_000)}\n`);
		await appendFile(log, "the last words\n");
		await until("the log is trimmed", async () => (await stat(log)).size < 4_000_000);
		expect(await driver.output(spec.name)).toContain("the last words");
	});

	it("says what is missing when sandboxes can't be started here", async () => {
		const driver = place.driver("well", { sandboxMain: path.join(place.dataDir, "nothing.ts") });
		await expect(driver.check()).rejects.toMatchObject({
			code: "sandbox_failed",
			message: expect.stringContaining("nothing.ts"),
		});
	});

	it("answers a typed error, and leaves nothing, when the process can't even be started", async () => {
		const driver = place.driver("well", { nodePath: path.join(place.dataDir, "no-node") });
		await expect(driver.start(spec)).rejects.toMatchObject({ code: "sandbox_failed" });
		expect(await place.leftovers(spec.name)).toEqual([]);
		expect(await driver.list()).toEqual([]);
	});
});
