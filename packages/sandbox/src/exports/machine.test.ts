import { expect, it } from "vitest";
import { roomToRender, shareOf } from "./machine.ts";

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

it("there is room for something on any machine", () => {
	expect(roomToRender().processors).toBeGreaterThanOrEqual(1);
	expect(roomToRender().memoryBytes).toBeGreaterThan(0);
});
