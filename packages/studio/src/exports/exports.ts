import { type Export, type ExportSettings, StoryDreamError } from "@storydream/protocol";
import { assertMayUse, type User } from "../access/index.ts";
import { newId } from "../ids.ts";
import type { Objects } from "../objects/objects.ts";
import { slug } from "../projects/index.ts";
import type { ExportRecord, ProjectRecord, Records } from "../records/records.ts";
import type { Repositories } from "../repositories/repositories.ts";
import type { Sessions } from "../sessions/sessions.ts";
import type { Logger, Metrics } from "../telemetry/index.ts";
import { type ExportFile, filePath, mediaTypeOf, notThere, toExport } from "./files.ts";
import { createQueue } from "./queue.ts";
import { takeLeft } from "./recover.ts";
import { runExport } from "./run.ts";
import type { ExportRunner } from "./runner.ts";
import { CANCELLED } from "./zip-entries.ts";

const MAX_WAITING = 50;
const MAX_WAITING_PER_USER = 20;

/** The export queue. Throws `not_found` and `project_not_found` for what is not there. */
export interface Exports {
	/**
	 * Goes on with what an earlier studio left. Called once at start.
	 * @param options.isMine whether exports of an owner are this studio's to resume: false for those that another
	 *   living studio works at. Default: all are.
	 */
	open(options?: { isMine?: (ownerId: string) => boolean }): Promise<void>;
	/** Goes on with what another studio worked at that is gone. Safe to repeat, and from several studios at once. */
	takeOver(ownerId: string): Promise<void>;
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
	/** Lets go of the running ones; the next start resumes them. */
	close(): Promise<void>;
}

export function createExports(deps: {
	records: Records;
	objects: Objects;
	repositories: Repositories;
	sessions: Pick<Sessions, "broadcast">;
	/** What makes the films. */
	runner: ExportRunner;
	/** This studio's name in the records. */
	ownerId: string;
	logger: Logger;
	metrics: Metrics;
	/** Exports at a time. A render uses every core it gets, so 1 on a small machine. */
	concurrency: number;
}): Exports {
	const { records, objects, repositories, sessions, runner, ownerId, logger, metrics } = deps;
	const stopping = new AbortController();
	const announce = (record: ExportRecord): void => {
		sessions.broadcast(record.projectId, { type: "export:progress", export: toExport(record) });
	};
	const running = { records, objects, runner, logger, metrics, announce, stopping: stopping.signal };
	const queue = createQueue({ concurrency: deps.concurrency, run: (entry) => runExport(entry, running), logger });
	/** What is known of an export here may be newer than its record. */
	const newest = (record: ExportRecord): ExportRecord =>
		record.endedAt === null ? (queue.running(record.id)?.live ?? record) : record;

	async function owned(user: User, id: string): Promise<ExportRecord> {
		const record = await records.exports.get(id);
		if (record === null) throw notThere();
		assertMayUse(user, await records.projects.get(record.projectId));
		return newest(record);
	}

	async function cancel(record: ExportRecord): Promise<void> {
		queue.remove(record.id);
		const entry = queue.running(record.id);
		if (entry) {
			entry.abort.abort(CANCELLED);
			await entry.ended;
			if ((await records.exports.get(record.id))?.endedAt !== null) return;
		}
		const ended = await records.exports.update(record.id, { state: "cancelled", endedAt: new Date().toISOString(), error: null });
		if (ended !== null) announce(ended);
		await runner.discard(record.id);
	}

	async function checkRange(project: ProjectRecord, settings: ExportSettings, commitSha: string): Promise<void> {
		const { range } = settings;
		if (settings.commitSha !== undefined) await repositories.version(project.id, commitSha);
		if (range && commitSha === project.currentCommitSha && project.video && range.from >= project.video.durationInFrames) {
			throw new StoryDreamError(
				"bad_request",
				`The range begins at frame ${range.from}, but the film ends at frame ${project.video.durationInFrames - 1}.`,
			);
		}
	}

	/** Counts what waits in all studios: two that are asked at the same moment may both find the last place. */
	async function checkRoom(user: User): Promise<void> {
		const open = await records.exports.listOpen();
		const waiting = open.filter(({ id, state }) => state === "queued" && queue.running(id) === undefined);
		if (waiting.length < MAX_WAITING_PER_USER) return;
		if (waiting.length < MAX_WAITING && (await countOf(user, waiting)) < MAX_WAITING_PER_USER) return;
		throw new StoryDreamError("too_many", "There are too many exports waiting already.", {
			hint: "Wait for one to finish, or cancel some.",
		});
	}

	/** How many are of a user's projects. */
	async function countOf(user: User, waiting: ExportRecord[]): Promise<number> {
		const ids = [...new Set(waiting.map(({ projectId }) => projectId))];
		const projects = await Promise.all(ids.map((id) => records.projects.get(id)));
		const own = new Set(projects.flatMap((project) => (project?.userId === user.id ? [project.id] : [])));
		return waiting.filter(({ projectId }) => own.has(projectId)).length;
	}

	return {
		open: ({ isMine = () => true } = {}) => takeLeft({ records, queue, runner, ownerId }, isMine),
		takeOver: (gone) => takeLeft({ records, queue, runner, ownerId }, (owner) => owner === gone),
		async create(user, projectId, settings) {
			const project = assertMayUse(user, await records.projects.get(projectId));
			if (stopping.signal.aborted) throw new StoryDreamError("shutting_down", "The studio is stopping.");
			const { range } = settings;
			if (range && range.to < range.from) {
				throw new StoryDreamError("bad_request", `The range ends (frame ${range.to}) before it begins (frame ${range.from}).`);
			}
			await checkRoom(user);
			const commitSha = settings.commitSha ?? project.currentCommitSha;
			await checkRange(project, settings, commitSha);
			const record = newRecord(project, settings, { commitSha, ownerId });
			await records.exports.create(record);
			announce(record);
			queue.add({ id: record.id, projectId, userId: user.id, record });
			return toExport(record);
		},
		async list(user, projectId) {
			assertMayUse(user, await records.projects.get(projectId));
			const all = await records.exports.listByProject(projectId);
			return all.map((record) => toExport(newest(record)));
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
				mediaType: mediaTypeOf(record),
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
		counts: () => queue.counts(),
		async close() {
			stopping.abort();
			await queue.close();
		},
	};
}

function newRecord(
	project: ProjectRecord,
	settings: ExportSettings,
	fields: { commitSha: string; ownerId: string },
): ExportRecord {
	return {
		id: newId(),
		projectId: project.id,
		settings,
		state: "queued",
		framesDone: 0,
		framesTotal: 0,
		framesReused: 0,
		speed: null,
		secondsLeft: null,
		bytes: null,
		width: null,
		height: null,
		fileName: `${slug(project.name)}.${settings.codec}`,
		createdAt: new Date().toISOString(),
		endedAt: null,
		error: null,
		warnings: [],
		tokenHash: null,
		...fields,
	};
}
