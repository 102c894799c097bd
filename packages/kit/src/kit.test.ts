import { describe, expect, it, vi } from "vitest";
import {
	backoff,
	createKeyedLock,
	createSerialQueue,
	pause,
	resolveWithin,
	retry,
	unlessAborted,
	withDeadline,
} from "./index.ts";

const never = new Promise<never>(() => undefined);
const late = () => new Error("late");

describe("a deadline", () => {
	it("gives what the work gives, and its failure", async () => {
		expect(await withDeadline(Promise.resolve(7), 1_000, late)).toBe(7);
		await expect(withDeadline(Promise.reject(new Error("broken")), 1_000, late)).rejects.toThrow("broken");
		expect(await resolveWithin(Promise.resolve(7), 1_000, null)).toBe(7);
		await expect(resolveWithin(Promise.reject(new Error("broken")), 1_000, null)).rejects.toThrow("broken");
	});

	it("ends the wait for work that does not end", async () => {
		await expect(withDeadline(never, 1, late)).rejects.toThrow("late");
		expect(await resolveWithin(never, 1, null)).toBeNull();
	});

	it("leaves no timer behind", async () => {
		vi.useFakeTimers();
		try {
			await withDeadline(Promise.resolve(1), 60_000, late);
			await resolveWithin(Promise.resolve(1), 60_000, null);
			expect(vi.getTimerCount()).toBe(0);
		} finally {
			vi.useRealTimers();
		}
	});
});

describe("an aborted signal", () => {
	const stopped = new Error("stopped");

	it("leaves no failure of the work behind that nobody handles", async () => {
		const unhandled: unknown[] = [];
		const onUnhandled = (reason: unknown) => void unhandled.push(reason);
		process.on("unhandledRejection", onUnhandled);
		try {
			await expect(unlessAborted(Promise.reject(new Error("late")), AbortSignal.abort(stopped))).rejects.toBe(stopped);
			await new Promise((resolve) => setImmediate(resolve));
			expect(unhandled).toEqual([]);
		} finally {
			process.off("unhandledRejection", onUnhandled);
		}
	});

	it("ends a wait and a pause with its reason, before and while they last", async () => {
		await expect(unlessAborted(Promise.resolve(1), AbortSignal.abort(stopped))).rejects.toBe(stopped);
		await expect(pause(60_000, AbortSignal.abort(stopped))).rejects.toBe(stopped);
		const stopping = new AbortController();
		const waits = [unlessAborted(never, stopping.signal), pause(60_000, stopping.signal)];
		stopping.abort(stopped);
		for (const wait of waits) await expect(wait).rejects.toBe(stopped);
	});
});

describe("retry", () => {
	const policy = { deadlineMs: 60_000, pauseMs: () => 0 };

	it("tries until it works, and counts the attempts from 1", async () => {
		const attempts: number[] = [];
		const reported: number[] = [];
		const result = await retry(
			async (attempt) => {
				attempts.push(attempt);
				if (attempt < 3) throw new Error("not yet");
				return "done";
			},
			{ ...policy, onRetry: ({ attempt }) => reported.push(attempt) },
		);
		expect(result).toBe("done");
		expect(attempts).toEqual([1, 2, 3]);
		expect(reported).toEqual([1, 2]);
	});

	it("throws a final failure at once", async () => {
		const work = vi.fn().mockRejectedValue(new Error("for good"));
		await expect(retry(work, { ...policy, pauseMs: () => null })).rejects.toThrow("for good");
		expect(work).toHaveBeenCalledTimes(1);
	});

	it("throws the last failure when the deadline leaves no room for another attempt", async () => {
		let number = 0;
		const work = () => Promise.reject(new Error(`failure ${++number}`));
		await expect(retry(work, { deadlineMs: 60_000, pauseMs: (attempt) => (attempt < 3 ? 0 : 60_001) })).rejects.toThrow(
			"failure 3",
		);
	});

	it("ends with the signal's reason, also while work fails because of it", async () => {
		const stopping = new AbortController();
		const reason = new Error("stopped");
		const work = async () => {
			stopping.abort(reason);
			throw new Error("the connection broke");
		};
		await expect(retry(work, { ...policy, signal: stopping.signal })).rejects.toBe(reason);
	});

	it("backs off by doubling up to the limit, never by less than half of it", () => {
		for (const [attempt, whole] of [
			[1, 100],
			[2, 200],
			[4, 800],
			[5, 1_000],
			[5_000, 1_000],
		] as const) {
			for (let round = 0; round < 50; round++) {
				const ms = backoff({ firstMs: 100, longestMs: 1_000 })(attempt, null);
				expect(ms).toBeGreaterThanOrEqual(whole / 2);
				expect(ms).toBeLessThanOrEqual(whole);
			}
		}
		expect(backoff({ firstMs: 1, longestMs: 1, mayRetry: () => false })(1, null)).toBeNull();
	});
});

describe("a serial queue", () => {
	it("does one after the other in order, and a failure stops nothing that comes after it", async () => {
		const queue = createSerialQueue();
		const events: string[] = [];
		const gate = Promise.withResolvers<void>();
		const first = queue.run(async () => {
			events.push("first begins");
			await gate.promise;
			throw new Error("broken");
		});
		const second = queue.run(async () => {
			events.push("second");
			return 2;
		});
		gate.resolve();
		await expect(first).rejects.toThrow("broken");
		expect(await second).toBe(2);
		await queue.settled();
		expect(events).toEqual(["first begins", "second"]);
	});
});

describe("a keyed lock", () => {
	it("keeps one key in order and lets other keys pass", async () => {
		const lock = createKeyedLock();
		const events: string[] = [];
		const gate = Promise.withResolvers<void>();
		const first = lock("a", async () => {
			await gate.promise;
			events.push("a1");
		});
		const second = lock("a", async () => void events.push("a2"));
		await lock("b", async () => void events.push("b"));
		gate.resolve();
		await Promise.all([first, second]);
		expect(events).toEqual(["b", "a1", "a2"]);
	});

	it("passes a failure to its own caller only", async () => {
		const lock = createKeyedLock();
		const broken = lock("a", () => Promise.reject(new Error("broken")));
		const fine = lock("a", async () => "fine");
		await expect(broken).rejects.toThrow("broken");
		expect(await fine).toBe("fine");
	});
});
