import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { NewEvent } from "./ports.ts";
import { createSegmentRequests } from "./segment-requests.ts";

const MISSING = [{ key: "0".repeat(64), frames: 30 }];

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("an export that misses segments says which, and waits for the studio's answer", async () => {
	const reported: NewEvent[] = [];
	const requests = createSegmentRequests((event) => reported.push(event));
	const going = vi.fn();
	const asked = requests.ask("film", MISSING).then(going);
	expect(reported).toEqual([{ type: "export:missing", exportId: "film", segments: MISSING }]);
	requests.answered("another");
	await vi.advanceTimersByTimeAsync(59_000);
	expect(going).not.toHaveBeenCalled();
	requests.answered("film");
	await asked;
	expect(going).toHaveBeenCalled();
	expect(vi.getTimerCount()).toBe(0);
});

test("a studio that does not answer is not waited for longer than a minute", async () => {
	const requests = createSegmentRequests(() => undefined);
	const asked = requests.ask("film", MISSING);
	await vi.advanceTimersByTimeAsync(60_000);
	await expect(asked).resolves.toBeUndefined();
});
