import { mkdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PromptModel, startPromptModel } from "../testing/prompt-model.ts";
import { newPlace, QUIET_SANDBOX, storyboardOf, type TestPlace, type TestStudio, until } from "../testing/studio-harness.ts";

/**
 * What went wrong in an earlier system of this kind, so that it does not here. Its failures 4 (studio killed in mid-turn)
 * and 5 (container killed: no event at all) are tested at length in crash.integration.test.ts.
 */
let model: PromptModel;
let place: TestPlace;
let studio: TestStudio;

beforeAll(async () => {
	model = await startPromptModel();
	place = await newPlace(model.url);
	studio = await place.studio({ sandboxMain: QUIET_SANDBOX });
});
afterAll(async () => {
	await place.close();
	await model.close();
});

async function projectFolder(projectId: string): Promise<string> {
	const record = await studio.records.sessions.findByProject(projectId);
	return path.join(place.dataDir, "sandboxes", record?.sandboxName ?? "", "project");
}

async function filesOf(projectId: string): Promise<string[]> {
	const project = await studio.records.projects.get(projectId);
	return (await studio.repositories.listFiles(projectId, project?.currentCommitSha ?? "")).map((file) => file.path);
}

describe("failures of an earlier system", () => {
	it("1: a reload starts no second sandbox, and a session that is ending can't write over what comes after it", async () => {
		const projectId = await studio.newProject();
		const page = await studio.follow(projectId);
		const first = await page.waitFor("session:ready");
		page.detach();
		const reloaded = await studio.follow(projectId);
		expect((await reloaded.waitFor("session:ready")).sessionId).toBe(first.sessionId);
		await studio.sessions.sendMessage(projectId, { id: "message-1", content: "write a note" });
		await reloaded.waitFor("agent:complete");

		// The page goes and comes while the session ends: the new one begins where the old one's save left off.
		const ended = studio.sessions.endSession(projectId, "ended");
		const { sha, storyboard } = await storyboardOf(studio, projectId);
		const edited = await studio.sessions.putStoryboard(projectId, {
			baseCommitSha: sha,
			storyboard: { ...storyboard, fps: 25 },
			title: "Slower frames",
		});
		await ended;
		expect((await studio.records.projects.get(projectId))?.currentCommitSha).toBe(edited.head);
		expect((await storyboardOf(studio, projectId)).storyboard.fps).toBe(25);
		expect(await filesOf(projectId)).toContain("src/note.ts");
		const live = await studio.records.sessions.findByProject(projectId);
		expect(live?.id).not.toBe(first.sessionId);
		const names = (await studio.driver.list()) ?? [];
		expect(names.filter((name) => name.includes(first.sessionId))).toEqual([]);
	});

	it("2: a link that leads nowhere does not stop a save, and the recorded version moves", async () => {
		const projectId = await studio.newProject();
		const page = await studio.follow(projectId);
		await page.waitFor("session:ready");
		const folder = path.join(await projectFolder(projectId), ".claude");
		await mkdir(folder, { recursive: true });
		await symlink("nowhere-at-all", path.join(folder, "debug-latest"));
		await studio.sessions.sendMessage(projectId, { id: "message-1", content: "write a note" });
		const complete = await page.waitFor("agent:complete");
		expect(complete.outcome).toBe("done");
		expect((await studio.records.projects.get(projectId))?.currentCommitSha).toBe(complete.commitSha);
		await studio.sessions.endSession(projectId, "ended");
		await studio.sessions.state(projectId);
		expect(await filesOf(projectId)).toContain("src/note.ts");
	});

	it("3: a deleted file stays deleted", async () => {
		const projectId = await studio.newProject();
		const page = await studio.follow(projectId);
		await studio.sessions.sendMessage(projectId, { id: "message-1", content: "write a note" });
		const first = await page.waitFor("agent:complete");
		await rm(path.join(await projectFolder(projectId), "src/note.ts"));
		await studio.sessions.sendMessage(projectId, { id: "message-2", content: "write another" });
		await page.waitFor("agent:complete", (message) => message.runId !== first.runId);
		await studio.sessions.endSession(projectId, "ended");
		const { head } = await studio.sessions.state(projectId);
		expect(head).toBe((await studio.records.projects.get(projectId))?.currentCommitSha);
		const files = await filesOf(projectId);
		expect(files).toContain("src/other.ts");
		expect(files).not.toContain("src/note.ts");
		await expect(rm(path.join(await projectFolder(projectId), "src/note.ts"))).rejects.toMatchObject({ code: "ENOENT" });
	});

	it("6: a first turn that breaks off leaves no agent session that can't be resumed", async () => {
		const projectId = await studio.newProject();
		const page = await studio.follow(projectId);
		await studio.sessions.sendMessage(projectId, { id: "message-1", content: "take your time" });
		await page.waitFor("agent:message", (message) => message.event.type === "text");
		const record = await studio.records.sessions.findByProject(projectId);
		const status = await studio.driver.inspect(record?.sandboxName ?? "");
		if (status.state !== "running") throw new Error("the sandbox does not run");
		process.kill((status.note as { pid: number }).pid, "SIGKILL");
		const failed = await page.waitFor("agent:complete");
		expect(failed.outcome).toBe("failed");
		expect((await studio.records.projects.get(projectId))?.agentSessionId).toBeNull();
		await studio.sessions.sendMessage(projectId, { id: "message-2", content: "write a note" });
		const next = await page.waitFor("agent:complete", (message) => message.runId !== failed.runId);
		expect(next.outcome).toBe("done");
		await until("the transcript is kept", async () => (await studio.records.projects.get(projectId))?.agentSessionId !== null);
		const agentSessionId = (await studio.records.projects.get(projectId))?.agentSessionId ?? "";
		expect(await studio.repositories.transcriptBytes(projectId, agentSessionId)).toBeGreaterThan(0);
	});

	it("7: a turn that goes on after the last page has gone keeps its answer", async () => {
		const projectId = await studio.newProject();
		const page = await studio.follow(projectId);
		await studio.sessions.sendMessage(projectId, { id: "message-1", content: "take your time" });
		await page.waitFor("agent:message", (message) => message.event.type === "text");
		page.detach();
		await until("the turn has ended", async () => (await studio.records.messages.get(projectId, "message-1"))?.state === "done");
		const message = await studio.records.messages.get(projectId, "message-1");
		expect(message?.events).toContainEqual(expect.objectContaining({ type: "text", text: expect.stringContaining("twelve") }));
	});
});

describe("work that is in no version", () => {
	it("is named in the turn, to the person and in the next prompt, and the rest comes back: nested-repo and backslash-name", async () => {
		const projectId = await studio.newProject();
		const page = await studio.follow(projectId);
		await page.waitFor("session:ready");
		const folder = await projectFolder(projectId);
		await mkdir(path.join(folder, "lib/.git"), { recursive: true });
		await writeFile(path.join(folder, "lib/.git/config"), '[filter "evil"]\n\tclean = touch /tmp/owned\n');
		await writeFile(path.join(folder, "lib/index.ts"), "code");
		await writeFile(path.join(folder, "src/back\\slash.txt"), "x");
		await writeFile(path.join(folder, ".gitignore"), "*.secret\n");
		await writeFile(path.join(folder, "hidden.secret"), "kept all the same");
		await studio.sessions.sendMessage(projectId, { id: "message-1", content: "write a note" });
		const complete = await page.waitFor("agent:complete");
		expect(complete.outcome).toBe("done");
		const notice = page.of("agent:message").find(({ event }) => event.type === "notice")?.event;
		expect(notice).toMatchObject({
			text: expect.stringMatching(/^Not saved in this version: lib\/\.git .*; src\/back\\slash\.txt has a name/),
			leftOut: {
				count: 2,
				paths: [
					{ path: "lib/.git", reason: "repository" },
					{ path: "src/back\\slash.txt", reason: "name" },
				],
			},
		});
		expect((await studio.records.messages.get(projectId, "message-1"))?.events).toContainEqual(notice);
		await studio.sessions.sendMessage(projectId, { id: "message-2", content: "write another" });
		await page.waitFor("agent:complete", (message) => message.runId !== complete.runId);
		expect(model.requests.some((request) => request.lastText.includes("- src/back\\slash.txt has a name"))).toBe(true);
		// Named once: the second turn is about something else.
		expect(page.of("agent:message").filter(({ event }) => event.type === "notice")).toHaveLength(1);
		await studio.sessions.endSession(projectId, "ended");
		await studio.sessions.state(projectId);
		const reopened = await projectFolder(projectId);
		expect(await readFile(path.join(reopened, "lib/index.ts"), "utf8")).toBe("code");
		expect(await readFile(path.join(reopened, "hidden.secret"), "utf8")).toBe("kept all the same");
		expect(await readFile(path.join(reopened, "src/other.ts"), "utf8")).toContain("other");
		expect(page.of("session:notice")).toEqual([]);
	});

	it("is committed before a session ends, and a session whose files can't be committed stays and says why", async () => {
		const projectId = await studio.newProject();
		const page = await studio.follow(projectId);
		await page.waitFor("session:ready");
		const folder = await projectFolder(projectId);
		const objects = path.join(folder, ".git/objects");
		await writeFile(path.join(folder, "left.txt"), "by nobody's turn");
		await rename(objects, `${objects}-away`);
		await studio.sessions.sendMessage(projectId, { id: "message-1", content: "write a note" });
		const failed = await page.waitFor("agent:complete");
		expect(failed).toMatchObject({ outcome: "failed", error: { code: "storage_failed" } });
		expect(failed.error?.message).toBe("What this turn wrote could not be saved as a version.");
		await expect(studio.sessions.endSession(projectId, "ended")).rejects.toMatchObject({ code: "storage_failed" });
		expect(page.of("error").at(-1)?.message).toMatch(/^The project stays open, because not all of its work could be saved\./);
		// Nobody is there: whoever comes next gets the report.
		page.detach();
		await expect(studio.sessions.endSession(projectId, "idle")).rejects.toMatchObject({ code: "storage_failed" });
		const next = await studio.follow(projectId);
		expect((await next.waitFor("error")).message).toContain("stays open");
		expect((await next.waitFor("session:ready")).sessionId).toBe((await page.waitFor("session:ready")).sessionId);
		await rename(`${objects}-away`, objects);
		await studio.sessions.endSession(projectId, "ended");
		expect(await filesOf(projectId)).toEqual(expect.arrayContaining(["left.txt", "src/note.ts"]));
	});
});
