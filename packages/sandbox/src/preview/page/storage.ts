/**
 * Gives the film's page a storage where the browser closes its own: in a frame of another site every touch of
 * `localStorage` throws, and the player, like many a library, touches it. What is put in lives as long as the page.
 */
export function openStorage(holder: object = window): void {
	for (const name of ["localStorage", "sessionStorage"]) {
		try {
			if (Reflect.get(holder, name)) continue;
		} catch {
			// Closed: the one below takes its place.
		}
		Object.defineProperty(holder, name, { value: new MemoryStorage(), configurable: true });
	}
}

/** The interface of `Storage` over a map in memory. */
class MemoryStorage implements Storage {
	/** Owned by this storage. */
	readonly #items = new Map<string, string>();

	get length(): number {
		return this.#items.size;
	}
	clear(): void {
		this.#items.clear();
	}
	getItem(key: string): string | null {
		return this.#items.get(String(key)) ?? null;
	}
	key(index: number): string | null {
		return [...this.#items.keys()][index] ?? null;
	}
	removeItem(key: string): void {
		this.#items.delete(String(key));
	}
	setItem(key: string, value: string): void {
		this.#items.set(String(key), String(value));
	}
}
