import { StoryDreamError } from "@storydream/protocol";
import { beforeEach, describe, expect, it } from "vitest";
import type { Records, SessionRecord } from "../records.ts";
import { session } from "./samples.ts";
import type { RecordsUnderTest } from "./under-test.ts";

export function describeSessions(opened: () => RecordsUnderTest): void {
	let under: RecordsUnderTest;
	let records: Records;
	beforeEach(() => {
		under = opened();
		records = under.records;
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

		it("change only for the owner that was named", async () => {
			await records.sessions.create(session("s1", { ownerId: "studio-1" }));
			const named = { incarnation: "i1", state: ["intended" as const] };
			const take = (from: string, to: string) => records.sessions.update("s1", { ...named, ownerId: from }, { ownerId: to });
			expect(await take("studio-2", "studio-3")).toBeNull();
			expect(await take("", "studio-3")).toBeNull();
			const other = await under.reopen();
			for (let round = 1; round < 10; round++) {
				const takers = [records, other, records, other].map((store, index) =>
					store.sessions.update("s1", { ...named, ownerId: `studio-${round}` }, { ownerId: `taker-${index}` }),
				);
				const won = (await Promise.all(takers)).filter((answer) => answer !== null);
				expect(won).toHaveLength(1);
				expect(await take(won[0]?.ownerId ?? "", `studio-${round + 1}`)).not.toBeNull();
			}
			expect(await records.sessions.claim("s1", "prj1", "studio-1")).toBeNull();
			expect(await records.sessions.claim("s1", "prj1", "studio-10")).toMatchObject({ projectId: "prj1" });
		});

		it("are found by preview key and gateway token until they end", async () => {
			const written = session("s1", { previewKey: "key-1", gatewayToken: "token-1" });
			await records.sessions.create(written);
			await records.sessions.create(session("s2", { previewKey: "key-2", gatewayToken: "token-2" }));
			const other = await under.reopen();
			expect(await other.sessions.findByPreviewKey("key-1")).toEqual(written);
			expect(await other.sessions.findByGatewayToken("token-1")).toEqual(written);
			expect(await other.sessions.findByPreviewKey("token-1")).toBeNull();
			expect(await other.sessions.findByGatewayToken("key-1")).toBeNull();
			await records.sessions.update("s1", { incarnation: "i1", state: ["intended"] }, { state: "failed" });
			expect(await other.sessions.findByPreviewKey("key-1")).toBeNull();
			expect(await other.sessions.findByGatewayToken("token-1")).toBeNull();
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

		it("leave the place of their project to another when they end, go back to it only while it is free", async () => {
			await records.sessions.create(session("s1", { projectId: "prj1" }));
			await records.sessions.update("s1", { incarnation: "i1", state: ["intended"] }, { state: "failed" });
			await records.sessions.create(session("s2", { projectId: "prj1" }));
			const again = records.sessions.update("s1", { incarnation: "i1", state: ["failed"] }, { state: "starting" });
			await expect(again).rejects.toMatchObject({ code: "conflict" });
			expect((await records.sessions.findByProject("prj1"))?.id).toBe("s2");
			await records.sessions.remove("s1");
			expect((await records.sessions.findByProject("prj1"))?.id).toBe("s2");
			await records.sessions.update("s2", { incarnation: "i1", state: ["intended"] }, { projectId: "prj2" });
			expect(await records.sessions.findByProject("prj1")).toBeNull();
			expect((await records.sessions.findByProject("prj2"))?.id).toBe("s2");
			await records.sessions.create(session("s3", { projectId: "prj1" }));
		});

		it("of one project are made by exactly one of many who try", async () => {
			const other = await under.reopen();
			for (let round = 0; round < 10; round++) {
				const makers = [records, other, records, other].map((store, index) =>
					store.sessions.create(session(`s-${round}-${index}`, { projectId: `prj-${round}` })).then(
						() => 1,
						(error: unknown) => (error instanceof StoryDreamError && error.code === "conflict" ? 0 : Promise.reject(error)),
					),
				);
				const made: number[] = await Promise.all(makers);
				expect(made.reduce((sum, one) => sum + one)).toBe(1);
			}
		});

		it("leave no place taken when one is claimed while it is removed", async () => {
			const other = await under.reopen();
			for (let round = 0; round < 20; round++) {
				await records.sessions.create(session(`spare-${round}`, { state: "ready" }));
				await Promise.all([records.sessions.remove(`spare-${round}`), other.sessions.claim(`spare-${round}`, "prj1")]);
				await records.sessions.remove(`spare-${round}`);
				expect(await records.sessions.findByProject("prj1")).toBeNull();
				await records.sessions.create(session(`s-${round}`, { projectId: "prj1" }));
				await records.sessions.remove(`s-${round}`);
			}
		});

		it("are removed, also when they are not there", async () => {
			await records.sessions.create(session("s1", { projectId: "prj1" }));
			await records.sessions.remove("s1");
			await records.sessions.remove("s1");
			expect(await records.sessions.get("s1")).toBeNull();
			expect(await records.sessions.findByProject("prj1")).toBeNull();
		});
	});
}
