/**
 * `vi.waitFor` and `vi.waitUntil` give up after a second unless configured otherwise, which measures the machine. Here they wait
 * as long as `expect.poll` does; only a test that fails takes that long.
 */
import { inject, vi } from "vitest";

declare module "vitest" {
	interface ProvidedContext {
		/** How long a test waits for what must come, in ms. */
		deadlineMs: number;
	}
}

type Options = Parameters<typeof vi.waitFor>[1];

const timeout = inject("deadlineMs");
const patient = (options: Options) => ({ timeout, ...(typeof options === "number" ? { timeout: options } : options) });
const { waitFor, waitUntil } = vi;

// Files that share a process load this more than once.
if (waitFor.name !== "patientWaitFor") {
	vi.waitFor = function patientWaitFor(look, options) {
		return waitFor(look, patient(options));
	};
	vi.waitUntil = (look, options) => waitUntil(look, patient(options));
}
