import { rounds } from "@storydream/sandbox/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DRIVER_FAULTS, type DriverFault, faultyDriver } from "../../drivers/testing/faulty-driver.ts";
import { type StandInSandboxes, standInSandboxes } from "../testing/fake-sandboxes.ts";
import { newPlace, type StudioOptions, type TestPlace, type TestStudio, until } from "../testing/studio-harness.ts";

const ROUNDS = rounds(100, 15);

const QUICK = { startMs: 2_000, reconcileMs: 30, retryMs: 10, warmDelayMs: 10 };
let place: TestPlace;
let sandboxes: StandInSandboxes;

beforeEach(async () => {
	place = await newPlace("http://127.0.0.1:9/gateway");
	sandboxes = standInSandboxes();
});
afterEach(async () => {
	await place.close();
	await sandboxes.close();
});

/** A studio whose driver's calls go wrong as instructed; it looks at what runs thirty times a second. */
const open = (next: () => DriverFault | null, options: StudioOptions = {}) =>
	place.studio({
		deadlines: QUICK,
		...options,
		wrap: (parts) => ({ ...parts, driver: faultyDriver(sandboxes.driver, next) }),
	});

async function nothingIsLeft(studio: TestStudio): Promise<void> {
	await until("no sandbox is left", async () => (await sandboxes.driver.list())?.length === 0);
	await until("no record is left", async () => (await studio.records.sessions.listLive()).length === 0);
}

describe("a driver whose calls go wrong", () => {
	it.each(DRIVER_FAULTS)(
		"by “%s” each time: an open session stays what it is, and a studio that comes after takes it up",
		async (fault) => {
			let wrong = false;
			let calls = 0;
			const next = () => {
				calls += wrong ? 1 : 0;
				return wrong ? fault : null;
			};
			const studio = await open(next);
			const projectId = await studio.newProject();
			const page = await studio.follow(projectId);
			const { sessionId } = await page.waitFor("session:ready");
			wrong = true;
			const looks = studio.logger.lines.length;
			// Thirty looks a second: enough of them to do harm, if they did.
			await until("it has looked again and again", () => calls > 10);
			expect(page.of("session:ended")).toEqual([]);
			expect(studio.logger.lines.slice(looks).filter((line) => line.text.includes("is ended"))).toEqual([]);
			await studio.stop();
			const second = await open(next);
			wrong = false;
			const after = await second.follow(projectId);
			expect((await after.waitFor("session:ready")).sessionId).toBe(sessionId);
			expect([...sandboxes.starts.values()]).toEqual([1]);
			await second.sessions.endSession(projectId, "ended");
			await nothingIsLeft(second);
		},
	);

	it(`at random, ${ROUNDS} times: each start comes to an end that is reported, and nothing is left when it is over`, async () => {
		let share = 0;
		const studio = await open(() =>
			Math.random() < share ? (DRIVER_FAULTS[Math.floor(Math.random() * DRIVER_FAULTS.length)] ?? null) : null,
		);
		let ready = 0;
		for (let round = 0; round < ROUNDS; round += 1) {
			share = 0.3;
			const projectId = await studio.newProject();
			const page = await studio.follow(projectId);
			await until("it is ready, or says why not", () => page.of("session:ready").length + page.of("error").length > 0);
			ready += page.of("session:ready").length > 0 ? 1 : 0;
			const ended = studio.sessions.endSession(projectId, "ended");
			if (round % 4 === 0) share = 0;
			await ended;
			page.detach();
		}
		share = 0;
		await nothingIsLeft(studio);
		expect(ready).toBeGreaterThan(0.2 * ROUNDS);
		expect([...sandboxes.starts.values()].every((times) => times === 1)).toBe(true);
		expect(sandboxes.mostAtOnce()).toBe(1);
	});
});

describe("a sandbox of another release", () => {
	it("is not begun with: its start fails, and says what to do", async () => {
		sandboxes.protocolVersion += 1;
		const studio = await open(() => null);
		const page = await studio.follow(await studio.newProject());
		expect(await page.waitFor("error")).toMatchObject({
			code: "sandbox_failed",
			message: expect.stringContaining("of another release"),
			hint: expect.stringContaining("SANDBOX_IMAGE"),
		});
		await nothingIsLeft(studio);
	});

	it("that is at work when a newer studio comes is resumed, and nothing of it is lost", async () => {
		const studio = await open(() => null);
		const projectId = await studio.newProject();
		const { sessionId } = await (await studio.follow(projectId)).waitFor("session:ready");
		await studio.stop();
		sandboxes.protocolVersion += 1;
		const second = await open(() => null);
		const page = await second.follow(projectId);
		expect((await page.waitFor("session:ready")).sessionId).toBe(sessionId);
		expect([...sandboxes.starts.values()]).toEqual([1]);
		await second.sessions.endSession(projectId, "ended");
		await nothingIsLeft(second);
	});

	it("that stands by is not taken by a newer studio, and is ended", async () => {
		const limits = { warmPool: 1 };
		const studio = await open(() => null, { limits });
		await until("a spare stands by", () => sandboxes.starts.size === 1);
		const [old] = sandboxes.starts.keys();
		await studio.stop();
		sandboxes.protocolVersion += 1;
		const second = await open(() => null, { limits });
		await until("it is gone", async () => !(await sandboxes.driver.list())?.includes(old ?? ""));
		await second.stop();
	});
});
