import { applyPatch, diffStoryboards, type Storyboard } from "@storydream/protocol";
import { z } from "zod";
import { Step } from "./editor-state.ts";

/** Changes that a tab made and the studio did not store before the tab was closed. */
export const UnsentEdits = z.object({
	/** The version they were made on; null: not known. */
	base: z.string().nullable(),
	/** Oldest first. */
	steps: z.array(Step),
	/** Time of the last change, in ms since 1970. */
	at: z.number(),
});
export type UnsentEdits = z.infer<typeof UnsentEdits>;

/** What is left of unsent changes on the film as it is now. */
export interface Recovered {
	/** Edits to make, oldest first. */
	edits: { title: string; patch: ReturnType<typeof diffStoryboards> }[];
	/** Titles of those that no longer fit. */
	lost: string[];
}

/**
 * Unsent changes as edits of the film as it is now. On the version that they were made on they win; on any other one a
 * change fits only where nobody changed the same place since. What the film already has needs no edit.
 */
export function recoverEdits(current: Storyboard, commitSha: string, { base, steps }: UnsentEdits): Recovered {
	const mode = base === commitSha ? "lenient" : "strict";
	const recovered: Recovered = { edits: [], lost: [] };
	let film = current;
	for (const step of steps) {
		// A whole version to restore may undo what others did since.
		const next = "sha" in step ? null : applyPatch(film, step.patch, mode);
		if (!next) {
			recovered.lost.push(titleOf(step));
			continue;
		}
		const patch = diffStoryboards(film, next);
		if (patch.length > 0) recovered.edits.push({ title: titleOf(step), patch });
		film = next;
	}
	return recovered;
}

function titleOf({ kind, title }: Step): string {
	if (kind === "edit") return title;
	return `${kind === "undo" || kind === "undo-version" ? "Undo" : "Redo"} “${title}”`;
}
