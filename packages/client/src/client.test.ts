import { readFileSync } from "node:fs";
import { StoryDreamError, type StudioMessage } from "@storydream/protocol";
import { afterEach, describe, expect, it } from "vitest";
import { createStudioApi, followProject, NoAnswerError, type ProjectFollower, sendPrompt } from "./index.ts";
import { type FakeStudio, startFakeStudio } from "./testing/fake-studio.ts";

const PROJECT = "prj12345";
const USAGE = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, costUsd: 0 };
const complete = (seq: number, runId: string, outcome: "done" | "stopped" = "done"): StudioMessage => ({
	type: "agent:complete",
	seq,
	runId,
	outcome,
	commitSha: null,
	usage: USAGE,
});
/** The queue with one prompt that has become a turn. */
const queued = (seq: number, id: string, runId: string | null): StudioMessage => ({
	type: "queue:changed",
	seq,
	queue: [
		{
			id,
			projectId: PROJECT,
			position: 0,
			content: "Blue",
			attachments: [],
			state: runId === null ? "queued" : "running",
			runId,
			createdAt: "2026-01-01T00:00:00.000Z",
			startedAt: null,
			endedAt: null,
			pausedAt: null,
			commitSha: null,
			usage: null,
			events: [],
			error: null,
		},
	],
});

const open: (FakeStudio | ProjectFollower)[] = [];
afterEach(async () => {
	for (const one of open.splice(0).reverse()) await one.close();
});

async function fakeStudio(answers: Parameters<typeof startFakeStudio>[0] = {}): Promise<FakeStudio> {
	const studio = await startFakeStudio(answers);
	open.push(studio);
	return studio;
}

/** A follower with the messages it received, and a promise of the next one. */
function follow(studio: FakeStudio, options: { lastSeq?: number } = {}) {
	const received: StudioMessage[] = [];
	let wake = Promise.withResolvers<void>();
	const follower = followProject(studio.address, PROJECT, {
		...options,
		onMessage(message) {
			received.push(message);
			wake.resolve();
			wake = Promise.withResolvers<void>();
		},
	});
	open.push(follower);
	return { follower, received, next: () => wake.promise };
}

describe("a follower", () => {
	it("starts the session, and connects again with the newest number it knows", async () => {
		const studio = await fakeStudio();
		const { follower, next } = follow(studio);
		expect(await studio.next()).toEqual({ type: "session:start", projectId: PROJECT });
		const arrived = next();
		studio.say(complete(7, "r1"));
		await arrived;
		studio.cut();
		expect(await studio.next()).toEqual({ type: "session:start", projectId: PROJECT, lastSeq: 7 });
		expect(follower.lastSeq()).toBe(7);
	});

	it("passes a message that is replayed on once", async () => {
		const studio = await fakeStudio();
		const { received, next } = follow(studio, { lastSeq: 4 });
		expect(await studio.next()).toMatchObject({ lastSeq: 4 });
		const arrived = next();
		for (const seq of [4, 5, 5]) studio.say(complete(seq, "r1"));
		await arrived;
		const after = next();
		studio.say({ type: "pong" });
		await after;
		expect(received.map((message) => ("seq" in message ? message.seq : message.type))).toEqual([5, "pong"]);
	});

	it("sends a prompt again on each connection until the studio has it", async () => {
		const studio = await fakeStudio();
		const { follower, next } = follow(studio);
		await follower.opened;
		await studio.next();
		const prompt = { type: "message:send", projectId: PROJECT, id: "prompt-1", content: "Blue" } as const;
		follower.send(prompt);
		expect(await studio.next()).toEqual(prompt);
		studio.cut();
		expect(await studio.next()).toMatchObject({ type: "session:start" });
		expect(await studio.next()).toEqual(prompt);
		const arrived = next();
		studio.say(queued(1, "prompt-1", null));
		await arrived;
		studio.cut();
		expect(await studio.next()).toMatchObject({ type: "session:start", lastSeq: 1 });
		follower.send({ type: "session:keep" });
		expect(await studio.next()).toEqual({ type: "session:keep" });
	});

	it("leaves a session ended that somebody ended, and starts it for a new prompt", async () => {
		const studio = await fakeStudio();
		const { follower, next } = follow(studio);
		await studio.next();
		const arrived = next();
		studio.say({ type: "session:ended", reason: "Idle.", code: "idle" });
		await arrived;
		follower.send({ type: "message:send", projectId: PROJECT, id: "prompt-2", content: "Red" });
		expect(await studio.next()).toMatchObject({ type: "session:start" });
		expect(await studio.next()).toMatchObject({ type: "message:send", id: "prompt-2" });
	});
});

describe("a prompt that is waited for", () => {
	async function ask(end: (studio: FakeStudio) => void): Promise<void> {
		const studio = await fakeStudio();
		const asked = sendPrompt(studio.address, PROJECT, "Blue");
		const settled = asked.catch(() => undefined);
		await studio.next();
		const prompt = await studio.next();
		if (prompt.type !== "message:send") throw new Error(`not a prompt: ${prompt.type}`);
		studio.say(complete(1, "another turn"));
		studio.say(queued(2, prompt.id, "mine"));
		end(studio);
		await settled;
		return asked;
	}

	it("resolves with the end of its own turn", async () => {
		await expect(ask((studio) => studio.say(complete(3, "mine")))).resolves.toBeUndefined();
	});

	it("rejects when its turn was stopped, and with the studio's own error", async () => {
		await expect(ask((studio) => studio.say(complete(3, "mine", "stopped")))).rejects.toMatchObject({ code: "model_failed" });
		const error = { code: "busy", message: "A turn runs.", hint: "Wait." } as const;
		await expect(ask((studio) => studio.say({ type: "error", ...error }))).rejects.toMatchObject(error);
	});
});

describe("a call", () => {
	it("throws the studio's own problem, and a sentence for anything else", async () => {
		const problem = { title: "Gone", status: 404, detail: "There is no such film.", code: "project_not_found", hint: "Go back." };
		const studio = await fakeStudio({
			[`GET /api/projects/${PROJECT}`]: { status: 404, body: JSON.stringify(problem) },
			"GET /api/me": { body: "<html>" },
		});
		const api = createStudioApi(studio.address);
		await expect(api.getProject(PROJECT)).rejects.toMatchObject({ message: "There is no such film.", hint: "Go back." });
		await expect(api.getMe()).rejects.toThrow("unexpected form");
		await expect(api.getExport("exp12345")).rejects.toBeInstanceOf(StoryDreamError);
	});

	it("names the studio that does not answer", async () => {
		const studio = await startFakeStudio();
		await studio.close();
		const call = createStudioApi(studio.address).getMe();
		await expect(call).rejects.toBeInstanceOf(NoAnswerError);
		await expect(call).rejects.toThrow(studio.address);
	});
});

it("the example of the README is the file that can be run", () => {
	const folder = new URL("../", import.meta.url);
	expect(readFileSync(new URL("README.md", folder), "utf8")).toContain(
		`\`\`\`ts\n${readFileSync(new URL("examples/ask.ts", folder), "utf8")}\`\`\``,
	);
});
