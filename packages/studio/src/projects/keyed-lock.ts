/** One at a time for each key, in the order of asking. */
export function createKeyedLock(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
	const tails = new Map<string, Promise<unknown>>();
	return async (key, work) => {
		const before = tails.get(key) ?? Promise.resolve();
		// What went wrong for the one before is its own affair.
		const mine = before.then(work, work);
		tails.set(key, mine);
		try {
			return await mine;
		} finally {
			if (tails.get(key) === mine) tails.delete(key);
		}
	};
}
