import { unlessAborted, withDeadline } from "@storydream/kit";
import {
	type ExportSettings,
	type ExportStep,
	type SandboxEvent,
	StoryDreamError,
	type WantedSegment,
} from "@storydream/protocol";
import type { Live } from "../lifecycle/bring-up.ts";
import type { SessionsOptions } from "../ports.ts";
import type { Sessions } from "../sessions.ts";
import { createSegmentExchange } from "./segments.ts";

type ExportJob = Parameters<Sessions["runExport"]>[1];
type ExportEnded = Extract<SandboxEvent, { type: "export:ended" }>;

/** Longest silence of an export; the first frame of a heavy film can take a while. */
const SILENCE_MS = 10 * 60_000;
const CANCEL_MS = 10_000;

/** What an export that is under way learns of its sandbox's events. */
interface Waiting {
	onStep: (step: ExportStep) => void;
	onMissing: (segments: WantedSegment[]) => void;
	onEnded: (event: ExportEnded) => void;
}

/** Exports under way in one project's sandbox. */
export interface SessionExports {
	readonly running: number;
	run(job: ExportJob): ReturnType<Sessions["runExport"]>;
	onEvent(event: SandboxEvent): void;
}

export function createSessionExports(
	projectId: string,
	options: SessionsOptions & { ensure: () => Promise<Live> },
): SessionExports {
	const { repositories, logger } = options;
	const waiting = new Map<string, Waiting>();
	const segments = createSegmentExchange(projectId, options);
	/** Finished exports whose segments are being kept. Owned by `fetched`. */
	let keeping = 0;

	/** Which tree to export: the project as it stands if that is the version requested and nobody is writing in it. */
	async function prepareTree(live: Live, sha: string): Promise<string | null> {
		const health = await live.client.health();
		if (health.head === sha && health.runId === null) return null;
		await live.client.putVersion(sha, await repositories.sourceOf(projectId, sha));
		return sha;
	}

	/** Resolves with the end of an export; rejects when the sandbox is lost or says nothing for too long. */
	function follow(live: Live, job: ExportJob): { ended: Promise<ExportEnded>; stop: () => void } {
		let timer: NodeJS.Timeout | undefined;
		const ended = new Promise<ExportEnded>((resolve, reject) => {
			const silent = () => {
				reject(new StoryDreamError("sandbox_timeout", "The export has made no progress for ten minutes and was given up."));
			};
			timer = setTimeout(silent, SILENCE_MS);
			waiting.set(job.exportId, {
				onStep(step) {
					clearTimeout(timer);
					timer = setTimeout(silent, SILENCE_MS);
					job.onProgress(step);
					segments.takeMeanwhile(live, job.exportId);
				},
				onMissing: (missing) => void segments.give(live, job.exportId, missing),
				onEnded: resolve,
			});
		});
		return {
			ended: unlessAborted(ended, live.signal),
			stop() {
				clearTimeout(timer);
				waiting.delete(job.exportId);
			},
		};
	}

	async function start(live: Live, job: ExportJob): Promise<void> {
		const { commitSha: _version, ...settings }: ExportSettings = job.settings;
		await live.client.startExport({
			exportId: job.exportId,
			settings,
			versionSha: await prepareTree(live, job.commitSha),
			keepsSegments: true,
			...(options.remotionLicenseKey === undefined ? {} : { remotionLicenseKey: options.remotionLicenseKey }),
		});
	}

	async function cancel(live: Live, job: ExportJob, ended: Promise<ExportEnded>): Promise<void> {
		await live.client.cancelExport(job.exportId);
		// A failed or never started one has nothing more to say.
		if (!job.signal.aborted) return;
		await withDeadline(ended, CANCEL_MS, () => new StoryDreamError("sandbox_timeout", "The export did not stop in time."));
	}

	/** The film is the studio's now: its segments are kept, and the sandbox needs its copy no longer. */
	async function fetched(live: Live, exportId: string): Promise<void> {
		keeping += 1;
		await segments.take(live, exportId);
		keeping -= 1;
		await live.client
			.cancelExport(exportId)
			.catch((error: unknown) => logger.debug({ err: error, exportId }, "a finished export was not removed"));
	}

	return {
		get running() {
			return waiting.size + keeping;
		},
		async run(job) {
			const live = await unlessAborted(options.ensure(), job.signal);
			const { ended, stop } = follow(live, job);
			// Looked at below; a loss before that must not count as unhandled.
			ended.catch(() => undefined);
			try {
				await start(live, job);
				const end = await unlessAborted(ended, job.signal);
				if (end.outcome !== "done") {
					const { code = "export_failed", message = "The export did not finish.", hint } = end.error ?? {};
					throw new StoryDreamError(code, message, hint === undefined ? {} : { hint });
				}
				const file = await live.client.exportFile(job.exportId);
				file.body.once("close", () => void fetched(live, job.exportId));
				return { ...file, warnings: end.warnings };
			} catch (error) {
				if (!live.signal.aborted) {
					await cancel(live, job, ended).catch((cause: unknown) =>
						logger.debug({ err: cause, exportId: job.exportId }, "an export that is given up could not be cancelled"),
					);
				}
				throw error;
			} finally {
				stop();
			}
		},
		onEvent(event) {
			if (event.type === "export:progress") {
				const { state, framesDone, framesTotal, framesReused, width, height } = event;
				waiting.get(event.exportId)?.onStep({ state, framesDone, framesTotal, framesReused, width, height });
			}
			if (event.type === "export:missing") waiting.get(event.exportId)?.onMissing(event.segments);
			if (event.type === "export:ended") waiting.get(event.exportId)?.onEnded(event);
		},
	};
}
