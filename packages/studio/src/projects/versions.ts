import { setTimeout as wait } from "node:timers/promises";
import { createKeyedLock } from "@storydream/kit";
import {
	type Project,
	type RestoreVersion,
	StoryDreamError,
	type Version,
	type VersionDiff,
	type VersionList,
} from "@storydream/protocol";
import type { User } from "../access/index.ts";
import { nameFromPrompt, nameOfFilm } from "./naming.ts";
import { type ProjectsCore, type ProjectsDeps, parseStoryboard } from "./projects.ts";
import { picturePath, toProject, toVersion } from "./shapes.ts";

/** Pixels of the longer side of a version's picture. */
const PICTURE_SIZE = 640;
/** Edits by hand come in bursts, and each picture loads the film anew: one is taken when the hand has rested for so long. */
const REST_MS = 1_500;

export interface Versions {
	list(user: User, projectId: string, query: { limit: number; cursor?: string }): Promise<VersionList>;
	diff(user: User, projectId: string, sha: string): Promise<VersionDiff>;
	/** Adds a version with the files of an old one. Throws `stale_head` when a version came after the one it is requested on. */
	restore(user: User, projectId: string, sha: string, request: RestoreVersion): Promise<{ version: Version; project: Project }>;
	/** Address of the preview page showing an old version. */
	preview(user: User, projectId: string, sha: string): Promise<{ previewUrl: string }>;
	/** Null when there is no picture (yet). */
	picture(user: User, projectId: string, sha: string): Promise<Buffer | null>;
	/** Says that a version was acknowledged: its picture is taken in the background, then its followers are notified. */
	created(projectId: string, sha: string): void;
	/** Waits for pictures being taken. */
	settled(): Promise<void>;
	/** Takes no more pictures; one under way is not waited for, since it may take long and nobody misses it for long. */
	close(): void;
}

interface VersionsDeps extends ProjectsDeps {
	/** For tests. */
	pictureAfterMs?: number;
}

export function createVersions(core: ProjectsCore, deps: VersionsDeps): Versions {
	const { records, objects, repositories, sessions, logger } = deps;
	const inOrder = createKeyedLock();
	const newest = new Map<string, string>();
	const running = new Set<Promise<void>>();
	const closing = new AbortController();

	async function hasPicture(projectId: string, sha: string): Promise<boolean> {
		return (await objects.head(picturePath(projectId, sha))) !== null;
	}

	async function withPicture(projectId: string, version: Omit<Version, "pictureUrl">): Promise<Version> {
		return toVersion(projectId, version, await hasPicture(projectId, version.sha));
	}

	async function takePicture(projectId: string, sha: string): Promise<void> {
		// A newer version came while this one waited: its picture would be of the newer film.
		if (newest.get(projectId) !== sha) return;
		if ((await records.sessions.findByProject(projectId))?.state !== "ready") return;
		const taken = await sessions.pictures(projectId, { frames: [], size: PICTURE_SIZE });
		const picture = taken.pictures[0];
		if (picture === undefined || newest.get(projectId) !== sha) return;
		if ((await records.projects.get(projectId)) === null) return;
		const path = picturePath(projectId, sha);
		await objects.put(path, Buffer.from(picture.data, "base64"), { mode: "replace", contentType: "image/jpeg" });
		const project = await records.projects.update(projectId, { pictureSha: sha });
		if (project === null) {
			// Deleted in between: its folder must not come back.
			await objects.remove(path);
			return;
		}
		const version = await repositories.version(projectId, sha);
		sessions.broadcast(projectId, { type: "version:created", version: toVersion(projectId, version, true) });
		sessions.broadcast(projectId, { type: "project:changed", project: toProject(project) });
	}

	/** After the first turn: a project that still has the name its prompt gave it gets the name that its film shows. */
	async function nameAfterFilm(projectId: string, sha: string): Promise<void> {
		const project = await records.projects.get(projectId);
		if (project === null || project.name !== nameFromPrompt(project.description)) return;
		const turns = (await repositories.versions(projectId, { limit: 10 })).versions.filter(({ kind }) => kind === "turn");
		if (turns.length !== 1 || turns[0]?.sha !== sha) return;
		const file = await repositories.readFile(projectId, sha, "src/storyboard.json");
		const storyboard = file === null ? null : parseStoryboard(file);
		const name = storyboard === null ? null : nameOfFilm(storyboard);
		if (name === null || name === project.name) return;
		const renamed = await records.projects.update(projectId, { name });
		if (renamed !== null) sessions.broadcast(projectId, { type: "project:changed", project: toProject(renamed) });
	}

	/** Waits until no newer version came for a while, unless a turn made this one: turns come one by one. */
	async function rest(projectId: string, sha: string): Promise<void> {
		if ((await repositories.version(projectId, sha)).kind === "turn") return;
		await wait(deps.pictureAfterMs ?? REST_MS, undefined, { signal: closing.signal, ref: false });
	}

	async function nameAndPicture(projectId: string, sha: string): Promise<void> {
		await inOrder(projectId, () => nameAfterFilm(projectId, sha)).catch((error: unknown) =>
			logger.warn({ err: error, projectId, sha }, "the project was not named after its film"),
		);
		await rest(projectId, sha);
		await inOrder(projectId, () => takePicture(projectId, sha));
	}

	return {
		async list(user, projectId, query) {
			await core.record(user, projectId);
			const page = await repositories.versions(projectId, query);
			return {
				versions: await Promise.all(page.versions.map((version) => withPicture(projectId, version))),
				nextCursor: page.nextCursor,
			};
		},
		async diff(user, projectId, sha) {
			await core.record(user, projectId);
			return repositories.diff(projectId, sha);
		},
		async restore(user, projectId, sha, request) {
			await core.record(user, projectId);
			await repositories.version(projectId, sha);
			const result = await sessions.restore(projectId, sha, request);
			const version = await withPicture(projectId, await repositories.version(projectId, result.head));
			return { version, project: await core.get(user, projectId) };
		},
		async preview(user, projectId, sha) {
			await core.record(user, projectId);
			await repositories.version(projectId, sha);
			return sessions.previewVersion(projectId, sha);
		},
		async picture(user, projectId, sha) {
			await core.record(user, projectId);
			return objects.read(picturePath(projectId, sha));
		},
		created(projectId, sha) {
			if (closing.signal.aborted) return;
			newest.set(projectId, sha);
			const job = nameAndPicture(projectId, sha)
				.catch((error: unknown) => {
					if (closing.signal.aborted) return;
					// A version without a picture is still a version; there may be no browser here at all.
					const level = error instanceof StoryDreamError && error.code === "browser_missing" ? "debug" : "warn";
					logger[level]({ err: error, projectId, sha }, "no picture of the version");
				})
				.finally(() => {
					running.delete(job);
					if (newest.get(projectId) === sha) newest.delete(projectId);
				});
			running.add(job);
		},
		async settled() {
			await Promise.all(running);
		},
		close() {
			closing.abort();
			newest.clear();
		},
	};
}
