/** How long before its end a session with a page on it is announced to be put away; a short limit warns a quarter before. */
const WARN_MS = 2 * 60_000;

/** What idleness asks for now: nothing, to tell those who look at it, or the end. */
export type IdleStep = { step: "none" } | { step: "warn"; endsAt: number } | { step: "end" };

/** When a session was last used, and whether its pages know that it is about to be put away. Times in ms since 1970. */
export interface Idle {
	/** The last time a person did something, a turn ended or something was saved. */
	readonly lastActivity: number;
	/** Somebody uses it. */
	touch(): void;
	/** @param watched a page is open on it: then it is not put away before that page has been warned for long enough */
	poll(watched: boolean): IdleStep;
	/** Its pages have been notified that it ends then. */
	warned(endsAt: number): void;
}

/**
 * @param options.limitMs of no activity; 0: never
 * @param options.onKept it was used again after its pages had been warned
 */
export function createIdle(options: { limitMs: number; onKept: () => void; now?: () => number }): Idle {
	const { limitMs, now = Date.now } = options;
	const warnMs = Math.min(WARN_MS, limitMs / 4);
	let lastActivity = now();
	let announced: number | null = null;
	return {
		get lastActivity() {
			return lastActivity;
		},
		touch() {
			lastActivity = now();
			if (announced === null) return;
			announced = null;
			options.onKept();
		},
		poll(watched) {
			if (limitMs <= 0) return { step: "none" };
			const over = lastActivity + limitMs;
			if (!watched) return { step: now() >= over ? "end" : "none" };
			if (announced !== null) return { step: now() >= announced ? "end" : "none" };
			// A look that comes late still leaves the whole time between the word and the end.
			return now() >= over - warnMs ? { step: "warn", endsAt: Math.max(over, now() + warnMs) } : { step: "none" };
		},
		warned(endsAt) {
			announced = endsAt;
		},
	};
}
