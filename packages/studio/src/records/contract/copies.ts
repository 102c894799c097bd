import { describe, expect, it } from "vitest";
import type { PartCopy, RecordCopy } from "../records.ts";
import { film, message, moment, project } from "./samples.ts";
import type { RecordsUnderTest } from "./under-test.ts";

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
	const found: T[] = [];
	for await (const item of items) found.push(item);
	return found;
}

const keyOf = ({ kind, record }: RecordCopy) => `${kind} ${record.id}`;
const sorted = (copies: RecordCopy[]) => copies.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));

/** What carries records from one store to another. */
export function describeCopies(opened: () => RecordsUnderTest): void {
	const copies = () => opened().records.copies;
	const parts = async (id: string) => sorted(await all<PartCopy>(copies().parts(id)));
	const said = (projectId: string, id: string, position: number, state: "queued" | "running" | "done" = "done"): PartCopy => ({
		kind: "message",
		record: { ...message(projectId, id, { state, content: `Say ${id} 🎬` }), position },
	});
	const made = (id: string, projectId: string, n = 0): PartCopy => ({
		kind: "export",
		record: film(id, projectId, { createdAt: moment(n) }),
	});

	describe("copies", () => {
		it("lists the projects of everybody by id, also those whose deletion has begun", async () => {
			const { records } = opened();
			for (const id of ["prj-c", "prj-a", "prj-b"]) await records.projects.create(project(id, { userId: `user-of-${id}` }));
			await records.projects.beginDelete("prj-b");
			expect(await all(copies().projectIds())).toEqual(["prj-a", "prj-b", "prj-c"]);
			expect((await copies().project("prj-b"))?.record.deletingAt).not.toBeNull();
			expect(await copies().project("prj-d")).toBeNull();
		});

		it("give a project as it stands, and the position its next message gets", async () => {
			const { records } = opened();
			const record = project("prj1", { budgetUsd: 1.25, description: "Tea, “green”", lastOpenedAt: moment(3) });
			await records.projects.create(record);
			await records.messages.add(message("prj1", "message-1"));
			await records.messages.add(message("prj1", "message-2"));
			await records.messages.removeQueued("prj1", "message-2");
			expect(await copies().project("prj1")).toEqual({ kind: "project", record, nextPosition: 2 });
		});

		it("give every message and every export of a project, however many", async () => {
			const { records } = opened();
			await records.projects.create(project("prj1"));
			await records.projects.create(project("prj2"));
			const expected: PartCopy[] = [];
			for (let n = 0; n < 120; n++) {
				const { message: record } = await records.messages.add(message("prj1", `message-${n}`));
				expected.push({ kind: "message", record });
			}
			for (let n = 0; n < 60; n++) {
				// Two at the same moment: pages must not lose one of them.
				const record = film(`film-${n}`, "prj1", { createdAt: moment(n >> 1) });
				await records.exports.create(record);
				expected.push({ kind: "export", record });
			}
			await records.messages.add(message("prj2", "message-0"));
			expect(await parts("prj1")).toEqual(sorted(expected));
		});

		it("are put exactly as they are: what is read back is equal, and goes on where it stood", async () => {
			const whole = project("prj1", { usage: { ...project("x").usage, costUsd: 0.1 + 0.2 }, name: "Ägypten" });
			const own = [said("prj1", "message-1", 0), said("prj1", "message-2", 3, "queued"), made("film1", "prj1")];
			expect(await copies().put(own)).toBe(3);
			expect(await copies().put([{ kind: "project", record: whole, nextPosition: 7 }])).toBe(1);
			expect(await parts("prj1")).toEqual(sorted([...own]));
			expect(await copies().project("prj1")).toEqual({ kind: "project", record: whole, nextPosition: 7 });
			const { records } = opened();
			expect(await records.projects.get("prj1")).toEqual(whole);
			expect((await records.projects.list({ userId: "anonymous", search: "äGYPTEN", limit: 5 })).items).toEqual([whole]);
			expect((await records.messages.add(message("prj1", "message-9"))).message.position).toBe(7);
			expect((await records.messages.listOpen("prj1")).map(({ id }) => id)).toEqual(["message-2", "message-9"]);
			expect((await records.exports.listOpen()).map(({ id }) => id)).toEqual(["film1"]);
			expect(await (await opened().reopen()).copies.project("prj1")).toMatchObject({ nextPosition: 8 });
		});

		it("of what belongs to a project may come before it, and nothing of it is seen until it is there", async () => {
			const { records } = opened();
			await copies().put([said("prj1", "message-1", 0, "running"), made("film1", "prj1")]);
			expect(await records.projects.get("prj1")).toBeNull();
			expect((await records.projects.list({ userId: "anonymous", limit: 5 })).items).toEqual([]);
			expect(await records.messages.listProjectsWithOpen()).toEqual([]);
			expect(await all(copies().projectIds())).toEqual([]);
			await expect(records.messages.add(message("prj1", "message-2"))).rejects.toMatchObject({ code: "project_not_found" });
			await copies().put([{ kind: "project", record: project("prj1"), nextPosition: 1 }]);
			expect(await records.messages.listProjectsWithOpen()).toEqual(["prj1"]);
		});

		it("change nothing when they are put again, and are refused whole when another has the id", async () => {
			const first = said("prj1", "message-1", 0);
			const second = said("prj1", "message-2", 1);
			expect(await copies().put([first])).toBe(1);
			expect(await copies().put([first, second])).toBe(1);
			expect(await copies().put([first, second])).toBe(0);
			const other: PartCopy = { kind: "message", record: { ...message("prj1", "message-1", { content: "Other" }), position: 0 } };
			await expect(copies().put([said("prj1", "message-3", 2), other])).rejects.toMatchObject({ code: "conflict" });
			expect(await parts("prj1")).toEqual([first, second]);
			const whole: RecordCopy = { kind: "project", record: project("prj1"), nextPosition: 2 };
			expect(await copies().put([whole])).toBe(1);
			expect(await copies().put([whole])).toBe(0);
			await expect(copies().put([{ ...whole, nextPosition: 3 }])).rejects.toMatchObject({ code: "conflict" });
			await expect(copies().put([{ ...whole, record: project("prj1", { name: "B" }) }])).rejects.toMatchObject({
				code: "conflict",
			});
			expect(await copies().put([])).toBe(0);
		});

		it("are cleared with their project, also when it is not there, and nothing of another project goes with them", async () => {
			const { records } = opened();
			await copies().put([said("prj1", "message-1", 0), made("film1", "prj1"), said("prj2", "message-1", 0)]);
			await copies().clear("prj1");
			await copies().clear("prj1");
			expect(await parts("prj1")).toEqual([]);
			await copies().put([{ kind: "project", record: project("prj2"), nextPosition: 1 }, made("film2", "prj2")]);
			await copies().clear("prj1");
			expect(await parts("prj2")).toHaveLength(2);
			await copies().clear("prj2");
			expect(await records.projects.get("prj2")).toBeNull();
			expect(await records.exports.get("film2")).toBeNull();
			expect(await parts("prj2")).toEqual([]);
		});
	});
}
