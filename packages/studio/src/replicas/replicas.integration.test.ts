import { rounds } from "@storydream/sandbox/testing";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { emulatorHost } from "../records/testing/firestore-under-test.ts";
import { until } from "../sessions/testing/studio-harness.ts";
import type { Page } from "./testing/page.ts";
import { type Replica, type ReplicasPlace, replicasPlace } from "./testing/replicas-harness.ts";

/** Projects that are raced for side by side. */
const AT_ONCE = 4;
const RACES = rounds(20, 8);
const ENDS = new Set(["done", "failed", "stopped"]);

describe.skipIf(emulatorHost === null)("several studios on the same stores", () => {
	let place: ReplicasPlace;
	beforeAll(async () => {
		place = await replicasPlace();
	});
	afterAll(() => place?.close());

	const say = (page: Page, projectId: string, id: string, content: string) =>
		page.send({ type: "message:send", projectId, id, content });
	const textCame = (page: Page, words: string) =>
		page.waitFor("agent:message", ({ event }) => event.type === "text" && event.text.includes(words));
	const ownerOf = async (projectId: string) => (await place.records.sessions.findByProject(projectId))?.ownerId ?? null;
	const idOf = async (replica: Replica) => ((await (await fetch(`${replica.url}/api/replica`)).json()) as { id: string }).id;

	/** A project whose session the first of two studios owns, with a page on it there. */
	async function opened(first: Replica): Promise<{ projectId: string; page: Page }> {
		const projectId = await place.newProject(first.url);
		const page = place.page([first.url], projectId);
		await page.waitFor("session:ready");
		expect(await ownerOf(projectId)).toBe(await idOf(first));
		return { projectId, page };
	}

	/** The turn of a message has one end, in the records and for the page; answers its commit. */
	async function oneEnd(by: Replica, projectId: string, messageId: string, page: Page): Promise<string | null> {
		// A page that was led elsewhere while the turn ended gets the message as it stands.
		const endIsAnnounced = () =>
			page.of("message:added").some(({ message }) => message.id === messageId && ENDS.has(message.state));
		await until("the page knows of the end", () => page.of("agent:complete").length > 0 || endIsAnnounced());
		const message = await place.records.messages.get(projectId, messageId);
		expect(message).toMatchObject({ state: "done", error: null });
		const ends = page.of("agent:complete");
		expect(ends.length).toBeLessThanOrEqual(1);
		for (const { runId, outcome } of ends) expect({ runId, outcome }).toEqual({ runId: message?.runId, outcome: "done" });
		const commits = await place.history(by.url, projectId);
		expect(commits.filter(({ runId }) => runId === message?.runId)).toHaveLength(message?.commitSha ? 1 : 0);
		return message?.commitSha ?? null;
	}

	describe("that all live", () => {
		let one: Replica;
		let other: Replica;
		beforeAll(async () => {
			[one, other] = await Promise.all([place.replica(), place.replica()]);
		});
		afterAll(() => place.clear());

		it("lead a page to the one that has its project: it sees what every other page sees", async () => {
			const { projectId, page } = await opened(one);
			const far = place.page([other.url], projectId);
			await far.waitFor("session:ready");
			say(far, projectId, "message-1", "write a note");
			expect(await oneEnd(other, projectId, "message-1", far)).toMatch(/^[0-9a-f]{40}$/);
			await page.waitFor("agent:complete");
			expect(far.of("agent:complete")).toHaveLength(1);
			const heard = (of: Page) => of.of("agent:message").map(({ seq, event }) => `${seq} ${event.type}`);
			expect(heard(far)).toEqual(heard(page));
			expect(far.closes).toEqual([]);
			expect(await place.records.sessions.listLive()).toHaveLength(1);
		});

		it("send requests on to it: an upload, an edit, a message; the answer is its own", async () => {
			const { projectId, page } = await opened(one);
			const form = new FormData();
			const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4"/></svg>`;
			form.append("file", new Blob([svg], { type: "image/svg+xml" }), "square.svg");
			const uploaded = await fetch(`${other.url}/api/projects/${projectId}/assets`, { method: "POST", body: form });
			expect([uploaded.status, await uploaded.text()]).toEqual([201, expect.stringContaining("square.svg")]);
			await page.waitFor("version:created");

			const { commitSha: baseCommitSha, storyboard } = await place.storyboard(other.url, projectId);
			const edit = { baseCommitSha, storyboard: { ...storyboard, fps: 25 }, title: "Slower" };
			const put = await fetch(`${other.url}/api/projects/${projectId}/storyboard`, {
				method: "PUT",
				headers: { "content-type": "application/json" },
				body: JSON.stringify(edit),
			});
			expect(put.status).toBe(200);
			await page.waitFor("version:created", ({ version }) => version.title === "Slower");

			const sent = await fetch(`${other.url}/api/projects/${projectId}/messages`, {
				method: "POST",
				headers: { "content-type": "application/json" },
				body: JSON.stringify({ id: "message-far", content: "hello" }),
			});
			expect(sent.status).toBe(202);
			await page.waitFor("agent:complete");
			expect(await ownerOf(projectId)).toBe(await idOf(one));
		});

		it("answer a request that was forwarded already with 503 rather than send it round", async () => {
			const { projectId } = await opened(one);
			const headers = { "content-type": "application/json", "x-storydream-forwarded": "somebody" };
			const answer = await fetch(`${other.url}/api/projects/${projectId}`, {
				method: "PATCH",
				headers,
				body: '{"name":"Round"}',
			});
			expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "2"]);
		});

		it("show a preview and its socket, and take its gateway token, wherever its session is; none of them once it has ended", async () => {
			const { projectId, page } = await opened(one);
			const record = await place.records.sessions.findByProject(projectId);
			if (record === null) throw new Error("there is no session");
			const host = `${record.previewKey}.preview.localhost`;
			const answer = await fetchAs(other.url, host, "/src/App.tsx");
			expect(answer).toBe(`preview of ${record.sandboxName} at /src/App.tsx`);
			const socket = new WebSocket(`${other.url.replace("http", "ws")}/hmr`, { headers: { host } });
			const echo = new Promise((resolve, reject) => {
				socket.once("message", (data) => resolve(data.toString()));
				socket.once("error", reject);
			});
			await new Promise((resolve) => socket.once("open", resolve));
			socket.send("hello");
			expect(await echo).toBe("echo hello");
			socket.terminate();

			const count = async (token: string) =>
				(
					await fetch(`${other.url}/gateway/v1/messages/count_tokens`, {
						method: "POST",
						headers: { "x-api-key": token, "content-type": "application/json" },
						body: JSON.stringify({ model: "claude-sonnet-4-5", messages: [{ role: "user", content: "hello" }] }),
					})
				).status;
			expect(await count(`${record.gatewayToken}x`)).toBe(401);
			expect(await count(record.gatewayToken)).not.toBe(401);

			page.send({ type: "session:end" });
			await page.waitFor("session:ended");
			// At most as long as an answer is remembered.
			await until("its token opens nothing", async () => (await count(record.gatewayToken)) === 401, 5_000);
			await until("nor its key", async () => (await fetchAs(other.url, host, "/")).includes("There is no preview here"), 5_000);
		});

		it(`that open the same project at the same moment, ${RACES} times: one session, one sandbox, and all pages are in it`, async () => {
			/** Opens one by both, whichever is first, and answers the pages. */
			async function race(index: number): Promise<Page[]> {
				const projectId = await place.newProject(one.url);
				const urls = index % 2 === 0 ? [one.url, other.url] : [other.url, one.url];
				const pages = urls.map((url) => place.page([url], projectId));
				const ready = await Promise.all(pages.map((page) => page.waitFor("session:ready")));
				expect(new Set(ready.map(({ sessionId }) => sessionId)).size).toBe(1);
				const live = (await place.records.sessions.listLive()).filter((record) => record.projectId === projectId);
				expect(live.map(({ id }) => id)).toEqual([ready[0]?.sessionId]);
				return pages;
			}
			for (let round = 0; round < RACES; round += AT_ONCE) {
				const opened = await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => race(round + index)));
				expect(await place.sandboxes()).toHaveLength((await place.records.sessions.listLive()).length);
				for (const [page] of opened) page?.send({ type: "session:end" });
				for (const page of opened.flat()) {
					await page.waitFor("session:ended", ({ code }) => code === "ended");
					page.close();
				}
			}
		});
	});

	describe("of which one", () => {
		let one: Replica;
		let other: Replica;
		afterEach(() => place.clear());

		/** @param modelBy what sandboxes reach the model through */
		async function midTurn(modelBy: "any" | "the other" = "any"): Promise<{ projectId: string; page: Page; far: Page }> {
			[one, other] = await Promise.all([place.replica(), place.replica()]);
			if (modelBy === "the other") place.balancer.ports = [Number(new URL(other.url).port)];
			const { projectId, page } = await opened(one);
			const far = place.page([other.url], projectId);
			await far.waitFor("session:ready");
			say(far, projectId, "message-1", "note it down slowly");
			await textCame(far, "One");
			return { projectId, page, far };
		}

		it("is killed in mid-turn: the page goes on by the other, and the turn ends once, with its commit", async () => {
			const { projectId, far } = await midTurn();
			const before = await place.records.sessions.findByProject(projectId);
			one.signal("SIGKILL");
			await one.ended;
			expect(await oneEnd(other, projectId, "message-1", far)).toMatch(/^[0-9a-f]{40}$/);
			const after = await place.records.sessions.findByProject(projectId);
			expect(after).toMatchObject({ id: before?.id, sandboxName: before?.sandboxName, ownerId: await idOf(other) });
			expect(await place.records.studios.list()).toHaveLength(1);
		});

		it("stops when it is instructed to: its sessions go over at once, and the turn ends once, with its commit", async () => {
			const { projectId, page, far } = await midTurn();
			one.signal("SIGTERM");
			expect(await one.ended).toBe(0);
			expect(await oneEnd(other, projectId, "message-1", far)).toMatch(/^[0-9a-f]{40}$/);
			expect(await ownerOf(projectId)).toBe(await idOf(other));
			expect(page.of("agent:complete").length).toBeLessThanOrEqual(1);
			expect(await place.records.studios.list()).toHaveLength(1);
		});

		it("is frozen in mid-turn, given up, and wakes: it is refused, lets go and ends, and nothing is doubled", async () => {
			// An answer of the model that comes through a frozen studio stands still with it: that is another matter.
			const { projectId, far } = await midTurn("the other");
			const before = await place.records.sessions.findByProject(projectId);
			const frozen = await idOf(one);
			one.signal("SIGSTOP");
			await until("the other has taken over", async () => (await ownerOf(projectId)) === (await idOf(other)), 20_000);
			const commitSha = await oneEnd(other, projectId, "message-1", far);
			one.signal("SIGCONT");
			expect(await one.ended).toBe(1);
			expect(one.log.join("\n")).toContain("taken this one for dead");
			const after = await place.records.sessions.findByProject(projectId);
			expect(after).toMatchObject({ id: before?.id, sandboxName: before?.sandboxName, ownerId: await idOf(other) });
			expect((await place.records.studios.list()).map(({ id }) => id)).not.toContain(frozen);
			expect((await place.records.projects.get(projectId))?.currentCommitSha).toBe(commitSha);
			say(far, projectId, "message-2", "hello");
			await until("the next turn ends", async () =>
				ENDS.has((await place.records.messages.get(projectId, "message-2"))?.state ?? ""),
			);
			expect(await place.records.messages.get(projectId, "message-2")).toMatchObject({ state: "done" });
			expect(await place.sandboxes()).toHaveLength(1);
		});
	});
});

/** Asks a studio for a page of another host, as a browser does that was led there by name. */
async function fetchAs(url: string, host: string, path: string): Promise<string> {
	const { request } = await import("node:http");
	return new Promise((resolve, reject) => {
		const { hostname, port } = new URL(url);
		const asked = request({ hostname, port, path, headers: { host }, agent: false }, (answer) => {
			let body = "";
			answer.setEncoding("utf8").on("data", (text: string) => {
				body += text;
			});
			answer.on("end", () => resolve(body));
		});
		asked.on("error", reject);
		asked.end();
	});
}
