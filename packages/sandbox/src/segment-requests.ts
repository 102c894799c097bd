import { resolveWithin } from "@storydream/kit";
import type { WantedSegment } from "@storydream/protocol";
import type { NewEvent } from "./ports.ts";

/** A studio that does not answer for so long is not waited for: what is missing is drawn. */
const ANSWER_MS = 60_000;

/** Segments that exports of this sandbox wait for. */
export interface SegmentRequests {
	/** Reports what an export is missing; resolves when the studio has answered, and after a minute at the latest. */
	ask(exportId: string, segments: WantedSegment[]): Promise<void>;
	/** The studio has brought what it has. */
	answered(exportId: string): void;
}

export function createSegmentRequests(report: (event: NewEvent) => void, answerMs = ANSWER_MS): SegmentRequests {
	/** By export: ends its wait. Owned by `ask`. */
	const waiting = new Map<string, () => void>();
	return {
		async ask(exportId, segments) {
			const { promise, resolve } = Promise.withResolvers<void>();
			waiting.set(exportId, resolve);
			report({ type: "export:missing", exportId, segments });
			await resolveWithin(promise, answerMs, undefined);
			waiting.delete(exportId);
		},
		answered: (exportId) => waiting.get(exportId)?.(),
	};
}
