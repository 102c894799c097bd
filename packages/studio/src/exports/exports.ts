import type { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { type Export, type ExportSettings, StoryDreamError, toStoryDreamError } from "@storydream/protocol";
import { assertMayUse, type User } from "../access/index.ts";
import { newId } from "../ids.ts";
import type { Objects } from "../objects/objects.ts";
import { slug } from "../projects/index.ts";
import type { ExportRecord, Records } from "../records/records.ts";
import type { Repositories } from "../repositories/repositories.ts";
import type { ExportStep, Sessions } from "../sessions/sessions.ts";
import type { Logger, Metrics } from "../telemetry/index.ts";
import { pickNext } from "./pick.ts";
import { createSpeedMeter } from "./progress.ts";

/** At most four progress messages a second and export go to the page. */
const BROADCAST_EVERY_MS = 250;
/** Progress in between is kept in memory and told to pages; the record has to know only roughly, and a write of it costs. */
const RECORD_EVERY_MS = 15_000;
/** A film that takes longer than this is stopped: nobody waits for it any more. */
const DEADLINE_MS = 6 * 60 * 60_000;
/** Between two tries to write down how an export ended, when the store takes nothing. */
const WRITE_AGAIN_MS = 1_000;
const MAX_WAITING = 50;
const MAX_WAITING_PER_USER = 20;

const EXTENSION = { mp4: ".mp4", webm: ".webm", gif: ".gif", png: ".png" } as const;
const MEDIA_TYPE = { mp4: "video/mp4", webm: "video/webm", gif: "image/gif", png: "image/png" } as const;

export interface ExportFile {
	fileName: string;
	mediaType: string;
	bytes: number;
	/** Both ends included. */
	open(range?: { start: number; end: number }): Promise<NodeJS.ReadableStream>;
}

/** The export queue. Throws `not_found` and `project_not_found` for what is not there. */
export interface Exports {
	/** Goes on with what waited, and starts once more what ran, when the studio stopped. Called once at start. */
	open(): Promise<void>;
	create(user: User, projectId: string, settings: ExportSettings): Promise<Export>;
	list(user: User, projectId: string): Promise<Export[]>;
	get(user: User, id: string): Promise<Export>;
	/** Cancels one that has not ended (it stays in the list as cancelled); removes one that has, with its file. */
	remove(user: User, id: string): Promise<void>;
	file(user: User, id: string): Promise<ExportFile>;
	/** Ends everything of a project, for its deletion. */
	endAllOf(projectId: string): Promise<void>;
	/** Numbers for metrics. */
	counts(): { waiting: number; running: number };
	/** Stops the running ones; the next start begins them anew. */
	close(): Promise<void>;
}

interface Job {
	id: string;
	projectId: string;
	userId: string;
	record: ExportRecord;
}

interface Running extends Job {
	abort: AbortController;
	/** Newer than what is recorded. */
	live: ExportRecord;
	ended: Promise<void>;
}

export function createExports(deps: {
	records: Records;
	objects: Objects;
	repositories: Repositories;
	sessions: Sessions;
	logger: Logger;
	metrics: Metrics;
	/** Exports at a time. A render uses every core it gets, so 1 on a small machine. */
	concurrency: number;
}): Exports {
	const { records, objects, repositories, sessions, logger, metrics } = deps;
	const waiting: Job[] = [];
	const running = new Map<string, Running>();
	const stopping = new AbortController();
	let closing = false;

	function announce(record: ExportRecord): void {
		sessions.broadcast(record.projectId, { type: "export:progress", export: toExport(record) });
	}

	async function owned(user: User, id: string): Promise<ExportRecord> {
		const record = await records.exports.get(id);
		if (record === null) throw notThere();
		assertMayUse(user, await records.projects.get(record.projectId));
		const live = running.get(id)?.live;
		return live && record.endedAt === null ? live : record;
	}

	function startNext(): void {
		while (!closing && running.size < deps.concurrency) {
			const next = pickNext(waiting, [...running.values()]);
			const index = waiting.findIndex((one) => one.id === next?.id);
			const job = waiting[index];
			if (job === undefined) return;
			waiting.splice(index, 1);
			begin(job);
		}
	}

	function begin(job: Job): void {
		const abort = new AbortController();
		const entry: Running = { ...job, abort, live: job.record, ended: Promise.resolve() };
		running.set(job.id, entry);
		entry.ended = run(entry)
			.catch((error: unknown) => logger.error({ err: error, exportId: job.id }, "an export's end could not be recorded"))
			.finally(() => {
				running.delete(job.id);
				startNext();
			});
	}

	async function run(entry: Running): Promise<void> {
		const { id, projectId, abort } = entry;
		const startedAt = performance.now();
		const log = logger.child({ exportId: id, projectId });
		const record = await prepare(entry);
		if (record === null) return;
		const deadline = setTimeout(
			() => abort.abort(new StoryDreamError("export_failed", "The export took longer than 6 hours.")),
			DEADLINE_MS,
		);
		const progress = follow(entry);
		let film: { body: Readable; bytes: number } | null = null;
		try {
			film = await sessions.runExport(projectId, {
				exportId: id,
				settings: record.settings,
				commitSha: record.commitSha,
				signal: abort.signal,
				onProgress: progress.step,
			});
			abort.signal.throwIfAborted();
			await progress.set({ state: "storing", framesDone: entry.live.framesTotal, secondsLeft: 0 });
			const path = filePath(record);
			const stored = await objects.put(path, film.body, { mode: "replace", contentType: MEDIA_TYPE[record.settings.codec] });
			if (stored.bytes !== film.bytes) {
				await objects.remove(path);
				throw new StoryDreamError("export_failed", `The film has ${film.bytes} bytes, but ${stored.bytes} arrived.`, {
					hint: "Export again.",
				});
			}
			if (abort.signal.aborted) {
				await objects.remove(path);
				abort.signal.throwIfAborted();
			}
			await end(entry, { state: "done", bytes: stored.bytes, error: null });
			metrics.exportEnded("done", (performance.now() - startedAt) / 1000);
			log.info({ bytes: stored.bytes, ms: Math.round(performance.now() - startedAt) }, "export done");
		} catch (error) {
			progress.stop();
			// One that nobody reads to its end would stay in the sandbox.
			film?.body.destroy();
			if (closing && abort.signal.aborted) {
				// Not its fault: the next start begins it anew.
				await records.exports.update(id, { state: "queued", framesDone: 0, speed: null, secondsLeft: null });
				return;
			}
			const reason: unknown = abort.signal.aborted ? abort.signal.reason : error;
			if (reason === CANCELLED) {
				await end(entry, { state: "cancelled", error: null });
				metrics.exportEnded("cancelled", (performance.now() - startedAt) / 1000);
				log.info("export cancelled");
				return;
			}
			const { code, message, hint } = toStoryDreamError(reason);
			log.warn({ err: reason }, "export failed");
			await end(entry, { state: "failed", error: { code, message, hint } });
			metrics.exportEnded("failed", (performance.now() - startedAt) / 1000);
		} finally {
			progress.stop();
			clearTimeout(deadline);
		}
	}

	/** Null: it is not there any more, or could not be begun, which is told. */
	async function prepare(entry: Running): Promise<ExportRecord | null> {
		try {
			const record = await records.exports.update(entry.id, { state: "preparing" });
			if (record === null) return null;
			entry.live = record;
			announce(record);
			return record;
		} catch (error) {
			const { code, message, hint } = toStoryDreamError(error);
			await end(entry, { state: "failed", error: { code, message, hint } });
			return null;
		}
	}

	/** Writes down how it ended, and tells it; on a store that takes nothing (a full disk) it is told at once and written later. */
	async function end(entry: Running, change: Partial<ExportRecord> & Pick<ExportRecord, "state">): Promise<void> {
		const { framesDone, framesTotal, width, height } = entry.live;
		const fields = { framesDone, framesTotal, width, height, speed: null, secondsLeft: null, endedAt: new Date().toISOString() };
		const write = () => records.exports.update(entry.id, { ...fields, ...change });
		try {
			const record = await write();
			if (record !== null) announce(record);
		} catch (error) {
			logger.error({ err: error, exportId: entry.id }, "an export's end can't be written down yet");
			entry.live = { ...entry.live, ...fields, ...change };
			announce(entry.live);
			await writeSlowly(entry, write);
		}
	}

	/** Until it is written, the person takes it back, or the studio stops: then the next one begins the export anew. */
	async function writeSlowly(entry: Running, write: () => Promise<unknown>): Promise<void> {
		const given = AbortSignal.any([entry.abort.signal, stopping.signal]);
		while (!given.aborted) {
			// Rejects only when it is given up, which the loop looks at.
			await pause(WRITE_AGAIN_MS, undefined, { signal: given }).catch(() => undefined);
			try {
				await write();
				return;
			} catch (error) {
				logger.warn({ err: error, exportId: entry.id }, "an export's end still can't be written down");
			}
		}
	}

	/** Progress of one export on its way to the page and, less often, to its record. */
	function follow(entry: Running) {
		const meter = createSpeedMeter();
		let sentAt = 0;
		let storedAt = 0;
		let timer: NodeJS.Timeout | undefined;
		let stopped = false;
		const send = () => {
			timer = undefined;
			sentAt = performance.now();
			announce(entry.live);
		};
		const store = async (): Promise<void> => {
			storedAt = performance.now();
			const { state, framesDone, framesTotal, speed, secondsLeft, width, height } = entry.live;
			await records.exports.update(entry.id, { state, framesDone, framesTotal, speed, secondsLeft, width, height });
		};
		return {
			step(step: ExportStep): void {
				if (stopped) return;
				const now = performance.now();
				const changed = step.state !== entry.live.state;
				if (step.state === "rendering") meter.add(step.framesDone, now);
				entry.live = {
					...entry.live,
					...step,
					speed: step.state === "rendering" ? meter.speed() : entry.live.speed,
					secondsLeft: meter.secondsLeft(step.framesDone, step.framesTotal),
				};
				if (changed || now - storedAt > RECORD_EVERY_MS) {
					store().catch((error: unknown) => logger.warn({ err: error, exportId: entry.id }, "progress was not recorded"));
				}
				if (changed || now - sentAt >= BROADCAST_EVERY_MS) {
					clearTimeout(timer);
					send();
				} else timer ??= setTimeout(send, BROADCAST_EVERY_MS - (now - sentAt));
			},
			async set(change: Partial<ExportRecord>): Promise<void> {
				entry.live = { ...entry.live, ...change };
				clearTimeout(timer);
				send();
				await store();
			},
			stop(): void {
				stopped = true;
				clearTimeout(timer);
			},
		};
	}

	async function cancel(record: ExportRecord): Promise<void> {
		const index = waiting.findIndex((one) => one.id === record.id);
		if (index >= 0) waiting.splice(index, 1);
		const entry = running.get(record.id);
		if (entry) {
			entry.abort.abort(CANCELLED);
			await entry.ended;
			if ((await records.exports.get(record.id))?.endedAt !== null) return;
		}
		const ended = await records.exports.update(record.id, { state: "cancelled", endedAt: new Date().toISOString(), error: null });
		if (ended !== null) announce(ended);
	}

	return {
		async open() {
			for (const record of await records.exports.listOpen()) {
				const project = await records.projects.get(record.projectId);
				if (project === null) {
					await records.exports.update(record.id, { state: "cancelled", endedAt: new Date().toISOString() });
					continue;
				}
				if (record.state !== "queued" && record.error !== null) {
					const error = {
						code: "export_failed" as const,
						message: "The studio stopped twice while this film was being made.",
						hint: "Export it again; a smaller size or a shorter range needs less memory.",
					};
					await records.exports.update(record.id, { state: "failed", endedAt: new Date().toISOString(), error });
					continue;
				}
				if (record.state !== "queued") {
					// Kept as a note until it ends: a second stop in the middle of it is not tried a third time.
					const error = { code: "shutting_down" as const, message: "The studio stopped; the export begins anew.", hint: "Wait." };
					const again = { state: "queued" as const, framesDone: 0, speed: null, secondsLeft: null, error };
					await records.exports.update(record.id, again);
				}
				waiting.push({ id: record.id, projectId: record.projectId, userId: project.userId, record });
			}
			startNext();
		},
		async create(user, projectId, settings) {
			const project = assertMayUse(user, await records.projects.get(projectId));
			if (closing) throw new StoryDreamError("shutting_down", "The studio is stopping.");
			const { range } = settings;
			if (range && range.to < range.from) {
				throw new StoryDreamError("bad_request", `The range ends (frame ${range.to}) before it begins (frame ${range.from}).`);
			}
			if (waiting.length >= MAX_WAITING || waiting.filter((one) => one.userId === user.id).length >= MAX_WAITING_PER_USER) {
				throw new StoryDreamError("too_many", "There are too many exports waiting already.", {
					hint: "Wait for one to finish, or cancel some.",
				});
			}
			const commitSha = settings.commitSha ?? project.currentCommitSha;
			if (settings.commitSha !== undefined) await repositories.version(projectId, commitSha);
			if (range && commitSha === project.currentCommitSha && project.video && range.from >= project.video.durationInFrames) {
				throw new StoryDreamError(
					"bad_request",
					`The range begins at frame ${range.from}, but the film ends at frame ${project.video.durationInFrames - 1}.`,
				);
			}
			const record: ExportRecord = {
				id: newId(),
				projectId,
				commitSha,
				settings,
				state: "queued",
				framesDone: 0,
				framesTotal: 0,
				speed: null,
				secondsLeft: null,
				bytes: null,
				width: null,
				height: null,
				fileName: `${slug(project.name)}${EXTENSION[settings.codec]}`,
				createdAt: new Date().toISOString(),
				endedAt: null,
				error: null,
			};
			await records.exports.create(record);
			waiting.push({ id: record.id, projectId, userId: user.id, record });
			announce(record);
			startNext();
			return toExport(record);
		},
		async list(user, projectId) {
			assertMayUse(user, await records.projects.get(projectId));
			const all = await records.exports.listByProject(projectId);
			return all.map((record) => {
				const live = running.get(record.id)?.live;
				return toExport(live && record.endedAt === null ? live : record);
			});
		},
		async get(user, id) {
			return toExport(await owned(user, id));
		},
		async remove(user, id) {
			const record = await owned(user, id);
			if (record.endedAt === null) {
				await cancel(record);
				return;
			}
			await objects.remove(filePath(record));
			await records.exports.remove(id);
		},
		async file(user, id) {
			const record = await owned(user, id);
			if (record.state !== "done") {
				const hint = record.endedAt === null ? "Wait until it is done." : "Export it again.";
				throw new StoryDreamError("not_found", "This export has no file.", { hint });
			}
			const path = filePath(record);
			const info = await objects.head(path);
			if (info === null) throw new StoryDreamError("not_found", "The file of this export is gone.", { hint: "Export it again." });
			return {
				fileName: record.fileName,
				mediaType: MEDIA_TYPE[record.settings.codec],
				bytes: info.bytes,
				async open(range) {
					const opened = await objects.open(path, range);
					if (opened === null) throw notThere();
					return opened.body;
				},
			};
		},
		async endAllOf(projectId) {
			const all = await records.exports.listOpen();
			await Promise.all(all.filter((record) => record.projectId === projectId).map(cancel));
		},
		counts: () => ({ waiting: waiting.length, running: running.size }),
		async close() {
			closing = true;
			stopping.abort();
			for (const entry of running.values()) entry.abort.abort(new StoryDreamError("shutting_down", "The studio is stopping."));
			await Promise.all([...running.values()].map((entry) => entry.ended));
		},
	};
}

/** Why an export was aborted, when a person did it. */
const CANCELLED = Symbol("cancelled");

function notThere(): StoryDreamError {
	return new StoryDreamError("not_found", "There is no such export.", { hint: "Load the list of exports again." });
}

function filePath(record: ExportRecord): string {
	return `repos/${record.projectId}/exports/${record.id}${EXTENSION[record.settings.codec]}`;
}

/** What the API says of an export. An error is one only when it has failed. */
function toExport(record: ExportRecord): Export {
	return {
		...record,
		error: record.state === "failed" ? record.error : null,
		fileUrl: record.state === "done" ? `/api/exports/${record.id}/file` : null,
	};
}
