import type { Readable } from "node:stream";
import {
	AssetHash,
	type ConvertAsset,
	type EditProject,
	EditResult,
	KeptSegments,
	OpenedProject,
	type OpenProjectQuery,
	ProjectState,
	RanFilmCheck,
	RunAccepted,
	SandboxHealth,
	SaveResult,
	type SegmentFacts,
	Sha256,
	type StartExport,
	type StartRun,
	type Storyboard,
	StoryDreamError,
	TakenPictures,
	type TakePictures,
} from "@storydream/protocol";
import type { z } from "zod";
import type { StoredAsset } from "../ports.ts";
import { createSandboxHttp, readAll } from "./http.ts";

const ARCHIVE = "application/zstd";
const BYTES = "application/octet-stream";
/** Unpacking, checking and committing a big project. */
const SLOW_MS = 60_000;
/** A film check ends itself before that: half a minute of measuring, half of that again for words it looks for. */
const CHECK_MS = 120_000;
/** Longer than the sandbox's own limit, and its queue of files. */
const CONVERSION_MS = 40 * 60_000;
const MAX_TRANSCRIPT_BYTES = 256_000_000;

/** What a restore is to make; `base` and `film` as in `POST /restore`. */
interface RestoreRequest {
	sha: string;
	title: string;
	base?: string | undefined;
	film?: Storyboard | undefined;
}

/** The verbs of an agent host; see protocol/sandbox-messages.ts. Every one throws StoryDreamErrors and has a deadline. */
export interface SandboxClient {
	readonly url: string;
	readonly token: string;
	health(timeoutMs?: number): Promise<SandboxHealth>;
	/** `source` null: the sandbox stands at that commit already. */
	openProject(query: OpenProjectQuery, source: Readable | null): Promise<z.infer<typeof OpenedProject>>;
	addBundle(bundle: Readable): Promise<z.infer<typeof OpenedProject>>;
	putTranscript(transcript: Readable): Promise<void>;
	/** What the transcript has grown by, and whose it is; null when there is none. */
	transcript(from: number): Promise<{ sessionId: string; body: Buffer } | null>;
	/** Somebody is writing a prompt: the agent makes itself ready. */
	prepareAgent(): Promise<void>;
	startRun(run: z.input<typeof StartRun>): Promise<z.infer<typeof RunAccepted>>;
	stopRun(runId: string): Promise<void>;
	/** New commits and where they end; null when there are none. */
	bundle(since: string): Promise<{ head: string; body: Readable } | null>;
	edit(edit: EditProject): Promise<EditResult>;
	/** Commits what is not committed yet; null for a sandbox of an earlier release, which can't. */
	save(title: string): Promise<SaveResult | null>;
	/** @throws `stale_head` when the project has a newer version than `base` */
	restore(to: RestoreRequest, source: Readable): Promise<SaveResult>;
	putVersion(sha: string, source: Readable): Promise<void>;
	putAsset(asset: { sha256: string; name: string }, body: Readable): Promise<void>;
	/** Whether the sandbox has a file of media with these bytes under this name. */
	hasAsset(asset: { sha256: string; name: string }): Promise<boolean>;
	removeAsset(name: string): Promise<void>;
	/** Makes a proxy of `original`, puts it in the asset's place, and answers it. */
	convertAsset(request: ConvertAsset, original: Readable): Promise<StoredAsset>;
	state(): Promise<ProjectState>;
	checkFilm(): Promise<RanFilmCheck>;
	pictures(request: z.input<typeof TakePictures>): Promise<TakenPictures>;
	startExport(request: StartExport): Promise<void>;
	cancelExport(exportId: string): Promise<void>;
	/** The finished file. */
	exportFile(exportId: string): Promise<{ body: Readable; bytes: number }>;
	/** Puts a segment that an export is missing into the sandbox. */
	putSegment(facts: SegmentFacts, body: Readable): Promise<void>;
	/** The sandbox's export waits for no more segments. */
	segmentsGiven(exportId: string): Promise<void>;
	/** What an export is made of, as far as it is there; nothing of a sandbox of an earlier release, which can't say it. */
	exportSegments(exportId: string): Promise<SegmentFacts[]>;
	/** The bytes of a segment. */
	segment(key: string): Promise<Readable>;
	/** Asks the process to end; it may be gone before it has answered. */
	end(): Promise<void>;
	close(): void;
}

/** @param options.signal aborted when the sandbox is given up: every request then rejects with its reason */
export function createSandboxClient(options: { url: string; token: string; signal?: AbortSignal }): SandboxClient {
	const { url, token } = options;
	const http = createSandboxHttp({ url, token });
	const signal = options.signal ? { signal: options.signal } : {};
	const id = encodeURIComponent;

	return {
		url,
		token,
		health: (timeoutMs = 5_000) => http.ask(SandboxHealth, { method: "GET", path: "/health", timeoutMs, ...signal }),
		openProject: (query, source) =>
			http.ask(OpenedProject, {
				method: "PUT",
				path: `/project?${new URLSearchParams(query)}`,
				body: { bytes: source ?? Buffer.alloc(0), contentType: ARCHIVE },
				timeoutMs: SLOW_MS,
				...signal,
			}),
		addBundle: (bundle) =>
			http.ask(OpenedProject, {
				method: "POST",
				path: "/project/bundles",
				body: { bytes: bundle, contentType: BYTES },
				timeoutMs: SLOW_MS,
				...signal,
			}),
		putTranscript: (transcript) =>
			http.tell({
				method: "PUT",
				path: "/transcript",
				body: { bytes: transcript, contentType: "application/jsonl" },
				timeoutMs: SLOW_MS,
				...signal,
			}),
		async transcript(from) {
			const answer = await http.send({ method: "GET", path: `/transcript?from=${from}`, ...signal });
			const body = await readAll(answer.body, MAX_TRANSCRIPT_BYTES);
			const sessionId = answer.headers["x-transcript-session"];
			return typeof sessionId === "string" && sessionId !== "" ? { sessionId, body } : null;
		},
		prepareAgent: () => http.tell({ method: "POST", path: "/agent", ...signal }),
		startRun: (run) =>
			http.ask(RunAccepted, { method: "POST", path: "/runs", body: { json: run }, timeoutMs: SLOW_MS, ...signal }),
		stopRun: (runId) => http.tell({ method: "POST", path: `/runs/${id(runId)}/stop`, ...signal }),
		async bundle(since) {
			const answer = await http.send({ method: "GET", path: `/bundles?since=${id(since)}`, timeoutMs: SLOW_MS, ...signal });
			if (answer.status === 204) {
				await readAll(answer.body, 0);
				return null;
			}
			const head = answer.headers["x-head-sha"];
			if (typeof head === "string" && /^[0-9a-f]{40}$/.test(head)) return { head, body: answer.body };
			answer.body.destroy();
			throw new StoryDreamError("sandbox_failed", "The sandbox sent commits without saying where they end.");
		},
		edit: (edit) => http.ask(EditResult, { method: "POST", path: "/edits", body: { json: edit }, timeoutMs: SLOW_MS, ...signal }),
		save: (title) =>
			http
				.ask(SaveResult, { method: "POST", path: "/save", body: { json: { title } }, timeoutMs: SLOW_MS, ...signal })
				.catch((error: unknown) => {
					if (error instanceof StoryDreamError && error.code === "not_found") return null;
					throw error;
				}),
		restore: ({ sha, title, base, film }, source) => {
			const query = new URLSearchParams({ sha, title });
			if (base !== undefined) query.set("base", base);
			if (film) {
				const text = Buffer.from(JSON.stringify(film));
				query.set("filmBytes", String(text.length));
				source.unshift(text);
			}
			const body = { bytes: source, contentType: ARCHIVE };
			return http.ask(SaveResult, { method: "POST", path: `/restore?${query}`, body, timeoutMs: SLOW_MS, ...signal });
		},
		putVersion: (sha, source) =>
			http.tell({
				method: "PUT",
				path: `/versions/${id(sha)}`,
				body: { bytes: source, contentType: ARCHIVE },
				timeoutMs: SLOW_MS,
				...signal,
			}),
		putAsset: (asset, body) =>
			http.tell({
				method: "PUT",
				path: `/assets/${id(asset.sha256)}?${new URLSearchParams({ name: asset.name })}`,
				body: { bytes: body, contentType: BYTES },
				timeoutMs: SLOW_MS,
				...signal,
			}),
		hasAsset: ({ name, sha256 }) =>
			http
				.ask(AssetHash, { method: "GET", path: `/assets/${id(name)}`, timeoutMs: SLOW_MS, ...signal })
				.then((known) => known.sha256 === sha256)
				.catch((error: unknown) => {
					// A sandbox of an earlier release answers this of every file.
					if (error instanceof StoryDreamError && error.code === "not_found") return false;
					throw error;
				}),
		removeAsset: (name) => http.tell({ method: "DELETE", path: `/assets/${id(name)}`, ...signal }),
		async convertAsset(request, original) {
			const answer = await http.send({
				method: "POST",
				path: `/conversions?${new URLSearchParams(request)}`,
				body: { bytes: original, contentType: BYTES },
				timeoutMs: CONVERSION_MS,
				...signal,
			});
			const sha256 = Sha256.safeParse(answer.headers["x-sha256"]);
			const bytes = Number(answer.headers["content-length"]);
			if (sha256.success && Number.isSafeInteger(bytes) && bytes > 0) {
				return { body: answer.body, bytes, sha256: sha256.data };
			}
			answer.body.destroy();
			throw new StoryDreamError("sandbox_failed", "The sandbox sent a proxy without its hash or its length.");
		},
		state: () => http.ask(ProjectState, { method: "GET", path: "/state", ...signal }),
		checkFilm: () => http.ask(RanFilmCheck, { method: "POST", path: "/checks", timeoutMs: CHECK_MS, ...signal }),
		pictures: (request) =>
			http.ask(TakenPictures, {
				method: "POST",
				path: "/pictures",
				body: { json: request },
				timeoutMs: (request.timeoutMs ?? 20_000) + 15_000,
				...signal,
			}),
		startExport: (request) =>
			http.tell({ method: "POST", path: "/exports", body: { json: request }, timeoutMs: SLOW_MS, ...signal }),
		cancelExport: (exportId) => http.tell({ method: "DELETE", path: `/exports/${id(exportId)}`, ...signal }),
		async exportFile(exportId) {
			const answer = await http.send({ method: "GET", path: `/exports/${id(exportId)}/file`, timeoutMs: SLOW_MS, ...signal });
			return { body: answer.body, bytes: Number(answer.headers["content-length"] ?? 0) };
		},
		putSegment({ key, frames, sha256, bytes }, body) {
			const query = new URLSearchParams({ frames: String(frames), sha256, bytes: String(bytes) });
			return http.tell({
				method: "PUT",
				path: `/segments/${id(key)}?${query}`,
				body: { bytes: body, contentType: BYTES },
				timeoutMs: SLOW_MS,
				...signal,
			});
		},
		segmentsGiven: (exportId) => http.tell({ method: "POST", path: `/exports/${id(exportId)}/segments`, ...signal }),
		exportSegments: (exportId) =>
			http
				.ask(KeptSegments, { method: "GET", path: `/exports/${id(exportId)}/segments`, timeoutMs: SLOW_MS, ...signal })
				.then(({ segments }) => segments)
				.catch((error: unknown) => {
					if (error instanceof StoryDreamError && error.code === "not_found") return [];
					throw error;
				}),
		async segment(key) {
			return (await http.send({ method: "GET", path: `/segments/${id(key)}`, timeoutMs: SLOW_MS, ...signal })).body;
		},
		end: () => http.tell({ method: "POST", path: "/end", timeoutMs: 1_000 }),
		close: () => http.close(),
	};
}
