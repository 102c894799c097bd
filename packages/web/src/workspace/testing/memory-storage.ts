/** A browser storage that holds at most `room` characters; a write beyond that fails and leaves what was there. */
export function memoryStorage(room = Number.POSITIVE_INFINITY): Storage {
	const items = new Map<string, string>();
	const size = () => [...items].reduce((sum, [key, value]) => sum + key.length + value.length, 0);
	return {
		get length() {
			return items.size;
		},
		key: (at) => [...items.keys()][at] ?? null,
		getItem: (key) => items.get(key) ?? null,
		setItem: (key, value) => {
			const before = items.get(key);
			items.set(key, value);
			if (size() <= room) return;
			if (before === undefined) items.delete(key);
			else items.set(key, before);
			throw new DOMException("full", "QuotaExceededError");
		},
		removeItem: (key) => void items.delete(key),
		clear: () => items.clear(),
	};
}
