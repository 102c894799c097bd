import { beforeEach, describe, expect, it } from "vitest";
import type { Records } from "../records.ts";
import { message, moment, NONE, project, sha, sha256 } from "./samples.ts";
import type { RecordsUnderTest } from "./under-test.ts";

export function describeMessages(opened: () => RecordsUnderTest): void {
	let under: RecordsUnderTest;
	let records: Records;
	beforeEach(() => {
		under = opened();
		records = under.records;
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
				pausedAt: moment(3),
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

		it("that would weigh too much for any store are refused before they are written, and a change that makes one so", async () => {
			const huge = "x".repeat(1_500_000);
			const heavy = records.messages.add(message("prj1", "message-1", { content: huge }));
			await expect(heavy).rejects.toMatchObject({ code: "too_large", message: expect.stringContaining("1501 kB") });
			expect(await records.messages.get("prj1", "message-1")).toBeNull();
			const full = message("prj1", "message-2", {
				content: "é".repeat(50_000),
				events: [{ type: "text", blockId: "b", text: "x".repeat(255_000) }],
			});
			await records.messages.add(full);
			expect(await records.messages.get("prj1", "message-2")).toMatchObject(full);
			const change = records.messages.update("prj1", "message-2", ["queued"], { state: "done", content: huge });
			await expect(change).rejects.toMatchObject({ code: "too_large" });
			expect(await records.messages.get("prj1", "message-2")).toMatchObject(full);
		});

		it("of a project that is not there, or is being deleted, are refused", async () => {
			await expect(records.messages.add(message("nobody", "message-1"))).rejects.toMatchObject({ code: "project_not_found" });
			await records.projects.beginDelete("prj1");
			await expect(records.messages.add(message("prj1", "message-1"))).rejects.toMatchObject({ code: "project_not_found" });
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
			expect((await records.messages.list({ projectId: "prj1", limit: 9 })).items.map((item) => item.id)).toEqual(["message-2"]);
		});

		it("of two projects may have the same id", async () => {
			await records.projects.create(project("prj2"));
			await records.messages.add(message("prj1", "message-1", { content: "one" }));
			await records.messages.add(message("prj2", "message-1", { content: "two" }));
			expect((await records.messages.get("prj1", "message-1"))?.content).toBe("one");
			expect((await records.messages.get("prj2", "message-1"))?.content).toBe("two");
		});
	});
}
