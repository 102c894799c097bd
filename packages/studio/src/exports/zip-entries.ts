import type { ExportRecord } from "../records/records.ts";
import type { Follow } from "./progress-relay.ts";

/** An export that waits for its turn. */
export interface WaitingExport {
	id: string;
	projectId: string;
	userId: string;
	/** As it was when it was queued. */
	record: ExportRecord;
}

/** An export that this studio works at. */
export interface RunningExport extends WaitingExport {
	abort: AbortController;
	/** Newer than what is recorded. */
	live: ExportRecord;
	/** Its progress on its way to pages and record; null until it runs. */
	progress: Follow | null;
	ended: Promise<void>;
}

/** Why an export was aborted, when a person did it. */
export const CANCELLED = Symbol("cancelled");
