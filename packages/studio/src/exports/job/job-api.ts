import type { Readable } from "node:stream";
import {
	AssetManifest,
	type ErrorCode,
	type ExportSettings,
	type ExportWarning,
	type SegmentFacts,
	StoryDreamError,
	type WantedSegment,
} from "@storydream/protocol";
import type { Objects } from "../../objects/objects.ts";
import type { ExportRecord, Records } from "../../records/records.ts";
import type { Repositories } from "../../repositories/repositories.ts";
import type { AssetBytes, KeptSegments } from "../../sessions/index.ts";
import type { Logger } from "../../telemetry/index.ts";
import { filePath, mediaTypeOf } from "../files.ts";
import type { Step } from "../progress-relay.ts";
import type { ExportProgressBus } from "./progress-bus.ts";
import { verifyToken } from "./token.ts";
import { verifiedUpload } from "./verify-upload.ts";

/** What a job is to make. */
export interface JobDescription {
	exportId: string;
	commitSha: string;
	settings: Omit<ExportSettings, "commitSha">;
	assets: { name: string; sha256: string; bytes: number }[];
	remotionLicenseKey: string | null;
}

/** The export has ended already: the job has nothing more to do. */
export class AlreadyEnded extends StoryDreamError {
	readonly state: ExportRecord["state"];
	constructor(state: ExportRecord["state"]) {
		super("conflict", `This export has ended already: it is ${state}.`, { hint: "Stop." });
		this.state = state;
	}
}

/**
 * Where jobs ask and tell, at any studio: all it needs is in records and objects. Each verb takes the export as
 * `authorize` gave it.
 */
export interface ExportJobApi {
	/** Throws `unauthorized` unless the header shows this export's own token, and `AlreadyEnded`. */
	authorize(exportId: string, authorization: string | undefined): Promise<ExportRecord>;
	describe(record: ExportRecord): Promise<JobDescription>;
	/** tar.zst of the commit. */
	source(record: ExportRecord): Promise<Readable>;
	/** Media of that commit; throws `not_found` for any other. */
	asset(record: ExportRecord, sha256: string): Promise<{ body: Readable; bytes: number }>;
	/** Those of `wanted` that are kept of the export's project. */
	knownSegments(record: ExportRecord, wanted: WantedSegment[]): Promise<SegmentFacts[]>;
	/** Throws `not_found` for one that is not kept. */
	segment(record: ExportRecord, key: string): Promise<{ facts: SegmentFacts; body: Readable }>;
	/** Throws `bad_request` for one that is not whole, which leaves nothing. */
	keepSegment(record: ExportRecord, facts: SegmentFacts, body: Readable): Promise<void>;
	progress(record: ExportRecord, step: Step): Promise<void>;
	/** Records what the job found in the film; before its file is sent. */
	warnings(record: ExportRecord, warnings: ExportWarning[]): Promise<void>;
	/** Keeps the film and ends the export as done; throws `bad_request` for one that is not whole, which leaves nothing. */
	film(record: ExportRecord, body: Readable, promised: { bytes: number; sha256: string }): Promise<void>;
	failed(record: ExportRecord, error: { code: ErrorCode; message: string; hint: string }): Promise<void>;
}

export function createExportJobApi(deps: {
	records: Records;
	objects: Objects;
	repositories: Repositories;
	assets: AssetBytes;
	segments: KeptSegments;
	news: ExportProgressBus;
	remotionLicenseKey: string | null;
	logger: Logger;
}): ExportJobApi {
	const { records, objects, repositories, segments, news, logger } = deps;

	async function manifestOf({ projectId, commitSha }: ExportRecord): Promise<AssetManifest["assets"]> {
		const file = await repositories.readFile(projectId, commitSha, "assets.json");
		if (file === null) return [];
		try {
			return AssetManifest.parse(JSON.parse(file.toString("utf8"))).assets;
		} catch (error) {
			logger.warn({ err: error, projectId }, "assets.json can't be read: the film is made without its media");
			return [];
		}
	}

	/** Originals and proxies: which of them a job asks for was decided when it was described. */
	async function openByHash(record: ExportRecord, sha256: string): Promise<{ body: Readable; bytes: number } | null> {
		for (const asset of await manifestOf(record)) {
			if (asset.sha256 === sha256) return deps.assets.openOriginal(record.projectId, asset);
			if (asset.conversion === null) continue;
			const { sha256: played } = await deps.assets.played(record.projectId, asset);
			if (played === sha256) return deps.assets.open(record.projectId, asset);
		}
		return null;
	}

	/** Ends it; throws `AlreadyEnded` when somebody was faster. */
	async function end(record: ExportRecord, change: Partial<ExportRecord>): Promise<void> {
		const fields = { speed: null, secondsLeft: null, endedAt: new Date().toISOString() };
		const ended = await records.exports.update(record.id, { ...fields, ...change });
		if (ended === null) throw new AlreadyEnded((await records.exports.get(record.id))?.state ?? "cancelled");
		news.ended(record.id);
	}

	return {
		async authorize(exportId, authorization) {
			const record = await records.exports.get(exportId);
			if (!verifyToken(authorization, record?.tokenHash ?? null) || record === null) {
				throw new StoryDreamError("unauthorized", "This is not the token of a job of this export.", { hint: "Stop." });
			}
			if (record.endedAt !== null) throw new AlreadyEnded(record.state);
			return record;
		},
		async describe(record) {
			const { commitSha: _version, ...settings } = record.settings;
			const assets = await Promise.all(
				(await manifestOf(record)).map(async (asset) => ({
					name: asset.name,
					...(await deps.assets.played(record.projectId, asset)),
				})),
			);
			const { id, commitSha } = record;
			return { exportId: id, commitSha, settings, assets, remotionLicenseKey: deps.remotionLicenseKey };
		},
		source: ({ projectId, commitSha }) => repositories.sourceOf(projectId, commitSha),
		async asset(record, sha256) {
			const opened = await openByHash(record, sha256);
			if (opened === null) throw new StoryDreamError("not_found", "There is no such asset in this version of the film.");
			return opened;
		},
		knownSegments: ({ projectId }, wanted) => segments.known(projectId, wanted),
		async segment({ projectId }, key) {
			const opened = await segments.open(projectId, key);
			if (opened === null) throw new StoryDreamError("not_found", "There is no such segment of this film.");
			return opened;
		},
		async keepSegment({ projectId }, facts, body) {
			const upload = verifiedUpload(body, facts, "The segment");
			try {
				await segments.keep(projectId, facts, async () => upload.whole);
			} finally {
				upload.stop();
			}
		},
		async progress(record, step) {
			if (news.step(record.id, step)) return;
			// The studio that works at it reads it there.
			const written = await records.exports.update(record.id, step);
			if (written === null) throw new AlreadyEnded("cancelled");
		},
		async warnings(record, warnings) {
			if ((await records.exports.update(record.id, { warnings })) === null) throw new AlreadyEnded("cancelled");
		},
		async film(record, body, promised) {
			const { width, height, framesTotal, framesReused } = record;
			const storing: Step = { state: "storing", framesDone: framesTotal, framesTotal, framesReused, width, height };
			news.step(record.id, storing);
			const path = filePath(record);
			const upload = verifiedUpload(body, promised, "The film");
			try {
				await objects.put(path, upload.whole, { mode: "replace", contentType: mediaTypeOf(record) });
			} finally {
				upload.stop();
			}
			try {
				await end(record, { state: "done", bytes: promised.bytes, error: null });
			} catch (error) {
				// Sent twice, it is the film of a done export; else nobody wants it any more.
				if (error instanceof AlreadyEnded && error.state !== "done") await objects.remove(path);
				throw error;
			}
			logger.info({ exportId: record.id, bytes: promised.bytes }, "a job's film is stored");
			segments
				.prune(record.projectId, Date.now())
				.catch((error: unknown) => logger.warn({ err: error, projectId: record.projectId }, "old segments were not removed"));
		},
		async failed(record, error) {
			await end(record, { state: "failed", error });
		},
	};
}
