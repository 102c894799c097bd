/** One at a time for each key, in the order asked. */
export class Locks {
	readonly #last = new Map<string, Promise<unknown>>();

	async run<T>(key: string, work: () => Promise<T>): Promise<T> {
		const before = this.#last.get(key);
		const turn = before === undefined ? work() : before.then(work);
		// The next one waits for our end, however we end.
		const ended = turn.then(
			() => {},
			() => {},
		);
		this.#last.set(key, ended);
		try {
			return await turn;
		} finally {
			if (this.#last.get(key) === ended) this.#last.delete(key);
		}
	}
}
