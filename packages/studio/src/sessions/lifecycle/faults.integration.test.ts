import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { StoryDreamError } from "@storydream/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Driver, SandboxStatus } from "../../drivers/driver.ts";
import { Writer } from "../../repositories/testing/writer.ts";
import { type PromptModel, startPromptModel } from "../testing/prompt-model.ts";
import { newPlace, QUIET_SANDBOX, type TestPlace, type TestStudio, until } from "../testing/studio-harness.ts";

let model: PromptModel;
let place: TestPlace;

beforeEach(async () => {
	model = await startPromptModel();
	place = await newPlace(model.url);
});
afterEach(async () => {
	await place.close();
	await model.close();
});

const open = (options = {}) => place.studio({ sandboxMain: QUIET_SANDBOX, ...options });

/** Repositories whose disk is full while `full` says so. */
function fullDisk(full: () => boolean): Parameters<typeof open>[0] {
	return {
		deadlines: { publishMs: 1_500, saveMs: 3_000 },
		wrap: (parts: Pick<TestStudio, "records" | "repositories" | "driver">) => ({
			...parts,
			repositories: {
				...parts.repositories,
				async publish(...args: Parameters<typeof parts.repositories.publish>) {
					if (full()) throw new StoryDreamError("storage_full", "The disk is full.");
					return parts.repositories.publish(...args);
				},
			},
		}),
	};
}

/** A driver that answers `unknown` while it is instructed to. */
function cloudy(driver: Driver, unknown: () => boolean): Driver {
	return {
		...driver,
		kind: driver.kind,
		inspect: async (name): Promise<SandboxStatus> =>
			unknown() ? { state: "unknown", reason: "the engine is down" } : driver.inspect(name),
		list: async () => (unknown() ? null : driver.list()),
	};
}

describe("a disk that is full", () => {
	it("fails the turn with a sentence, keeps its commit in the sandbox, and stores it with the next turn", async () => {
		let full = true;
		const studio = await open(fullDisk(() => full));
		const projectId = await studio.newProject();
		const before = (await studio.records.projects.get(projectId))?.currentCommitSha;
		const page = await studio.follow(projectId);
		await studio.sessions.sendMessage(projectId, { id: "message-1", content: "write a note" });
		const failed = await page.waitFor("agent:complete");
		expect(failed).toMatchObject({ outcome: "failed", commitSha: null, error: { code: "storage_full" } });
		expect(failed.error?.message).toMatch(/not stored yet: The disk is full/);
		expect((await studio.records.projects.get(projectId))?.currentCommitSha).toBe(before);

		full = false;
		await studio.sessions.sendMessage(projectId, { id: "message-2", content: "write another" });
		const done = await page.waitFor("agent:complete", (message) => message.outcome === "done");
		const files = (await studio.repositories.listFiles(projectId, done.commitSha ?? "")).map((file) => file.path);
		expect(files).toEqual(expect.arrayContaining(["src/note.ts", "src/other.ts"]));
		await until("both versions are announced", () => page.of("version:created").length === 2);
	});

	it("lets a session not end with work that is nowhere else, and says so", async () => {
		let full = true;
		const studio = await open(fullDisk(() => full));
		const projectId = await studio.newProject();
		const page = await studio.follow(projectId);
		await studio.sessions.sendMessage(projectId, { id: "message-1", content: "write a note" });
		await page.waitFor("agent:complete");
		await expect(studio.sessions.endSession(projectId, "ended")).rejects.toMatchObject({ code: "storage_full" });
		expect(page.of("error").at(-1)).toMatchObject({ code: "storage_full" });
		expect(page.of("session:ended")).toEqual([]);
		full = false;
		await studio.sessions.endSession(projectId, "ended");
		const head = (await studio.records.projects.get(projectId))?.currentCommitSha ?? "";
		expect(await studio.repositories.readFile(projectId, head, "src/note.ts")).not.toBeNull();
	});
});

describe("a driver that can't tell", () => {
	it("loses no sandbox: neither when a socket breaks, nor at the studio's start", async () => {
		let unknown = false;
		const first = await open();
		const projectId = await first.newProject();
		const ready = await (await first.follow(projectId)).waitFor("session:ready");
		await first.stop();

		unknown = true;
		const second = await open({
			deadlines: { reconcileMs: 200 },
			wrap: (parts: Pick<TestStudio, "records" | "repositories" | "driver">) => ({
				...parts,
				driver: cloudy(parts.driver, () => unknown),
			}),
		});
		expect(await second.records.sessions.listLive()).toMatchObject([{ id: ready.sessionId, state: "ready" }]);
		expect(await second.driver.list()).toHaveLength(1);
		unknown = false;
		await until("it is adopted once the driver can tell", () => second.sessions.counts().ready === 1);
		const again = await (await second.follow(projectId)).waitFor("session:ready");
		expect(again.sessionId).toBe(ready.sessionId);
	});
});

describe("sandboxes that nobody owns", () => {
	it("are swept at the studio's start; those of another installation are not touched", async () => {
		const studio = await open();
		const spec = {
			incarnation: "inc",
			sessionId: "s",
			token: "t".repeat(40),
			gatewayUrl: model.url,
			gatewayToken: "g".repeat(40),
		};
		await studio.driver.start({ ...spec, name: "test-orphan-inc" });
		expect(await studio.driver.list()).toEqual(["test-orphan-inc"]);
		await studio.stop();
		const next = await open();
		expect(await next.driver.list()).toEqual([]);
	});
});

describe("a head that was moved by somebody else", () => {
	it("fails the turn, keeps its commits aside, and the next turn works on the true head", async () => {
		const studio = await open();
		const projectId = await studio.newProject();
		const page = await studio.follow(projectId);
		await page.waitFor("session:ready");
		const folder = await mkdtemp(path.join(os.tmpdir(), "storydream-writer-"));
		try {
			const writer = await Writer.open(studio.repositories, projectId, folder);
			const other = await writer.publish(studio.repositories, projectId, { subject: "From elsewhere" });
			expect(other.published).toBe(true);
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
		const theirs = (await studio.records.projects.get(projectId))?.currentCommitSha;
		await studio.sessions.sendMessage(projectId, { id: "message-1", content: "write a note" });
		const failed = await page.waitFor("agent:complete");
		expect(failed.outcome).toBe("failed");
		expect((await studio.records.projects.get(projectId))?.currentCommitSha).toBe(theirs);
		await studio.sessions.sendMessage(projectId, { id: "message-2", content: "write another" });
		const done = await page.waitFor("agent:complete", (message) => message.outcome === "done");
		expect(await studio.repositories.version(projectId, done.commitSha ?? "")).toMatchObject({ parentSha: theirs });
	});
});

describe("a start that fails", () => {
	it("tells why, removes everything, and ends the message that waited for it", async () => {
		const studio = await open({ sandboxMain: path.join(import.meta.dirname, "../testing/dies-at-once.ts") });
		const projectId = await studio.newProject();
		const page = await studio.follow(projectId);
		const error = await page.waitFor("error");
		expect(error.message).toMatch(/ended before it was ready: it ended with exit code 7/);
		await studio.sessions.sendMessage(projectId, { id: "message-1", content: "hello" });
		const failed = await page.waitFor("agent:complete");
		expect(failed).toMatchObject({ outcome: "failed", commitSha: null });
		expect(await studio.records.messages.get(projectId, "message-1")).toMatchObject({ state: "failed" });
		await until("nothing is left", async () => (await studio.driver.list())?.length === 0);
		expect(await studio.records.sessions.listLive()).toEqual([]);
	});

	it("ends a sandbox that never answers at its deadline, and names what was waited for", async () => {
		const studio = await open({
			sandboxMain: path.join(import.meta.dirname, "../testing/never-ready.ts"),
			deadlines: { startMs: 1_500 },
		});
		const projectId = await studio.newProject();
		const page = await studio.follow(projectId);
		const error = await page.waitFor("error");
		expect(error).toMatchObject({ code: "sandbox_timeout" });
		expect(error.message).toMatch(/did not answer within 2 seconds of its start/);
		await until("nothing is left", async () => (await studio.driver.list())?.length === 0);
	});
});

describe("limits", () => {
	it("refuse a project more than MAX_SESSIONS, and take it when another ends", async () => {
		const studio = await open({ limits: { maxSessions: 1, warmPool: 0 } });
		const [one, two] = [await studio.newProject(), await studio.newProject()];
		const first = await studio.follow(one);
		await first.waitFor("session:ready");
		const second = await studio.follow(two);
		expect(await second.waitFor("error")).toMatchObject({ code: "session_limit" });
		await studio.sessions.endSession(one, "ended");
		await studio.sessions.state(two);
		await second.waitFor("session:ready");
	});

	it("let a session nobody looks at give way to one that somebody wants", async () => {
		const studio = await open({ limits: { maxSessions: 1, warmPool: 0 } });
		const [one, two] = [await studio.newProject(), await studio.newProject()];
		const first = await studio.follow(one);
		await first.waitFor("session:ready");
		first.detach();
		const second = await studio.follow(two);
		await second.waitFor("session:ready");
		expect(studio.sessions.counts()).toMatchObject({ ready: 1 });
	});

	it("start many projects at once, a few at a time, and lose none", async () => {
		const studio = await open({ limits: { parallelStarts: 2, warmPool: 0 } });
		const projects = await Promise.all(Array.from({ length: 6 }, () => studio.newProject()));
		const pages = await Promise.all(projects.map((projectId) => studio.follow(projectId)));
		await Promise.all(pages.map((page) => page.waitFor("session:ready")));
		expect(pages.flatMap((page) => page.of("session:phase")).some((message) => /Waiting for/.test(message.detail))).toBe(true);
		const names = (await studio.driver.list()) ?? [];
		expect(names).toHaveLength(6);
		await studio.stop();
		const next = await open();
		expect((await next.driver.list())?.sort()).toEqual(names.sort());
		expect(next.sessions.counts().ready + next.sessions.counts().starting).toBe(6);
	});

	it("end an idle session, and never in mid-turn", async () => {
		const studio = await open({ limits: { idleMinutes: 0.02, warmPool: 0 } });
		const projectId = await studio.newProject();
		const page = await studio.follow(projectId);
		await studio.sessions.sendMessage(projectId, { id: "message-1", content: "take your time" });
		const complete = await page.waitFor("agent:complete");
		expect(complete.outcome).toBe("done");
		expect(page.of("session:ended")).toEqual([]);
		await page.waitFor("session:ended", (message) => message.code === "idle");
		expect(await studio.driver.list()).toEqual([]);
	});

	it("tell an open page before they end it, and keep it when the page says so", async () => {
		const studio = await open({ limits: { idleMinutes: 0.05, warmPool: 0 } });
		const projectId = await studio.newProject();
		const page = await studio.follow(projectId);
		await page.waitFor("session:ready");
		const { leftMs } = await page.waitFor("session:idle-soon");
		expect(leftMs).toBeLessThan(60_000);
		expect(page.of("session:ended")).toEqual([]);
		await studio.sessions.keep(projectId);
		expect(page.of("session:idle-soon").at(-1)?.leftMs).toBeNull();
		await until(
			"it is announced again",
			() => page.of("session:idle-soon").filter((message) => message.leftMs !== null).length === 2,
		);
		expect(page.of("session:ended")).toEqual([]);
		await page.waitFor("session:ended", (message) => message.code === "idle");
	});
});

describe("the warm pool", () => {
	it("gives each spare to one project only, and is filled again", async () => {
		const studio = await open({ limits: { warmPool: 2 }, deadlines: { warmDelayMs: 50 } });
		await until("two wait", () => studio.sessions.counts().warm === 2);
		const projects = [await studio.newProject(), await studio.newProject()];
		const pages = await Promise.all(projects.map((projectId) => studio.follow(projectId)));
		const ready = await Promise.all(pages.map((page) => page.waitFor("session:ready")));
		expect(new Set(ready.map((message) => message.sessionId)).size).toBe(2);
		for (const page of pages) expect(page.of("session:phase").map((message) => message.phase)).not.toContain("starting");
		const [projectId = ""] = projects;
		await studio.sessions.sendMessage(projectId, { id: "message-1", content: "write a note" });
		expect(await pages[0]?.waitFor("agent:complete")).toMatchObject({ outcome: "done" });
		await until("two wait again", () => studio.sessions.counts().warm === 2);
	});

	it("uses no spare that is somebody else's where it runs, and one whose place can't be asked", async () => {
		const answers = ["no", "unreachable"];
		const asked: string[] = [];
		const studio = await open({
			limits: { warmPool: 2 },
			deadlines: { warmDelayMs: 50, reconcileMs: 600_000 },
			wrap: (parts: Pick<TestStudio, "records" | "repositories" | "driver">) => ({
				...parts,
				driver: {
					...parts.driver,
					async claim(name: string) {
						asked.push(name);
						if (answers.shift() === "no") return false;
						throw new StoryDreamError("sandbox_failed", "The cluster's API does not answer.");
					},
				},
			}),
		});
		await until("two wait", () => studio.sessions.counts().warm === 2);
		const page = await studio.follow(await studio.newProject());
		await page.waitFor("session:ready");
		expect(asked).toHaveLength(2);
		expect(page.of("session:phase").map((message) => message.phase)).not.toContain("starting");
		const live = await studio.records.sessions.listLive();
		expect(live.filter((record) => record.projectId !== null).map((record) => record.sandboxName)).toEqual([asked[1]]);
	});

	it("lives on for the next studio, and throws out a spare that has died", async () => {
		const first = await open({ limits: { warmPool: 1 }, deadlines: { warmDelayMs: 50 } });
		await until("one waits", () => first.sessions.counts().warm === 1);
		const names = await first.driver.list();
		await first.stop();
		const second = await open({ limits: { warmPool: 1 }, deadlines: { warmDelayMs: 600_000, reconcileMs: 200 } });
		expect(second.sessions.counts().warm).toBe(1);
		expect(await second.driver.list()).toEqual(names);
		const status = await second.driver.inspect(names?.[0] ?? "");
		if (status.state !== "running") throw new Error("the spare does not run");
		process.kill((status.note as { pid: number }).pid, "SIGKILL");
		await until("it is thrown out", async () => (await second.driver.list())?.length === 0);
		expect(second.sessions.counts().warm).toBe(0);
		expect(await second.records.sessions.listLive()).toEqual([]);
	});
});
