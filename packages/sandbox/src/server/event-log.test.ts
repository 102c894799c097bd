import { describe, expect, it } from "vitest";
import { EventLog } from "./event-log.ts";

const text = (runId: string, length = 1) =>
	({ type: "run:event", runId, event: { type: "text", blockId: "1", text: "x".repeat(length) } }) as const;
const ended = (runId: string) =>
	({
		type: "run:ended",
		runId,
		outcome: "done",
		head: "0".repeat(40),
		changed: false,
		usage: { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, costUsd: 0 },
		agentSessionId: null,
	}) as const;

describe("the event log", () => {
	it("numbers events from 1 and gives them out from any point", () => {
		const log = new EventLog();
		for (const run of ["a", "b", "c"]) log.append(text(run));
		expect(log.seq).toBe(3);
		expect(log.after(1, 10).map((entry) => entry.seq)).toEqual([2, 3]);
		expect(log.after(0, 2).map((entry) => entry.seq)).toEqual([1, 2]);
		expect(log.after(3, 10)).toEqual([]);
		expect(log.after(99, 10)).toEqual([]);
		expect(JSON.parse(log.after(2, 1)[0]?.frame ?? "")).toMatchObject({ seq: 3, runId: "c" });
	});

	it("calls back on every event until it is stopped", () => {
		const log = new EventLog();
		let calls = 0;
		const stop = log.subscribe(() => {
			calls += 1;
		});
		log.append(text("a"));
		stop();
		log.append(text("a"));
		expect(calls).toBe(1);
	});

	it("shrinks old runs to their end when it grows too big, and never the running one", () => {
		const log = new EventLog(4000);
		for (let n = 0; n < 10; n += 1) log.append(text("old", 200));
		log.append(ended("old"));
		for (let n = 0; n < 20; n += 1) log.append(text("now", 200));
		const kept = log.after(0, 100);
		expect(kept.map((entry) => entry.seq)).toEqual([11, ...Array.from({ length: 20 }, (_, index) => 12 + index)]);
	});
});
