/** A gap between two looks counts at most this much: a machine that slept, or a tab that was throttled, waited for nothing. */
const MOST_A_TICK_MS = 1_000;

/** Counts how long a page that is on the screen has been waited for. */
export interface SilenceClock {
	/** Looks once. @returns whether the page has been silent for too long, while somebody could see it */
	tick(): boolean;
	/** The page spoke, or another one is waited for. */
	restart(): void;
}

interface Options {
	/** Milliseconds of silence that are too long. */
	limitMs: number;
	/** Whether the page can be seen: browsers slow down, or stop, what nobody sees. */
	isShown(): boolean;
	/** Milliseconds of a clock that never goes back. */
	now(): number;
}

export function createSilenceClock({ limitMs, isShown, now }: Options): SilenceClock {
	let last = now();
	let silentMs = 0;
	return {
		tick() {
			const at = now();
			if (isShown()) silentMs += Math.min(at - last, MOST_A_TICK_MS);
			last = at;
			return silentMs >= limitMs;
		},
		restart() {
			last = now();
			silentMs = 0;
		},
	};
}
