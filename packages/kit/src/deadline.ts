import { setTimeout as sleep } from "node:timers/promises";

/**
 * Settles as `work` does, or rejects with `late()` after `ms` milliseconds. The work itself goes on: it must end by its own
 * means. A failure of work that is late is ignored.
 * @example await withDeadline(child.exited, 5_000, () => new Error("it did not end within 5 s"))
 */
export async function withDeadline<T>(work: Promise<T>, ms: number, late: () => Error): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	try {
		return await Promise.race([
			work,
			new Promise<never>((_resolve, reject) => {
				timer = setTimeout(() => reject(late()), ms);
			}),
		]);
	} finally {
		clearTimeout(timer);
	}
}

/**
 * Settles as `work` does, or resolves with `fallback` after `ms` milliseconds. The work itself goes on.
 * @example const facts = await resolveWithin(readFacts(file), 2_000, null)
 */
export async function resolveWithin<T, F>(work: Promise<T>, ms: number, fallback: F): Promise<T | F> {
	let timer: NodeJS.Timeout | undefined;
	try {
		return await Promise.race([
			work,
			new Promise<F>((resolve) => {
				timer = setTimeout(() => resolve(fallback), ms);
			}),
		]);
	} finally {
		clearTimeout(timer);
	}
}

/** Rejects with the signal's reason when it is aborted before `work` settles. The work itself goes on. */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
	// Nobody waits for it once the signal is aborted; its failure must not end the process.
	work.catch(() => undefined);
	signal.throwIfAborted();
	let stop: () => void = () => undefined;
	try {
		return await Promise.race([
			work,
			new Promise<never>((_resolve, reject) => {
				stop = () => reject(signal.reason);
				signal.addEventListener("abort", stop, { once: true });
			}),
		]);
	} finally {
		signal.removeEventListener("abort", stop);
	}
}

/** Waits `ms` milliseconds; rejects with the signal's reason as soon as it is aborted. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
	signal?.throwIfAborted();
	try {
		await sleep(ms, undefined, signal === undefined ? {} : { signal });
	} catch (error) {
		signal?.throwIfAborted();
		throw error;
	}
}
