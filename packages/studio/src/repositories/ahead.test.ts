import { expect, it } from "vitest";
import { ahead } from "./ahead.ts";

it("gives results in order, some ahead, never more than allowed at the same time", async () => {
	let active = 0;
	let peak = 0;
	const items = Array.from({ length: 20 }, (_, n) => n);
	const given: number[] = [];
	const coming = ahead(items, 3, async (n) => {
		peak = Math.max(peak, ++active);
		for (let turn = 0; turn < 20 - n; turn++) await Promise.resolve();
		active--;
		return n * 2;
	});
	for await (const [item, result] of coming.all) {
		expect(result).toBe(item * 2);
		given.push(item);
	}
	expect(given).toEqual(items);
	expect(peak).toBe(3);
});

it("fails at the item that failed, begins no more, and tells all that there is to tidy up", async () => {
	const begun: number[] = [];
	const coming = ahead([0, 1, 2, 3, 4, 5], 3, async (n) => {
		begun.push(n);
		if (n === 1) throw new Error("the second one");
		return n;
	});
	const given: number[] = [];
	const taking = (async () => {
		for await (const [, result] of coming.all) given.push(result);
	})();
	await expect(taking).rejects.toThrow("the second one");
	expect(given).toEqual([0]);
	expect(await coming.left()).toEqual([0, 2, 3]);
	expect(begun).toEqual([0, 1, 2, 3]);
});
