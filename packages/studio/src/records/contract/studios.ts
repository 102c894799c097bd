import { describe, expect, it } from "vitest";
import { moment } from "./samples.ts";
import type { RecordsUnderTest } from "./under-test.ts";

/** Which studios there are, where there are several. */
export function describeStudios(opened: () => RecordsUnderTest): void {
	const studio = (id: string, n = 0) => ({ id, address: `http://10.0.0.${n}:8080`, startedAt: moment(n) });

	describe("studios", () => {
		it("are listed as they were written, oldest first, to every other one", async () => {
			const { records, reopen } = opened();
			expect(await records.studios.list()).toEqual([]);
			await records.studios.create(studio("studio-b", 2));
			await records.studios.create(studio("studio-a", 3));
			await records.studios.create(studio("studio-c", 1));
			const listed = await (await reopen()).studios.list();
			expect(listed).toEqual([studio("studio-c", 1), studio("studio-b", 2), studio("studio-a", 3)]);
			await expect(records.studios.create(studio("studio-a", 4))).rejects.toMatchObject({ code: "conflict" });
		});

		it("are removed by exactly one of many that find them dead", async () => {
			const { records } = opened();
			const other = await opened().reopen();
			for (let round = 0; round < 10; round++) {
				await records.studios.create(studio(`studio-${round}`));
				const removed = await Promise.all(
					[records, other, records, other].map((store) => store.studios.remove(`studio-${round}`)),
				);
				expect(removed.filter(Boolean)).toHaveLength(1);
			}
			expect(await records.studios.list()).toEqual([]);
			expect(await records.studios.remove("nobody")).toBe(false);
		});
	});
}
