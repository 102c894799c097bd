import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { markedProcesses } from "../../../sandbox/src/processes.ts";
import { type PromptModel, startPromptModel } from "./testing/prompt-model.ts";
import { newPlace, QUIET_SANDBOX, storyboardOf, type TestPlace, type TestStudio, until } from "./testing/studio-harness.ts";

let model: PromptModel;
let place: TestPlace;
let studio: TestStudio;
/** The studio's own delay of each event it passed on, in seconds. */
const relayed: number[] = [];

beforeAll(async () => {
	model = await startPromptModel({
		"write a note": [
			{ text: "Writing." },
			{ tool: "Write", input: { file_path: "src/note.ts", content: "export const note = 1;\n" } },
		],
		"think for ever": { hang: "mid-stream" },
	});
	place = await newPlace(model.url);
	studio = await place.studio({ sandboxMain: QUIET_SANDBOX, onRelayed: (seconds) => relayed.push(seconds) });
});
afterAll(async () => {
	await place.close();
	await model.close();
});

let count = 0;
const nextId = () => `message-${++count}`;

async function started(projectId: string, content: string) {
	const page = await studio.follow(projectId);
	await page.waitFor("session:ready");
	const id = nextId();
	await studio.sessions.sendMessage(projectId, { id, content });
	await page.waitFor("agent:message", (message) => message.event.type === "text");
	return { page, id };
}

describe("one project, many pages", () => {
	it("joins two starts into one session and tells both of the same", async () => {
		const projectId = await studio.newProject();
		const [one, two] = await Promise.all([studio.follow(projectId), studio.follow(projectId)]);
		const [first, second] = await Promise.all([one.waitFor("session:ready"), two.waitFor("session:ready")]);
		expect(first.sessionId).toBe(second.sessionId);
		expect((await studio.driver.list())?.filter((name) => name.includes(first.sessionId))).toHaveLength(1);
		await studio.sessions.sendMessage(projectId, { id: nextId(), content: "write a note" });
		const [a, b] = await Promise.all([one.waitFor("agent:complete"), two.waitFor("agent:complete")]);
		expect(a).toEqual(b);
		expect(one.of("session:phase").map((message) => message.phase)).toEqual(["queued", "starting", "loading", "previewing"]);
	});

	it("has the agent's program started when somebody begins to write, and not before", async () => {
		const projectId = await studio.newProject();
		const page = await studio.follow(projectId);
		const { sessionId } = await page.waitFor("session:ready");
		const name = (await studio.driver.list())?.find((one) => one.includes(sessionId)) ?? "";
		expect(await markedProcesses(name)).toEqual([]);
		await studio.sessions.prepareAgent(projectId);
		await until("the agent's program runs", async () => (await markedProcesses(name)).length > 0);
	});

	it("gives a page that reloads in the middle of a turn the whole turn, and one end", async () => {
		const projectId = await studio.newProject();
		const { page } = await started(projectId, "take your time");
		page.detach();
		const again = await studio.follow(projectId, page.lastSeq());
		const fresh = await studio.follow(projectId);
		await Promise.all([again.waitFor("agent:complete"), fresh.waitFor("agent:complete")]);
		const words = (messages: typeof page.messages) =>
			messages.map((one) => (one.type === "agent:message" && one.event.type === "text" ? one.event.text : "")).join("");
		expect(words([...page.messages, ...again.messages])).toBe("One two three four five six seven eight nine ten eleven twelve");
		expect(words(fresh.messages)).toBe("One two three four five six seven eight nine ten eleven twelve");
		expect(fresh.of("agent:message")[0]?.event.type).toBe("started");
		for (const one of [again, fresh]) expect(one.of("agent:complete")).toHaveLength(1);
		const seqs = again.messages.flatMap((one) => ("seq" in one && one.type !== "session:ready" ? [one.seq] : []));
		expect(seqs[0]).toBeGreaterThan(page.lastSeq());
	});

	it("measures how long it takes itself to pass an event on, the writes to every page included", async () => {
		const projectId = await studio.newProject();
		const [quick, slow] = [await studio.follow(projectId), await studio.follow(projectId)];
		await Promise.all([quick.waitFor("session:ready"), slow.waitFor("session:ready")]);
		const send = slow.send;
		slow.send = (message) => {
			if (message.type === "agent:message" && message.event.type === "text") {
				const end = performance.now() + 30;
				while (performance.now() < end);
			}
			send(message);
		};
		relayed.length = 0;
		await studio.sessions.sendMessage(projectId, { id: nextId(), content: "just answer" });
		await slow.waitFor("agent:complete");
		const texts = slow.of("agent:message").filter((message) => message.event.type === "text");
		expect(texts.length).toBeGreaterThan(0);
		expect(relayed.filter((seconds) => seconds >= 0.03).length).toBeGreaterThanOrEqual(texts.length);
		expect(relayed.length).toBeGreaterThanOrEqual(texts.length);
		const before = relayed.length;
		quick.detach();
		slow.detach();
		await studio.sessions.sendMessage(projectId, { id: nextId(), content: "just answer" });
		await until("the turn nobody watches has ended", async () => studio.sessions.counts().running === 0);
		expect(relayed.length).toBe(before);
	});

	it("ends a turn that nobody watches, and a page that comes later finds it ended", async () => {
		const projectId = await studio.newProject();
		const { page, id } = await started(projectId, "take your time");
		page.detach();
		await until("the turn has ended", async () => (await studio.records.messages.get(projectId, id))?.state === "done");
		const later = await studio.follow(projectId);
		const { message } = await later.waitFor("message:added");
		expect(message).toMatchObject({ id, state: "done" });
		expect(later.of("agent:message")).toEqual([]);
	});

	it("says what is wrong to a page that asks for a project that is not there", async () => {
		const page = await studio.follow("nobody-made-this");
		expect(page.messages).toMatchObject([{ type: "error", code: "project_not_found" }]);
	});
});

describe("stopping and queueing", () => {
	it("stops a turn as stopped, once, with what it wrote kept as a version", async () => {
		const projectId = await studio.newProject();
		const page = await studio.follow(projectId);
		await page.waitFor("session:ready");
		model.requests.length = 0;
		await studio.sessions.sendMessage(projectId, { id: nextId(), content: "think for ever" });
		await until("the model is asked", () => model.requests.length > 0);
		await studio.sessions.stopRun(projectId);
		expect(page.of("agent:complete")).toMatchObject([{ outcome: "stopped" }]);
		await studio.sessions.sendMessage(projectId, { id: nextId(), content: "write a note" });
		const next = await page.waitFor("agent:complete", (message) => message.outcome === "done");
		expect(next.commitSha).not.toBeNull();
	});

	it("stores a message once however often it is sent", async () => {
		const projectId = await studio.newProject();
		const id = nextId();
		const sent = await Promise.all(
			Array.from({ length: 5 }, () => studio.sessions.sendMessage(projectId, { id, content: "hello" })),
		);
		expect(new Set(sent.map((message) => message.position)).size).toBe(1);
		const page = await studio.follow(projectId);
		await page.waitFor("session:ready");
		await until("it has run", async () => (await studio.records.messages.get(projectId, id))?.state === "done");
		expect((await studio.records.messages.list({ projectId, limit: 10 })).items).toHaveLength(1);
	});

	it("queues what is sent during a turn, lets it be edited and removed, and runs the rest in order", async () => {
		const projectId = await studio.newProject();
		const { page, id } = await started(projectId, "take your time");
		const [second, third, fourth] = [nextId(), nextId(), nextId()];
		for (const one of [second, third, fourth]) await studio.sessions.sendMessage(projectId, { id: one, content: `say ${one}` });
		await studio.sessions.editQueued(projectId, third, "write a note");
		await studio.sessions.removeQueued(projectId, second);
		const queue = page
			.of("queue:changed")
			.at(-1)
			?.queue.map((message) => [message.id, message.content]);
		expect(queue).toEqual([
			[third, "write a note"],
			[fourth, `say ${fourth}`],
		]);
		await expect(studio.sessions.editQueued(projectId, id, "too late")).rejects.toMatchObject({ code: "conflict" });
		await expect(studio.sessions.removeQueued(projectId, "never-sent-1")).rejects.toMatchObject({ code: "not_found" });
		await until("all have run", async () => (await studio.records.messages.get(projectId, fourth))?.state === "done");
		const order = page.of("message:added").map((message) => message.message.id);
		expect(order).toEqual([id, third, fourth]);
		expect(page.of("agent:complete")).toHaveLength(3);
	});

	it("pauses what waits when a turn is stopped, until the person continues; a new message does not wait for that", async () => {
		const projectId = await studio.newProject();
		const { page } = await started(projectId, "take your time");
		const [second, third, fresh] = [nextId(), nextId(), nextId()];
		for (const one of [second, third]) await studio.sessions.sendMessage(projectId, { id: one, content: `say ${one}` });
		await studio.sessions.stopRun(projectId);
		const paused = page.of("queue:changed").at(-1)?.queue ?? [];
		expect(paused.map((message) => [message.id, message.pausedAt !== null])).toEqual([
			[second, true],
			[third, true],
		]);
		await studio.sessions.sendMessage(projectId, { id: fresh, content: "say something new" });
		await until("the new one has run", async () => (await studio.records.messages.get(projectId, fresh))?.state === "done");
		expect((await studio.records.messages.get(projectId, second))?.state).toBe("queued");
		await studio.sessions.editQueued(projectId, second, "say it in other words");
		await studio.sessions.removeQueued(projectId, third);
		await studio.sessions.continueQueue(projectId);
		await until("the paused one has run", async () => (await studio.records.messages.get(projectId, second))?.state === "done");
		expect(await studio.records.messages.get(projectId, third)).toBeNull();
		expect(page.of("agent:complete").map((message) => message.outcome)).toEqual(["stopped", "done", "done"]);
	});

	it("refuses a prompt over 100 kB, a picture that was not uploaded, and too many of them", async () => {
		const projectId = await studio.newProject();
		const send = (message: object) => studio.sessions.sendMessage(projectId, { id: nextId(), content: "look", ...message });
		await expect(send({ content: "x".repeat(100_001) })).rejects.toMatchObject({ code: "too_large" });
		const attachments = (count: number) => Array.from({ length: count }, () => ({ name: "a.png", sha256: "a".repeat(64) }));
		await expect(send({ attachments: attachments(1) })).rejects.toMatchObject({
			code: "not_found",
			message: expect.stringContaining("a.png"),
		});
		await expect(send({ attachments: attachments(9) })).rejects.toMatchObject({ code: "too_large" });
		expect((await studio.records.messages.list({ projectId, limit: 10 })).items).toEqual([]);
	});
});

describe("edits by hand", () => {
	it("make a version without the model, and refuse one made on an old version", async () => {
		const projectId = await studio.newProject();
		const page = await studio.follow(projectId);
		const { sha, storyboard } = await storyboardOf(studio, projectId);
		const [first, ...others] = storyboard.scenes;
		if (!first) throw new Error("the template's film has no scene");
		const edit = {
			baseCommitSha: sha,
			storyboard: { ...storyboard, scenes: [{ ...first, durationInFrames: 42 }, ...others] },
			title: "Trim",
		};
		const result = await studio.sessions.putStoryboard(projectId, edit);
		expect(result.changed).toBe(true);
		expect((await storyboardOf(studio, projectId)).sha).toBe(result.head);
		expect((await storyboardOf(studio, projectId)).storyboard.scenes[0]?.durationInFrames).toBe(42);
		const { version } = await page.waitFor("version:created");
		expect(version).toMatchObject({ sha: result.head, kind: "edit", title: "Trim", parentSha: sha });
		await expect(studio.sessions.putStoryboard(projectId, edit)).rejects.toMatchObject({ code: "stale_head" });
	});

	it("restores an old version as a new one on top", async () => {
		const projectId = await studio.newProject();
		const page = await studio.follow(projectId);
		const start = (await studio.records.projects.get(projectId))?.currentCommitSha ?? "";
		await studio.sessions.sendMessage(projectId, { id: nextId(), content: "write a note" });
		const { commitSha } = await page.waitFor("agent:complete");
		const restored = await studio.sessions.restore(projectId, start);
		expect(restored.changed).toBe(true);
		const versions = (await studio.repositories.versions(projectId, { limit: 10 })).versions;
		expect(versions.map((version) => version.kind)).toEqual(["restore", "turn", "start"]);
		expect(versions[0]).toMatchObject({ sha: restored.head, parentSha: commitSha });
		expect(await studio.repositories.readFile(projectId, restored.head, "src/note.ts")).toBeNull();
	});

	it("takes back no version that came after the one it was requested on, and nothing twice", async () => {
		const projectId = await studio.newProject();
		const page = await studio.follow(projectId);
		const start = (await studio.records.projects.get(projectId))?.currentCommitSha ?? "";
		await studio.sessions.sendMessage(projectId, { id: nextId(), content: "write a note" });
		const { commitSha } = await page.waitFor("agent:complete");
		await expect(studio.sessions.restore(projectId, start, { baseCommitSha: start })).rejects.toMatchObject({
			code: "stale_head",
			status: 409,
		});
		expect((await studio.records.projects.get(projectId))?.currentCommitSha).toBe(commitSha);
		const restored = await studio.sessions.restore(projectId, start, { baseCommitSha: commitSha ?? "" });
		// The answer may have been lost on its way.
		expect(await studio.sessions.restore(projectId, start, { baseCommitSha: commitSha ?? "" })).toMatchObject({
			head: restored.head,
			changed: false,
		});
	});

	it("restores a version with another film as one version, also asked twice, and not with a film that is refused", async () => {
		const projectId = await studio.newProject();
		const page = await studio.follow(projectId);
		const { sha: start, storyboard } = await storyboardOf(studio, projectId);
		await studio.sessions.sendMessage(projectId, { id: nextId(), content: "write a note" });
		const { commitSha } = await page.waitFor("agent:complete");
		const [first, ...others] = storyboard.scenes;
		if (!first || commitSha === null) throw new Error("the template's film has a scene, and the turn a version");
		const withScene = (changed: object) => ({
			baseCommitSha: commitSha,
			storyboard: { ...storyboard, scenes: [{ ...first, ...changed }, ...others] },
			title: "Undo 2 changes",
		});
		const wrong = studio.sessions.restore(projectId, start, withScene({ scene: "NoSuchScene" }));
		await expect(wrong).rejects.toMatchObject({ code: "storyboard_invalid", message: expect.stringContaining("NoSuchScene") });
		expect((await studio.records.projects.get(projectId))?.currentCommitSha).toBe(commitSha);
		const restored = await studio.sessions.restore(projectId, start, withScene({ durationInFrames: 42 }));
		expect((await storyboardOf(studio, projectId)).storyboard.scenes[0]?.durationInFrames).toBe(42);
		expect(await studio.repositories.readFile(projectId, restored.head, "src/note.ts")).toBeNull();
		// The answer may have been lost on its way.
		const again = await studio.sessions.restore(projectId, start, withScene({ durationInFrames: 42 }));
		expect(again).toMatchObject({ head: restored.head, changed: false });
		const { versions } = await studio.repositories.versions(projectId, { limit: 10 });
		expect(versions.map(({ title, kind }) => [title, kind]).slice(0, 1)).toEqual([["Undo 2 changes", "restore"]]);
		expect(versions).toHaveLength(3);
	});

	it("refuses to restore while a turn is under way", async () => {
		const projectId = await studio.newProject();
		const start = (await studio.records.projects.get(projectId))?.currentCommitSha ?? "";
		await started(projectId, "take your time");
		await expect(studio.sessions.restore(projectId, start)).rejects.toMatchObject({ code: "busy" });
		await studio.sessions.stopRun(projectId);
	});
});

describe("the end of a session", () => {
	it("is quick right after a start, and leaves nothing", async () => {
		const projectId = await studio.newProject();
		const page = await studio.follow(projectId);
		await page.waitFor("session:phase", (message) => message.phase === "starting");
		const begun = Date.now();
		await studio.sessions.endSession(projectId, "ended");
		// It does not wait for the start; the rest is for a slow machine.
		expect(Date.now() - begun).toBeLessThan(60_000);
		await page.waitFor("session:ended", (message) => message.code === "ended");
		expect(await studio.records.sessions.findByProject(projectId)).toBeNull();
	});

	it("saves, writes the source archive, and the next start opens the same project with its conversation", async () => {
		const projectId = await studio.newProject();
		const page = await studio.follow(projectId);
		await studio.sessions.sendMessage(projectId, { id: nextId(), content: "write a note" });
		const { commitSha } = await page.waitFor("agent:complete");
		const target = studio.sessions.previewTarget(previewKey((await page.waitFor("session:ready")).previewUrl));
		expect(target).toMatchObject({ host: "127.0.0.1" });
		await studio.sessions.endSession(projectId, "ended");
		expect(studio.sessions.previewTarget(previewKey((await page.waitFor("session:ready")).previewUrl))).toBeNull();
		await until("the archive is written", async () => (await studio.records.projects.get(projectId))?.sourceSha === commitSha);
		expect((await studio.records.projects.get(projectId))?.agentSessionId).toMatch(/^[0-9a-f-]{36}$/);

		model.requests.length = 0;
		await studio.sessions.sendMessage(projectId, { id: nextId(), content: "write another" });
		const next = await page.waitFor("agent:complete", (message) => message.commitSha !== commitSha);
		expect(next.outcome).toBe("done");
		const all = JSON.stringify(model.requests[0]?.body.messages);
		expect(all).toContain("write a note");
		const files = (await studio.repositories.listFiles(projectId, next.commitSha ?? "")).map((file) => file.path);
		expect(files).toEqual(expect.arrayContaining(["src/note.ts", "src/other.ts", "src/storyboard.json"]));
	});

	it("opens the gateway for the session's token only while it lives", async () => {
		const projectId = await studio.newProject();
		const page = await studio.follow(projectId);
		await page.waitFor("session:ready");
		const record = await studio.records.sessions.findByProject(projectId);
		const token = record?.gatewayToken ?? "";
		expect(studio.sessions.authenticateGateway(token)).toEqual({ sessionId: record?.id, projectId });
		expect(studio.sessions.authenticateGateway(`${token}x`)).toBeNull();
		await studio.sessions.endSession(projectId, "ended");
		expect(studio.sessions.authenticateGateway(token)).toBeNull();
	});
});

describe("every history", () => {
	it("is sound, as git itself says", async () => {
		const { items } = await studio.records.projects.list({ userId: "anonymous", limit: 100 });
		expect(items.length).toBeGreaterThan(5);
		for (const project of items) {
			const clone = await studio.repositories.clone(project.id);
			expect(execFileSync("git", ["-C", clone, "fsck", "--strict", "--full"], { encoding: "utf8" })).toBe("");
		}
	});
});

function previewKey(url: string): string {
	return new URL(url).hostname.split(".")[0] ?? "";
}
