import type { Logger } from "../telemetry/index.ts";
import { pickNext } from "./next-export.ts";
import { stopping } from "./runner.ts";
import type { RunningExport, WaitingExport } from "./zip-entries.ts";

/** Exports of this studio: those that wait, and those it works at. */
export interface ExportQueue {
	readonly waiting: readonly WaitingExport[];
	running(id: string): RunningExport | undefined;
	counts(): { waiting: number; running: number };
	/** Queues one, or begins it when there is room. */
	add(one: WaitingExport): void;
	/** Begins one at once: it runs already. */
	resume(one: WaitingExport): void;
	/** Takes one out that waits. */
	remove(id: string): void;
	/** Aborts what runs, and resolves when it has ended. */
	close(): Promise<void>;
}

/** @param run takes one export to its end; whatever it rejects with is logged */
export function createQueue(deps: {
	concurrency: number;
	run: (entry: RunningExport) => Promise<void>;
	logger: Logger;
}): ExportQueue {
	const waiting: WaitingExport[] = [];
	const running = new Map<string, RunningExport>();
	let closing = false;

	function startNext(): void {
		while (!closing && running.size < deps.concurrency) {
			const next = pickNext(waiting, [...running.values()]);
			const index = waiting.findIndex((one) => one.id === next?.id);
			const one = waiting[index];
			if (one === undefined) return;
			waiting.splice(index, 1);
			begin(one);
		}
	}

	function begin(one: WaitingExport): void {
		const abort = new AbortController();
		const entry: RunningExport = { ...one, abort, live: one.record, progress: null, ended: Promise.resolve() };
		running.set(one.id, entry);
		entry.ended = deps
			.run(entry)
			.catch((error: unknown) => deps.logger.error({ err: error, exportId: one.id }, "an export's end could not be recorded"))
			.finally(() => {
				running.delete(one.id);
				startNext();
			});
	}

	const isKnown = (id: string) => running.has(id) || waiting.some((one) => one.id === id);

	return {
		waiting,
		running: (id) => running.get(id),
		counts: () => ({ waiting: waiting.length, running: running.size }),
		add(one) {
			if (isKnown(one.id)) return;
			waiting.push(one);
			startNext();
		},
		resume(one) {
			if (!closing && !isKnown(one.id)) begin(one);
		},
		remove(id) {
			const index = waiting.findIndex((one) => one.id === id);
			if (index >= 0) waiting.splice(index, 1);
		},
		async close() {
			closing = true;
			const entries = [...running.values()];
			for (const entry of entries) entry.abort.abort(stopping());
			await Promise.all(entries.map((entry) => entry.ended));
		},
	};
}
