import type { Objects } from "../../objects/objects.ts";
import type { Records } from "../../records/records.ts";

/** Where a life ends: before or after its nth operation on a store, counted from 1. */
export interface Death {
	operation: number;
	when: "before" | "after";
	/** `kill`: SIGKILL, nothing of the process runs any more. `freeze`: no operation of this life ever ends again. */
	how: "kill" | "freeze";
}

export interface FatalStores {
	records: Records;
	objects: Objects;
	/** Operations begun so far. */
	count(): number;
	/** Resolves when a life was frozen; never for one that is killed. */
	died: Promise<void>;
}

/**
 * Stores that count every operation and end the life of who uses them around one of them. "Before" has changed nothing,
 * "after" has done its work and nobody has heard of it.
 */
export function fatalStores(records: Records, objects: Objects, death: Death | null): FatalStores {
	const { promise: died, resolve: die } = Promise.withResolvers<void>();
	const never = new Promise<never>(() => {});
	let count = 0;
	let frozen = false;
	const end = (): Promise<never> => {
		if (death?.how === "kill") process.kill(process.pid, "SIGKILL");
		frozen = true;
		die();
		return never;
	};
	const around = async <T>(work: () => T | Promise<T>): Promise<T> => {
		if (frozen) return never;
		count += 1;
		const fatal = death !== null && count === death.operation;
		if (fatal && death.when === "before") return end();
		const result = await work();
		if (fatal) return end();
		return frozen ? never : result;
	};
	const wrap = <T extends object>(store: T): T =>
		new Proxy(store, {
			get(target, name, receiver) {
				const value: unknown = Reflect.get(target, name, receiver);
				if (typeof value === "object" && value !== null) return wrap(value);
				if (typeof value !== "function") return value;
				// Listing answers an iterator, not a promise: it changes nothing and is not counted.
				if (name === "list" && store === objects) return value.bind(target);
				return (...args: unknown[]) => around(() => Reflect.apply(value, target, args));
			},
		});
	return { records: wrap(records), objects: wrap(objects), count: () => count, died };
}
