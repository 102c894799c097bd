import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchRefresh } from "./refresh.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** React's refresh, which keeps every callback it is given. */
function fakeRefresh() {
	const callbacks: (() => void)[] = [];
	return { callbacks, register: (callback: () => void) => void callbacks.push(callback) };
}

test("many updates leave one callback with React's refresh, and it ends every wait", async () => {
	const { callbacks, register } = fakeRefresh();
	const refreshed = watchRefresh(60, () => register);
	for (let update = 0; update < 50; update++) {
		const waits = [refreshed(), refreshed()];
		expect(callbacks).toHaveLength(1);
		for (const callback of callbacks) callback();
		await vi.advanceTimersByTimeAsync(0);
		await Promise.all(waits);
		expect(vi.getTimerCount()).toBe(0);
	}
});

test("a wait ends after the swap, not before it", async () => {
	const { callbacks, register } = fakeRefresh();
	const refreshed = watchRefresh(60, () => register);
	const order: string[] = [];
	const wait = refreshed().then(() => order.push("waited"));
	for (const callback of callbacks) callback();
	// What React does after its callbacks.
	await Promise.resolve();
	order.push("swapped");
	await vi.advanceTimersByTimeAsync(0);
	await wait;
	expect(order).toEqual(["swapped", "waited"]);
});

test("a refresh that says nothing, or is not there yet, is waited for no longer than its patience", async () => {
	const { callbacks, register } = fakeRefresh();
	let loaded = false;
	const refreshed = watchRefresh(60, () => (loaded ? register : undefined));
	let ended = 0;
	for (const before of [false, true]) {
		loaded = before;
		const wait = refreshed().then(() => ended++);
		await vi.advanceTimersByTimeAsync(59);
		expect(ended).toBe(Number(before));
		await vi.advanceTimersByTimeAsync(1);
		await wait;
	}
	expect(callbacks).toHaveLength(1);
	expect(vi.getTimerCount()).toBe(0);
});
