/**
 * Results of `work` for each item, in their order, while it goes on for some items ahead: at most `parallel` at a time.
 * `left` waits for what is still going on and answers all results, also those that were handed out: for tidying up.
 */
export function ahead<T, R>(
	items: readonly T[],
	parallel: number,
	work: (item: T) => Promise<R>,
): { all: AsyncGenerator<[T, R]>; left: () => Promise<R[]> } {
	const begun: Promise<R>[] = [];
	let ended = false;
	const begin = (upTo: number) => {
		for (let at = begun.length; at < Math.min(upTo, items.length) && !ended; at++) {
			const item = items[at];
			if (item === undefined) return;
			const working = work(item);
			// Reported when its turn comes, or not at all when an earlier one has failed.
			working.catch(() => {});
			begun.push(working);
		}
	};
	async function* all(): AsyncGenerator<[T, R]> {
		for (const [at, item] of items.entries()) {
			begin(at + parallel);
			const result = await begun[at];
			if (result !== undefined) yield [item, result];
		}
	}
	return {
		all: all(),
		async left() {
			ended = true;
			const settled = await Promise.allSettled(begun);
			return settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
		},
	};
}
