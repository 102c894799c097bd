import { type SessionPhase, StoryDreamError } from "@storydream/protocol";
import type { Phase } from "./transition.ts";

/** What a page shows while it waits. */
export const PHASE_TEXTS: Partial<Record<Phase, { phase: SessionPhase; detail: string }>> = {
	acquiring: { phase: "queued", detail: "Looking for a free sandbox" },
	starting: { phase: "starting", detail: "Starting a sandbox" },
	loading: { phase: "loading", detail: "Opening the project" },
	previewing: { phase: "previewing", detail: "Starting the preview" },
};

/** Why there is no session any more, where nothing went wrong. */
export const END_TEXTS = {
	ended: "The session was ended.",
	idle: "The session was ended because nobody used it for a while. Its versions are kept.",
	deleted: "The project was deleted.",
	shutdown: "The studio is stopping. All versions are kept.",
} as const;

/** Why a session that was to end stays. */
export function unsavedError(cause: StoryDreamError): StoryDreamError {
	return new StoryDreamError(cause.code, `The project stays open, because not all of its work could be saved. ${cause.message}`, {
		hint: cause.hint,
		cause,
	});
}

export function waitingText(before: number): string {
	return before === 1 ? "Waiting for another project to start" : `Waiting for ${before} other projects to start`;
}
