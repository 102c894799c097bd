import { describe, expect, it } from "vitest";
import { spansOf } from "./hours";

describe("spans of opening hours", () => {
	it.each([
		["9:00–18:00", [[9, 18]]],
		["09.30 - 17.00", [[9.5, 17]]],
		[
			"9–12, 14–18",
			[
				[9, 12],
				[14, 18],
			],
		],
		["9am to 5pm", [[9, 17]]],
		["10 a.m. – 12 p.m.", [[10, 12]]],
		["18h30–23h", [[18.5, 23]]],
		["20:00–02:00", [[20, 26]]],
	])("%s", (hours, spans) => {
		expect(spansOf(hours)?.map(({ from, to }) => [from, to])).toEqual(spans);
	});

	it.each(["closed", "geschlossen", "24 hours", "from 9", "9–12, 14", "45–60"])("are not guessed from %j", (hours) => {
		expect(spansOf(hours)).toBeNull();
	});
});
