/** Memory for large bodies of requests: who finds no room waits until there is some. */
export interface BodyRoom {
	/**
	 * Waits for room for so many bytes, at most until the deadline.
	 * @returns what gives the room back (safe to repeat); null when there was none in time, or the wait was aborted
	 */
	take(bytes: number, options: { deadlineMs: number; signal: AbortSignal }): Promise<(() => void) | null>;
	/** Bytes that are taken now. */
	taken(): number;
}

/**
 * Room for `totalBytes` of large bodies at the same time. Bodies below `smallBytes` need none: the number of requests
 * bounds those. First come, first served.
 */
export function createBodyRoom({ totalBytes, smallBytes }: { totalBytes: number; smallBytes: number }): BodyRoom {
	let taken = 0;
	/** Oldest first; each answers whether it found room. */
	const waiting: { bytes: number; start(): void }[] = [];

	function give(bytes: number): () => void {
		taken += bytes;
		let given = true;
		return () => {
			if (!given) return;
			given = false;
			taken -= bytes;
			for (let next = waiting[0]; next && taken + next.bytes <= totalBytes; next = waiting[0]) {
				waiting.shift();
				next.start();
			}
		};
	}

	return {
		async take(bytes, { deadlineMs, signal }) {
			if (bytes < smallBytes) return () => undefined;
			const room = Math.min(bytes, totalBytes);
			if (waiting.length === 0 && taken + room <= totalBytes) return give(room);
			return new Promise((resolve) => {
				const one = { bytes: room, start: () => end(give(room)) };
				const leave = (): void => {
					const at = waiting.indexOf(one);
					if (at !== -1) waiting.splice(at, 1);
					end(null);
				};
				const timer = setTimeout(leave, deadlineMs);
				function end(found: (() => void) | null): void {
					clearTimeout(timer);
					signal.removeEventListener("abort", leave);
					resolve(found);
				}
				signal.addEventListener("abort", leave, { once: true });
				waiting.push(one);
			});
		},
		taken: () => taken,
	};
}
