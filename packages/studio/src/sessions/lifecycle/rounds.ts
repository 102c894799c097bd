import type { SessionsOptions } from "../ports.ts";

/** Work that is repeated while the studio runs. */
export interface Rounds {
	/** Does something every `ms`, one at a time. `what` is for the log when it fails. */
	every(ms: number, what: string, work: () => Promise<void>): void;
	stop(): void;
}

export function createRounds(logger: SessionsOptions["logger"]): Rounds {
	const timers: NodeJS.Timeout[] = [];
	let stopped = false;
	return {
		every(ms, what, work) {
			let busy = false;
			const timer = setInterval(() => {
				if (busy || stopped) return;
				busy = true;
				work()
					.catch((error: unknown) => logger.error({ err: error }, `${what} failed; it is tried again`))
					.finally(() => {
						busy = false;
					});
			}, ms);
			timer.unref();
			timers.push(timer);
		},
		stop() {
			stopped = true;
			for (const timer of timers) clearInterval(timer);
		},
	};
}
