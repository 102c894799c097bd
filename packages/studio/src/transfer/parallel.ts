/**
 * Does `work` for each item, at most `parallel` at a time. The first failure stops it: no item is begun after it, and it
 * is thrown once those under way have ended.
 */
export async function eachAtOnce<T>(
	items: AsyncIterable<T> | Iterable<T>,
	parallel: number,
	work: (item: T) => Promise<void>,
): Promise<void> {
	const line = toAsync(items);
	let failed = false;
	const take = async () => {
		try {
			for (;;) {
				const next = await line.next();
				if (next.done || failed) return;
				await work(next.value);
			}
		} catch (error) {
			failed = true;
			throw error;
		}
	};
	const ended = await Promise.allSettled(Array.from({ length: parallel }, take));
	await line.return(undefined);
	for (const one of ended) if (one.status === "rejected") throw one.reason;
}

async function* toAsync<T>(items: AsyncIterable<T> | Iterable<T>): AsyncGenerator<T, undefined, undefined> {
	yield* items;
	return undefined;
}
