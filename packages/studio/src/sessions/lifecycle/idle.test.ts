import { beforeEach, describe, expect, it } from "vitest";
import { createIdle, type Idle } from "./idle.ts";

const MINUTE = 60_000;
let now = 0;
let kept = 0;
let idle: Idle;

beforeEach(() => {
	now = 1_000_000;
	kept = 0;
	idle = createIdle({
		limitMs: 30 * MINUTE,
		now: () => now,
		onKept: () => {
			kept += 1;
		},
	});
});

describe("a session that nobody uses", () => {
	it("ends when its time is over and no page is open", () => {
		now += 30 * MINUTE - 1;
		expect(idle.poll(false)).toEqual({ step: "none" });
		now += 1;
		expect(idle.poll(false)).toEqual({ step: "end" });
	});

	it("is announced to an open page two minutes before, and ends then", () => {
		const endsAt = now + 30 * MINUTE;
		now += 28 * MINUTE - 1;
		expect(idle.poll(true)).toEqual({ step: "none" });
		now += 1;
		expect(idle.poll(true)).toEqual({ step: "warn", endsAt });
		idle.warned(endsAt);
		expect(idle.poll(true)).toEqual({ step: "none" });
		now = endsAt;
		expect(idle.poll(true)).toEqual({ step: "end" });
	});

	it("gives a page its two minutes also when the look at it comes late", () => {
		now += 90 * MINUTE;
		expect(idle.poll(true)).toEqual({ step: "warn", endsAt: now + 2 * MINUTE });
	});

	it("stays when it is used after the word, and says so once", () => {
		now += 29 * MINUTE;
		idle.warned(now + 2 * MINUTE);
		idle.touch();
		idle.touch();
		expect(kept).toBe(1);
		now += 27 * MINUTE;
		expect(idle.poll(true)).toEqual({ step: "none" });
		now += MINUTE;
		expect(idle.poll(true)).toEqual({ step: "warn", endsAt: now + 2 * MINUTE });
	});

	it("warns a quarter of its time before where the limit is short", () => {
		const short = createIdle({ limitMs: 60_000, now: () => now, onKept: () => undefined });
		now += 45_000;
		expect(short.poll(true)).toEqual({ step: "warn", endsAt: now + 15_000 });
	});

	it("never ends where no limit is set", () => {
		const endless = createIdle({ limitMs: 0, now: () => now, onKept: () => undefined });
		now += 1_000 * MINUTE;
		expect(endless.poll(false)).toEqual({ step: "none" });
		expect(endless.poll(true)).toEqual({ step: "none" });
	});
});
