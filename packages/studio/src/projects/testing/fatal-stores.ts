import type { Objects } from "../../objects/objects.ts";
import type { Records } from "../../records/records.ts";

/** Where a process ends: before or after its nth operation on a store, counted from 1. */
export interface Death {
	operation: number;
	when: "before" | "after";
}

export interface Counted {
	records: Records;
	objects: Objects;
	/** Operations begun so far. */
	count(): number;
}

/**
 * Stores that count every operation and kill the process (SIGKILL: nothing runs any more) around one of them. "Before"
 * has changed nothing, "after" has done its work and nobody has heard of it.
 */
export function fatalStores(records: Records, objects: Objects, death: Death | null): Counted {
	let count = 0;
	const around = async <T>(work: () => T | Promise<T>): Promise<T> => {
		count += 1;
		const fatal = death !== null && count === death.operation;
		if (fatal && death.when === "before") process.kill(process.pid, "SIGKILL");
		const result = await work();
		if (fatal) process.kill(process.pid, "SIGKILL");
		return result;
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
	return { records: wrap(records), objects: wrap(objects), count: () => count };
}
