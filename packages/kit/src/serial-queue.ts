/** Work that is done one after the other, in the order it was given. A failure does not stop what comes next. */
export interface SerialQueue {
	/** Settles as the work does, which begins when all that was given before has ended. */
	run<T>(work: () => Promise<T>): Promise<T>;
	/** Resolves when all that was given so far has ended. */
	settled(): Promise<void>;
}

/** @example const saves = createSerialQueue(); await saves.run(() => commit(files)) */
export function createSerialQueue(): SerialQueue {
	/** Owned by this queue alone: the end of what was given last. Never rejects. */
	let last: Promise<unknown> = Promise.resolve();
	return {
		run(work) {
			const next = last.then(work);
			// The failure belongs to the caller of `run`; the queue only waits for the end.
			last = next.catch(() => undefined);
			return next;
		},
		async settled() {
			await last;
		},
	};
}

/** Runs work of one key one after the other; other keys do not wait. */
export type KeyedLock = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** @example const inOrder = createKeyedLock(); await inOrder(projectId, () => rename(projectId)) */
export function createKeyedLock(): KeyedLock {
	/** Owned by this lock alone: keys that something runs or waits for, with the end of the last of it. */
	const queues = new Map<string, { queue: SerialQueue; waiting: number }>();
	return async (key, work) => {
		const entry = queues.get(key) ?? { queue: createSerialQueue(), waiting: 0 };
		queues.set(key, entry);
		entry.waiting += 1;
		try {
			return await entry.queue.run(work);
		} finally {
			entry.waiting -= 1;
			if (entry.waiting === 0) queues.delete(key);
		}
	};
}
