import { StoryDreamError } from "@storydream/protocol";
import type { Driver, SandboxStatus } from "../driver.ts";

/**
 * What can go wrong between a studio and a driver's engine:
 * - `lost answer`: the work is done, and the caller hears of a failure
 * - `twice`: the engine does it again, as after a retry on the way
 * - `late`: the answer takes its time
 * - `unknown`: the engine can't tell, for a look or a list
 * - `stale list`, `stale look`: an answer from an old cache
 * - `empty list`: a cache that has not been filled
 */
export const DRIVER_FAULTS = ["lost answer", "twice", "late", "unknown", "stale list", "stale look", "empty list"] as const;
export type DriverFault = (typeof DRIVER_FAULTS)[number];

/**
 * A driver whose calls go wrong as instructed.
 * @param next asked at each call: what goes wrong with it, or null
 */
export function faultyDriver(driver: Driver, next: (verb: "start" | "inspect" | "end" | "list") => DriverFault | null): Driver {
	const looks = new Map<string, SandboxStatus>();
	let listed: string[] | null = null;

	/** A verb that changes something. */
	async function change(fault: DriverFault | null, work: () => Promise<void>): Promise<void> {
		if (fault === "late") await moment();
		await work();
		if (fault === "twice") await work();
		if (fault === "lost answer") throw new StoryDreamError("sandbox_failed", "The engine's answer was lost.");
	}

	return {
		kind: driver.kind,
		start: (spec) => change(next("start"), () => driver.start(spec)),
		end: (name) => change(next("end"), () => driver.end(name)),
		async inspect(name) {
			const fault = next("inspect");
			if (fault === "late") await moment();
			if (fault === "unknown" || fault === "lost answer") return { state: "unknown", reason: "the engine gave no answer" };
			const before = looks.get(name);
			const now = await driver.inspect(name);
			looks.set(name, now);
			// An old answer knows of less, never of an end that did not come: no engine answers "gone" for what has run since.
			return fault === "stale look" && before && before.state !== "gone" ? before : now;
		},
		async list() {
			const fault = next("list");
			if (fault === "late") await moment();
			if (fault === "unknown" || fault === "lost answer") return null;
			if (fault === "empty list") return [];
			const before = listed;
			listed = await driver.list();
			return fault === "stale list" ? before : listed;
		},
		output: (name) => driver.output(name),
		check: () => driver.check(),
	};
}

function moment(): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, Math.random() * 60));
}
