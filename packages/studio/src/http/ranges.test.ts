import { expect, test } from "vitest";
import { dispositionHeader, parseRange } from "./ranges.ts";

test.each<[string | undefined, ReturnType<typeof parseRange>]>([
	[undefined, null],
	["bytes=0-0", { start: 0, end: 0 }],
	["bytes=10-19", { start: 10, end: 19 }],
	["bytes=10-", { start: 10, end: 99 }],
	["bytes=-10", { start: 90, end: 99 }],
	["bytes=-1000", { start: 0, end: 99 }],
	["bytes=90-1000", { start: 90, end: 99 }],
	["bytes=100-", "unsatisfiable"],
	["bytes=-0", "unsatisfiable"],
	["bytes=20-10", null],
	["bytes=-", null],
	["bytes=0-1,5-6", null],
	["items=0-1", null],
	["bytes=a-b", null],
])("of 100 bytes, %j asks for %j", (header, range) => {
	expect(parseRange(header, 100)).toEqual(range);
});

test("a download's name is safe in its header, in any script", () => {
	expect(dispositionHeader("attachment", 'a"b\r\nc.mp4')).toBe(
		"attachment; filename=\"a_b__c.mp4\"; filename*=UTF-8''a%22b%0D%0Ac.mp4",
	);
	expect(dispositionHeader("attachment", "映画.mp4")).toBe(
		"attachment; filename=\"__.mp4\"; filename*=UTF-8''%E6%98%A0%E7%94%BB.mp4",
	);
	expect(dispositionHeader("inline", "it's (1)*.png")).toBe(
		"inline; filename=\"it_s _1__.png\"; filename*=UTF-8''it%27s%20%281%29%2A.png",
	);
	expect(dispositionHeader("attachment", "\ud800.png")).toContain("%EF%BF%BD.png");
});
