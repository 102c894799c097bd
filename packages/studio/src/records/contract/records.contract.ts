import type { Usage } from "@storydream/protocol";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ExportRecord, MessageRecord, PackRecord, ProjectRecord, Records, SessionRecord } from "../records.ts";

/** How an implementation is opened for one case: empty, and ended by `close` with everything it made. */
export interface RecordsUnderTest {
	records: Records;
	/** The same store as another process sees it; `records` itself where there is no such thing. */
	reopen: () => Promise<Records>;
	close: () => Promise<void>;
}

const NONE: Usage = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, costUsd: 0 };
const sha = (n: number) => n.toString(16).padStart(40, "0");
const sha256 = (n: number) => n.toString(16).padStart(64, "0");
const pack = (n: number): PackRecord => ({ sha256: sha256(n), bytes: 100 + n, head: sha(n) });
const moment = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString();

function project(id: string, fields: Partial<ProjectRecord> = {}): ProjectRecord {
	return {
		id,
		userId: "anonymous",
		name: `Film ${id}`,
		description: "",
		gitRepoPath: `repos/${id}`,
		currentCommitSha: sha(1),
		packs: [pack(1)],
		sourceSha: sha(1),
		agentSessionId: null,
		pictureSha: null,
		video: null,
		usage: NONE,
		budgetUsd: null,
		createdAt: moment(0),
		updatedAt: moment(0),
		lastOpenedAt: null,
		deletingAt: null,
		...fields,
	};
}

function message(projectId: string, id: string, fields: Partial<MessageRecord> = {}): Omit<MessageRecord, "position"> {
	const { position: _, ...rest } = { position: 0, ...fields };
	return {
		id,
		projectId,
		content: "A film about tea",
		attachments: [],
		state: "queued",
		runId: null,
		createdAt: moment(0),
		startedAt: null,
		endedAt: null,
		commitSha: null,
		usage: null,
		events: [],
		error: null,
		...rest,
	};
}

function session(id: string, fields: Partial<SessionRecord> = {}): SessionRecord {
	return {
		id,
		projectId: null,
		incarnation: "i1",
		sandboxName: `install-${id}-i1`,
		driver: "process",
		state: "intended",
		sandboxToken: "token-a",
		gatewayToken: "token-b",
		previewKey: "key",
		endpoint: null,
		createdAt: moment(0),
		updatedAt: moment(0),
		ownerId: "studio-1",
		...fields,
	};
}

function film(id: string, projectId: string, fields: Partial<ExportRecord> = {}): ExportRecord {
	return {
		id,
		projectId,
		commitSha: sha(1),
		settings: { codec: "mp4", scale: 1 },
		state: "queued",
		framesDone: 0,
		framesTotal: 0,
		speed: null,
		secondsLeft: null,
		bytes: null,
		width: null,
		height: null,
		fileName: "film.mp4",
		createdAt: moment(0),
		endedAt: null,
		error: null,
		...fields,
	};
}

/** What every store of records must do, whichever it is. */
export function describeRecords(name: string, open: () => Promise<RecordsUnderTest>): void {
	describe(`records: ${name}`, () => {
		let under: RecordsUnderTest;
		let records: Records;
		beforeEach(async () => {
			under = await open();
			records = under.records;
		});
		afterEach(() => under.close());

		describe("projects", () => {
			it("come back as they were made, every field", async () => {
				const full = project("full", {
					name: "Éclair “42”",
					description: "two\nlines",
					video: { fps: 29.97, width: 1920, height: 1080, durationInFrames: 240 },
					usage: { inputTokens: 1, outputTokens: 2, cacheReadTokens: 3, cacheWriteTokens: 4, costUsd: 0.25 },
					budgetUsd: 1.5,
					agentSessionId: "s",
					pictureSha: sha(9),
					lastOpenedAt: moment(5),
					packs: [pack(1), pack(2)],
				});
				await records.projects.create(full);
				expect(await records.projects.get("full")).toEqual(full);
				expect(await (await under.reopen()).projects.get("full")).toEqual(full);
			});

			it("are made once: a taken id is a conflict, and the first stays", async () => {
				await records.projects.create(project("twice"));
				await expect(records.projects.create(project("twice", { name: "Other" }))).rejects.toMatchObject({ code: "conflict" });
				expect((await records.projects.get("twice"))?.name).toBe("Film twice");
			});

			it("that are not there are null, false or nothing, never an error", async () => {
				expect(await records.projects.get("nobody")).toBeNull();
				expect(await records.projects.update("nobody", { name: "x" })).toBeNull();
				expect(await records.projects.moveHead("nobody", { expectedHead: sha(1), newHead: sha(2), packs: [] })).toEqual({
					moved: false,
					head: null,
				});
				expect(await records.projects.beginDelete("nobody")).toBe(false);
				await records.projects.finishDelete("nobody");
				await records.projects.addUsage("nobody", NONE);
			});

			it("change in the named fields only, and never in head or packs", async () => {
				await records.projects.create(project("prj1"));
				const sneaky = { name: "New", currentCommitSha: sha(7), packs: [], id: "prj2" };
				const changed = await records.projects.update("prj1", sneaky);
				expect(changed).toEqual(project("prj1", { name: "New" }));
				expect(await records.projects.get("prj1")).toEqual(changed);
				expect(await records.projects.update("prj1", { budgetUsd: 3, lastOpenedAt: undefined })).toMatchObject({
					name: "New",
					budgetUsd: 3,
				});
				expect(await records.projects.update("prj1", { budgetUsd: null })).toMatchObject({ budgetUsd: null });
				expect(await records.projects.update("prj1", {})).toMatchObject({ name: "New" });
			});

			it("are listed newest change first, only the user's own", async () => {
				for (const n of [2, 5, 1]) await records.projects.create(project(`prj${n}`, { updatedAt: moment(n) }));
				await records.projects.create(project("other", { userId: "somebody", updatedAt: moment(9) }));
				const page = await records.projects.list({ userId: "anonymous", limit: 10 });
				expect(page.items.map((item) => item.id)).toEqual(["prj5", "prj2", "prj1"]);
				expect(page.nextCursor).toBeNull();
			});

			it("are found by a part of name or description, whatever the case, also outside ASCII", async () => {
				await records.projects.create(project("prj1", { name: "Das Öl", description: "100% pure_gold" }));
				await records.projects.create(project("prj2", { name: "Tea" }));
				const found = async (search: string) =>
					(await records.projects.list({ userId: "anonymous", search, limit: 10 })).items.map((item) => item.id);
				expect(await found("öL")).toEqual(["prj1"]);
				expect(await found("PURE_g")).toEqual(["prj1"]);
				expect(await found("0% p")).toEqual(["prj1"]);
				expect(await found("_ea")).toEqual([]);
				expect(await found("%")).toEqual(["prj1"]);
				await records.projects.update("prj2", { name: "ÖLE" });
				expect((await found("öl")).sort()).toEqual(["prj1", "prj2"]);
			});

			it("page without repeating or losing one, also when some change places in between", async () => {
				await fc.assert(
					fc.asyncProperty(
						fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 12 }),
						fc.integer({ min: 1, max: 5 }),
						async (times, limit) => {
							const user = `user-${Math.random()}`;
							const prefix = user.slice(-10);
							for (const [index, time] of times.entries()) {
								await records.projects.create(project(`${prefix}-${index}`, { userId: user, updatedAt: moment(time) }));
							}
							const seen: string[] = [];
							let cursor: string | undefined;
							do {
								const page: { items: ProjectRecord[]; nextCursor: string | null } = await records.projects.list({
									userId: user,
									limit,
									...(cursor === undefined ? {} : { cursor }),
								});
								expect(page.items.length).toBeLessThanOrEqual(limit);
								// One already seen moves to the top: the pages that follow stay as they were.
								const first = page.items[0];
								if (first) await records.projects.update(first.id, { updatedAt: moment(1000) });
								seen.push(...page.items.map((item) => item.id));
								cursor = page.nextCursor ?? undefined;
							} while (cursor !== undefined);
							expect(seen.length).toBe(times.length);
							expect(new Set(seen).size).toBe(times.length);
						},
					),
					{ numRuns: 15 },
				);
			});

			it("refuse a cursor they did not give", async () => {
				for (const cursor of ["", "nonsense", Buffer.from("[1]").toString("base64url"), "'; DROP TABLE projects"]) {
					await expect(records.projects.list({ userId: "anonymous", limit: 1, cursor })).rejects.toMatchObject({
						code: "bad_request",
					});
				}
			});

			it("add up what was used, also when it is reported at the same time", async () => {
				await records.projects.create(project("prj1"));
				const once: Usage = { inputTokens: 1, outputTokens: 2, cacheReadTokens: 3, cacheWriteTokens: 4, costUsd: 0.5 };
				await Promise.all(Array.from({ length: 20 }, () => records.projects.addUsage("prj1", once)));
				expect((await records.projects.get("prj1"))?.usage).toEqual({
					inputTokens: 20,
					outputTokens: 40,
					cacheReadTokens: 60,
					cacheWriteTokens: 80,
					costUsd: 10,
				});
			});
		});

		describe("a project's head", () => {
			it("moves with everything that goes with it", async () => {
				await records.projects.create(project("prj1"));
				const video = { fps: 30, width: 1080, height: 1080, durationInFrames: 90 };
				const answer = await records.projects.moveHead("prj1", {
					expectedHead: sha(1),
					newHead: sha(2),
					packs: [pack(1), pack(2)],
					agentSessionId: "agent",
					video,
				});
				expect(answer).toMatchObject({
					moved: true,
					project: { currentCommitSha: sha(2), packs: [pack(1), pack(2)], agentSessionId: "agent", video, sourceSha: sha(1) },
				});
				expect(answer.moved && answer.project.updatedAt > moment(0)).toBe(true);
				expect(await records.projects.get("prj1")).toEqual(answer.moved && answer.project);
			});

			it("stays where it is for a writer who is wrong about it, with everything else", async () => {
				await records.projects.create(project("prj1"));
				const stale = { expectedHead: sha(9), newHead: sha(2), packs: [], agentSessionId: "agent" };
				expect(await records.projects.moveHead("prj1", stale)).toEqual({ moved: false, head: sha(1) });
				expect(await records.projects.get("prj1")).toEqual(project("prj1"));
			});

			it("stays for a writer who has not seen the packs that are there", async () => {
				await records.projects.create(project("prj1"));
				const move = { expectedHead: sha(1), newHead: sha(2), packs: [pack(2)], expectedPacks: [sha256(5)] };
				expect(await records.projects.moveHead("prj1", move)).toEqual({ moved: false, head: sha(1) });
				expect(await records.projects.moveHead("prj1", { ...move, expectedPacks: [sha256(1)] })).toMatchObject({ moved: true });
			});

			it("is won by exactly one of two writers, 200 times over", async () => {
				const other = await under.reopen();
				await records.projects.create(project("race"));
				for (let round = 1; round <= 200; round++) {
					const move = (store: Records, mine: number) =>
						store.projects.moveHead("race", { expectedHead: sha(round), newHead: sha(round + 1), packs: [pack(mine)] });
					const answers = await Promise.all([move(records, 1000 + round), move(other, 2000 + round)]);
					expect(answers.filter((answer) => answer.moved).length).toBe(1);
					expect(answers.find((answer) => !answer.moved)).toEqual({ moved: false, head: sha(round + 1) });
				}
			});
		});

		describe("a deletion", () => {
			it("hides the project at once, and can be taken up by whoever starts next", async () => {
				await records.projects.create(project("prj1"));
				await records.messages.add(message("prj1", "message-1"));
				await records.exports.create(film("film1", "prj1"));
				expect(await records.projects.beginDelete("prj1")).toBe(true);
				expect(await records.projects.beginDelete("prj1")).toBe(false);
				expect(await records.projects.get("prj1")).toBeNull();
				expect((await records.projects.list({ userId: "anonymous", limit: 9 })).items).toEqual([]);
				expect(await records.projects.update("prj1", { name: "x" })).toBeNull();
				const move = { expectedHead: sha(1), newHead: sha(2), packs: [] };
				expect(await records.projects.moveHead("prj1", move)).toEqual({ moved: false, head: null });
				expect(await records.messages.listProjectsWithOpen()).toEqual([]);

				const next = await under.reopen();
				expect(await next.projects.listDeleting()).toEqual(["prj1"]);
				await next.projects.finishDelete("prj1");
				await next.projects.finishDelete("prj1");
				expect(await next.projects.listDeleting()).toEqual([]);
				expect(await next.messages.get("prj1", "message-1")).toBeNull();
				expect(await next.exports.get("film1")).toBeNull();
			});
		});

		describe("messages", () => {
			beforeEach(() => records.projects.create(project("prj1")));

			it("come back as they were sent, every field", async () => {
				const full = message("prj1", "message-1", {
					attachments: [{ name: "tea.png", mediaType: "image/png", sha256: sha256(3) }],
					context: { frame: 12, sceneId: "title-1" },
					state: "failed",
					runId: "run",
					startedAt: moment(1),
					endedAt: moment(2),
					commitSha: sha(2),
					usage: { ...NONE, inputTokens: 5 },
					events: [{ type: "text", blockId: "b", text: "Done: \u{1f375}" }],
					error: { code: "model_failed", message: "It failed.", hint: "Send it again." },
				});
				const { created, message: stored } = await records.messages.add(full);
				expect(created).toBe(true);
				expect(stored).toEqual({ ...full, position: stored.position });
				expect(await (await under.reopen()).messages.get("prj1", "message-1")).toEqual(stored);
			});

			it("are stored once however often they are sent", async () => {
				const first = await records.messages.add(message("prj1", "message-1", { content: "one" }));
				const again = await Promise.all(
					Array.from({ length: 5 }, () => records.messages.add(message("prj1", "message-1", { content: "two" }))),
				);
				for (const answer of again) expect(answer).toEqual({ created: false, message: first.message });
				expect((await records.messages.list({ projectId: "prj1", limit: 9 })).items).toEqual([first.message]);
			});

			it("that could not be read again are refused before they are written", async () => {
				const broken = message("prj1", "message-1", { createdAt: "yesterday" });
				await expect(records.messages.add(broken)).rejects.toMatchObject({ code: "internal" });
				await records.messages.add(message("prj1", "message-2"));
				const change = records.messages.update("prj1", "message-2", ["queued"], { startedAt: "yesterday", content: "edited" });
				await expect(change).rejects.toMatchObject({ code: "internal" });
				expect(await records.messages.list({ projectId: "prj1", limit: 9 })).toMatchObject({
					items: [{ id: "message-2", content: "A film about tea", startedAt: null }],
				});
			});

			it("of a project that is not there are refused", async () => {
				await expect(records.messages.add(message("nobody", "message-1"))).rejects.toMatchObject({ code: "project_not_found" });
			});

			it("have rising positions that are never given twice, also after one was removed", async () => {
				const positions: number[] = [];
				for (let n = 0; n < 4; n++) {
					positions.push((await records.messages.add(message("prj1", `message-${n}`))).message.position);
					if (n === 1) await records.messages.removeQueued("prj1", "message-1");
				}
				expect(positions).toEqual([...positions].sort((a, b) => a - b));
				expect(new Set(positions).size).toBe(4);
			});

			it("are paged newest first, and a page is stable while new ones come", async () => {
				for (let n = 0; n < 5; n++) await records.messages.add(message("prj1", `message-${n}`));
				const first = await records.messages.list({ projectId: "prj1", limit: 2 });
				await records.messages.add(message("prj1", "message-9"));
				const second = await records.messages.list({ projectId: "prj1", limit: 2, cursor: first.nextCursor ?? "" });
				const third = await records.messages.list({ projectId: "prj1", limit: 2, cursor: second.nextCursor ?? "" });
				const ids = [...first.items, ...second.items, ...third.items].map((item) => item.id);
				expect(ids).toEqual(["message-4", "message-3", "message-2", "message-1", "message-0"]);
				expect(third.nextCursor).toBeNull();
				await expect(records.messages.list({ projectId: "prj1", limit: 2, cursor: "x" })).rejects.toMatchObject({
					code: "bad_request",
				});
			});

			it("that wait or run are listed oldest first", async () => {
				for (const n of [0, 1, 2, 3]) await records.messages.add(message("prj1", `message-${n}`));
				await records.messages.update("prj1", "message-0", ["queued"], { state: "done" });
				await records.messages.update("prj1", "message-1", ["queued"], { state: "running" });
				expect((await records.messages.listOpen("prj1")).map((item) => item.id)).toEqual(["message-1", "message-2", "message-3"]);
				expect(await records.messages.listProjectsWithOpen()).toEqual(["prj1"]);
			});

			it("change only from the states that were named", async () => {
				await records.messages.add(message("prj1", "message-1"));
				expect(await records.messages.update("prj1", "message-1", ["running"], { state: "done" })).toBeNull();
				expect(await records.messages.update("prj1", "message-1", [], { state: "done" })).toBeNull();
				expect(await records.messages.update("prj1", "message-2", ["queued"], { state: "done" })).toBeNull();
				expect(await records.messages.update("prj1", "message-1", ["queued"], { content: "edited" })).toMatchObject({
					content: "edited",
					state: "queued",
				});
			});

			it("are started by exactly one of many who try", async () => {
				const other = await under.reopen();
				for (let round = 0; round < 20; round++) {
					await records.messages.add(message("prj1", `message-${round}`));
					const answers = await Promise.all(
						[records, other, records, other].map((store, index) =>
							store.messages.update("prj1", `message-${round}`, ["queued"], { state: "running", runId: `run-${index}` }),
						),
					);
					expect(answers.filter((answer) => answer !== null).length).toBe(1);
				}
			});

			it("are taken out of the queue only while they wait in it", async () => {
				await records.messages.add(message("prj1", "message-1"));
				await records.messages.add(message("prj1", "message-2"));
				await records.messages.update("prj1", "message-2", ["queued"], { state: "running" });
				expect(await records.messages.removeQueued("prj1", "message-1")).toBe(true);
				expect(await records.messages.removeQueued("prj1", "message-1")).toBe(false);
				expect(await records.messages.removeQueued("prj1", "message-2")).toBe(false);
				expect((await records.messages.list({ projectId: "prj1", limit: 9 })).items.map((item) => item.id)).toEqual([
					"message-2",
				]);
			});

			it("of two projects may have the same id", async () => {
				await records.projects.create(project("prj2"));
				await records.messages.add(message("prj1", "message-1", { content: "one" }));
				await records.messages.add(message("prj2", "message-1", { content: "two" }));
				expect((await records.messages.get("prj1", "message-1"))?.content).toBe("one");
				expect((await records.messages.get("prj2", "message-1"))?.content).toBe("two");
			});
		});

		describe("sessions", () => {
			it("come back as they were written, with the driver's own note", async () => {
				const written = session("s1", { projectId: "prj1", endpoint: { pid: 12, ports: [1, 2] } });
				await records.sessions.create(written);
				expect(await records.sessions.get("s1")).toEqual(written);
				expect(await (await under.reopen()).sessions.findByProject("prj1")).toEqual(written);
				expect(await records.sessions.get("s2")).toBeNull();
			});

			it("are one a project at a time", async () => {
				await records.sessions.create(session("s1", { projectId: "prj1" }));
				await expect(records.sessions.create(session("s2", { projectId: "prj1" }))).rejects.toMatchObject({ code: "conflict" });
				await expect(records.sessions.create(session("s1"))).rejects.toMatchObject({ code: "conflict" });
				await records.sessions.update("s1", { incarnation: "i1", state: ["intended"] }, { state: "ended" });
				expect(await records.sessions.findByProject("prj1")).toBeNull();
				await records.sessions.create(session("s2", { projectId: "prj1" }));
				expect((await records.sessions.listLive()).map((item) => item.id)).toEqual(["s2"]);
			});

			it("change only in the incarnation and the states that were named", async () => {
				await records.sessions.create(session("s1"));
				const change = (incarnation: string, state: SessionRecord["state"][]) =>
					records.sessions.update("s1", { incarnation, state }, { state: "starting" });
				expect(await change("i2", ["intended"])).toBeNull();
				expect(await change("i1", ["ready", "loading"])).toBeNull();
				expect(await records.sessions.get("s1")).toEqual(session("s1"));
				const started = await change("i1", ["ready", "intended"]);
				expect(started).toMatchObject({ state: "starting", incarnation: "i1" });
				expect(
					await records.sessions.update(
						"s1",
						{ incarnation: "i1", state: ["starting"] },
						{ incarnation: "i2", endpoint: { port: 1 } },
					),
				).toMatchObject({
					incarnation: "i2",
					endpoint: { port: 1 },
				});
				expect(await change("i1", ["starting"])).toBeNull();
			});

			it("that wait as spares go to exactly one of many claimers", async () => {
				const other = await under.reopen();
				for (let round = 0; round < 20; round++) {
					await records.sessions.create(session(`spare-${round}`, { state: "ready" }));
					const answers = await Promise.all(
						[records, other, records, other].map((store, index) => store.sessions.claim(`spare-${round}`, `p-${round}-${index}`)),
					);
					const won = answers.filter((answer) => answer !== null);
					expect(won.length).toBe(1);
					expect((await records.sessions.get(`spare-${round}`))?.projectId).toBe(won[0]?.projectId);
				}
			});

			it("can't be claimed once they end, nor for a project that has one", async () => {
				await records.sessions.create(session("spare", { state: "ready" }));
				await records.sessions.create(session("s1", { projectId: "prj1" }));
				await expect(records.sessions.claim("spare", "prj1")).rejects.toMatchObject({ code: "conflict" });
				expect((await records.sessions.get("spare"))?.projectId).toBeNull();
				await records.sessions.update("spare", { incarnation: "i1", state: ["ready"] }, { state: "ending" });
				expect(await records.sessions.claim("spare", "prj2")).toBeNull();
				expect(await records.sessions.claim("nobody", "prj2")).toBeNull();
			});

			it("are removed, also when they are not there", async () => {
				await records.sessions.create(session("s1", { projectId: "prj1" }));
				await records.sessions.remove("s1");
				await records.sessions.remove("s1");
				expect(await records.sessions.get("s1")).toBeNull();
				expect(await records.sessions.findByProject("prj1")).toBeNull();
			});
		});

		describe("exports", () => {
			beforeEach(() => records.projects.create(project("prj1")));

			it("come back as they were made, every field", async () => {
				const full = film("film1", "prj1", {
					settings: { codec: "webm", scale: 0.5, range: { from: 1, to: 9 }, commitSha: sha(2) },
					state: "failed",
					framesDone: 3,
					framesTotal: 9,
					speed: 12.5,
					secondsLeft: 0.5,
					bytes: 1000,
					width: 1920,
					height: 1080,
					endedAt: moment(4),
					error: { code: "export_failed", message: "Frame 3 failed.", hint: "Mend it." },
				});
				await records.exports.create(full);
				expect(await records.exports.get("film1")).toEqual(full);
				expect(await records.exports.get("film2")).toBeNull();
				await expect(records.exports.create(full)).rejects.toMatchObject({ code: "conflict" });
			});

			it("of a project are listed newest first; open ones of all projects oldest first", async () => {
				await records.projects.create(project("prj2"));
				await records.exports.create(film("film1", "prj1", { createdAt: moment(1) }));
				await records.exports.create(film("film2", "prj1", { createdAt: moment(3) }));
				await records.exports.create(film("film3", "prj2", { createdAt: moment(2) }));
				await records.exports.create(film("film4", "prj2", { createdAt: moment(0), state: "done" }));
				expect((await records.exports.listByProject("prj1")).map((item) => item.id)).toEqual(["film2", "film1"]);
				expect((await records.exports.listOpen()).map((item) => item.id)).toEqual(["film1", "film3", "film2"]);
			});

			it("do not change any more once they have ended, whoever ended them first", async () => {
				await records.exports.create(film("film1", "prj1"));
				expect(await records.exports.update("film1", { state: "rendering", framesDone: 4 })).toMatchObject({ framesDone: 4 });
				expect(await records.exports.update("film1", { state: "cancelled" })).toMatchObject({ state: "cancelled" });
				expect(await records.exports.update("film1", { state: "done" })).toBeNull();
				expect(await records.exports.get("film1")).toMatchObject({ state: "cancelled" });
				await records.exports.remove("film1");
				await records.exports.remove("film1");
				expect(await records.exports.update("film1", { framesDone: 1 })).toBeNull();
			});
		});

		it("says that it works when it does", async () => {
			await records.check();
			await records.check();
		});
	});
}
