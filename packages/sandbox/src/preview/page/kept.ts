import { z } from "zod";

/** What a page hands to the one that follows it when it loads itself anew. */
const Kept = z.object({
	frame: z.number(),
	playing: z.boolean(),
	range: z.object({ from: z.number(), to: z.number() }).nullable(),
	/** Files that changed and were not painted yet. */
	files: z.array(z.string()),
	hadErrors: z.boolean(),
	/** Loads in a row after which something was still missing. */
	retries: z.int(),
});
export type Kept = z.infer<typeof Kept>;

// In the history entry, which lives through a reload: a browser that blocks third parties refuses us any storage.
const KEY = "storydream:kept";
const HistoryState = z.object({ [KEY]: Kept });

export function keepThroughReload(kept: Kept): void {
	history.replaceState({ [KEY]: kept }, "");
}

/** What the page before this one kept; null when there was none. Only the first call gets it. */
export function takeKept(): Kept | null {
	const state: unknown = history.state;
	history.replaceState(null, "");
	const found = HistoryState.safeParse(state);
	return found.success ? found.data[KEY] : null;
}
