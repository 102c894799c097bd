import { setTimeout as sleep } from "node:timers/promises";
import { type ErrorCode, StoryDreamError } from "@storydream/protocol";

/** Settles as `work` does, or rejects with `late()` after `ms`. The work itself goes on: it must end by its own means. */
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

/** Waits; rejects with the signal's reason as soon as it is aborted. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
	signal?.throwIfAborted();
	try {
		await sleep(ms, undefined, { signal });
	} catch (error) {
		signal?.throwIfAborted();
		throw error;
	}
}

/** Rejects with the signal's reason when it is aborted before `work` settles. */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
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

/**
 * Tries again, with pauses that double up to 2 s, while `mayRetry` says so and the deadline has not passed; then throws
 * the last error.
 */
export async function retrying<T>(
	work: () => Promise<T>,
	options: { deadlineMs: number; firstPauseMs: number; mayRetry: (error: unknown) => boolean; signal?: AbortSignal },
): Promise<T> {
	const end = Date.now() + options.deadlineMs;
	for (let wait = options.firstPauseMs; ; wait = Math.min(wait * 2, 2_000)) {
		try {
			return await work();
		} catch (error) {
			const jittered = wait * (0.75 + Math.random() / 2);
			if (!options.mayRetry(error) || Date.now() + jittered > end) throw error;
			await pause(jittered, options.signal);
		}
	}
}

/** What a person reads of anything thrown; unknown errors become `code` with this sentence. */
export function asTyped(error: unknown, code: ErrorCode, sentence: string): StoryDreamError {
	return error instanceof StoryDreamError ? error : new StoryDreamError(code, sentence, { cause: error });
}

/** The three fields of an error that travel. */
export function errorFields(error: StoryDreamError): { code: ErrorCode; message: string; hint: string } {
	return { code: error.code, message: error.message, hint: error.hint };
}

/** Work of one kind, one after the other. A failure does not stop the next. */
export function createLine(): { run<T>(work: () => Promise<T>): Promise<T>; settled(): Promise<void> } {
	let last: Promise<unknown> = Promise.resolve();
	return {
		run(work) {
			const next = last.then(work);
			// The failure belongs to the caller of `run`; the line only waits for it.
			last = next.catch(() => undefined);
			return next;
		},
		async settled() {
			await last;
		},
	};
}
