import { describe, expect, test } from "vitest";
import { ago, bytes, money, plural, seconds } from "./format.ts";

describe("formats", () => {
	test.each([
		[0, "0.0 s"],
		[3.04, "3.0 s"],
		[12.6, "13 s"],
		[60, "1 min"],
		[125, "2 min 5 s"],
	])("%d seconds read %s", (value, text) => expect(seconds(value)).toBe(text));

	test.each([
		[999, "999 B"],
		[1500, "1.5 kB"],
		[100_000, "100 kB"],
		[999_900, "1.0 MB"],
		[10_000_000, "10 MB"],
	])("%d bytes read %s", (value, text) => expect(bytes(value)).toBe(text));

	test("a moment ago is just now, and an hour ago is an hour ago", () => {
		const now = Date.parse("2026-01-01T12:00:00.000Z");
		expect(ago("2026-01-01T11:59:30.000Z", now)).toBe("just now");
		expect(ago("2026-01-01T11:00:00.000Z", now)).toBe("1 hour ago");
	});

	test("the demo model's turns are free, and a small cost is not shown as nothing", () => {
		expect(money(0)).toBe("free");
		expect(money(0.004)).toBe("under 1 ¢");
		expect(money(0.123)).toBe("$0.12");
	});

	test("one is not many", () => {
		expect(plural(1, "frame")).toBe("1 frame");
		expect(plural(2, "frame")).toBe("2 frames");
	});
});
