import { isDeepStrictEqual } from "node:util";
import { pause, retry } from "@storydream/kit";
import { StoryDreamError } from "@storydream/protocol";
import type { ExportRecord, Records } from "../../records/records.ts";
import type { Logger } from "../../telemetry/index.ts";
import type { Step } from "../progress-relay.ts";
import { type ExportJob, type ExportRunner, isStopping, type Made } from "../runner.ts";
import type { JobCluster, JobStatus } from "./cluster.ts";
import { type JobOptions, jobName, jobOf } from "./manifest.ts";
import type { ExportProgressBus } from "./progress-bus.ts";
import { hashOf, newToken } from "./token.ts";
import { verdictOf } from "./verdict.ts";

/** Every wait, in ms. */
export interface JobDeadlines {
	/** Between two looks at record and Job. */
	pollMs: number;
	/** A cluster that does not take a new Job for so long is reported as such. */
	startMs: number;
	/** Ending a Job is tried for so long; afterwards the job learns at the studio that nobody wants its film. */
	endMs: number;
	/** Progress in the record is another studio's when none was heard here for so long. */
	quietMs: number;
}

const DEADLINES: JobDeadlines = { pollMs: 2_000, startMs: 60_000, endMs: 10_000, quietMs: 5_000 };
const RETRY_MS = 500;
/** A Job that is not there in so many looks has been deleted by somebody. */
const GONE_AFTER = 3;

/**
 * Exports as Jobs of a cluster, one each. A Job outlives the studio that made it: whoever has the export's record next
 * finds it by its name. Its end is written into the record at whichever studio the job reaches; here it is waited for.
 */
export function jobRunner(deps: {
	cluster: JobCluster;
	options: JobOptions;
	records: Records;
	news: ExportProgressBus;
	logger: Logger;
	deadlines?: Partial<JobDeadlines>;
}): ExportRunner {
	const { cluster, options, records, news, logger } = deps;
	const deadlines = { ...DEADLINES, ...deps.deadlines };

	/** Tries until it works, `ms` are over, or the export is given up. */
	async function retryCall<T>(ms: number, signal: AbortSignal | null, work: () => Promise<T>): Promise<T> {
		try {
			return await retry(work, {
				deadlineMs: ms,
				signal: signal ?? undefined,
				// A sentence of ours is not mended by another try.
				pauseMs: (_attempt, error) => {
					signal?.throwIfAborted();
					return error instanceof StoryDreamError ? null : RETRY_MS;
				},
				onRetry: ({ error }) => logger.debug({ err: error }, "the cluster is asked again"),
			});
		} catch (error) {
			signal?.throwIfAborted();
			throw inWords(error);
		}
	}

	async function remove(exportId: string): Promise<void> {
		try {
			await retryCall(deadlines.endMs, null, () => cluster.remove(jobName(options.install, exportId)));
		} catch (error) {
			logger.warn({ err: error, exportId }, "a Job that nobody wants could not be ended; it will end itself");
		}
	}

	/** Finds the Job, or makes it. */
	async function begin(job: ExportJob): Promise<void> {
		const name = jobName(options.install, job.exportId);
		const there = await retryCall(deadlines.startMs, job.signal, () => cluster.read(name));
		if (there !== null && !there.deleting) {
			logger.info({ exportId: job.exportId }, "an export's Job is found where it runs");
			return;
		}
		await retryCall(deadlines.startMs, job.signal, () => cluster.checkClosed());
		const studioUrl = await retryCall(deadlines.startMs, job.signal, () => cluster.studioUrl());
		const token = newToken();
		// Ended meanwhile, at another studio.
		if ((await records.exports.update(job.exportId, { tokenHash: hashOf(token) })) === null) return;
		const manifest = jobOf(job.exportId, studioUrl, options);
		await retryCall(deadlines.startMs, job.signal, () => cluster.create(manifest, { token }));
	}

	/** The Job, and what is wrong with it; null when the cluster can't be asked. */
	async function look(name: string): Promise<{ job: JobStatus | null; verdict: ReturnType<typeof verdictOf> } | null> {
		try {
			const job = await cluster.read(name);
			if (job === null) return { job, verdict: { is: "going" } };
			return { job, verdict: verdictOf(job, await cluster.pods(name), Date.now()) };
		} catch (error) {
			logger.debug({ err: error, name }, "how a Job is can't be known now");
			return null;
		}
	}

	async function recordOf(id: string): Promise<ExportRecord | "ended" | null> {
		try {
			const record = await records.exports.get(id);
			return record === null || record.endedAt !== null ? "ended" : record;
		} catch (error) {
			logger.warn({ err: error, exportId: id }, "an export's record can't be read now");
			return null;
		}
	}

	async function follow(job: ExportJob): Promise<void> {
		const name = jobName(options.install, job.exportId);
		let ended = Promise.withResolvers<void>();
		let heardAt = Number.NEGATIVE_INFINITY;
		let known: Step | null = null;
		const unlisten = news.listen(job.exportId, {
			onStep(step) {
				heardAt = performance.now();
				job.onProgress(step);
			},
			onEnded: () => ended.resolve(),
		});
		try {
			for (let misses = 0; ; ) {
				const found = await look(name);
				// Read after the Job: one that is complete has reported its end before.
				const record = await recordOf(job.exportId);
				if (record === "ended") return;
				job.signal.throwIfAborted();
				const step = record === null ? null : stepOf(record);
				if (step !== null && !isDeepStrictEqual(step, known)) {
					known = step;
					if (performance.now() - heardAt > deadlines.quietMs) job.onProgress(step);
				}
				misses = found !== null && found.job === null ? misses + 1 : 0;
				if (misses >= GONE_AFTER) {
					throw new StoryDreamError("export_failed", "The export's Job was deleted from the cluster.", { hint: "Export again." });
				}
				if (found?.verdict.is === "failed") throw new JobFailed(found.verdict.error, found.verdict.stillThere);
				if (found?.verdict.is === "complete" && record !== null) {
					throw new StoryDreamError("export_failed", "The export's job ended without a film.", { hint: "Export again." });
				}
				await firstOf([ended.promise, pause(deadlines.pollMs, job.signal)]);
				ended = Promise.withResolvers();
			}
		} finally {
			unlisten();
		}
	}

	return {
		outlivesStudio: true,
		async run(job): Promise<Made> {
			try {
				await begin(job);
				await follow(job);
				return { recorded: true };
			} catch (error) {
				if (isStopping(job.signal)) throw error;
				const failure = error instanceof JobFailed ? error.error : error;
				if (job.signal.aborted || !(error instanceof JobFailed) || error.stillThere) await remove(job.exportId);
				throw failure;
			}
		},
		discard: remove,
	};
}

class JobFailed extends Error {
	readonly error: StoryDreamError;
	readonly stillThere: boolean;
	constructor(error: StoryDreamError, stillThere: boolean) {
		super(error.message, { cause: error });
		this.error = error;
		this.stillThere = stillThere;
	}
}

/** What a record says of the way of a job; null before there is anything. */
function stepOf({ state, framesDone, framesTotal, framesReused, width, height }: ExportRecord): Step | null {
	switch (state) {
		case "preparing":
		case "bundling":
		case "rendering":
		case "encoding":
		case "storing":
			return { state, framesDone, framesTotal, framesReused, width, height };
		default:
			return null;
	}
}

function inWords(error: unknown): unknown {
	if (error instanceof StoryDreamError) return error;
	return new StoryDreamError("export_failed", "The cluster takes no export now.", {
		hint: "Export again in a minute; whoever runs the studio finds more in its log.",
		cause: error,
	});
}

/** Resolves or rejects with the first; the others are nobody's any more. */
async function firstOf(waits: Promise<void>[]): Promise<void> {
	for (const one of waits) one.catch(() => undefined);
	await Promise.race(waits);
}
