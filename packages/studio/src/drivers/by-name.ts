import { StoryDreamError } from "@storydream/protocol";
import type { Driver, SandboxSpec } from "./driver.ts";

const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Starts and ends of one installation's sandboxes, so that no two of one name get into each other's way. */
export interface StartsAndEnds extends Pick<Driver, "start" | "end"> {
	/** Whether a sandbox of this installation could have this name. */
	isName(name: string): boolean;
	isStarting(name: string): boolean;
	/** Starts under way. */
	readonly starts: number;
}

/**
 * Wraps a driver's own start and end: a second call for the same name joins the first, an end waits for the start that is
 * under way (what is just being made would be missed), a start of what is being ended does nothing.
 * `start` throws `sandbox_failed` for a name that is not of this installation; `end` of one does nothing.
 */
export function startsAndEndsByName(
	install: string,
	work: { start(spec: SandboxSpec): Promise<void>; end(name: string): Promise<void> },
): StartsAndEnds {
	const starting = new Map<string, Promise<void>>();
	const ending = new Map<string, Promise<void>>();
	const isName = (name: string) => NAME.test(name) && name.startsWith(`${install}-`);
	return {
		isName,
		isStarting: (name) => starting.has(name),
		get starts() {
			return starting.size;
		},
		async start(spec) {
			if (!isName(spec.name)) {
				throw new StoryDreamError("sandbox_failed", `“${spec.name}” can't be the name of a sandbox of this installation.`);
			}
			if (ending.has(spec.name)) return;
			const current = starting.get(spec.name);
			if (current) return current;
			const started = work.start(spec).finally(() => starting.delete(spec.name));
			starting.set(spec.name, started);
			return started;
		},
		end(name) {
			if (!isName(name)) return Promise.resolve();
			const current = ending.get(name);
			if (current) return current;
			// How the start went is reported to who requested it.
			const started = starting.get(name)?.catch(() => undefined) ?? Promise.resolve();
			const ended = started.then(() => work.end(name)).finally(() => ending.delete(name));
			ending.set(name, ended);
			return ended;
		},
	};
}
