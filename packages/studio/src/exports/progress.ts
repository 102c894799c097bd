/** Frames a second over the last few seconds, and from it the time left. */
export interface SpeedMeter {
	/** @param now in ms */
	add(framesDone: number, now: number): void;
	/** Frames a second; null until there is something to measure. */
	speed(): number | null;
	secondsLeft(framesDone: number, framesTotal: number): number | null;
}

/** How fast old speed is forgotten: after this many seconds it counts for about a third. */
const MEMORY_S = 3;
/** Samples nearer than this are gathered: single frames come in bursts. */
const MIN_STEP_S = 0.2;

export function createSpeedMeter(): SpeedMeter {
	let last: { frames: number; at: number } | null = null;
	let average: number | null = null;
	return {
		add(framesDone, now) {
			if (last === null || framesDone < last.frames) {
				last = { frames: framesDone, at: now };
				return;
			}
			const seconds = (now - last.at) / 1000;
			if (seconds < MIN_STEP_S) return;
			const current = (framesDone - last.frames) / seconds;
			const weight = 1 - Math.exp(-seconds / MEMORY_S);
			average = average === null ? current : average + weight * (current - average);
			last = { frames: framesDone, at: now };
		},
		speed: () => (average === null ? null : Math.round(average * 10) / 10),
		secondsLeft(framesDone, framesTotal) {
			if (average === null || average <= 0 || framesTotal === 0) return null;
			return Math.max(0, Math.round((framesTotal - framesDone) / average));
		},
	};
}
