import { beforeEach, describe, expect, it } from "vitest";
import type { Records } from "../records.ts";
import { film, moment, project, sha } from "./samples.ts";
import type { RecordsUnderTest } from "./under-test.ts";

export function describeExports(opened: () => RecordsUnderTest): void {
	let under: RecordsUnderTest;
	let records: Records;
	beforeEach(() => {
		under = opened();
		records = under.records;
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
				warnings: [
					{ code: "letters_without_font", sceneId: "intro", message: "Scene 1 (“Hello”) has letters that no font draws: 語." },
					{ code: "letters_without_font", message: "The captions have letters that no font draws: ไ." },
				],
				ownerId: "studio2",
				tokenHash: "a".repeat(64),
			});
			await records.exports.create(full);
			expect(await records.exports.get("film1")).toEqual(full);
			expect(await records.exports.get("film2")).toBeNull();
			await expect(records.exports.create(full)).rejects.toMatchObject({ code: "conflict" });
		});

		it("of a project that is not there, or is being deleted, are refused", async () => {
			await expect(records.exports.create(film("film1", "nobody"))).rejects.toMatchObject({ code: "project_not_found" });
			await records.projects.beginDelete("prj1");
			await expect(records.exports.create(film("film1", "prj1"))).rejects.toMatchObject({ code: "project_not_found" });
			expect(await records.exports.get("film1")).toBeNull();
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

		it("get the warnings of their end", async () => {
			await records.exports.create(film("film1", "prj1"));
			const warnings = [{ code: "letters_without_font" as const, sceneId: "intro", message: "No font draws 語." }];
			expect(await records.exports.update("film1", { state: "done", warnings })).toMatchObject({ state: "done", warnings });
			expect(await records.exports.get("film1")).toMatchObject({ warnings });
		});

		it("of a studio that is gone go to one of those that claim them, and ended ones to nobody", async () => {
			await records.exports.create(film("film1", "prj1", { ownerId: "gone" }));
			await records.exports.create(film("film2", "prj1", { ownerId: "gone", state: "done" }));
			const claims = await Promise.all(["b", "c"].map((owner) => records.exports.claim("film1", "gone", owner)));
			const winner = claims.find((record) => record !== null);
			expect(claims.filter((record) => record !== null)).toHaveLength(1);
			expect(await records.exports.get("film1")).toMatchObject({ ownerId: winner?.ownerId, state: "queued" });
			expect(await records.exports.claim("film2", "gone", "b")).toBeNull();
			expect(await records.exports.claim("film3", "gone", "b")).toBeNull();
		});
	});
}
