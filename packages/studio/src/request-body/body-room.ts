/** Memory for large bodies of requests: who finds no room waits until there is some. */
export interface BodyRoom {
	/**
	 * Waits for room for so many bytes, at most until the deadline.
	 * @param options.holder whose body it is: one holder has room for one large body at a time, and lets others pass meanwhile,
	 *   so that nobody keeps all room by sending slowly; absent: nobody's in particular
	 * @returns what gives the room back (safe to repeat); null when there was none in time, or the wait was aborted
	 */
	take(bytes: number, options: { deadlineMs: number; signal: AbortSignal; holder?: string }): Promise<(() => void) | null>;
	/** Bytes that are taken now. */
	taken(): number;
}

/**
 * Room for `totalBytes` of large bodies at the same time. Bodies below `smallBytes` need none: the number of requests
 * bounds those. First come, first served, but for who has room already.
 */
export function createBodyRoom({ totalBytes, smallBytes }: { totalBytes: number; smallBytes: number }): BodyRoom {
	let taken = 0;
	/** Who has room. */
	const holders = new Set<string>();
	/** Oldest first. */
	const waiting: { bytes: number; holder: string | undefined; start(): void }[] = [];

	const holds = (holder: string | undefined): boolean => holder !== undefined && holders.has(holder);

	function give(bytes: number, holder: string | undefined): () => void {
		taken += bytes;
		if (holder !== undefined) holders.add(holder);
		let given = true;
		return () => {
			if (!given) return;
			given = false;
			taken -= bytes;
			if (holder !== undefined) holders.delete(holder);
			startNext();
		};
	}

	/** The first that may have room gets it, as long as there is enough: a large body is not passed by smaller ones for ever. */
	function startNext(): void {
		for (;;) {
			const at = waiting.findIndex(({ holder }) => !holds(holder));
			const next = waiting[at];
			if (next === undefined || taken + next.bytes > totalBytes) return;
			waiting.splice(at, 1);
			next.start();
		}
	}

	return {
		async take(bytes, { deadlineMs, signal, holder }) {
			if (signal.aborted) return null;
			if (bytes < smallBytes) return () => undefined;
			const room = Math.min(bytes, totalBytes);
			const passes = !holds(holder) && waiting.every((one) => holds(one.holder));
			if (passes && taken + room <= totalBytes) return give(room, holder);
			return new Promise((resolve) => {
				const one = { bytes: room, holder, start: () => end(give(room, holder)) };
				const leave = (): void => {
					const at = waiting.indexOf(one);
					if (at !== -1) waiting.splice(at, 1);
					end(null);
					// Who waited behind a large one may find room now.
					startNext();
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
