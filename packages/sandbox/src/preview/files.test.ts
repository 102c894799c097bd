import { expect, test } from "vitest";
import { parseRange } from "./files.ts";

test.each([
	["bytes=0-9", 100, { start: 0, end: 9 }],
	["bytes=90-", 100, { start: 90, end: 99 }],
	["bytes=-10", 100, { start: 90, end: 99 }],
	["bytes=-500", 100, { start: 0, end: 99 }],
	["bytes=50-500", 100, { start: 50, end: 99 }],
	["bytes=100-", 100, "unsatisfiable"],
	["bytes=9-3", 100, "unsatisfiable"],
	["bytes=0-1,5-6", 100, undefined],
	["bytes=-", 100, undefined],
	["lines=1-2", 100, undefined],
	[undefined, 100, undefined],
])("the range %s of %i bytes", (header, size, range) => {
	expect(parseRange(header, size)).toEqual(range);
});
