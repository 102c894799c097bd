import { pause } from "./deadline.ts";

/** When work is tried again, and when not. */
export interface RetryPolicy {
	/** Milliseconds, all attempts and pauses together. No attempt begins after it; one under way is not broken off. */
	deadlineMs: number;
	/** Milliseconds to wait after the attempt with this number (1 is the first) failed so; null: the failure is final. */
	pauseMs(attempt: number, error: unknown): number | null;
	/** Ends the pauses with its reason. */
	signal?: AbortSignal | undefined;
	/** Is called before each pause. */
	onRetry?(retry: { attempt: number; error: unknown; pauseMs: number }): void;
}

/**
 * Tries until it works. Throws the last error when it is final or the deadline leaves no room for another attempt, and the
 * signal's reason when it is aborted before the next attempt.
 * @param work is given the number of the attempt, from 1
 * @example
 * await retry(() => upload(file), {
 *   deadlineMs: 60_000,
 *   pauseMs: backoff({ firstMs: 100, longestMs: 2_000, mayRetry: isPassing }),
 * })
 */
export async function retry<T>(work: (attempt: number) => Promise<T>, policy: RetryPolicy): Promise<T> {
	const { signal } = policy;
	const end = performance.now() + policy.deadlineMs;
	for (let attempt = 1; ; attempt++) {
		try {
			return await work(attempt);
		} catch (error) {
			const pauseMs = policy.pauseMs(attempt, error);
			if (pauseMs === null || performance.now() + pauseMs >= end) throw error;
			policy.onRetry?.({ attempt, error, pauseMs });
			await pause(pauseMs, signal);
		}
	}
}

/**
 * Pauses that double with each attempt up to a limit. Of each a random part between a half and the whole is taken, so that
 * clients that failed together do not come back together ("equal jitter").
 * @param limits.mayRetry default: every failure may be retried
 */
export function backoff(limits: {
	firstMs: number;
	longestMs: number;
	mayRetry?: (error: unknown) => boolean;
}): RetryPolicy["pauseMs"] {
	const { firstMs, longestMs, mayRetry = () => true } = limits;
	return (attempt, error) => {
		if (!mayRetry(error)) return null;
		// Beyond 2^20 the limit holds for any pause that makes sense.
		const whole = Math.min(longestMs, firstMs * 2 ** Math.min(attempt - 1, 20));
		return whole * (0.5 + Math.random() / 2);
	};
}
