import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Writer } from "../../repositories/testing/writer.ts";
import { createSandboxClient } from "../sandbox/client.ts";
import { ENDLESS, type PromptModel, SLOW, startPromptModel } from "../testing/prompt-model.ts";
import {
	newPlace,
	processesIn,
	QUIET_SANDBOX,
	storyboardOf,
	type TestPlace,
	type TestStudio,
	until,
} from "../testing/studio-harness.ts";

let model: PromptModel;
let place: TestPlace;
const children: ChildProcess[] = [];

beforeEach(async () => {
	model = await startPromptModel();
	place = await newPlace(model.url);
});
afterEach(async () => {
	for (const child of children.splice(0)) child.kill("SIGKILL");
	await place.close();
	await model.close();
});

const open = (options = {}) => place.studio({ sandboxMain: QUIET_SANDBOX, ...options });

/** A studio in its own process; `saw` resolves when it has sent its page something that fits. */
function childStudio(projectId: string, ...message: string[]) {
	const program = path.join(import.meta.dirname, "../testing/child-studio.ts");
	const child = spawn(process.execPath, [program, place.dataDir, model.url, QUIET_SANDBOX, projectId, ...message], {
		stdio: ["ignore", "pipe", "inherit"],
	});
	children.push(child);
	const lines: string[] = [];
	createInterface({ input: child.stdout }).on("line", (line) => lines.push(line));
	return {
		saw: (words: string) => until(`the other studio says ${words}`, () => lines.some((line) => line.includes(words))),
		async kill() {
			const gone = new Promise((resolve) => child.once("exit", resolve));
			child.kill("SIGKILL");
			await gone;
		},
	};
}

async function sandboxPid(studio: TestStudio, projectId: string): Promise<number> {
	const record = await studio.records.sessions.findByProject(projectId);
	const status = await studio.driver.inspect(record?.sandboxName ?? "");
	if (status.state !== "running") throw new Error(`the sandbox is ${status.state}`);
	return (status.note as { pid: number }).pid;
}

/** A project made by a studio that is stopped again. */
async function projectInPlace(): Promise<string> {
	const studio = await open();
	const id = await studio.newProject();
	await studio.stop();
	return id;
}

/**
 * Kills a studio while its sandbox stands ready, and has the sandbox commit an edit that no studio knows of.
 * @returns the stores as they are meanwhile, the head there, and the commit nobody saw
 */
async function editUnseen(projectId: string): Promise<{ between: TestStudio; sha: string; unseen: string }> {
	const child = childStudio(projectId);
	await child.saw('"type":"session:ready"');
	await child.kill();
	const between = await open({ sessions: "closed" });
	const record = await between.records.sessions.findByProject(projectId);
	const status = await between.driver.inspect(record?.sandboxName ?? "");
	if (!record || status.state !== "running") throw new Error("the sandbox does not run");
	const { sha, storyboard } = await storyboardOf(between, projectId);
	const client = createSandboxClient({ url: status.endpoint.agentUrl, token: record.sandboxToken });
	const { head } = await client.edit({ baseCommitSha: sha, storyboard: { ...storyboard, fps: 25 }, title: "Nobody saw this" });
	client.close();
	return { between, sha, unseen: head };
}

describe("a sandbox that is killed", () => {
	it("in mid-turn: the turn ends as failed once, with a sentence, and the next one opens anew at the last version", async () => {
		const studio = await open();
		const projectId = await studio.newProject();
		const page = await studio.follow(projectId);
		await studio.sessions.sendMessage(projectId, { id: "message-1", content: "write a note" });
		const { commitSha } = await page.waitFor("agent:complete");
		await studio.sessions.sendMessage(projectId, { id: "message-2", content: "take your time" });
		await page.waitFor("agent:message", (message) => message.event.type === "text" && message.event.text.startsWith("One"));
		process.kill(await sandboxPid(studio, projectId), "SIGKILL");
		const failed = await page.waitFor("agent:complete", (message) => message.outcome === "failed");
		expect(failed.error?.message).toMatch(/sandbox ended by itself/);
		expect(failed.error?.hint).toMatch(/again/);
		await page.waitFor("session:ended", (message) => message.code === "lost");
		expect(await studio.records.messages.get(projectId, "message-2")).toMatchObject({ state: "failed", runId: failed.runId });

		await studio.sessions.sendMessage(projectId, { id: "message-3", content: "hello" });
		await page.waitFor(
			"agent:complete",
			(message) => message.outcome === "done" && message.runId !== failed.runId && message.commitSha === null,
		);
		expect(page.of("agent:complete").filter((message) => message.runId === failed.runId)).toHaveLength(1);
		const project = await studio.records.projects.get(projectId);
		expect(project?.currentCommitSha).toBe(commitSha);
		expect((await studio.sessions.state(projectId)).head).toBe(commitSha);
	});

	it("keeps paused what a stop has paused, also through a restart of the studio", async () => {
		const studio = await open();
		const projectId = await studio.newProject();
		const page = await studio.follow(projectId);
		await studio.sessions.sendMessage(projectId, { id: "message-1", content: "take your time" });
		await page.waitFor("agent:message", (message) => message.event.type === "text");
		await studio.sessions.sendMessage(projectId, { id: "message-2", content: "hello" });
		await studio.sessions.stopRun(projectId);
		await studio.stop();
		const next = await open();
		const later = await next.follow(projectId);
		const { queue } = await later.waitFor("queue:changed");
		expect(queue).toMatchObject([{ id: "message-2", pausedAt: expect.any(String) }]);
		await next.sessions.sendMessage(projectId, { id: "message-3", content: "hello" });
		await until("the new one has run", async () => (await next.records.messages.get(projectId, "message-3"))?.state === "done");
		expect((await next.records.messages.get(projectId, "message-2"))?.state).toBe("queued");
		await next.sessions.continueQueue(projectId);
		await until("it has run", async () => (await next.records.messages.get(projectId, "message-2"))?.state === "done");
	});

	it("continues with the queue by itself", async () => {
		const studio = await open();
		const projectId = await studio.newProject();
		const page = await studio.follow(projectId);
		await studio.sessions.sendMessage(projectId, { id: "message-1", content: "take your time" });
		await page.waitFor("agent:message", (message) => message.event.type === "text");
		await studio.sessions.sendMessage(projectId, { id: "message-2", content: "hello" });
		process.kill(await sandboxPid(studio, projectId), "SIGKILL");
		await until(
			"the waiting message has run",
			async () => (await studio.records.messages.get(projectId, "message-2"))?.state === "done",
		);
		expect(page.of("agent:complete").map((message) => message.outcome)).toEqual(["failed", "done"]);
	});

	it("or only stopped in mid-turn: it is given up after a while, its turn ends once, and nothing of it is left", async () => {
		const studio = await open({ deadlines: { silenceMs: 900, unreachableMs: 1_500 } });
		const projectId = await studio.newProject();
		const page = await studio.follow(projectId);
		await studio.sessions.sendMessage(projectId, { id: "message-1", content: "take your time" });
		await page.waitFor("agent:message", (message) => message.event.type === "text");
		process.kill(await sandboxPid(studio, projectId), "SIGSTOP");
		const failed = await page.waitFor("agent:complete");
		expect(failed).toMatchObject({ outcome: "failed", error: { code: "sandbox_timeout" } });
		await page.waitFor("session:ended", (message) => message.code === "lost");
		expect(await studio.driver.list()).toEqual([]);
		expect(page.of("agent:complete")).toHaveLength(1);
	});

	it("in a long turn: what was saved in between is kept as a version, and reported", async () => {
		const studio = await open({ environment: { AUTOSAVE_SECONDS: "0.5" } });
		const projectId = await studio.newProject();
		model.afterTool = ENDLESS;
		const page = await studio.follow(projectId);
		await studio.sessions.sendMessage(projectId, { id: "message-1", content: "write a note" });
		await until(
			"it was saved in between",
			async () => (await studio.repositories.versions(projectId, { limit: 5 })).versions.length > 1,
		);
		const saved = (await studio.records.projects.get(projectId))?.currentCommitSha;
		process.kill(await sandboxPid(studio, projectId), "SIGKILL");
		const failed = await page.waitFor("agent:complete");
		expect(failed).toMatchObject({ outcome: "failed", commitSha: saved });
		const { version } = await page.waitFor("version:created");
		expect(version).toMatchObject({ sha: saved, kind: "autosave", runId: failed.runId });
	});

	it("while no turn runs: pages are notified, and the next need opens the project again", async () => {
		const studio = await open();
		const projectId = await studio.newProject();
		const page = await studio.follow(projectId);
		const before = await page.waitFor("session:ready");
		process.kill(await sandboxPid(studio, projectId), "SIGKILL");
		await page.waitFor("session:ended", (message) => message.code === "lost");
		await studio.sessions.state(projectId);
		await page.waitFor("session:ready", (message) => message.sessionId !== before.sessionId);
	});
});

describe("a studio that is killed", () => {
	it("in mid-turn: the next one adopts the sandbox and brings the turn to its one acknowledged end", async () => {
		const projectId = await projectInPlace();
		model.afterTool = SLOW;
		const child = childStudio(projectId, "message-1", "write a note");
		await child.saw('"text":"One');
		await child.kill();

		const studio = await open();
		expect((await studio.records.sessions.findByProject(projectId))?.state).toBe("ready");
		const page = await studio.follow(projectId);
		const complete = await page.waitFor("agent:complete");
		expect(complete.outcome).toBe("done");
		expect((await studio.records.projects.get(projectId))?.currentCommitSha).toBe(complete.commitSha);
		expect(await studio.records.messages.get(projectId, "message-1")).toMatchObject({ state: "done", runId: complete.runId });
		expect(page.of("agent:message")[0]?.event.type).toBe("started");
		expect(page.of("agent:complete")).toHaveLength(1);
		expect(model.requests.filter((request) => request.lastText.includes("write a note"))).toHaveLength(1);
	});

	it("in mid-turn, and the turn ends meanwhile: the next one publishes it and tells its end once", async () => {
		const projectId = await projectInPlace();
		const child = childStudio(projectId, "message-1", "write a note");
		await child.saw('"type":"tool:started"');
		await child.kill();
		await until("the model has said its last word", () => model.requests.length >= 2);

		const studio = await open();
		await until(
			"its end is written down",
			async () => (await studio.records.messages.get(projectId, "message-1"))?.state === "done",
		);
		const message = await studio.records.messages.get(projectId, "message-1");
		expect(message?.commitSha).toMatch(/^[0-9a-f]{40}$/);
		expect((await studio.records.projects.get(projectId))?.currentCommitSha).toBe(message?.commitSha);
		expect(message?.events.map((event) => event.type)).toContain("tool:finished");
	});

	it("between taking a message from the queue and handing it over: the next one hands it over, once", async () => {
		const projectId = await projectInPlace();
		const child = childStudio(projectId, "message-1", "write a note");
		await child.saw('"type":"started"');
		await child.kill();

		const studio = await open();
		await until("it has run", async () => (await studio.records.messages.get(projectId, "message-1"))?.state === "done");
		expect(model.requests.filter((request) => request.lastText.includes("write a note"))).toHaveLength(1);
	});

	it("in mid-turn, and the sandbox too: the message ends as failed once, and the queue goes on", async () => {
		const projectId = await projectInPlace();
		const child = childStudio(projectId, "message-1", "take your time");
		await child.saw('"text":"One');
		await child.kill();
		// Again until none is left: one may just be starting another.
		await until("the sandbox is gone", async () => {
			const left = await processesIn(place.dataDir);
			for (const line of left) killNow(Number.parseInt(line, 10));
			return left.length === 0;
		});

		const studio = await open();
		const ended = async () => (await studio.records.messages.get(projectId, "message-1"))?.state !== "running";
		await until("the turn has ended", ended);
		const message = await studio.records.messages.get(projectId, "message-1");
		expect(message).toMatchObject({ state: "failed" });
		expect(message?.error?.message).toMatch(/studio was stopped in the middle of this turn/);
		await studio.sessions.sendMessage(projectId, { id: "message-2", content: "hello" });
		await until("the next one runs", async () => (await studio.records.messages.get(projectId, "message-2"))?.state === "done");
	});

	it("and stopped in order: its sandbox lives on and is adopted, not started again", async () => {
		const first = await open();
		const projectId = await first.newProject();
		const page = await first.follow(projectId);
		const before = await page.waitFor("session:ready");
		const pid = await sandboxPid(first, projectId);
		await first.stop();
		await page.waitFor("session:ended", (message) => message.code === "shutdown");

		const second = await open();
		const again = await second.follow(projectId, page.lastSeq());
		const after = await again.waitFor("session:ready");
		expect(after.sessionId).toBe(before.sessionId);
		expect(after.previewUrl).toBe(before.previewUrl);
		expect(after.seq).toBeGreaterThan(before.seq);
		expect(await sandboxPid(second, projectId)).toBe(pid);
	});

	it("and the project is changed from elsewhere meanwhile: what the sandbox made is kept aside, and the page is notified", async () => {
		const projectId = await projectInPlace();
		// The sandbox makes a version that no studio sees, and another writer moves the head.
		const { between, sha, unseen } = await editUnseen(projectId);
		const writer = await Writer.open(between.repositories, projectId, path.join(place.dataDir, "elsewhere"));
		await writer.write("src/elsewhere.ts", "export const elsewhere = true;\n");
		const newHead = await writer.commit({ subject: "From elsewhere", kind: "edit" });
		const moved = await between.repositories.publish(projectId, { expectedHead: sha, newHead, bundle: await writer.bundle(sha) });
		expect(moved.published).toBe(true);
		await between.stop();

		const studio = await open();
		await until("the stale session is gone", async () => (await studio.records.sessions.findByProject(projectId)) === null);
		const page = await studio.follow(projectId);
		const reported = await page.waitFor("error");
		expect(reported).toMatchObject({ code: "stale_head", message: expect.stringContaining(`refs/conflict/${unseen}`) });
		await page.waitFor("session:ready");
		expect((await studio.records.projects.get(projectId))?.currentCommitSha).toBe(newHead);
		const kept = await studio.repositories.readFile(projectId, unseen, "src/storyboard.json");
		expect(JSON.parse(String(kept))).toMatchObject({ fps: 25 });
		expect((await studio.sessions.state(projectId)).head).toBe(newHead);
		expect((await studio.follow(projectId)).of("error")).toEqual([]);
	});

	it("and an edit was committed but not stored yet: the next one stores it when it adopts the sandbox", async () => {
		const projectId = await projectInPlace();
		const { between, unseen } = await editUnseen(projectId);
		await between.stop();

		const studio = await open();
		await until("it is stored", async () => (await studio.records.projects.get(projectId))?.currentCommitSha === unseen);
	});

	for (const step of ["queued", "starting", "loading", "previewing"]) {
		it(`while a session is ${step}: nothing is left over, and the next start works`, async () => {
			const projectId = await projectInPlace();
			const child = childStudio(projectId);
			await child.saw(`"phase":"${step}"`);
			await child.kill();

			const studio = await open();
			await until("no row is stuck", async () =>
				(await studio.records.sessions.listLive()).every((record) => record.state === "ready"),
			);
			const live = await studio.records.sessions.listLive();
			expect(await studio.driver.list()).toEqual(live.map((record) => record.sandboxName));
			const page = await studio.follow(projectId);
			await page.waitFor("session:ready");
			expect(await studio.driver.list()).toHaveLength(1);
		});
	}
});

/** Kills a process, which may have gone with its parent a moment before. */
function killNow(pid: number): void {
	try {
		process.kill(pid, "SIGKILL");
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
	}
}
