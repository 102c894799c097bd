/**
 * Puts frames that several tabs draw at once back into order.
 * @param frames numbers of all frames, in the order they are wanted
 * @param take is given each frame in that order, one after the other
 */
export function inFrameOrder<T>(
	frames: readonly number[],
	take: (item: T, frame: number) => Promise<void>,
): { put(item: T, frame: number): Promise<void>; finish(): Promise<void> } {
	const early = new Map<number, T>();
	let next = 0;
	let taking: Promise<void> = Promise.resolve();
	const takeReady = async () => {
		for (let frame = frames[next]; frame !== undefined && early.has(frame); frame = frames[next]) {
			const item = early.get(frame) as T;
			early.delete(frame);
			next += 1;
			await take(item, frame);
		}
	};
	return {
		put(item, frame) {
			early.set(frame, item);
			taking = taking.then(takeReady);
			return taking;
		},
		async finish() {
			await taking;
			if (next < frames.length) throw new Error(`frame ${frames[next]} was not drawn`);
		},
	};
}
