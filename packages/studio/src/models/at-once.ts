/** How many requests of one token are open. */
export interface AtOnce {
	/** Counts one more; null when there are as many as there may be. What is returned ends it; safe to repeat. */
	enter(token: string): (() => void) | null;
}

export function createAtOnce(max: number): AtOnce {
	const open = new Map<string, number>();
	return {
		enter(token) {
			const count = open.get(token) ?? 0;
			if (count >= max) return null;
			open.set(token, count + 1);
			let entered = true;
			return () => {
				if (!entered) return;
				entered = false;
				const left = (open.get(token) ?? 1) - 1;
				if (left === 0) open.delete(token);
				else open.set(token, left);
			};
		},
	};
}
