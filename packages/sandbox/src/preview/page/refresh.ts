/** How React's refresh is asked to call back before it swaps components in. It never forgets a callback. */
type Register = (callback: () => void) => void;

/** React's own place for it; there is none until its refresh is loaded. */
const registerOfReact = () => (window as { __registerBeforePerformReactRefresh?: Register }).__registerBeforePerformReactRefresh;

/**
 * Watches React's refresh, with one callback however often is waited.
 * @param deadlineMs how long a wait lasts when the refresh says nothing: it had nothing to swap
 * @param register looked up until it is there
 * @returns waits until React has swapped changed components in, or had nothing to swap
 */
export function watchRefresh(deadlineMs: number, register: () => Register | undefined = registerOfReact): () => Promise<void> {
	const waiting = new Set<() => void>();
	let registered = false;
	const refreshing = () => {
		const waited = [...waiting];
		// Called just before: the swap itself runs right after this callback.
		setTimeout(() => {
			for (const done of waited) done();
		}, 0);
	};
	return () =>
		new Promise((resolve) => {
			const done = () => {
				clearTimeout(timer);
				waiting.delete(done);
				resolve();
			};
			const timer = setTimeout(done, deadlineMs);
			waiting.add(done);
			const known = registered ? undefined : register();
			known?.(refreshing);
			registered ||= known !== undefined;
		});
}
