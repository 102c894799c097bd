import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Driver, SandboxSpec, SandboxStatus } from "./driver.ts";

/** How the sandboxes of a case behave. A subject that has the real sandbox only offers `well`. */
export type Behaviour = "well" | "dies" | "never" | "stubborn" | "runaway";

/** A kind of driver under test, with a place of its own. */
export interface DriverSubject {
	/** A new driver object on the same place: what an earlier one started is there. Its installation is `test`. */
	driver(behaviour?: Behaviour): Driver;
	/** What still runs or lies around of a sandbox, in words; empty when nothing does. */
	leftovers(name: string): Promise<string[]>;
	close(): Promise<void>;
}

const DEADLINE_MS = 120_000;
let count = 0;

function newSpec(): SandboxSpec {
	count += 1;
	const incarnation = `inc${count}`;
	return {
		name: `test-session${count}-${incarnation}`,
		incarnation,
		sessionId: `session${count}`,
		token: "sandbox-token-canary-0123456789",
		gatewayUrl: "http://127.0.0.1:9/gateway",
		gatewayToken: "gateway-token-canary-0123456789",
	};
}

/**
 * What every driver promises; run against each of them.
 * @param behaviours what the subject's sandboxes can be made to do; cases that need another one are not its cases.
 */
export function driverContract(kind: string, behaviours: Behaviour[], newSubject: () => Promise<DriverSubject>): void {
	describe(`the contract of drivers: ${kind}`, () => {
		let subject: DriverSubject;
		beforeEach(async () => {
			subject = await newSubject();
		});
		afterEach(async () => {
			await subject.close();
		});

		/** A case that needs sandboxes of a certain behaviour. */
		function when(behaviour: Behaviour, sentence: string, run: (driver: Driver, spec: SandboxSpec) => Promise<void>): void {
			if (!behaviours.includes(behaviour)) return;
			it(sentence, async () => {
				const spec = newSpec();
				await run(subject.driver(behaviour), spec);
			});
		}

		async function untilState<S extends SandboxStatus["state"]>(
			driver: Driver,
			name: string,
			state: S,
		): Promise<Extract<SandboxStatus, { state: S }>> {
			const end = Date.now() + DEADLINE_MS;
			for (;;) {
				const status = await driver.inspect(name);
				if (isIn(status, state)) return status;
				if (Date.now() > end) throw new Error(`still ${JSON.stringify(status)}; printed: ${await driver.output(name)}`);
				await new Promise((resolve) => setTimeout(resolve, 25));
			}
		}

		when("well", "starts a sandbox that can be reached at the address inspect gives", async (driver, spec) => {
			await driver.start(spec);
			expect(["starting", "running"]).toContain((await driver.inspect(spec.name)).state);
			const { endpoint } = await untilState(driver, spec.name, "running");
			const answer = await fetch(`${endpoint.agentUrl}/health`, { headers: { authorization: `Bearer ${spec.token}` } });
			expect(answer.status).toBe(200);
			expect(endpoint.previewUrl).not.toBe(endpoint.agentUrl);
			expect(await driver.list()).toEqual([spec.name]);
		});

		when("well", "starts one sandbox however often it is asked", async (driver, spec) => {
			await Promise.all([driver.start(spec), driver.start(spec)]);
			const first = await untilState(driver, spec.name, "running");
			await driver.start(spec);
			expect(await untilState(driver, spec.name, "running")).toEqual(first);
			expect(await driver.list()).toEqual([spec.name]);
		});

		when("well", "answers gone for a name it never saw, and ends it without complaint", async (driver) => {
			expect(await driver.inspect("test-nobody-inc")).toEqual({ state: "gone" });
			await driver.end("test-nobody-inc");
			expect(await driver.list()).toEqual([]);
			expect(await driver.output("test-nobody-inc")).toBe("");
		});

		when("well", "ends a sandbox so that nothing is left, and may be asked again", async (driver, spec) => {
			await driver.start(spec);
			await untilState(driver, spec.name, "running");
			await Promise.all([driver.end(spec.name), driver.end(spec.name)]);
			await driver.end(spec.name);
			expect(await driver.inspect(spec.name)).toEqual({ state: "gone" });
			expect(await subject.leftovers(spec.name)).toEqual([]);
			expect(await driver.list()).toEqual([]);
		});

		when("well", "ends a sandbox right after its start, and while it is being started", async (driver, spec) => {
			await driver.start(spec);
			await driver.end(spec.name);
			const second = newSpec();
			const started = driver.start(second);
			await driver.end(second.name);
			await started;
			for (const { name } of [spec, second]) {
				expect(await driver.inspect(name)).toEqual({ state: "gone" });
				expect(await subject.leftovers(name)).toEqual([]);
			}
		});

		when("well", "finds and ends what an earlier driver object started", async (driver, spec) => {
			await driver.start(spec);
			const before = await untilState(driver, spec.name, "running");
			const next = subject.driver("well");
			expect(await next.list()).toEqual([spec.name]);
			const after = await untilState(next, spec.name, "running");
			expect(after.note).toEqual(before.note);
			const answer = await fetch(`${after.endpoint.agentUrl}/health`, { headers: { authorization: `Bearer ${spec.token}` } });
			expect(answer.status).toBe(200);
			await next.end(spec.name);
			expect(await subject.leftovers(spec.name)).toEqual([]);
			expect(await driver.inspect(spec.name)).toEqual({ state: "gone" });
		});

		when("well", "lets no token into what a sandbox prints", async (driver, spec) => {
			await driver.start(spec);
			await untilState(driver, spec.name, "running");
			expect(await driver.output(spec.name)).not.toContain("canary");
		});

		when("well", "refuses a name that is not of this installation", async (driver, spec) => {
			for (const name of ["other-session-inc", "test-../../etc", "Test-a-b"]) {
				await expect(driver.start({ ...spec, name })).rejects.toMatchObject({ code: "sandbox_failed" });
			}
			expect(await driver.list()).toEqual([]);
		});

		when(
			"dies",
			"answers exited for one that died at once, with why, and keeps its last words until the end",
			async (driver, spec) => {
				await driver.start(spec);
				const status = await untilState(driver, spec.name, "exited");
				expect(status).toMatchObject({ exitCode: 7, reason: expect.stringContaining("7") });
				expect(await driver.output(spec.name)).toContain("fake: dies");
				expect(await driver.list()).toEqual([spec.name]);
				await driver.end(spec.name);
				expect(await driver.inspect(spec.name)).toEqual({ state: "gone" });
				expect(await subject.leftovers(spec.name)).toEqual([]);
			},
		);

		when("never", "answers starting for one that does not listen, and ends it", async (driver, spec) => {
			await driver.start(spec);
			expect(await driver.inspect(spec.name)).toEqual({ state: "starting" });
			await driver.end(spec.name);
			expect(await subject.leftovers(spec.name)).toEqual([]);
		});

		when("stubborn", "ends one that ignores being asked, after its grace", async (driver, spec) => {
			await driver.start(spec);
			await untilState(driver, spec.name, "running");
			const begun = Date.now();
			await driver.end(spec.name);
			// Its grace is a second; the rest is for a slow machine.
			expect(Date.now() - begun).toBeLessThan(90_000);
			expect(await subject.leftovers(spec.name)).toEqual([]);
		});

		when("runaway", "ends what a sandbox left running outside its group", async (driver, spec) => {
			await driver.start(spec);
			await untilState(driver, spec.name, "running");
			expect((await subject.leftovers(spec.name)).length).toBeGreaterThan(2);
			await driver.end(spec.name);
			expect(await subject.leftovers(spec.name)).toEqual([]);
		});

		when("well", "says that sandboxes can be started here", async (driver) => {
			await driver.check();
		});
	});
}

function isIn<S extends SandboxStatus["state"]>(status: SandboxStatus, state: S): status is Extract<SandboxStatus, { state: S }> {
	return status.state === state;
}
