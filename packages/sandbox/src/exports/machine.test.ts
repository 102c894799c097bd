import { expect, it } from "vitest";
import { mediaCacheFor, roomToRender, shareOf } from "./machine.ts";

it.each([
	[["200000 100000\n", " "], 2],
	[["", "150000\n 100000\n"], 1],
	[["50000 100000", ""], 1],
	[["max 100000\n", "400000 100000"], 4],
	[["max 100000", "-1 100000"], Number.POSITIVE_INFINITY],
	[["", " "], Number.POSITIVE_INFINITY],
])("quotas %j leave %d processors", (quotas, processors) => {
	expect(shareOf(quotas)).toBe(processors);
});

it.each([
	[1e9, 251_658_240],
	[3.2e9, 4e8],
	[64e9, 536_870_912],
])("of %d bytes of memory, %d are for videos", (memory, cache) => expect(mediaCacheFor(memory)).toBe(cache));

it("there is room for something on any machine", () => {
	expect(roomToRender().processors).toBeGreaterThanOrEqual(1);
	expect(roomToRender().memoryBytes).toBeGreaterThan(0);
});
