import { StoryDreamError } from "@storydream/protocol";

/**
 * Lets only so many sandboxes start at the same time: twenty at once on two cores would all be late, two after two are
 * all in time. Who waits learns how many are before it.
 */
export interface StartGate {
	/**
	 * Resolves when this project may start its sandbox; hold it until `leave`.
	 * @throws `too_many` after the deadline, `conflict` when `leave` comes first
	 */
	enter(projectId: string, onWaiting: (before: number) => void): Promise<void>;
	/** Gives the place, or the place in the line, back. Safe to repeat. */
	leave(projectId: string): void;
}

interface Waiting {
	projectId: string;
	go: () => void;
	refuse: (error: StoryDreamError) => void;
	timer: NodeJS.Timeout;
	onWaiting: (before: number) => void;
}

export function createStartGate(options: { places: number; waitMs: number }): StartGate {
	const inside = new Set<string>();
	let line: Waiting[] = [];

	function tellLine(): void {
		for (const [index, waiting] of line.entries()) waiting.onWaiting(index + 1);
	}

	function drop(projectId: string): Waiting | undefined {
		const dropped = line.find((waiting) => waiting.projectId === projectId);
		if (!dropped) return undefined;
		clearTimeout(dropped.timer);
		line = line.filter((waiting) => waiting !== dropped);
		return dropped;
	}

	function letIn(): void {
		while (inside.size < options.places) {
			const next = line[0];
			if (!next) return;
			drop(next.projectId);
			inside.add(next.projectId);
			next.go();
		}
	}

	return {
		enter(projectId, onWaiting) {
			if (inside.has(projectId)) return Promise.resolve();
			if (inside.size < options.places && line.length === 0) {
				inside.add(projectId);
				return Promise.resolve();
			}
			return new Promise((resolve, reject) => {
				const timer = setTimeout(() => {
					drop(projectId);
					tellLine();
					reject(
						new StoryDreamError(
							"too_many",
							`So many projects are being opened that this one waited ${Math.round(options.waitMs / 1000)} seconds in vain.`,
						),
					);
				}, options.waitMs);
				line.push({ projectId, go: resolve, refuse: reject, timer, onWaiting });
				onWaiting(line.length);
			});
		},
		leave(projectId) {
			drop(projectId)?.refuse(new StoryDreamError("conflict", "The session was ended while it waited to be started."));
			if (inside.delete(projectId)) letIn();
			tellLine();
		},
	};
}
