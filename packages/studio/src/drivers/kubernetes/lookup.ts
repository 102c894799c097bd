import { orNone } from "./errors.ts";
import type { Informer, Named } from "./informer.ts";

/** How one object is found by its name: in what is known, where that is fresh, else by asking the API. */
export interface Lookup<T> {
	/** Asks the API; null: it is not there. One that is not ours is answered, and not remembered. */
	read(name: string): Promise<T | null>;
	/** The same for those who only look: what is known serves, and one question for all who ask at the same time. */
	find(name: string): Promise<T | null>;
	/** It has just been made: whoever asked before gets the answer that it is not there, and nobody else. */
	made(object: T): T;
}

/** What is known for no longer than this is not asked again. */
const FRESH_MS = 1_500;

export function createLookup<T extends Named>(
	view: Informer<T>,
	options: { get(name: string): Promise<T>; isOurs(object: T, name: string): boolean },
): Lookup<T> {
	const asking = new Map<string, Promise<T | null>>();

	async function read(name: string): Promise<T | null> {
		const before = view.find(name)?.object;
		const object = await orNone(options.get(name));
		if (object) return options.isOurs(object, name) ? view.learn(object) : object;
		if (before) view.forget(name, before.metadata?.uid ?? "");
		return null;
	}

	function ask(name: string): Promise<T | null> {
		const asked =
			asking.get(name) ??
			read(name).finally(() => {
				if (asking.get(name) === asked) asking.delete(name);
			});
		asking.set(name, asked);
		return asked;
	}

	return {
		read,
		async find(name) {
			const known = view.ready ? view.find(name) : null;
			return known !== null && Date.now() - known.at < FRESH_MS ? known.object : ask(name);
		},
		made(object) {
			asking.delete(object.metadata?.name ?? "");
			return view.learn(object);
		},
	};
}
