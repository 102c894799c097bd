import { toStoryDreamError } from "@storydream/protocol";

/** News of a project's versions until it is closed. */
export interface VersionFeed {
	close(): void;
}

export interface WatchedExport {
	/** Begins to follow the project. */
	followVersions(onVersion: () => void): VersionFeed;
	/** Exports the newest version. */
	exportNow(): Promise<void>;
	print(line: string): void;
}

/**
 * Exports a film now and after each version. Versions that come while an export is under way have one export after it. An
 * export that fails is reported, and the next version is tried.
 * @returns when `signal` aborts
 */
export async function exportEachVersion({ followVersions, exportNow, print }: WatchedExport, signal: AbortSignal): Promise<void> {
	let isDue = true;
	/** Wakes the wait for a version; replaced by each wait. */
	let wake = () => {};
	const feed = followVersions(() => {
		isDue = true;
		wake();
	});
	const stop = () => wake();
	signal.addEventListener("abort", stop);
	try {
		while (!signal.aborted) {
			if (isDue) {
				isDue = false;
				await exportNow().catch((error: unknown) => {
					const { message, hint } = toStoryDreamError(error);
					if (!signal.aborted) print(`! ${message} ${hint}`);
				});
				if (!isDue && !signal.aborted) print("Waiting for the next version. Ctrl-C ends it.");
			} else {
				await new Promise<void>((resolve) => {
					wake = resolve;
				});
			}
		}
	} finally {
		signal.removeEventListener("abort", stop);
		feed.close();
	}
}
