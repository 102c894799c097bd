import { useSyncExternalStore } from "react";

/** A small holder of state outside of React, for what changes thirty times a second or is shared far apart. */
export interface Store<State extends object> {
	get(): State;
	set(patch: Partial<State>): void;
	subscribe(listener: () => void): () => void;
}

export function createStore<State extends object>(initial: State): Store<State> {
	let state = initial;
	const listeners = new Set<() => void>();
	return {
		get: () => state,
		set: (patch) => {
			const same = Object.entries(patch).every(([key, value]) => Object.is(Reflect.get(state, key), value));
			if (same) return;
			state = { ...state, ...patch };
			for (const listener of listeners) listener();
		},
		subscribe: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
}

/** A part of a store; draws again only when that part is another one. */
export const useStore = <State extends object, Part>(store: Store<State>, select: (state: State) => Part): Part =>
	useSyncExternalStore(store.subscribe, () => select(store.get()));
