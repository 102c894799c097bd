import type { ExportStep } from "@storydream/protocol";
import type { ExportRecord } from "../records/records.ts";
import { createSpeedMeter } from "./progress.ts";

/** At most four progress messages a second and export go to the page. */
const BROADCAST_EVERY_MS = 250;
/** Progress in between is kept in memory and reported to pages; the record has to know only roughly, and a write of it costs. */
const RECORD_EVERY_MS = 15_000;

/** How far an export is. */
export type Step = Omit<ExportStep, "state"> & { state: ExportStep["state"] | "storing" };

/** Progress of one export on its way to the page and, less often, to its record. */
export interface Follow {
	step(step: Step): void;
	/** Reported and recorded at once. */
	set(change: Partial<ExportRecord>): Promise<void>;
	stop(): void;
}

/**
 * Follows one export from `first` on.
 *
 * @param deps.changed gets every newer state at once; `store` writes one down, `announce` tells it to pages
 */
export function follow(
	first: ExportRecord,
	deps: {
		changed: (live: ExportRecord) => void;
		announce: (live: ExportRecord) => void;
		store: (change: Partial<ExportRecord>) => Promise<void>;
		onLost: (error: unknown) => void;
	},
): Follow {
	const meter = createSpeedMeter();
	let live = first;
	let sentAt = 0;
	let storedAt = 0;
	let timer: NodeJS.Timeout | undefined;
	let stopped = false;
	const change = (to: ExportRecord): void => {
		live = to;
		deps.changed(to);
	};
	const send = (): void => {
		timer = undefined;
		sentAt = performance.now();
		deps.announce(live);
	};
	const store = async (): Promise<void> => {
		storedAt = performance.now();
		const { state, framesDone, framesTotal, framesReused, speed, secondsLeft, width, height } = live;
		await deps.store({ state, framesDone, framesTotal, framesReused, speed, secondsLeft, width, height });
	};
	return {
		step(step) {
			if (stopped) return;
			const now = performance.now();
			const changed = step.state !== live.state;
			if (step.state === "rendering") meter.add(step.framesDone, now);
			change({
				...live,
				...step,
				speed: step.state === "rendering" ? meter.speed() : live.speed,
				secondsLeft: meter.secondsLeft(step.framesDone, step.framesTotal),
			});
			if (changed || now - storedAt > RECORD_EVERY_MS) store().catch(deps.onLost);
			if (changed || now - sentAt >= BROADCAST_EVERY_MS) {
				clearTimeout(timer);
				send();
			} else timer ??= setTimeout(send, BROADCAST_EVERY_MS - (now - sentAt));
		},
		async set(fields) {
			change({ ...live, ...fields });
			clearTimeout(timer);
			send();
			await store();
		},
		stop() {
			stopped = true;
			clearTimeout(timer);
		},
	};
}
