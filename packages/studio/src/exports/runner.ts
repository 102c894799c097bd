import type { Readable } from "node:stream";
import { type ExportSettings, type ExportWarning, StoryDreamError } from "@storydream/protocol";
import type { Sessions } from "../sessions/sessions.ts";
import type { Step } from "./progress-relay.ts";

/** One film to be made. */
export interface ExportJob {
	exportId: string;
	projectId: string;
	settings: ExportSettings;
	commitSha: string;
	/** Aborted when nobody wants the film any more, it took too long, or the studio stops (`isStopping`). */
	signal: AbortSignal;
	onProgress: (step: Step) => void;
}

/** How making a film ended well: with its bytes, or with the end of the export in its record already. */
export type Made = { recorded: false; body: Readable; bytes: number; warnings: ExportWarning[] } | { recorded: true };

/** What makes films: the sandbox of a project's session, or a job of its own. */
export interface ExportRunner {
	/** Whether an export goes on while no studio looks: the next one finds it again instead of beginning it anew. */
	readonly outlivesStudio: boolean;
	/**
	 * Makes one film, or resumes it. Rejects with the typed error of a failed one. When `signal` is aborted it ends
	 * what runs, unless the studio stops and the export outlives it.
	 */
	run(job: ExportJob): Promise<Made>;
	/** Ends what there may be of an export that nobody of this studio runs. Safe to repeat. */
	discard(exportId: string): Promise<void>;
}

/** Exports in the sandboxes of sessions. */
export function sessionRunner(sessions: Pick<Sessions, "runExport">): ExportRunner {
	return {
		outlivesStudio: false,
		async run({ projectId, ...job }) {
			return { recorded: false, ...(await sessions.runExport(projectId, job)) };
		},
		async discard() {
			// A sandbox's export ends with the studio that follows it.
		},
	};
}

/** Why exports are aborted when the studio stops. */
export function stopping(): StoryDreamError {
	return new StoryDreamError("shutting_down", "The studio is stopping.");
}

export function isStopping(signal: AbortSignal): boolean {
	return signal.aborted && signal.reason instanceof StoryDreamError && signal.reason.code === "shutting_down";
}
