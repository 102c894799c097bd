import { expect, test } from "vitest";
import { createSilenceClock } from "./silence.ts";

function clockAt(limitMs: number) {
	const world = { ms: 0, shown: true };
	const clock = createSilenceClock({ limitMs, isShown: () => world.shown, now: () => world.ms });
	const pass = (ms: number, everyMs = 500) => {
		let late = false;
		for (const end = world.ms + ms; world.ms < end; ) {
			world.ms += everyMs;
			late = clock.tick();
		}
		return late;
	};
	return { world, clock, pass };
}

test("a frame that says nothing for too long is silent", () => {
	const { pass } = clockAt(20_000);
	expect(pass(19_000)).toBe(false);
	expect(pass(1_500)).toBe(true);
});

test("time in which nobody can see the frame does not count", () => {
	const { world, pass } = clockAt(20_000);
	expect(pass(10_000)).toBe(false);
	world.shown = false;
	expect(pass(600_000)).toBe(false);
	world.shown = true;
	expect(pass(9_000)).toBe(false);
	expect(pass(1_500)).toBe(true);
});

test("a machine that slept, or a tab that was throttled, has not waited", () => {
	const { pass } = clockAt(20_000);
	expect(pass(600_000, 60_000)).toBe(false);
});

test("a frame that spoke is waited for anew", () => {
	const { clock, pass } = clockAt(20_000);
	pass(19_000);
	clock.restart();
	expect(pass(19_000)).toBe(false);
});
