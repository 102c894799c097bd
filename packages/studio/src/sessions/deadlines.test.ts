import { describe, expect, it } from "vitest";
import { createLine, retrying, unlessAborted, withDeadline } from "./deadlines.ts";

const never = new Promise<never>(() => undefined);

describe("deadlines", () => {
	it("reject with their own error when the work is late, and stay out of the way when it is not", async () => {
		await expect(withDeadline(never, 5, () => new Error("late"))).rejects.toThrow("late");
		await expect(withDeadline(Promise.resolve(3), 5, () => new Error("late"))).resolves.toBe(3);
		await expect(withDeadline(Promise.reject(new Error("own")), 5, () => new Error("late"))).rejects.toThrow("own");
	});

	it("give way to a signal, with its reason", async () => {
		const abort = new AbortController();
		const waiting = unlessAborted(never, abort.signal);
		abort.abort(new Error("enough"));
		await expect(waiting).rejects.toThrow("enough");
		await expect(unlessAborted(Promise.resolve(1), abort.signal)).rejects.toThrow("enough");
	});
});

describe("trying again", () => {
	const failing = (times: number) => {
		let count = 0;
		return async () => {
			count += 1;
			if (count <= times) throw new Error(`try ${count}`);
			return count;
		};
	};
	const options = { deadlineMs: 1_000, firstPauseMs: 1, mayRetry: () => true };

	it("goes on until it works", async () => {
		await expect(retrying(failing(3), options)).resolves.toBe(4);
	});

	it("gives up at once on what may not be retried, and at the deadline with the last error", async () => {
		await expect(retrying(failing(3), { ...options, mayRetry: () => false })).rejects.toThrow("try 1");
		await expect(retrying(failing(1_000), { ...options, deadlineMs: 20 })).rejects.toThrow(/try \d+/);
	});

	it("gives up when it is told to", async () => {
		const abort = new AbortController();
		const trying = retrying(failing(1_000), { ...options, signal: abort.signal });
		abort.abort(new Error("enough"));
		await expect(trying).rejects.toThrow("enough");
	});
});

describe("a line", () => {
	it("does one thing after the other, whether or not the one before failed", async () => {
		const line = createLine();
		const order: string[] = [];
		const first = line.run(async () => {
			await new Promise((resolve) => setImmediate(resolve));
			order.push("first");
			throw new Error("first failed");
		});
		const second = line.run(async () => {
			order.push("second");
			return 2;
		});
		await expect(first).rejects.toThrow("first failed");
		await expect(second).resolves.toBe(2);
		await line.settled();
		expect(order).toEqual(["first", "second"]);
	});
});
