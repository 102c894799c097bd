import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { type SegmentFacts, StoryDreamError } from "@storydream/protocol";
import { beforeEach, expect, test, vi } from "vitest";
import type { KeptSegments } from "../ports.ts";
import { createTestLogger } from "../testing/test-logger.ts";
import { createSegmentExchange } from "./segments.ts";

const factsOf = (letter: string): SegmentFacts => ({ key: letter.repeat(64), frames: 30, bytes: 1, sha256: letter.repeat(64) });
const [A, B, C] = [factsOf("a"), factsOf("b"), factsOf("c")];

/** The keys and bytes of what each side has. */
const stored = new Map<string, string>();
const brought = new Map<string, string>();
let failing: string | null;

const segments: KeptSegments = {
	known: async (_projectId, wanted) => [A, B, C].filter(({ key }) => stored.has(key) && wanted.some((one) => one.key === key)),
	async open(_projectId, key) {
		const facts = [A, B, C].find((one) => one.key === key);
		const bytes = stored.get(key);
		return facts === undefined || bytes === undefined ? null : { facts, body: Readable.from([bytes]) };
	},
	async keep(_projectId, { key }, open) {
		stored.set(key, await text(await open()));
	},
	prune: vi.fn(async () => undefined),
};
const client = {
	exportSegments: async () => [A, B, C],
	async putSegment({ key }: SegmentFacts, body: Readable) {
		if (key === failing) throw new StoryDreamError("bad_request", "Not whole.");
		brought.set(key, await text(body));
	},
	segment: vi.fn(async (key: string) => {
		if (key === failing) throw new StoryDreamError("sandbox_failed", "It is gone.");
		return Readable.from([`made ${key[0]}`]);
	}),
	segmentsGiven: vi.fn(async () => undefined),
};
const live = { client, signal: new AbortController().signal };
const exchange = createSegmentExchange("film", { segments, logger: createTestLogger() });

beforeEach(() => {
	vi.clearAllMocks();
	stored.clear();
	brought.clear();
	failing = null;
});

test("a sandbox gets what is kept of what it misses, and then word that no more will come", async () => {
	stored.set(A.key, "kept a").set(C.key, "kept c");
	await exchange.give(live, "export", [A, B]);
	expect([...brought]).toEqual([[A.key, "kept a"]]);
	expect(client.segmentsGiven).toHaveBeenCalledWith("export");
});

test("one that can't be given does not keep the others, nor the end of the wait", async () => {
	stored.set(A.key, "kept a").set(B.key, "kept b");
	failing = A.key;
	await exchange.give(live, "export", [A, B]);
	expect([...brought.keys()]).toEqual([B.key]);
	vi.spyOn(segments, "known").mockRejectedValueOnce(new Error("the store is away"));
	await exchange.give(live, "export", [A, B]);
	expect(client.segmentsGiven).toHaveBeenCalledTimes(2);
});

test("what an export is made of is kept, without moving what is there already", async () => {
	stored.set(B.key, "kept b");
	await exchange.take(live, "export");
	expect([...stored.values()].sort()).toEqual(["kept b", "made a", "made c"]);
	expect(client.segment).toHaveBeenCalledTimes(2);
	expect(segments.prune).toHaveBeenCalledOnce();
});

test("what can't be taken is left, and fails nothing", async () => {
	failing = A.key;
	await expect(exchange.take(live, "export")).resolves.toBeUndefined();
	failing = null;
	await exchange.take(live, "export");
	expect(stored.size).toBe(3);
});

test("while a film is drawn, what is finished is kept every half minute, and not more often", async () => {
	vi.useFakeTimers();
	try {
		const drawing = createSegmentExchange("film", { segments, logger: createTestLogger() });
		drawing.takeMeanwhile(live, "export");
		await vi.advanceTimersByTimeAsync(30_001);
		expect(stored.size).toBe(0);
		drawing.takeMeanwhile(live, "export");
		drawing.takeMeanwhile(live, "export");
		await vi.runAllTimersAsync();
		expect(stored.size).toBe(3);
		expect(segments.prune).toHaveBeenCalledOnce();
	} finally {
		vi.useRealTimers();
	}
});
