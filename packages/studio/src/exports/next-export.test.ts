import { expect, test } from "vitest";
import { pickNext } from "./next-export.ts";

const one = (id: string) => ({ id, userId: id.slice(0, 1) });

test.each<[string[], string[], string | null]>([
	[[], [], null],
	[["a1", "a2"], [], "a1"],
	[["a1", "b1"], ["a0"], "b1"],
	[["a1", "a2", "b1"], ["a0", "b0"], "a1"],
	[["b1", "a1"], ["a0", "b0"], "b1"],
	[["a1"], ["a0", "b0"], "a1"],
	[["a1", "b1", "c1"], ["a0", "b0"], "c1"],
])("of %j waiting while %j run, %j is next", (waiting, running, next) => {
	expect(pickNext(waiting.map(one), running.map(one))?.id ?? null).toBe(next);
});
