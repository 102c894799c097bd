/** One writer at a time: work given to `run` is done one after the other, in the order it came. */
export class Mutex {
	#last: Promise<unknown> = Promise.resolve();

	run<T>(work: () => Promise<T>): Promise<T> {
		const result = this.#last.then(work, work);
		// Whoever asked gets the failure; the next in line only waits for the end.
		this.#last = result.catch(() => undefined);
		return result;
	}
}
