import { spawn } from "node:child_process";
import { readdir, readlink } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { rounds, roundsDeadline } from "@storydream/sandbox/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type StandInSandboxes, standInSandboxes } from "../testing/fake-sandboxes.ts";
import { newPlace, QUIET_SANDBOX, type StudioOptions, type TestPlace, until } from "../testing/studio-harness.ts";

const ORDERS_OF_LONG = 200;
const ORDERS = rounds(ORDERS_OF_LONG, 20);
const PROJECTS = rounds(100, 40);
const SPARES = rounds(20, 8);
const ADOPTED = rounds(10, 5);

let place: TestPlace;
let sandboxes: StandInSandboxes;

beforeEach(async () => {
	place = await newPlace("http://127.0.0.1:9/gateway");
	sandboxes = standInSandboxes();
});
afterEach(async () => {
	await place.close();
	await sandboxes.close();
});

/** A studio whose sandboxes are fakes. */
const open = (options: StudioOptions = {}) =>
	place.studio({ ...options, wrap: (parts) => ({ ...parts, driver: sandboxes.driver }) });

/** Stored files that this process has open. */
async function openObjects(dataDir: string): Promise<string[]> {
	const files = await readdir("/proc/self/fd");
	const targets = await Promise.all(files.map((file) => readlink(`/proc/self/fd/${file}`).catch(() => "")));
	return targets.filter((target) => target.startsWith(path.join(dataDir, "objects")));
}

describe("a session opened and ended", () => {
	it(`${ORDERS} times in random orders, is one sandbox at most, and none when it is over`, {
		timeout: roundsDeadline(300_000, ORDERS_OF_LONG, ORDERS),
	}, async () => {
		const studio = await open();
		const projectId = await studio.newProject();
		for (let round = 0; round < ORDERS; round += 1) {
			const orders: Promise<unknown>[] = [];
			const detach: (() => void)[] = [];
			for (let order = 0; order < 2 + Math.floor(Math.random() * 4); order += 1) {
				if (Math.random() < 0.6) {
					orders.push(studio.follow(projectId).then((page) => detach.push(page.detach)));
				} else orders.push(studio.sessions.endSession(projectId, Math.random() < 0.5 ? "ended" : "idle"));
				if (Math.random() < 0.5) await new Promise((resolve) => setTimeout(resolve, Math.random() * 15));
			}
			await Promise.all(orders);
			const last = await studio.follow(projectId);
			await last.waitFor("session:ready");
			expect(await sandboxes.driver.list()).toHaveLength(1);
			expect(await studio.records.sessions.listLive()).toHaveLength(1);
			for (const each of [...detach, last.detach]) each();
			await studio.sessions.endSession(projectId, "ended");
			expect(await sandboxes.driver.list()).toEqual([]);
			expect(await studio.records.sessions.listLive()).toEqual([]);
		}
		expect(sandboxes.mostAtOnce()).toBe(1);
		expect([...sandboxes.starts.values()].every((times) => times === 1)).toBe(true);
		expect(studio.logger.lines.filter((line) => line.level === "error")).toEqual([]);
		await until("no object is held open", async () => (await openObjects(place.dataDir)).length === 0);
	});
});

describe(`${PROJECTS} projects opened at once`, () => {
	it("get the places there are, a few starting at a time; the rest are notified, and none is lost", async () => {
		const studio = await open({ limits: { maxSessions: SPARES, parallelStarts: 4, warmPool: 0 } });
		const projects = await Promise.all(Array.from({ length: PROJECTS }, () => studio.newProject()));
		const pages = await Promise.all(projects.map((projectId) => studio.follow(projectId)));
		await until("each is ready or refused", () =>
			pages.every((page) => page.of("session:ready").length + page.of("error").length === 1),
		);
		const ready = pages.filter((page) => page.of("session:ready").length === 1);
		expect(ready).toHaveLength(SPARES);
		const refused = pages.flatMap((page) => page.of("error"));
		expect(refused.map((error) => error.code)).toEqual(Array.from({ length: PROJECTS - SPARES }, () => "session_limit"));
		expect(sandboxes.mostStarting()).toBeLessThanOrEqual(4);
		expect(await sandboxes.driver.list()).toHaveLength(SPARES);
		// Who was refused comes in when somebody leaves.
		const left = projects[pages.findIndex((page) => page.of("session:ready").length === 1)] ?? "";
		const waits = projects[pages.findIndex((page) => page.of("error").length === 1)] ?? "";
		await studio.sessions.endSession(left, "ended");
		await (await studio.follow(waits)).waitFor("session:ready");
	});

	it("take all spares, each once, and start the rest", async () => {
		const studio = await open({
			limits: { maxSessions: PROJECTS, parallelStarts: 8, warmPool: SPARES },
			deadlines: { warmDelayMs: 10 },
		});
		await until("all spares wait", () => studio.sessions.counts().warm === SPARES);
		const spares = new Set(await sandboxes.driver.list());
		expect(spares.size).toBe(SPARES);
		const projects = await Promise.all(Array.from({ length: PROJECTS }, () => studio.newProject()));
		const pages = await Promise.all(projects.map((projectId) => studio.follow(projectId)));
		const ready = await Promise.all(pages.map((page) => page.waitFor("session:ready")));
		expect(new Set(ready.map((message) => message.sessionId)).size).toBe(PROJECTS);
		expect([...sandboxes.projects].filter(([name]) => spares.has(name))).toHaveLength(SPARES);
		for (const given of sandboxes.projects.values()) expect(given.size).toBe(1);
		expect(sandboxes.projects.size).toBe(PROJECTS);
	});
});

describe("a studio that is killed with many sandboxes running", () => {
	it("is followed by one that has adopted all of them, and started none anew", async () => {
		const first = await place.studio({ sandboxMain: QUIET_SANDBOX });
		const projects = await Promise.all(Array.from({ length: ADOPTED }, () => first.newProject()));
		await first.stop();
		const program = path.join(import.meta.dirname, "../testing/child-studio.ts");
		const child = spawn(
			process.execPath,
			[program, place.dataDir, "http://127.0.0.1:9/gateway", QUIET_SANDBOX, projects.join(",")],
			{ stdio: ["ignore", "pipe", "inherit"] },
		);
		const gone = new Promise((resolve) => child.once("exit", resolve));
		let ready = 0;
		createInterface({ input: child.stdout }).on("line", (line) => {
			if (line.includes('"type":"session:ready"')) ready += 1;
		});
		try {
			await until("all are ready", () => ready === ADOPTED);
		} finally {
			child.kill("SIGKILL");
			await gone;
		}
		const next = await place.studio({ sandboxMain: QUIET_SANDBOX });
		expect(next.logger.lines.filter((line) => line.text === "a running sandbox was adopted")).toHaveLength(ADOPTED);
		expect(next.logger.lines.filter((line) => line.text === "sandbox process started")).toEqual([]);
		for (const projectId of projects) await (await next.follow(projectId)).waitFor("session:ready");
		expect(await next.driver.list()).toHaveLength(ADOPTED);
		expect(next.logger.lines.filter((line) => line.text === "sandbox process started")).toEqual([]);
	});
});
