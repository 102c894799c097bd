import { join } from "node:path";
import { Readable } from "node:stream";
import { CommitSha, StoryDreamError } from "@storydream/protocol";
import { packPath, sourcePath } from "../objects/layout.ts";
import type { Objects } from "../objects/objects.ts";
import type { ProjectRecord, Records } from "../records/records.ts";
import { Clones } from "./clones.ts";
import { compact, writeSource } from "./compaction.ts";
import { type Context, findProject, inWords, type RepositoriesLogger, withClone } from "./context.ts";
import { readDifference } from "./differences.ts";
import { type CacheLimits, evictClones } from "./eviction.ts";
import { listFiles, readFile } from "./files.ts";
import { comparisonBase, Histories, type HistoryEntry, readCommit, withoutPassedAutosaves } from "./history.ts";
import { Locks } from "./locks.ts";
import { publish } from "./publish.ts";
import type { OpenSource, Repositories } from "./repositories.ts";
import { revert } from "./revert.ts";
import { sourceArchive } from "./source-archive.ts";
import { Template } from "./template.ts";
import { Transcripts } from "./transcripts.ts";

export interface RepositoriesOptions {
	records: { readonly projects: Pick<Records["projects"], "get" | "moveHead"> };
	objects: Objects;
	/** Folder for what can be made again: clones below `repositories/`. */
	cacheDir: string;
	/** Default: nothing is logged. */
	logger?: RepositoriesLogger;
	/** Milliseconds since 1970; for tests. */
	now?: () => number;
	/** More packs than this are joined into one; default 50. */
	maxPacks?: number;
	/** How long an object nobody refers to, and a clone nobody uses, is kept at least, in milliseconds; default an hour. */
	graceMs?: number;
	/** Default: clones of 2 GB in all, each for 30 days after its last use. */
	cache?: Partial<CacheLimits>;
}

const MAX_PACKS = 50;
const GRACE_MS = 60 * 60_000;
const CACHE: CacheLimits = { maxBytes: 2_000_000_000, maxAgeMs: 30 * 24 * 60 * 60_000 };
/** Between two looks at how big the cache is. */
const CACHE_LOOK_MS = 10 * 60_000;
const silent: RepositoriesLogger = { info: () => {}, warn: () => {} };

/** Opens the projects' histories on the given stores. See Repositories for what each verb promises. */
export async function createRepositories(options: RepositoriesOptions): Promise<Repositories> {
	const { objects } = options;
	const clones = await inWords("Opening the cache of clones", () =>
		Clones.open(join(options.cacheDir, "repositories"), objects, options.now),
	);
	const context: Context = {
		projects: options.records.projects,
		objects,
		clones,
		histories: new Histories(),
		locks: new Locks(),
		logger: options.logger ?? silent,
		onUse: evictNowAndThen,
		now: options.now ?? Date.now,
		maxPacks: options.maxPacks ?? MAX_PACKS,
		graceMs: options.graceMs ?? GRACE_MS,
	};
	const template = new Template(objects, clones);
	const transcripts = new Transcripts(objects);
	const background = new Set<Promise<void>>();
	let lookedAt = 0;

	function inBackground(projectId: string | null, what: string, work: () => Promise<void>): void {
		const running = work()
			// Nothing is lost: things are as they were, and the next time tries again.
			.catch((error: unknown) => context.logger.warn({ projectId, error: String(error) }, `${what} failed`))
			.finally(() => background.delete(running));
		background.add(running);
	}

	/** Keeps the cache of clones within its limits. */
	function evictNowAndThen(): void {
		if (context.now() - lookedAt < CACHE_LOOK_MS) return;
		lookedAt = context.now();
		inBackground(null, "looking at the cache of clones", () => evictClones(context, { ...CACHE, ...options.cache }));
	}

	/** After the answer: joining packs must not make a person wait. */
	function compactLater(projectId: string): void {
		inBackground(projectId, "joining a project's packs", () => context.locks.run(projectId, () => compact(context, projectId)));
	}

	/** A version of the project's own line, else any commit the clone holds (a refused one). */
	async function entryOf(gitDir: string, project: ProjectRecord, sha: string): Promise<HistoryEntry> {
		if (!CommitSha.safeParse(sha).success)
			throw new StoryDreamError("bad_request", "A version is named by 40 hexadecimal digits.");
		const history = await context.histories.read(project.id, gitDir, project.currentCommitSha);
		return history.find((entry) => entry.sha === sha) ?? (await readCommit(gitDir, sha));
	}

	function toVersion(entry: HistoryEntry, project: ProjectRecord) {
		// The first commit is the same in all projects, also in its date.
		const createdAt = entry.kind === "start" ? project.createdAt : entry.createdAt;
		return { ...entry, createdAt, current: entry.sha === project.currentCommitSha };
	}

	/** The archive and packs the record names, or null when one of them is not there. */
	async function openStored(project: ProjectRecord): Promise<OpenSource | null> {
		const { sourceSha } = project;
		const at = sourceSha === null ? -1 : project.packs.findIndex((pack) => pack.head === sourceSha);
		if (sourceSha === null || at < 0) return null;
		const opened: Readable[] = [];
		const open = async (path: string) => {
			const object = await objects.open(path);
			if (object) opened.push(object.body);
			return object;
		};
		const [source, ...bundles] = await Promise.all([
			open(sourcePath(project.id, sourceSha)),
			...project.packs.slice(at + 1).map(async ({ sha256 }) => {
				const object = await open(packPath(project.id, sha256));
				return object && { sha256, body: object.body };
			}),
		]);
		const present = bundles.filter((bundle) => bundle !== null);
		if (!source || present.length < bundles.length) {
			for (const body of opened) body.destroy();
			return null;
		}
		return { head: project.currentCommitSha, sourceSha, source: source.body, bundles: present };
	}

	return {
		publishTemplate: (folder) => inWords("Storing the template", () => template.publish(folder)),
		initialise: (projectId) => inWords("Making the project", () => template.plant(projectId)),

		async openSource(projectId) {
			// Twice: between reading the record and opening its objects they may have been compacted.
			for (let attempt = 0; attempt < 2; attempt++) {
				const stored = await openStored(await findProject(context, projectId));
				if (stored) return stored;
			}
			return withClone(context, projectId, async (gitDir, project) => {
				const head = project.currentCommitSha;
				const archive = await wholeArchive(sourceArchive(gitDir, head));
				return {
					head,
					sourceSha: head,
					source: Readable.from([archive], { objectMode: false }),
					bundles: [],
				};
			});
		},

		async publish(projectId, commits) {
			const result = await inWords("Saving the version", () =>
				context.locks.run(projectId, () => publish(context, projectId, commits)),
			);
			if (result.published && result.project.packs.length > context.maxPacks) compactLater(projectId);
			evictNowAndThen();
			return result;
		},

		writeSource: (projectId) =>
			inWords("Storing the project's files", () => context.locks.run(projectId, () => writeSource(context, projectId))),

		versions: (projectId, { limit, cursor }) =>
			withClone(context, projectId, async (gitDir, project) => {
				const shown = withoutPassedAutosaves(await context.histories.read(projectId, gitDir, project.currentCommitSha));
				// The cursor is the last version of the page before: it may be an autosave that has been passed since.
				const from = cursor === undefined ? 0 : await placeAfter(shown, cursor, gitDir, project);
				const page = shown.slice(from, from + limit);
				const more = from + limit < shown.length;
				return { versions: page.map((entry) => toVersion(entry, project)), nextCursor: (more && page.at(-1)?.sha) || null };
			}),

		version: (projectId, sha) =>
			withClone(context, projectId, async (gitDir, project) => toVersion(await entryOf(gitDir, project, sha), project)),

		diff: (projectId, sha) =>
			withClone(context, projectId, async (gitDir, project) =>
				readDifference(gitDir, sha, await comparisonBase(gitDir, await entryOf(gitDir, project, sha))),
			),

		sourceOf: (projectId, sha, { fresh = false } = {}) =>
			withClone(context, projectId, async (gitDir, project) => {
				await entryOf(gitDir, project, sha);
				const stored = fresh ? null : await objects.open(sourcePath(projectId, sha));
				return stored?.body ?? sourceArchive(gitDir, sha);
			}),

		revert: (projectId, options) =>
			inWords("Going back to an older version", () => context.locks.run(projectId, () => revert(context, projectId, options))),

		readFile: (projectId, sha, path) =>
			withClone(context, projectId, async (gitDir, project) => {
				await entryOf(gitDir, project, sha);
				return readFile(gitDir, sha, path);
			}),

		listFiles: (projectId, sha) =>
			withClone(context, projectId, async (gitDir, project) => {
				await entryOf(gitDir, project, sha);
				return listFiles(gitDir, sha);
			}),

		clone: (projectId) => withClone(context, projectId, async (gitDir) => gitDir),
		appendTranscript: (projectId, session, offset, body) => transcripts.append(projectId, session, offset, body),
		readTranscript: (projectId, session) => transcripts.read(projectId, session),
		transcriptBytes: (projectId, session) => transcripts.bytes(projectId, session),
		compactTranscript: (projectId, session) => transcripts.compact(projectId, session),

		dropCache: (projectId) =>
			inWords("Removing the clone", async () => {
				context.histories.forget(projectId);
				await context.locks.run(projectId, () => clones.drop(projectId));
			}),

		async settled() {
			while (background.size > 0) await Promise.all(background);
		},
	};

	async function placeAfter(
		shown: readonly HistoryEntry[],
		cursor: string,
		gitDir: string,
		project: ProjectRecord,
	): Promise<number> {
		const at = shown.findIndex((entry) => entry.sha === cursor);
		if (at >= 0) return at + 1;
		const all = await context.histories.read(project.id, gitDir, project.currentCommitSha);
		const passed = all.findIndex((entry) => entry.sha === cursor);
		if (passed < 0)
			throw new StoryDreamError("bad_request", "The cursor of the list is not one this studio gave.", {
				hint: "Load the list again from its start.",
			});
		const older = new Set(all.slice(passed + 1).map((entry) => entry.sha));
		const next = shown.findIndex((entry) => older.has(entry.sha));
		return next < 0 ? shown.length : next;
	}
}

/** For the rare case without a stored archive: its size must be known, and git's failure reported before the first byte. */
async function wholeArchive(stream: Readable): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(chunk);
	return Buffer.concat(chunks);
}
