import { setTimeout as pause } from "node:timers/promises";
import { StoryDreamError, toStoryDreamError } from "@storydream/protocol";
import type { Objects } from "../objects/objects.ts";
import type { ExportRecord, Records } from "../records/records.ts";
import type { Logger, Metrics } from "../telemetry/index.ts";
import { filePath, mediaTypeOf } from "./files.ts";
import { follow } from "./progress-relay.ts";
import { type ExportRunner, isStopping, type Made } from "./runner.ts";
import { CANCELLED, type RunningExport } from "./zip-entries.ts";

/** A film that takes longer than this is stopped: nobody waits for it any more. */
export const DEADLINE_MS = 6 * 60 * 60_000;
/** Between two tries to write down how an export ended, when the store takes nothing; doubles up to the longest. */
const WRITE_AGAIN_MS = 1_000;
const WRITE_AGAIN_AT_MOST_MS = 30_000;

export interface RunDeps {
	records: Records;
	objects: Objects;
	runner: ExportRunner;
	logger: Logger;
	metrics: Metrics;
	announce: (record: ExportRecord) => void;
	/** Aborted when the studio stops. */
	stopping: AbortSignal;
}

type End = Partial<ExportRecord> & Pick<ExportRecord, "state">;

/** Takes one export from its turn in the queue to its end, which is recorded and reported. Rejects only when that failed. */
export async function runExport(entry: RunningExport, deps: RunDeps): Promise<void> {
	const { records, runner, metrics, announce } = deps;
	const { id, projectId, abort } = entry;
	const startedAt = performance.now();
	const seconds = () => (performance.now() - startedAt) / 1000;
	const log = deps.logger.child({ exportId: id, projectId });
	const record = await prepare(entry, deps);
	if (record === null) return;
	const deadline = setTimeout(
		() => abort.abort(new StoryDreamError("export_failed", "The export took longer than 6 hours.")),
		DEADLINE_MS,
	);
	const progress = follow(record, {
		announce,
		changed(live) {
			entry.live = live;
		},
		async store(change) {
			// Ended by another studio, at a person's word.
			if ((await records.exports.update(id, change)) === null) abort.abort(CANCELLED);
		},
		onLost: (error) => log.warn({ err: error }, "progress was not recorded"),
	});
	entry.progress = progress;
	let made: Made | null = null;
	try {
		made = await runner.run({
			exportId: id,
			projectId,
			settings: record.settings,
			commitSha: record.commitSha,
			signal: abort.signal,
			onProgress: progress.step,
		});
		if (made.recorded) {
			progress.stop();
			await tellRecorded(entry, deps, seconds());
			return;
		}
		abort.signal.throwIfAborted();
		await progress.set({ state: "storing", framesDone: entry.live.framesTotal, secondsLeft: 0 });
		const bytes = await store(record, made, abort.signal, deps.objects);
		await end(entry, { state: "done", bytes, error: null, warnings: made.warnings }, deps);
		metrics.exportEnded("done", seconds());
		log.info({ bytes, ms: Math.round(seconds() * 1000) }, "export done");
	} catch (error) {
		progress.stop();
		// One that nobody reads to its end would stay in the sandbox.
		if (made?.recorded === false) made.body.destroy();
		if (isStopping(abort.signal)) {
			// Not its fault: the next start begins it anew, or finds it where it runs.
			if (!runner.outlivesStudio) {
				await records.exports.update(id, { state: "queued", framesDone: 0, speed: null, secondsLeft: null });
			}
			return;
		}
		const reason: unknown = abort.signal.aborted ? abort.signal.reason : error;
		if (reason === CANCELLED) {
			await end(entry, { state: "cancelled", error: null }, deps);
			metrics.exportEnded("cancelled", seconds());
			log.info("export cancelled");
			return;
		}
		const { code, message, hint } = toStoryDreamError(reason);
		log.warn({ err: reason }, "export failed");
		await end(entry, { state: "failed", error: { code, message, hint } }, deps);
		metrics.exportEnded("failed", seconds());
	} finally {
		progress.stop();
		clearTimeout(deadline);
	}
}

/** Null: it is not there any more, or could not be begun, which is reported. */
async function prepare(entry: RunningExport, deps: RunDeps): Promise<ExportRecord | null> {
	try {
		const there = await deps.records.exports.get(entry.id);
		if (there === null || there.endedAt !== null) return null;
		// One that is found where it runs is as far as it is.
		const found = deps.runner.outlivesStudio && there.state !== "queued";
		const record = found ? there : await deps.records.exports.update(entry.id, { state: "preparing" });
		if (record === null) return null;
		entry.live = record;
		deps.announce(record);
		return record;
	} catch (error) {
		const { code, message, hint } = toStoryDreamError(error);
		await end(entry, { state: "failed", error: { code, message, hint } }, deps);
		return null;
	}
}

/** Puts a film into the objects; answers its length. Nothing is kept of one that is not whole, or not wanted any more. */
async function store(
	record: ExportRecord,
	film: Extract<Made, { recorded: false }>,
	signal: AbortSignal,
	objects: Objects,
): Promise<number> {
	const path = filePath(record);
	const stored = await objects.put(path, film.body, { mode: "replace", contentType: mediaTypeOf(record) });
	if (stored.bytes !== film.bytes) {
		await objects.remove(path);
		throw new StoryDreamError("export_failed", `The film has ${film.bytes} bytes, but ${stored.bytes} arrived.`, {
			hint: "Export again.",
		});
	}
	if (signal.aborted) {
		await objects.remove(path);
		signal.throwIfAborted();
	}
	return stored.bytes;
}

/** Tells the end of an export that whoever made it has written down. */
async function tellRecorded(entry: RunningExport, deps: RunDeps, seconds: number): Promise<void> {
	const record = await deps.records.exports.get(entry.id);
	if (record === null) return;
	entry.live = record;
	deps.announce(record);
	if (record.state === "done" || record.state === "failed" || record.state === "cancelled") {
		deps.metrics.exportEnded(record.state, seconds);
	}
}

/** Writes down how it ended, and tells it; on a store that takes nothing (a full disk) it is reported at once and written later. */
async function end(entry: RunningExport, change: End, deps: RunDeps): Promise<void> {
	const { records, logger, announce } = deps;
	const { framesDone, framesTotal, framesReused, width, height } = entry.live;
	const fields = {
		framesDone,
		framesTotal,
		framesReused,
		width,
		height,
		speed: null,
		secondsLeft: null,
		endedAt: new Date().toISOString(),
	};
	const write = () => records.exports.update(entry.id, { ...fields, ...change });
	try {
		// Another studio may have been first: then its end is reported.
		const record = (await write()) ?? (await records.exports.get(entry.id));
		if (record !== null) announce(record);
	} catch (error) {
		logger.error({ err: error, exportId: entry.id }, "an export's end can't be written down yet");
		entry.live = { ...entry.live, ...fields, ...change };
		announce(entry.live);
		await writeSlowly(entry, write, deps);
	}
}

/**
 * Until it is written, the person takes it back, or the studio stops: then the next one begins the export anew. What was
 * taken back already, or ran out of time, is what is being written: only the studio's stop ends that.
 */
async function writeSlowly(entry: RunningExport, write: () => Promise<unknown>, deps: RunDeps): Promise<void> {
	const given = entry.abort.signal.aborted ? deps.stopping : AbortSignal.any([entry.abort.signal, deps.stopping]);
	for (let ms = WRITE_AGAIN_MS; !given.aborted; ms = Math.min(ms * 2, WRITE_AGAIN_AT_MOST_MS)) {
		// Rejects only when it is given up, which the loop looks at.
		await pause(ms, undefined, { signal: given }).catch(() => undefined);
		try {
			await write();
			return;
		} catch (error) {
			deps.logger.warn({ err: error, exportId: entry.id }, "an export's end still can't be written down");
			// What the store refuses for good is not taken by asking again.
			if (!/^storage_/.test(toStoryDreamError(error).code)) return;
		}
	}
}
