import type { Usage } from "@storydream/protocol";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import type { ProjectRecord, Records } from "../records.ts";
import { film, message, moment, NONE, pack, project, sha, sha256 } from "./samples.ts";
import type { RecordsUnderTest } from "./under-test.ts";

export function describeProjects(opened: () => RecordsUnderTest): void {
	let under: RecordsUnderTest;
	let records: Records;
	beforeEach(() => {
		under = opened();
		records = under.records;
	});

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
			expect((await records.projects.update("prj1", { budgetUsd: -0 }))?.budgetUsd).toBe(0);
			expect((await records.projects.get("prj1"))?.budgetUsd).toBe(0);
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

		it("takes everything that is the project's, however much that is, and nothing of another", async () => {
			await records.projects.create(project("prj1"));
			await records.projects.create(project("prj2"));
			for (let n = 0; n < 310; n += 10) {
				const ten = Array.from({ length: 10 }, (_, index) => n + index);
				await Promise.all(ten.map((id) => records.messages.add(message("prj1", `message-${id}`))));
			}
			await records.messages.add(message("prj2", "message-1"));
			await records.exports.create(film("film1", "prj1"));
			await records.exports.create(film("film2", "prj2"));
			await records.projects.beginDelete("prj1");
			await records.projects.finishDelete("prj1");
			expect((await records.messages.list({ projectId: "prj1", limit: 9 })).items).toEqual([]);
			expect(await records.exports.get("film1")).toBeNull();
			expect((await records.messages.list({ projectId: "prj2", limit: 9 })).items.length).toBe(1);
			expect(await records.exports.get("film2")).not.toBeNull();
			// The id is free again, and nothing of the old one is left in it.
			await records.projects.create(project("prj1"));
			expect((await records.messages.add(message("prj1", "message-0"))).message.position).toBe(0);
		});
	});
}
