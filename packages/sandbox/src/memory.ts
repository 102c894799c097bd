import { flushCompileCache } from "node:module";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

let collect: (() => void) | null = null;

/**
 * Collects garbage now. Starting Vite leaves some 90 MB behind that the engine would keep for as long as a waiting
 * sandbox has nothing else to do: with many of them waiting that is most of what they cost. Takes some tens of ms.
 */
export function giveBackMemory(): void {
	if (!collect) {
		setFlagsFromString("--expose-gc");
		const gc: unknown = runInNewContext("gc");
		collect = typeof gc === "function" ? () => gc() : () => {};
	}
	collect();
}

/** Writes down what was compiled for this start (see `main.ts`), for the sandboxes to come; next to nothing when all of it is known. */
export function keepCompiled(): void {
	flushCompileCache();
}
