import { retry } from "@storydream/kit";
import { StoryDreamError } from "@storydream/protocol";
import { classify, type Failure, type Place, tell } from "./failures.ts";

export interface RequestDeadlines {
	/** A verb has so long, all its attempts together; milliseconds. */
	deadlineMs: number;
	/** One request has so long; milliseconds. */
	requestMs: number;
}

/** The longest wait before the next attempt doubles from here, and stops at the ceiling; milliseconds. */
const PAUSES: Record<Exclude<Failure, "final">, { first: number; ceiling: number }> = {
	contended: { first: 20, ceiling: 1_000 },
	unavailable: { first: 100, ceiling: 2_000 },
};

/** A failure of one request, with what was being done. */
export class RequestFailure extends Error {
	readonly doing: "read" | "commit";
	constructor(doing: "read" | "commit", cause: unknown) {
		super(`a ${doing} failed`, { cause });
		this.doing = doing;
	}
}

interface Circumstances {
	deadlines: RequestDeadlines;
	place: Place;
	/** Ends the waits when the store is closed. */
	signal: AbortSignal;
	/** When the verb began, on the clock of `performance`; default: now. */
	since?: number;
}

/**
 * Does `attempt` until it works, the reason is final, or the deadline has come; waits a random time in between (so that
 * those who collided do not collide again). `attempt` gets how long its next request may take. Google's client makes no
 * attempts of its own here.
 * @throws StoryDreamError in any case
 */
export async function retryRequest<T>(
	attempt: (number: number, requestMs: () => number) => Promise<T>,
	{ deadlines, place, signal, since }: Circumstances,
): Promise<T> {
	const startedAt = since ?? performance.now();
	const left = () => deadlines.deadlineMs - (performance.now() - startedAt);
	try {
		return await retry(
			(number) => {
				if (signal.aborted) throw closed();
				if (left() <= 0) throw tell(null, "unavailable", place, deadlines.deadlineMs);
				return attempt(number - 1, () => Math.max(1, Math.min(deadlines.requestMs, left())));
			},
			{ deadlineMs: left(), pauseMs: pauseAfter, signal },
		);
	} catch (error) {
		if (error instanceof StoryDreamError) throw error;
		if (signal.aborted) throw closed(error instanceof RequestFailure ? error.cause : error);
		if (!(error instanceof RequestFailure)) throw error;
		const failure = classify(error.cause, error.doing);
		throw tell(error.cause, failure, place, failure === "final" ? 0 : performance.now() - startedAt);
	}
}

/** A random part of a pause that doubles ("full jitter"); null for what no repetition mends. */
function pauseAfter(number: number, error: unknown): number | null {
	if (!(error instanceof RequestFailure)) return null;
	const failure = classify(error.cause, error.doing);
	if (failure === "final") return null;
	const { first, ceiling } = PAUSES[failure];
	return Math.random() * Math.min(ceiling, first * 2 ** (number - 1));
}

function closed(cause?: unknown): StoryDreamError {
	return new StoryDreamError("storage_failed", "The database was used after it was closed.", { cause });
}
