import type { Usage } from "@storydream/protocol";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import type { Records, Reservation, ReserveRequest } from "../records.ts";
import { NONE, project } from "./samples.ts";
import type { RecordsUnderTest } from "./under-test.ts";

const LATER = "2999-01-01T00:00:00.000Z";
const PAST = "2001-01-01T00:00:00.000Z";
const spent = (costUsd: number): Usage => ({ ...NONE, outputTokens: 1, costUsd });

function request(id: string, usd: number, fields: Partial<Reservation> = {}, abandoned: string[] = []): ReserveRequest {
	return {
		reservation: { id, sessionId: "s1", ownerId: "studio-1", usd, expiresAt: LATER, ...fields },
		maxAtOnce: 100,
		isAbandoned: (ownerId) => abandoned.includes(ownerId),
	};
}

export function describeReservations(opened: () => RecordsUnderTest): void {
	let under: RecordsUnderTest;
	let records: Records;
	beforeEach(() => {
		under = opened();
		records = under.records;
	});

	describe("reservations of a project's budget", () => {
		it("are granted to no more than there is room for, of sixty that are requested at once by two studios", async () => {
			await records.projects.create(project("prj1", { budgetUsd: 1 }));
			const other = await under.reopen();
			const asked = Array.from({ length: 60 }, (_, index) =>
				(index % 2 === 0 ? records : other).projects.reserve("prj1", request(`r-${index}`, 0.1)),
			);
			const granted = (await Promise.all(asked)).filter(({ kind }) => kind === "reserved");
			expect(granted).toHaveLength(10);
			expect((await records.projects.get("prj1"))?.reservations).toHaveLength(10);
		});

		it("give back what a call did not cost, and count what it did, once", async () => {
			await records.projects.create(project("prj1", { budgetUsd: 1 }));
			expect(await records.projects.reserve("prj1", request("r-1", 0.8))).toEqual({ kind: "reserved" });
			expect(await records.projects.reserve("prj1", request("r-2", 0.3))).toMatchObject({ kind: "over_budget" });
			expect(await records.projects.settle("prj1", "r-1", spent(0.2))).toBe(true);
			expect(await records.projects.settle("prj1", "r-1", spent(0.2))).toBe(false);
			expect(await records.projects.reserve("prj1", request("r-2", 0.8))).toEqual({ kind: "reserved" });
			expect(await records.projects.get("prj1")).toMatchObject({ usage: spent(0.2), reservations: [{ id: "r-2", usd: 0.8 }] });
			expect(await (await under.reopen()).projects.get("prj1")).toEqual(await records.projects.get("prj1"));
		});

		it("say how much is left, and refuse also what costs nothing once nothing is", async () => {
			await records.projects.create(project("prj1", { budgetUsd: 0.5, usage: { ...NONE, costUsd: 0.75 } }));
			expect(await records.projects.reserve("prj1", request("r-1", 0))).toEqual({ kind: "over_budget", remainingUsd: 0 });
			await records.projects.update("prj1", { budgetUsd: 1 });
			expect(await records.projects.reserve("prj1", request("r-1", 0.5))).toEqual({ kind: "over_budget", remainingUsd: 0.25 });
			expect(await records.projects.reserve("prj1", request("r-1", 0.25))).toEqual({ kind: "reserved" });
		});

		it("are kept without a budget too, at most so many at once for one session", async () => {
			await records.projects.create(project("prj1"));
			const few = (id: string, sessionId: string) => ({ ...request(id, 1, { sessionId }), maxAtOnce: 2 });
			const asked = await Promise.all(["r-1", "r-2", "r-3"].map((id) => records.projects.reserve("prj1", few(id, "s1"))));
			expect(asked.map(({ kind }) => kind).sort()).toEqual(["reserved", "reserved", "too_many"]);
			expect(await records.projects.reserve("prj1", few("r-4", "s2"))).toEqual({ kind: "reserved" });
		});

		it("count as spent when they have expired, or their studio is gone for good", async () => {
			await records.projects.create(project("prj1", { budgetUsd: 1 }));
			await records.projects.reserve("prj1", request("expired", 0.1, { expiresAt: PAST }));
			await records.projects.reserve("prj1", request("abandoned", 0.2, { ownerId: "studio-0" }));
			await records.projects.reserve("prj1", request("open", 0.3));
			const asked = await records.projects.reserve("prj1", request("next", 0.5, {}, ["studio-0"]));
			expect(asked).toMatchObject({ kind: "over_budget" });
			const after = await records.projects.get("prj1");
			expect(after?.usage.costUsd).toBeCloseTo(0.3, 9);
			expect(after?.reservations.map(({ id }) => id)).toEqual(["open"]);
			// Its studio was only slow: nothing is counted twice.
			expect(await records.projects.settle("prj1", "abandoned", spent(0.05))).toBe(false);
			expect((await records.projects.get("prj1"))?.usage.costUsd).toBeCloseTo(0.3, 9);
		});

		it("need a project", async () => {
			await records.projects.create(project("prj1"));
			await records.projects.beginDelete("prj1");
			expect(await records.projects.reserve("prj1", request("r-1", 1))).toEqual({ kind: "no_project" });
			expect(await records.projects.reserve("nobody", request("r-1", 1))).toEqual({ kind: "no_project" });
			expect(await records.projects.settle("nobody", "r-1", spent(1))).toBe(false);
		});

		it("never let a project spend more than its budget, whatever is reserved, settled and lost in whatever order", async () => {
			let number = 0;
			const step = fc.record({
				cents: fc.integer({ min: 0, max: 40 }),
				// What a call really costs, as a part of what was reserved; null: its studio dies.
				part: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null }),
				wait: fc.integer({ min: 0, max: 3 }),
			});
			await fc.assert(
				fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
					const id = `prop-${number++}`;
					await records.projects.create(project(id, { budgetUsd: 1 }));
					let expected = 0;
					const open: { at: number; settle(): Promise<unknown> }[] = [];
					const endThose = async (at: number) => {
						const due = open.filter((one) => one.at <= at);
						for (const one of due) open.splice(open.indexOf(one), 1);
						await Promise.all(due.map((one) => one.settle()));
					};
					for (const [at, { cents, part, wait }] of steps.entries()) {
						await endThose(at);
						const usd = cents / 100;
						const fields = part === null ? { ownerId: "studio-0" } : {};
						const asked = await records.projects.reserve(id, request(`${id}-${at}`, usd, fields, ["studio-0"]));
						const there = await records.projects.get(id);
						const held = there?.reservations.reduce((sum, one) => sum + one.usd, 0) ?? 0;
						expect((there?.usage.costUsd ?? 0) + held).toBeLessThanOrEqual(1 + 1e-6);
						if (asked.kind !== "reserved") continue;
						expected += part === null ? usd : usd * part;
						if (part !== null) {
							open.push({ at: at + wait, settle: () => records.projects.settle(id, `${id}-${at}`, spent(usd * part)) });
						}
					}
					await endThose(Number.POSITIVE_INFINITY);
					await records.projects.reserve(id, request("last", 0, {}, ["studio-0"]));
					const end = await records.projects.get(id);
					expect(end?.usage.costUsd).toBeCloseTo(expected, 6);
				}),
				{ numRuns: 12 },
			);
		});
	});
}
