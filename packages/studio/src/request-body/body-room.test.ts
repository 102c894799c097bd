import { expect, test } from "vitest";
import { createBodyRoom } from "./body-room.ts";

const never = new AbortController().signal;
const wait = { deadlineMs: 60_000, signal: never };

test("bodies wait for each other in order, never more than fit are there, and small ones pass", async () => {
	const room = createBodyRoom({ totalBytes: 64, smallBytes: 10 });
	const order: number[] = [];
	let most = 0;
	await Promise.all(
		Array.from({ length: 12 }, async (_, index) => {
			const free = await room.take(28, wait);
			order.push(index);
			most = Math.max(most, room.taken());
			expect(await room.take(9, wait)).not.toBeNull();
			await new Promise((resolve) => setImmediate(resolve));
			free?.();
			free?.();
		}),
	);
	expect(order).toEqual(Array.from({ length: 12 }, (_, index) => index));
	expect([most, room.taken()]).toEqual([56, 0]);
});

test("who waits too long, or leaves, gets nothing and keeps nobody waiting", async () => {
	const room = createBodyRoom({ totalBytes: 64, smallBytes: 10 });
	const first = await room.take(64, wait);
	expect(await room.take(30, { deadlineMs: 1, signal: never })).toBeNull();
	const leave = new AbortController();
	const left = room.take(30, { deadlineMs: 60_000, signal: leave.signal });
	const next = room.take(1_000, wait);
	leave.abort();
	expect(await left).toBeNull();
	first?.();
	(await next)?.();
	expect(room.taken()).toBe(0);
});

test("a holder has room for one body at a time, and who waits behind its others passes them", async () => {
	const room = createBodyRoom({ totalBytes: 64, smallBytes: 10 });
	const slow = await room.take(32, { ...wait, holder: "slow" });
	const order: string[] = [];
	const noted = async (name: string, holder: string) => {
		const free = await room.take(32, { ...wait, holder });
		order.push(name);
		return free;
	};
	const again = [1, 2, 3].map((time) => noted(`slow ${time}`, "slow"));
	const other = await room.take(32, { ...wait, holder: "other" });
	expect([other === null, room.taken(), order]).toEqual([false, 64, []]);
	const third = noted("third", "third");
	other?.();
	(await third)?.();
	slow?.();
	for (const next of again) (await next)?.();
	expect([order, room.taken()]).toEqual([["third", "slow 1", "slow 2", "slow 3"], 0]);
});

test("who leaves the line lets those behind pass at once, and who has left already gets no room", async () => {
	const room = createBodyRoom({ totalBytes: 64, smallBytes: 10 });
	const first = await room.take(40, wait);
	const leave = new AbortController();
	const large = room.take(60, { deadlineMs: 60_000, signal: leave.signal });
	const behind = room.take(20, wait);
	leave.abort();
	expect(await large).toBeNull();
	(await behind)?.();
	expect(await room.take(20, { deadlineMs: 60_000, signal: leave.signal })).toBeNull();
	first?.();
	expect(room.taken()).toBe(0);
});
