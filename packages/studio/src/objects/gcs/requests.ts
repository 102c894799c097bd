import { pause, retry } from "@storydream/kit";
import { isPassing, Passing, waitAskedFor } from "./errors.ts";

/** How long is waited for what; all in milliseconds. */
export interface GcsTiming {
	/** An operation, with everything that is tried again, ends by then. Of a large transfer: each piece of it. */
	deadlineMs: number;
	/** A request that has not been answered by then is given up and sent again. Of a body: the longest silence. */
	silenceMs: number;
	/** Waits grow from here, doubling, each one drawn at random from zero up … */
	firstWaitMs: number;
	/** … to this. */
	longestWaitMs: number;
}

export const GCS_TIMING: GcsTiming = { deadlineMs: 90_000, silenceMs: 20_000, firstWaitMs: 250, longestWaitMs: 8_000 };

/** One try of a request. */
export interface Attempt {
	/** From 1. */
	number: number;
	/** Aborted when the attempt is given up. */
	signal: AbortSignal;
	/** To be called whenever bytes move: the silence begins anew. */
	alive: () => void;
}

/** What is logged of requests that had to be sent again. */
export interface GcsLogger {
	info(fields: Record<string, unknown>, message: string): void;
	warn(fields: Record<string, unknown>, message: string): void;
}

/**
 * Runs requests: at most so many at the same time, each with an end, and again with growing random waits while what
 * stands in the way is passing.
 */
export class RequestRunner {
	readonly #timing: GcsTiming;
	readonly #logger: GcsLogger;
	readonly #limiter: Limiter;

	constructor(timing: GcsTiming, logger: GcsLogger, parallel: number) {
		this.#timing = timing;
		this.#logger = logger;
		this.#limiter = new Limiter(parallel);
	}

	get silenceMs(): number {
		return this.#timing.silenceMs;
	}
	get deadlineMs(): number {
		return this.#timing.deadlineMs;
	}

	/** The wait before a try that follows on so many in vain. Ends early, with the reason, when `stop` does. */
	async before(attempt: number, stop: AbortSignal): Promise<void> {
		if (attempt === 0) return;
		await pause(this.#pause(attempt), stop);
	}

	/** Runs `work` until it succeeds, fails for good, or the deadline passes: then the last error is thrown. `stop` ends all of it. */
	run<T>(what: string, work: (attempt: Attempt) => Promise<T>, stop?: AbortSignal): Promise<T> {
		return retry((attempt) => this.#limiter.with(() => this.#once(what, attempt, work, stop)), {
			deadlineMs: this.#timing.deadlineMs,
			signal: stop,
			pauseMs: (attempt, error) => {
				stop?.throwIfAborted();
				return isPassing(error) ? Math.max(this.#pause(attempt), waitAskedFor(error)) : null;
			},
			onRetry: ({ attempt, error, pauseMs }) =>
				this.#logger.info({ what, attempt, waitMs: Math.round(pauseMs), error: String(error) }, "Cloud Storage is asked again"),
		});
	}

	#pause(attempt: number): number {
		const { firstWaitMs, longestWaitMs } = this.#timing;
		return Math.random() * Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(attempt, 20));
	}

	/** One attempt. The client's own requests can't all be broken off, so the wait for them is. */
	async #once<T>(
		what: string,
		number: number,
		work: (attempt: Attempt) => Promise<T>,
		stop: AbortSignal | undefined,
	): Promise<T> {
		const controller = new AbortController();
		let leave: (reason: unknown) => void = () => {};
		const left = new Promise<never>((_, reject) => {
			leave = (reason) => {
				reject(reason);
				controller.abort(reason);
			};
		});
		const timer = setTimeout(
			() => leave(new Passing(`${what}: no answer in ${this.#timing.silenceMs} ms`)),
			this.#timing.silenceMs,
		);
		const stopped = () => leave(stop?.reason);
		stop?.addEventListener("abort", stopped, { once: true });
		try {
			const working = work({ number, signal: controller.signal, alive: () => timer.refresh() });
			// Left alone after a timeout it may still fail: nobody waits for that any more.
			working.catch(() => {});
			return await Promise.race([working, left]);
		} finally {
			clearTimeout(timer);
			stop?.removeEventListener("abort", stopped);
		}
	}
}

/** At most so many at a time; the others wait in line. */
class Limiter {
	#free: number;
	readonly #line: (() => void)[] = [];

	constructor(count: number) {
		this.#free = count;
	}

	async with<T>(work: () => Promise<T>): Promise<T> {
		if (this.#free > 0) this.#free--;
		else await new Promise<void>((resolve) => this.#line.push(resolve));
		try {
			return await work();
		} finally {
			const next = this.#line.shift();
			if (next) next();
			else this.#free++;
		}
	}
}
