import type { Step } from "../progress-relay.ts";

/** What jobs tell, on its way to whoever of this studio waits for it. */
export interface ExportProgressBus {
	/** Answers how to stop listening. */
	listen(exportId: string, listener: JobListener): () => void;
	/** False: nobody of this studio waits for it. */
	step(exportId: string, step: Step): boolean;
	/** How it ended is recorded. */
	ended(exportId: string): void;
}

export interface JobListener {
	onStep(step: Step): void;
	onEnded(): void;
}

export function createExportProgressBus(): ExportProgressBus {
	const listeners = new Map<string, JobListener>();
	return {
		listen(exportId, listener) {
			listeners.set(exportId, listener);
			return () => listeners.delete(exportId);
		},
		step(exportId, step) {
			listeners.get(exportId)?.onStep(step);
			return listeners.has(exportId);
		},
		ended(exportId) {
			listeners.get(exportId)?.onEnded();
		},
	};
}
