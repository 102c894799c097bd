export interface Waiting {
	id: string;
	userId: string;
}

/**
 * Which waiting export is next: of the user with the fewest running ones, the oldest. So somebody who queues twenty does
 * not keep others waiting for all of them.
 *
 * @param waiting oldest first
 */
export function pickNext(waiting: Waiting[], running: Waiting[]): Waiting | null {
	const load = (userId: string) => running.filter((one) => one.userId === userId).length;
	let best: Waiting | null = null;
	for (const one of waiting) if (best === null || load(one.userId) < load(best.userId)) best = one;
	return best;
}
