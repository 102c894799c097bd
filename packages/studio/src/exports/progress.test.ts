import { expect, test } from "vitest";
import { createSpeedMeter } from "./progress.ts";

test("speed is unknown until there is something to measure", () => {
	const meter = createSpeedMeter();
	expect(meter.speed()).toBeNull();
	meter.add(0, 0);
	expect(meter.speed()).toBeNull();
	expect(meter.secondsLeft(0, 100)).toBeNull();
});

test("a steady export tells its speed and the time left", () => {
	const meter = createSpeedMeter();
	for (let second = 0; second <= 5; second += 1) meter.add(second * 10, second * 1000);
	expect(meter.speed()).toBe(10);
	expect(meter.secondsLeft(50, 300)).toBe(25);
	expect(meter.secondsLeft(300, 300)).toBe(0);
});

test("frames that come in bursts do not make it jump", () => {
	const meter = createSpeedMeter();
	for (let ms = 0; ms <= 4000; ms += 10) meter.add(Math.floor(ms / 500) * 5, ms);
	expect(meter.speed()).toBeGreaterThan(5);
	expect(meter.speed()).toBeLessThan(20);
});

test("an export that begins anew is measured anew", () => {
	const meter = createSpeedMeter();
	meter.add(0, 0);
	meter.add(100, 1000);
	meter.add(0, 2000);
	meter.add(10, 3000);
	expect(meter.speed()).toBeLessThan(100);
	expect(meter.speed()).toBeGreaterThan(0);
});
