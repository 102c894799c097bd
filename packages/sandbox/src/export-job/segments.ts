import { createReadStream } from "node:fs";
import type { SegmentFacts, WantedSegment } from "@storydream/protocol";
import type { Exporter } from "../exports/index.ts";
import type { JobStudio } from "./studio.ts";

/** What is not fetched by then is drawn. */
const FETCH_MS = 60_000;
/** The film waits so long for its last segments to be sent. */
const SHARE_MS = 60_000;
/** While the film is drawn, finished segments are sent at most so often: a job that is ended leaves them to the next one. */
const SHARE_EVERY_MS = 30_000;

type Store = Pick<Exporter, "segments" | "segment" | "receiveSegment">;

/** Segments of one job's film, between its exporter and the studio. A failure is logged, and costs a segment that is drawn again. */
export interface JobSegments {
	/** Puts those of `missing` that the studio keeps into the exporter. Never rejects. */
	fetch(store: Store, missing: WantedSegment[]): Promise<void>;
	/** Sends what the studio has not got. Never rejects. */
	share(store: Store): Promise<void>;
	/** Like `share`, in the background and only now and then. */
	shareMeanwhile(store: Store): void;
}

export function createJobSegments(exportId: string, studio: JobStudio): JobSegments {
	/** The newest sending; each begins after the one before. Owned by `share`. */
	let sharing: Promise<void> = Promise.resolve();
	let sharedAt = performance.now();

	async function send(store: Store, facts: SegmentFacts): Promise<void> {
		const file = await store.segment(facts.key);
		if (file !== null) await studio.keepSegment(facts, () => createReadStream(file.path));
	}

	async function shareAll(store: Store): Promise<void> {
		const made = await store.segments(exportId);
		const known = await studio.keptSegments(made);
		// A studio of an earlier release.
		if (known === null) return;
		const keys = new Set(known.map(({ key }) => key));
		const until = performance.now() + SHARE_MS;
		for (const facts of made) {
			if (performance.now() > until) return;
			if (!keys.has(facts.key)) await send(store, facts);
		}
	}

	function share(store: Store): Promise<void> {
		sharedAt = performance.now();
		sharing = sharing.then(() => shareAll(store)).catch((error: unknown) => note("kept", error));
		return sharing;
	}

	return {
		async fetch(store, missing) {
			try {
				const until = performance.now() + FETCH_MS;
				for (const facts of (await studio.keptSegments(missing)) ?? []) {
					if (performance.now() > until) return;
					await studio
						.segment(facts.key, (body) => store.receiveSegment(facts, body))
						.catch((error: unknown) => note("fetched", error));
				}
			} catch (error) {
				note("fetched", error);
			}
		},
		share,
		shareMeanwhile(store) {
			if (performance.now() - sharedAt > SHARE_EVERY_MS) void share(store);
		},
	};
}

function note(what: string, error: unknown): void {
	process.stderr.write(`segments were not ${what}: ${error instanceof Error ? error.message : String(error)}\n`);
}
