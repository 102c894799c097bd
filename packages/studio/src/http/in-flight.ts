import type { ServerResponse } from "node:http";

/** Requests that are being answered, counted for an end in order. */
export interface InFlight {
	/** Counts an answer until its connection has it or is gone. */
	count(response: ServerResponse): void;
	/** Resolves when nothing is being answered, or after `graceMs`. */
	settled(graceMs: number): Promise<void>;
}

export function trackInFlight(): InFlight {
	let busy = 0;
	const waiting = new Set<() => void>();
	return {
		count(response) {
			busy += 1;
			response.once("close", () => {
				busy -= 1;
				if (busy === 0) for (const resolve of waiting) resolve();
			});
		},
		async settled(graceMs) {
			if (busy === 0) return;
			await new Promise<void>((resolve) => {
				const timer = setTimeout(done, graceMs);
				function done() {
					clearTimeout(timer);
					waiting.delete(done);
					resolve();
				}
				waiting.add(done);
			});
		},
	};
}
